//! What a sentence must have for a pattern to be tried at all, cheap enough to be checked at every word.

use super::anchor::{FURTHEST, Telling};
use super::element::Pattern;
use super::filter::WordFilter;
use super::signs::Signs;
use crate::person::{Kinds, Sentence};

/// One of these words must stand on this side of the anchor word.
#[derive(Debug, Clone)]
struct Need {
    words: WordFilter,
    before: bool,
}

/// What one pattern asks for.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    /// What must stand before and behind the anchor word.
    before: Signs,
    behind: Signs,
    /// One of these must be somewhere.
    subject: Option<Kinds>,
    /// Something must be negated.
    negative: bool,
    /// What is told by the most telling elements beside that of the anchor.
    needs: Vec<Need>,
}

impl Gate {
    /// More needs cost more than they spare.
    const NEEDS: usize = 2;

    /// `telling` is what tells of each element of the pattern.
    pub(super) fn new(pattern: &Pattern, telling: &[Option<Telling>], before: Signs, behind: Signs) -> Self {
        let others = telling.iter().enumerate().filter(|(at, _)| *at != pattern.anchor);
        let mut others: Vec<_> = others.filter_map(|(at, telling)| Some((telling.as_ref()?, at))).collect();
        others.sort_by_key(|(telling, at)| (telling.cost, *at));
        let needs = others.iter().take(Self::NEEDS);
        let needs = needs.map(|(telling, at)| Need { words: telling.filter(), before: *at < pattern.anchor }).collect();
        Self { before, behind, subject: pattern.subject, negative: pattern.negative, needs }
    }

    /// Whether a pattern may match around an anchor word, from what stands on both sides of it and in the whole sentence.
    #[inline]
    pub(super) fn opens(&self, before: &Signs, behind: &Signs, whole: &Signs) -> bool {
        before.meet(&self.before)
            && behind.meet(&self.behind)
            && self.subject.is_none_or(|kinds| kinds.any(whole.kinds))
            && (!self.negative || whole.negated())
    }

    /// A closer look, once it opens.
    pub(super) fn admits(&self, sentence: &Sentence<'_>, anchor: usize) -> bool {
        self.needs.iter().all(|need| {
            let side = if need.before {
                &sentence.tokens[anchor.saturating_sub(FURTHEST)..anchor]
            } else {
                &sentence.tokens[anchor + 1..]
            };
            side.iter().any(|token| need.words.has(token.word))
        })
    }
}
