//! What readers of a document see, in a form that can be compared: two texts with the same outline differ in suppression comments, white
//! space and line breaks only.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{DIRECTIVE_PREFIX, Mask, front_matter, markdown, mask, text_start};
use crate::{Document, Format};

/// One entry for each piece of text and each element around it, in order.
pub(crate) fn outline(document: &Document<'_>) -> Vec<String> {
    match document.format() {
        Format::Markdown => rendered(document.text()),
        Format::PlainText | Format::CommitMessage => blocks(document),
    }
}

/// Where the text behind a byte order mark and the front matter starts.
pub(crate) fn body_start(document: &Document<'_>) -> usize {
    let start = text_start(document.text());
    match document.format() {
        Format::Markdown => front_matter::read(document.text(), start, &mut Mask::default()),
        Format::PlainText | Format::CommitMessage => start,
    }
}

fn rendered(text: &str) -> Vec<String> {
    let start = front_matter::read(text, text_start(text), &mut Mask::default());
    let mut outline = Vec::new();
    let mut words = String::new();
    for event in Parser::new_ext(&text[start..], markdown::OPTIONS) {
        match event {
            Event::Text(part) => words.push_str(&part),
            Event::SoftBreak => words.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) if is_directive(&html) => {}
            // A comment that stands alone is a block of HTML, and nobody sees one.
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            seen => {
                flush(&mut words, &mut outline);
                outline.push(format!("{seen:?}"));
            }
        }
    }
    flush(&mut words, &mut outline);
    outline
}

/// Line ends of Windows come on their own.
fn is_directive(html: &str) -> bool {
    let html = html.trim();
    html.is_empty() || html.starts_with("<!--") && html.ends_with("-->") && html.contains(DIRECTIVE_PREFIX)
}

fn flush(words: &mut String, outline: &mut Vec<String>) {
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !joined.is_empty() {
        outline.push(joined);
    }
    words.clear();
}

fn blocks(document: &Document<'_>) -> Vec<String> {
    let mask = mask(document);
    let words = |block: &super::Block| document.text()[block.range].split_whitespace().collect::<Vec<_>>().join(" ");
    mask.blocks.iter().map(|block| format!("{:?} {}", block.kind, words(block))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, a: &str, b: &str, same: bool) {
        let of = |text| outline(&Document::new(text, format));
        assert_eq!(of(a) == of(b), same, "{a:?} {b:?}");
    }

    #[test]
    fn comments_are_not_seen() {
        check(
            Format::Markdown,
            "# a\nb\n",
            "<!-- unblame-enable -->\n# a\n<!-- unblame-enable -->\nb <!-- unblame-enable -->\n",
            true,
        );
        check(Format::Markdown, "| a |\n|-|\n| b |\n", "| a <!-- unblame-enable --> |\n|-|\n| b |\n", true);
        check(Format::Markdown, "- a\n- b\n", "- a\n  <!-- unblame-enable -->\n- b\n", true);
        check(Format::Markdown, "a", "a <!-- a comment -->", false);
        check(Format::PlainText, "a\nb", "# unblame-enable\na\nb", true);
    }

    #[test]
    fn comments_that_part_things_are() {
        check(Format::Markdown, "a\nb\n", "a\n<!-- unblame-enable -->\nb\n", false);
        check(Format::Markdown, "- a\n- b\n", "- a\n<!-- unblame-enable -->\n- b\n", false);
        check(Format::Markdown, "- a\n- b\n", "- a\n\n  <!-- unblame-enable -->\n- b\n", false);
        check(Format::Markdown, "`a\nb`\n", "`a <!-- unblame-enable -->\nb`\n", false);
        check(Format::Markdown, "# a #\n", "# a # <!-- unblame-enable -->\n", false);
        check(Format::PlainText, "a\nb", "a\n# unblame-enable\nb", false);
    }
}
