//! Sets of words that answer at a glance.

use crate::word::WordId;

/// Turns most words away with a single look: a set that may hold more than was put in, never less.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordFilter(Box<[u64]>);

impl WordFilter {
    /// Bits for each word; with these about one word in sixty-four gets through that should not.
    const BITS: usize = 16;

    pub(super) fn new(count: usize, words: impl Iterator<Item = WordId>) -> Self {
        let size = (count * Self::BITS / 64).next_power_of_two().clamp(1, 1 << 8);
        let mut bits = vec![0; size].into_boxed_slice();
        for word in words {
            bits[word.0 as usize / 64 % size] |= 1 << (word.0 % 64);
        }
        Self(bits)
    }

    /// Of a single word.
    pub(super) fn of(word: WordId) -> Self {
        Self::new(1, std::iter::once(word))
    }

    /// Adds what another one holds.
    pub(super) fn add(&mut self, other: &Self) {
        if self.0.is_empty() {
            self.0.clone_from(&other.0);
        } else if self.0.len() < other.0.len() {
            // Twice as large, a filter says the same of every word.
            self.0 = self.0.iter().copied().cycle().take(other.0.len()).collect();
        }
        for (at, bits) in self.0.iter_mut().enumerate() {
            *bits |= other.0.get(at & other.0.len().wrapping_sub(1)).copied().unwrap_or_default();
        }
    }

    pub(crate) fn has(&self, word: WordId) -> bool {
        // The size is a power of two.
        let at = (word.0 as usize / 64) & self.0.len().wrapping_sub(1);
        self.0.get(at).is_some_and(|bits| bits & (1 << (word.0 % 64)) != 0)
    }
}
