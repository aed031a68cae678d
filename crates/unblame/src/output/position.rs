//! Lines and columns of findings in the order of the text.

use unblame_core::{LineCol, LineIndex, TextSize};

/// Turns offsets into positions. Counting starts at the last position asked for, so a million findings in a line of ten
/// megabytes cost one pass over it instead of a million.
pub(crate) struct Positions<'a> {
    text: &'a str,
    index: LineIndex,
    last: (usize, LineCol),
}

impl<'a> Positions<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, index: LineIndex::new(text), last: (0, LineCol { line: 1, column: 1 }) }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// The position of an offset.
    pub(crate) fn at(&mut self, offset: TextSize) -> LineCol {
        let target = usize::from(offset).min(self.text.len());
        let line = self.line_of(offset);
        let start = self.line_start(line);
        let (known, position) = self.last;
        let from_known = position.line == line && known.abs_diff(target) < target - start;
        let column = if !from_known {
            self.count(start, target) + 1
        } else if known <= target {
            position.column.saturating_add(self.count(known, target))
        } else {
            position.column.saturating_sub(self.count(target, known))
        };
        let position = LineCol { line, column };
        self.last = (target, position);
        position
    }

    /// The number of the line that holds an offset, and where it starts.
    pub(crate) fn line_at(&self, offset: TextSize) -> (u32, usize) {
        let line = self.line_of(offset);
        (line, self.line_start(line))
    }

    /// The byte range of the line that holds an offset, without its end.
    pub(crate) fn line_bounds(&self, offset: TextSize) -> (usize, usize) {
        let line = self.line_of(offset);
        let end = self.index.line_start(line + 1).map_or(self.text.len(), |next| usize::from(next) - 1);
        let start = self.line_start(line);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        (start, end)
    }

    fn line_start(&self, line: u32) -> usize {
        self.index.line_start(line).map_or(0, usize::from)
    }

    fn line_of(&self, offset: TextSize) -> u32 {
        let (mut low, mut high) = (1, u32::try_from(self.index.line_count()).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if self.index.line_start(middle).is_some_and(|start| start <= offset) { low = middle } else { high = middle - 1 }
        }
        low
    }

    fn count(&self, from: usize, to: usize) -> u32 {
        u32::try_from(self.text[from..to].chars().count()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_as_the_line_index_in_any_order() {
        let text = "\u{feff}é𝄞x\r\nab\n\ncdé\n";
        let index = LineIndex::new(text);
        let offsets: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        let mut positions = Positions::new(text);
        for &first in &offsets {
            for &second in &offsets {
                for offset in [first, second].map(|at| TextSize::try_from(at).unwrap()) {
                    assert_eq!(positions.at(offset), index.line_col(text, offset), "{offset:?}");
                }
            }
        }
    }

    #[test]
    fn bounds_leave_line_ends_out() {
        let positions = Positions::new("ab\r\ncd\nef");
        assert_eq!(positions.line_bounds(1.into()), (0, 2));
        assert_eq!(positions.line_bounds(4.into()), (4, 6));
        assert_eq!(positions.line_bounds(9.into()), (7, 9));
    }
}
