//! The few lines around a passage, cut to what a screen can hold.

use std::io::IsTerminal;
use std::ops::Range;

use anstream::{AutoStream, ColorChoice, stream::RawStream};

use super::text::{stand_in, visible};

/// Characters shown before and after the passage on its own lines.
const CONTEXT: usize = 60;
/// Bytes of a passage that are shown.
const PASSAGE: usize = 400;

/// A source for `annotate-snippets`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// Whole or cut lines, without controls.
    pub(crate) source: String,
    /// The passage, in bytes of `source`.
    pub(crate) span: Range<usize>,
}

/// Whether a stream gets colours.
pub(crate) fn colors(stream: &(impl RawStream + IsTerminal)) -> bool {
    AutoStream::choice(stream) != ColorChoice::Never
}

/// Cuts an excerpt out of a text. The first line of the excerpt is the one in which the passage starts.
pub(crate) fn excerpt_of(text: &str, range: Range<usize>) -> Excerpt {
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    excerpt(text, range, line_start, line_end)
}

/// As [`excerpt_of`], for a caller that knows where the lines start and end.
pub(crate) fn excerpt(text: &str, range: Range<usize>, line_start: usize, line_end: usize) -> Excerpt {
    let head = &text[line_start..range.start];
    let from = head.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let passage = cut(&text[range.clone()], PASSAGE);
    let tail = if passage.len() < range.len() { "" } else { text[range.end..line_end].trim_end_matches('\r') };
    let to = tail.char_indices().nth(CONTEXT).map_or(tail.len(), |(at, _)| at);

    let mut source = String::new();
    if from > 0 {
        source.push('…');
    }
    push(&mut source, &head[from..]);
    let start = source.len();
    push(&mut source, passage);
    let end = source.len();
    push(&mut source, &tail[..to]);
    if to < tail.len() || passage.len() < range.len() {
        source.push('…');
    }
    Excerpt { source, span: start..end }
}

fn cut(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

/// Line ends stay, all other controls become visible.
fn push(source: &mut String, text: &str) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            if source.ends_with(stand_in('\r')) {
                source.pop();
            }
            source.push('\n');
        }
        source.push_str(&visible(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, passage: &str, expected: &str) {
        let start = text.find(passage).unwrap();
        let excerpt = excerpt_of(text, start..start + passage.len());
        let mut shown = excerpt.source;
        shown.insert(excerpt.span.end, '»');
        shown.insert(excerpt.span.start, '«');
        assert_eq!(shown, expected);
    }

    #[test]
    fn lines_are_whole_where_short() {
        check("one\ntwo three\nfour", "two", "«two» three");
        check("one\r\ntwo\r\nthree four\r\n", "two\r\nthree", "«two\nthree» four");
        check("a\tb\x1bc\0", "b", "a «b»␛c␀");
    }

    #[test]
    fn lines_are_cut_where_long() {
        let long = format!("{}x{}", "é".repeat(100), "ü".repeat(100));
        check(&long, "x", &format!("…{}«x»{}…", "é".repeat(60), "ü".repeat(60)));
        let passage = "y".repeat(500);
        check(&passage, &passage, &format!("«{}»…", "y".repeat(400)));
    }
}
