//! Byte offsets to lines and columns.

use text_size::TextSize;

/// A position for people: both parts count from 1, and the column counts Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineCol {
    /// 1-based line. Lines end after `\n`; a lone `\r` does not end one.
    pub line: u32,
    /// 1-based column in Unicode scalar values.
    pub column: u32,
}

/// Where each line of a text starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    /// Byte offset of the first byte of each line; the first entry is 0.
    starts: Vec<TextSize>,
}

impl LineIndex {
    /// Scans a text once.
    ///
    /// # Panics
    ///
    /// If the text is longer than 4 GiB.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![TextSize::new(0)];
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        starts.extend(ends.map(|start| TextSize::try_from(start).expect("documents are cut at 4 GiB")));
        Self { starts }
    }

    /// How many lines the text has; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The byte offset at which a 1-based line starts, or `None` past the end.
    pub fn line_start(&self, line: u32) -> Option<TextSize> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }

    /// The position of a byte offset in the text that this index was made from. Offsets past the end give the end.
    pub fn line_col(&self, text: &str, offset: TextSize) -> LineCol {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = usize::from(self.starts[line - 1]);
        let end = usize::from(offset).min(text.len());
        let column = text.get(start..end).map_or(0, |head| head.chars().count());
        LineCol { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column + 1).unwrap_or(u32::MAX) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, offset: u32, line: u32, column: u32) {
        assert_eq!(LineIndex::new(text).line_col(text, offset.into()), LineCol { line, column });
    }

    #[test]
    fn positions() {
        check("", 0, 1, 1);
        check("ab\ncd", 3, 2, 1);
        check("ab\r\ncd", 5, 2, 2);
        check("é𝄞x\n", 6, 1, 3);
        check("ab\n", 3, 2, 1);
        check("ab", 99, 1, 3);
    }
}
