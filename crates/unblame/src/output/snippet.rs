//! The few lines around a passage, cut to what a screen can hold.

use std::io::IsTerminal;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Message, Renderer, Snippet, Title, renderer};
use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use unblame_core::LineCol;

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

/// A passage to render under its title.
pub(crate) struct Located<'a> {
    /// As it is shown.
    pub(crate) path: &'a str,
    /// Of the start of the passage.
    pub(crate) position: LineCol,
    /// What to show of it.
    pub(crate) excerpt: Excerpt,
}

impl Located<'_> {
    /// Renders a report. `annotate-snippets` takes columns from its source, which is wrong where the line is cut, and takes an origin
    /// given apart for that of another file; so the line that names the place is put in here.
    pub(crate) fn render<'a>(&'a self, title: Title<'a>, notes: Vec<Message<'a>>, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let LineCol { line, column } = self.position;
        let snippet = Snippet::source(&self.excerpt.source)
            .line_start(line as usize)
            .annotation(AnnotationKind::Primary.span(self.excerpt.span.clone()));
        let report = renderer.render(&[title.element(snippet).elements(notes)]);
        let (head, body) = report.split_once('\n').unwrap_or((&report, ""));
        let last_line = line as usize + self.excerpt.source.matches('\n').count();
        let indent = last_line.to_string().len();
        let arrow = if color { renderer::DEFAULT_LINE_NUM_STYLE } else { Style::new() };
        format!("{head}\n{:indent$}{arrow}--> {arrow:#}{}:{line}:{column}\n{body}", "", visible(self.path))
    }
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
