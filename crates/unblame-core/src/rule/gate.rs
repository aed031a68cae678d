//! What a sentence must have for a pattern to be tried at all, cheap enough to be checked at every word.

use super::anchor;
use super::element::Element;
use super::words::WordFilter;
use crate::person::{Kinds, Sentence, possible_kinds};
use crate::word::Class;

/// One of these words must stand on this side of the anchor word.
#[derive(Debug, Clone)]
struct Need {
    words: WordFilter,
    before: bool,
}

/// What one pattern asks for.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    /// What is told by the most telling elements beside that of the anchor.
    needs: Vec<Need>,
    /// Of each set of kinds somebody must be there.
    kinds: [Kinds; 2],
    /// Something must be negated.
    negative: bool,
}

impl Gate {
    /// More needs cost more than they spare.
    const NEEDS: usize = 2;

    /// From what a pattern asks for that is looked for at its element `anchor`.
    pub(super) fn new(subject: Option<Kinds>, elements: &[Element], anchor: usize, negative: bool) -> Self {
        let telling = anchor::telling(elements, anchor).into_iter().take(Self::NEEDS);
        let needs = telling.map(|at| Need { words: anchor::filter(&elements[at]), before: at < anchor }).collect();
        let mut gate = Self { needs, kinds: [Kinds(u32::MAX); 2], negative };
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
    kinds: Kinds,
    negated: bool,
}

impl Offer {
    pub(crate) fn of(sentence: &Sentence<'_>) -> Self {
        Self {
            kinds: possible_kinds(sentence.tokens),
            negated: sentence.tokens.iter().any(|token| token.is(Class::NEGATION | Class::NOBODY)),
        }
    }

    /// Whether a pattern may match around the word at `anchor`.
    pub(crate) fn meets(self, gate: &Gate, sentence: &Sentence<'_>, anchor: usize) -> bool {
        (self.negated || !gate.negative)
            && gate.kinds[0].any(self.kinds)
            && gate.kinds[1].any(self.kinds)
            && gate.needs.iter().all(|need| {
                let side = if need.before {
                    &sentence.tokens[anchor.saturating_sub(anchor::FURTHEST)..anchor]
                } else {
                    &sentence.tokens[anchor + 1..]
                };
                side.iter().any(|token| need.words.has(token.word))
            })
    }
}
