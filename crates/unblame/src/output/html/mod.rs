//! `html`: one page that needs nothing else, no network and no script: each document with its findings in place, and counts over
//! documents.
//!
//! Everything that comes from documents, packs and file names passes [`visible`] and maud's escaping; only the style sheet and
//! the script are put in as they are.

mod card;
mod lines;
mod overview;
mod tally;
#[cfg(test)]
mod tests;

use std::path::Path;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use unblame_core::{Document, Format, TextSize, format};

use self::card::Card;
pub(crate) use self::tally::Tally;
use super::finding::File;
use super::text::visible;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Nothing may be loaded from anywhere, whatever a document holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
    %3Crect width='16' height='16' rx='4' fill='%23245f7a'/%3E\
    %3Cpath d='M5 4v4a3 3 0 0 0 6 0V4' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E";

/// After the last document.
pub(crate) const END: &str = "</main></div></body></html>\n";

/// A file with its findings; nothing for a clean one, which only its name stands for. Counts both.
pub(crate) fn render(file: &File<'_>) -> (String, Tally) {
    let cards: Vec<Card<'_>> = file.fresh().enumerate().map(|(at, finding)| Card::new(file, at + 1, finding)).collect();
    let mask = format::mask(&Document::new(&file.text, Format::from_path(Path::new(file.path))));
    let mut tally = Tally::of(file.path, cards.len());
    for card in &cards {
        tally.count(card, section(file, &mask, card.start()));
    }
    let text = if cards.is_empty() { String::new() } else { document(file, &mask, &cards).into_string() };
    (text, tally)
}

/// All that stands before the first document. `script` is the last thing in it, so that it starts with the page.
pub(crate) fn start(tally: &Tally) -> String {
    let page = html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\" class=\"no-script\">"))
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="generator" content={ "unblame " (env!("CARGO_PKG_VERSION")) };
            meta name="color-scheme" content="light dark";
            title { "Blameless language report" }
            link rel="icon" href=(PreEscaped(ICON));
            style { (PreEscaped(STYLE)) }
            script { (PreEscaped(SCRIPT)) }
        }
        (PreEscaped("<body>"))
        a.skip href="#documents" { "Skip to the documents" }
        (overview::header(tally))
        (PreEscaped("<div class=\"page\">"))
        (overview::sidebar(tally))
        (PreEscaped("<main id=\"documents\" tabindex=\"-1\">"))
        (overview::unread(tally))
        @if tally.findings() == 0 { p.calm { "There is nothing to change." } }
    };
    page.into_string()
}

fn document(file: &File<'_>, mask: &format::Mask, cards: &[Card<'_>]) -> Markup {
    let id = tally::anchor(file.path);
    html! {
        section.document aria-labelledby=(id) {
            h2 id=(id) tabindex="-1" { span dir="auto" { (visible(file.path)) } " " span.count { (tally::plural(cards.len(), "finding")) } }
            (lines::render(&file.text, mask, cards))
        }
    }
}

/// The sort of section that a place stands in, as packs name it; `None` where there is no heading above.
fn section<'a>(file: &'a File<'_>, mask: &format::Mask, at: TextSize) -> Option<&'a str> {
    let block = mask.blocks.get(mask.blocks.partition_point(|block| block.range.end() <= at))?;
    let heading = match block.kind {
        format::BlockKind::Heading(_) => block,
        _ => mask.blocks.get(block.heading? as usize)?,
    };
    Some(file.rules.section(&file.text[heading.range]).unwrap_or(tally::OTHER_SECTION))
}
