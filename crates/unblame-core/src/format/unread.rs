//! Why a place of a document is not linted. For traces; linting never asks.

use pulldown_cmark::{Event, Parser, Tag};
use text_size::{TextRange, TextSize};

use super::{Mask, PieceKind, front_matter, lines, markdown, span, text_start};
use crate::{Document, Format};

/// What stands at a place that is not prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unread {
    /// A comment that asks for silence.
    Directive,
    /// A block of code.
    CodeBlock,
    /// Code within a sentence.
    Code,
    /// A quotation of another text.
    Quote,
    /// HTML that is more than a mark around prose.
    Html,
    /// A URL or mail address, or where a link leads.
    Link,
    /// An image.
    Image,
    /// A formula.
    Math,
    /// Text that was struck out.
    Struck,
    /// Front matter other than its title, summary and description.
    FrontMatter,
    /// A comment of Git.
    Comment,
    /// Behind the scissors of a commit message.
    Diff,
    /// A trailer of a commit message.
    Trailer,
    /// Nothing at all.
    Blank,
    /// A mark that says what sort of text follows, or how it looks.
    Markup,
}

/// Why the byte at `offset` is not linted; `None` where it is prose.
pub(crate) fn unread(document: &Document<'_>, mask: &Mask, offset: TextSize) -> Option<Unread> {
    let text = document.text();
    if mask.directives.iter().any(|directive| covers(directive.range, offset)) {
        return Some(Unread::Directive);
    }
    let prose = |kind: PieceKind| matches!(kind, PieceKind::Prose | PieceKind::Strong);
    if mask.pieces.iter().any(|piece| prose(piece.kind) && covers(piece.range, offset)) {
        return None;
    }
    let line = lines(text, 0).take_while(|line| line.start() <= offset).last().unwrap_or_default();
    let special = match document.format() {
        Format::Markdown => in_markdown(text, offset),
        Format::PlainText => text[line].trim_start().starts_with('>').then_some(Unread::Quote),
        Format::CommitMessage => Some(in_commit(text, mask, line)).filter(|_| !text[line].trim().is_empty()),
    };
    Some(special.unwrap_or(if text[line].trim().is_empty() { Unread::Blank } else { Unread::Markup }))
}

fn covers(range: TextRange, offset: TextSize) -> bool {
    range.start() <= offset && offset < range.end()
}

/// The outermost element around the place that keeps it from being prose.
fn in_markdown(text: &str, offset: TextSize) -> Option<Unread> {
    let start = front_matter::read(text, text_start(text), &mut Mask::default());
    if usize::from(offset) < start {
        return (start > text_start(text)).then_some(Unread::FrontMatter);
    }
    let elements = Parser::new_ext(&text[start..], markdown::options(text)).into_offset_iter();
    let around = |range: std::ops::Range<usize>| covers(span(start + range.start, start + range.end), offset);
    elements.filter(|(_, range)| around(range.clone())).find_map(|(event, _)| element(&event))
}

fn element(event: &Event<'_>) -> Option<Unread> {
    Some(match event {
        Event::Start(Tag::CodeBlock(_)) => Unread::CodeBlock,
        Event::Start(Tag::BlockQuote(_)) => Unread::Quote,
        Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_) => Unread::Html,
        Event::Start(Tag::Image { .. }) => Unread::Image,
        // Its text is prose, and that was asked for before.
        Event::Start(Tag::Link { .. }) => Unread::Link,
        Event::Start(Tag::Strikethrough) => Unread::Struck,
        Event::Code(_) => Unread::Code,
        Event::InlineMath(_) | Event::DisplayMath(_) => Unread::Math,
        _ => return None,
    })
}

fn in_commit(text: &str, mask: &Mask, line: TextRange) -> Unread {
    if text[line].starts_with('#') {
        Unread::Comment
    } else if text[line].trim_start().starts_with('>') {
        Unread::Quote
    } else if lines(text, 0)
        .take_while(|before| before.start() <= line.start())
        .any(|before| super::commit::is_scissors(&text[before]))
    {
        Unread::Diff
    } else if mask.blocks.iter().any(|block| block.range.intersect(line).is_some()) {
        Unread::Markup
    } else {
        Unread::Trailer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, source: &str, expected: Option<Unread>) {
        let at = source.find('|').unwrap();
        let text = source.replacen('|', "", 1);
        let document = Document::new(&text, format);
        let offset = TextSize::try_from(at).unwrap();
        assert_eq!(unread(&document, &crate::format::mask(&document), offset), expected, "{source:?}");
    }

    #[test]
    fn in_markdown() {
        let check = |source, expected| check(Format::Markdown, source, expected);
        check("A |word.\n", None);
        check("# |A word\n", None);
        check("|# A word\n", Some(Unread::Markup));
        check("A `co|de` span.\n", Some(Unread::Code));
        check("```\nco|de\n```\n", Some(Unread::CodeBlock));
        check("    co|de\n", Some(Unread::CodeBlock));
        check("> quo|ted\n", Some(Unread::Quote));
        check("> > `quo|ted`\n", Some(Unread::Quote));
        check("<div>\nwo|rd\n</div>\n", Some(Unread::Html));
        check("A [li|nk](https://x.org).\n", None);
        check("A [link](https://x.o|rg).\n", Some(Unread::Link));
        check("See <https://x.o|rg>.\n", Some(Unread::Link));
        check("![al|t](a.png)\n", Some(Unread::Image));
        check("A ~~wo|rd~~.\n", Some(Unread::Struck));
        check("A $\\al|pha$ here.\n", Some(Unread::Math));
        check("It cost $|5 and $6.\n", None);
        check("---\nauthor: A|na\n---\n\nText.\n", Some(Unread::FrontMatter));
        check("---\ntitle: A wo|rd\n---\n\nText.\n", None);
        check("One.\n|\nTwo.\n", Some(Unread::Blank));
        check("<!-- unblame-dis|able-file -->\n\nOne.\n", Some(Unread::Directive));
        check("<!-- a com|ment -->\n\nOne.\n", Some(Unread::Html));
    }

    #[test]
    fn in_plain_text() {
        check(Format::PlainText, "A |word.\n", None);
        check(Format::PlainText, "> A |word.\n", Some(Unread::Quote));
        check(Format::PlainText, "|- A word.\n", Some(Unread::Markup));
    }

    #[test]
    fn in_commit_messages() {
        let check = |source, expected| check(Format::CommitMessage, source, expected);
        check("A |word\n\nText.\n", None);
        check("Fix\n\nText.\n\n# com|ment\n", Some(Unread::Comment));
        check("Fix\n\nText.\n\nSigned-off-by: A|na <a@x.org>\n", Some(Unread::Trailer));
        check("Fix\n\n# ------------------------ >8 ------------------------\n-a di|ff\n", Some(Unread::Diff));
    }
}
