//! What a sentence must have for a pattern to be tried at all, small enough to be checked at every word.

use super::anchor;
use super::element::Element;
use crate::person::{Kinds, Sentence, possible_kinds};
use crate::word::{Class, WordId};

/// More words than this say little about a sentence.
const TELLING: u32 = 16;

/// A set of words that may hold more than was put in, never less.
fn bloom(words: impl IntoIterator<Item = WordId>) -> u128 {
    words.into_iter().fold(0, |bits, word| bits | 1 << (word.0 % 128))
}

/// What one pattern asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gate {
    /// Of each set of words one must be there.
    words: [u128; 2],
    /// Of each set of kinds somebody must be there.
    kinds: [Kinds; 2],
    /// Something must be negated.
    negative: bool,
}

impl Gate {
    /// From what a pattern asks for.
    pub(super) fn new(subject: Option<Kinds>, elements: &[Element], negative: bool) -> Self {
        let mut gate = Self { words: [u128::MAX; 2], kinds: [Kinds(u32::MAX); 2], negative };
        let mut words = anchor::words(elements, TELLING);
        words.sort_by_key(Vec::len);
        for (place, words) in gate.words.iter_mut().zip(words) {
            *place = bloom(words);
        }
        let slots = elements.iter().filter_map(|element| match element {
            Element::Slot(slot) => Some(slot.kinds),
            _ => None,
        });
        for (place, kinds) in gate.kinds.iter_mut().zip(subject.into_iter().chain(slots)) {
            *place = kinds;
        }
        gate
    }
}

/// What a sentence has to offer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offer {
    words: u128,
    kinds: Kinds,
    negated: bool,
}

impl Offer {
    pub(crate) fn of(sentence: &Sentence<'_>) -> Self {
        Self {
            words: bloom(sentence.tokens.iter().map(|token| token.word)),
            kinds: possible_kinds(sentence.tokens),
            negated: sentence.tokens.iter().any(|token| token.is(Class::NEGATION | Class::NOBODY)),
        }
    }

    pub(crate) fn meets(&self, gate: &Gate) -> bool {
        (self.negated || !gate.negative)
            && gate.kinds[0].any(self.kinds)
            && gate.words[0] & self.words != 0
            && gate.words[1] & self.words != 0
            && gate.kinds[1].any(self.kinds)
    }
}
