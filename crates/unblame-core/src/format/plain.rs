//! Plain text: paragraphs, list items, and mail quotes that are left out.

use text_size::TextRange;

use super::{BlockKind, Mask, PieceKind, line_directive, lines, span, text_start};

/// Finds the prose of a plain text.
pub(crate) fn mask(text: &str) -> Mask {
    let mut writer = Writer::new(text, Mask::default(), None);
    for line in lines(text, text_start(text)) {
        writer.line(line);
    }
    writer.finish()
}

/// Collects lines into blocks. Lines handed over in a row must follow each other in the text, or [`Writer::flush`] must lie between.
pub(super) struct Writer<'a> {
    text: &'a str,
    mask: Mask,
    heading: Option<u32>,
    /// The block being collected.
    open: Option<(BlockKind, TextRange)>,
}

impl<'a> Writer<'a> {
    /// Goes on with a mask, under a heading of it.
    pub(super) fn new(text: &'a str, mask: Mask, heading: Option<u32>) -> Self {
        Self { text, mask, heading, open: None }
    }

    /// Takes the next line, given without its end.
    pub(super) fn line(&mut self, line: TextRange) {
        let range = super::trimmed(self.text, line);
        let content = &self.text[range];
        if content.is_empty() || content.starts_with('>') || is_rule(content) {
            self.flush();
        } else if let Some(directive) = line_directive(self.text, line) {
            self.flush();
            self.mask.directives.push(directive);
        } else if let Some(marker) = list_marker(content) {
            self.flush();
            let start = usize::from(range.start()) + marker;
            self.open = Some((BlockKind::ListItem, span(start, range.end().into())));
        } else if let Some((_, collected)) = &mut self.open {
            *collected = TextRange::new(collected.start(), range.end());
        } else {
            self.open = Some((BlockKind::Paragraph, range));
        }
    }

    /// Ends the block being collected, if any.
    pub(super) fn flush(&mut self) {
        if let Some((kind, range)) = self.open.take() {
            self.mask.open(kind, self.heading, None);
            self.mask.push(range, PieceKind::Prose);
            self.mask.close();
        }
    }

    /// Ends the text.
    pub(super) fn finish(mut self) -> Mask {
        self.flush();
        self.mask
    }
}

/// How long the list marker at the start of a line is, white space behind it included.
fn list_marker(line: &str) -> Option<usize> {
    // More digits would be a year at the start of a wrapped line.
    const MAX_DIGITS: usize = 3;
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if digits == 0 {
        line.strip_prefix(['-', '*', '+', '•', '‣', '◦'])?
    } else if digits <= MAX_DIGITS {
        line[digits..].strip_prefix(['.', ')'])?
    } else {
        return None;
    };
    let text = rest.trim_start();
    (rest.is_empty() || text.len() < rest.len()).then(|| line.len() - text.len())
}

/// Whether a line is drawn rather than written: `-----`, `=====`.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'*' | b'~' | b'#' | b'+' | b' '))
}

#[cfg(test)]
mod tests {
    use super::super::test_support::render;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(render(text, &mask(text)), expected, "{text:?}");
    }

    #[test]
    fn paragraphs() {
        check("", "");
        check("\n \n", "");
        check("a\nb\n\n  c  \n\n\n", "P[a⏎b] P[c]");
        check("a\r\nb\r\n\r\nc\rd", "P[a⏎b] P[c⏎d]");
        check("\u{feff}a\0b", "P[a\0b]");
        check("# not a heading", "P[# not a heading]");
        check("Title\n=====\nText", "P[Title] P[Text]");
    }

    #[test]
    fn list_items() {
        check("- a\n  b\n* c\n• d\n1. e\n 22) f", "LI[a⏎  b] LI[c] LI[d] LI[e] LI[f]");
        check("intro:\n- a\n\nb", "P[intro:] LI[a] P[b]");
        check("-a\n*b\n1.5 c\nin\n2024. d", "P[-a⏎*b⏎1.5 c⏎in⏎2024. d]");
        check("-\nb", "LI[⏎b]");
    }

    #[test]
    fn quotes_are_not_prose() {
        check("a\n> b\n>> c\n>\nd", "P[a] P[d]");
    }

    #[test]
    fn directives() {
        check("a\n# unblame-disable-next-line x: y\nb", "P[a] P[b] D[unblame-disable-next-line x: y]");
        check("<!-- unblame-disable-file -->", "D[unblame-disable-file]");
        check(
            "// unblame-enable\n;; unblame-disable\n% unblame-disable",
            "D[unblame-enable] D[unblame-disable] D[unblame-disable]",
        );
        check("unblame-disable x\n/unblame-disable", "P[unblame-disable x⏎/unblame-disable]");
        check("# see unblame-disable", "P[# see unblame-disable]");
    }
}
