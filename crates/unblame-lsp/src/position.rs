//! Byte offsets to the protocol's lines and characters and back, in the encoding that was negotiated. Nowhere else.

use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range};
use unblame_core::{TextRange, TextSize};

/// What a `character` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every client knows.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The encoding that a name of the protocol stands for.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        }
    }

    /// The name that the protocol uses.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many units a text has.
    fn length(self, text: &str) -> usize {
        if self == Self::Utf8 || text.is_ascii() {
            return text.len();
        }
        text.chars().map(|c| self.width(c)).sum()
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// The byte offset of the character that a unit belongs to; units past the end give the end.
    fn offset(self, line: &str, units: usize) -> usize {
        if line.is_ascii() {
            return units.min(line.len());
        }
        let mut counted = 0;
        for (at, c) in line.char_indices() {
            counted += self.width(c);
            if counted > units {
                return at;
            }
        }
        line.len()
    }
}

/// Where each line of a text starts. Lines end as the protocol says: after `\n`, `\r\n` or a lone `\r`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineIndex {
    /// Sorted; the first entry is 0.
    starts: Vec<usize>,
}

impl LineIndex {
    pub(crate) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(starts_between(text, 1, text.len()));
        Self { starts }
    }

    /// Follows an edit: `text` is the new one, in which the bytes from `start` to `new_end` replaced those up to `old_end`.
    pub(crate) fn edited(&mut self, text: &str, start: usize, old_end: usize, new_end: usize) {
        // Whether a line starts at an offset depends on the characters on both of its sides.
        let from = self.starts.partition_point(|&at| at < start.max(1));
        let to = self.starts.partition_point(|&at| at <= old_end).max(from);
        self.starts.splice(from..to, starts_between(text, start.max(1), new_end));
        let moved = from + starts_between(text, start.max(1), new_end).count();
        for at in &mut self.starts[moved..] {
            *at = *at - old_end + new_end;
        }
    }

    /// The byte offset of a position; one that lies outside is moved to the nearest place inside.
    pub(crate) fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.starts.len() {
            return text.len();
        }
        let (start, end) = self.content(text, line);
        start + encoding.offset(&text[start..end], position.character as usize)
    }

    /// The byte range of a range; one that runs backwards is turned around.
    pub(crate) fn offsets(&self, text: &str, range: Range, encoding: Encoding) -> std::ops::Range<usize> {
        let (a, b) = (self.offset(text, range.start, encoding), self.offset(text, range.end, encoding));
        a.min(b)..a.max(b)
    }

    /// As [`LineIndex::offsets`], for those who compare with findings.
    pub(crate) fn text_range(&self, text: &str, range: Range, encoding: Encoding) -> TextRange {
        let bytes = self.offsets(text, range, encoding);
        let size = |at: usize| TextSize::try_from(at).unwrap_or(TextSize::new(u32::MAX));
        TextRange::new(size(bytes.start), size(bytes.end))
    }

    /// The line that a byte offset stands on.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Where a line starts and where it ends, without its line end.
    pub(crate) fn content(&self, text: &str, line: usize) -> (usize, usize) {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let next = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let full = &text[start..next];
        let ended = line + 1 < self.starts.len();
        let end = if ended { full.strip_suffix("\r\n").unwrap_or(&full[..full.len() - 1]).len() } else { full.len() };
        (start, start + end)
    }

    /// Reads positions off in ascending order without starting over on long lines.
    pub(crate) fn cursor<'a>(&'a self, text: &'a str, encoding: Encoding) -> Cursor<'a> {
        Cursor { index: self, text, encoding, line: 0, at: 0, units: 0 }
    }
}

/// The offsets from `from` to `to`, both included, at which a line starts.
fn starts_between(text: &str, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    (from..=to).filter(move |&at| match bytes[at - 1] {
        b'\n' => true,
        b'\r' => bytes.get(at) != Some(&b'\n'),
        _ => false,
    })
}

/// Remembers the last position, since counting the characters of a line of some megabytes from its start takes a while.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    index: &'a LineIndex,
    text: &'a str,
    encoding: Encoding,
    line: usize,
    at: usize,
    units: usize,
}

impl Cursor<'_> {
    pub(crate) fn position(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.index.line(offset);
        if line != self.line || offset < self.at {
            (self.line, self.at, self.units) = (line, self.index.starts[line], 0);
        }
        self.units += self.encoding.length(self.text.get(self.at..offset).unwrap_or_default());
        self.at = offset;
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Position::new(number(line), number(self.units))
    }

    pub(crate) fn range(&mut self, range: TextRange) -> Range {
        let start = self.position(range.start().into());
        Range::new(start, self.position(range.end().into()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[track_caller]
    fn check(text: &str, offset: usize, line: u32, characters: [u32; 3]) {
        let index = LineIndex::new(text);
        for (encoding, character) in ENCODINGS.into_iter().zip(characters) {
            let position = Position::new(line, character);
            assert_eq!(index.cursor(text, encoding).position(offset), position, "{encoding:?}");
            assert_eq!(index.offset(text, position, encoding), offset, "{encoding:?}");
        }
    }

    #[test]
    fn positions() {
        check("", 0, 0, [0, 0, 0]);
        check("ab\ncd", 4, 1, [1, 1, 1]);
        check("ab\r\ncd", 2, 0, [2, 2, 2]);
        check("ab\r\ncd", 4, 1, [0, 0, 0]);
        check("ab\rcd", 3, 1, [0, 0, 0]);
        check("é𝄞x", 6, 0, [6, 3, 2]);
        check("a\n🎉e\u{301}x", 9, 1, [7, 4, 3]);
    }

    #[test]
    fn positions_outside_are_clamped() {
        let text = "a🎉b\r\ncd";
        let index = LineIndex::new(text);
        let at = |line, character| index.offset(text, Position::new(line, character), Encoding::Utf16);
        assert_eq!((at(0, 2), at(0, 99), at(1, 99), at(9, 0)), (1, 6, 10, 10));
        let backwards = Range::new(Position::new(1, 1), Position::new(0, 1));
        assert_eq!(index.offsets(text, backwards, Encoding::Utf16), 1..9);
    }

    proptest! {
        #[test]
        fn edits_are_followed(text in "[ab\r\né🎉]{0,30}", edits in prop::collection::vec((0usize..40, 0usize..10, "[a\r\n🎉]{0,6}"), 1..6)) {
            let (mut text, mut index) = (text.clone(), LineIndex::new(&text));
            for (start, length, new) in edits {
                let boundary = |at: usize| (at.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap();
                let (start, end) = (boundary(start), boundary(start + length));
                text.replace_range(start..end, &new);
                index.edited(&text, start, end, start + new.len());
                prop_assert_eq!(&index, &LineIndex::new(&text));
            }
        }

        #[test]
        fn there_and_back(text in "[a\r\né🎉\u{301}]{0,30}") {
            let index = LineIndex::new(&text);
            for encoding in ENCODINGS {
                let mut cursor = index.cursor(&text, encoding);
                for (at, _) in text.char_indices().filter(|&(at, c)| !(c == '\n' && at > 0 && text.as_bytes()[at - 1] == b'\r')) {
                    let position = cursor.position(at);
                    prop_assert_eq!(index.offset(&text, position, encoding), at);
                }
            }
        }
    }
}
