//! Sets of lines.

/// The changed lines of a file, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// First and last, sorted and disjoint.
    ranges: Vec<(u32, u32)>,
}

impl Lines {
    /// Every line.
    pub(super) fn all() -> Self {
        Self { ranges: vec![(1, u32::MAX)] }
    }

    /// None, to be filled from the first to the last.
    pub(super) fn none() -> Self {
        Self { ranges: Vec::new() }
    }

    pub(super) fn push(&mut self, first: u32, count: u32) {
        if count > 0 {
            self.ranges.push((first, first.saturating_add(count - 1)));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Whether any line from `first` to `last` changed.
    pub fn touch(&self, first: u32, last: u32) -> bool {
        let at = self.ranges.partition_point(|range| range.1 < first);
        self.ranges.get(at).is_some_and(|range| range.0 <= last)
    }

    /// The lines in both.
    pub(super) fn intersection(&self, other: &Self) -> Self {
        let mut ranges = Vec::new();
        let (mut mine, mut theirs) = (self.ranges.iter().peekable(), other.ranges.iter().peekable());
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            let (first, last) = (a.0.max(b.0), a.1.min(b.1));
            if first <= last {
                ranges.push((first, last));
            }
            if a.1 < b.1 {
                mine.next()
            } else {
                theirs.next()
            };
        }
        Self { ranges }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_and_meeting() {
        let mut lines = Lines::none();
        lines.push(3, 2);
        lines.push(9, 0);
        lines.push(9, 1);
        let touched: Vec<u32> = (1..12).filter(|&line| lines.touch(line, line)).collect();
        assert_eq!(touched, [3, 4, 9]);
        assert!(lines.touch(1, 3) && lines.touch(4, 20) && !lines.touch(5, 8));
        let mut other = Lines::none();
        other.push(1, 3);
        other.push(4, 6);
        assert_eq!(lines.intersection(&other).ranges, [(3, 3), (4, 4), (9, 9)]);
        assert_eq!(lines.intersection(&Lines::all()), lines);
        assert!(lines.intersection(&Lines::none()).is_empty());
    }
}
