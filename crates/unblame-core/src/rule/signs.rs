//! What tokens tell at a glance: which of the words that patterns need are among them, and who may be meant. Sets of bits, so that
//! all that stands before or behind an anchor word is known at once.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::anchor::{self, Telling};
use super::element::{Element, Pattern};
use super::gate::Gate;
use super::place;
use super::words::Words;
use crate::person::{Kinds, kinds_of_class, may_be_name};
use crate::token::{Kind, Token};
use crate::word::{Class, Lexicon, WordId};

/// How many bits stand for words.
const BITS: usize = 192;

/// What some tokens have to offer, or what a pattern asks of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    words: [u64; BITS / 64],
    flags: u32,
    pub(super) kinds: Kinds,
}

impl Signs {
    const NEGATION: u32 = 1;
    const POSSESSIVE: u32 = 1 << 1;
    const NUMBER: u32 = 1 << 2;
    /// The first of the marks.
    const MARK: usize = 3;
    /// Marks with a bit of their own, as patterns write them.
    const MARKS: [char; 7] = [':', ',', ';', '?', '!', '"', '('];

    /// Those of either.
    #[inline]
    pub(super) fn with(mut self, other: &Self) -> Self {
        for (mine, others) in self.words.iter_mut().zip(other.words) {
            *mine |= others;
        }
        self.flags |= other.flags;
        self.kinds = self.kinds.with(other.kinds);
        self
    }

    /// Whether all words and marks are there that `need` names, and one of the kinds of people, if it names any.
    #[inline]
    pub(super) fn meet(&self, need: &Self) -> bool {
        let missing = self.words.iter().zip(need.words).fold(0, |missing, (have, need)| missing | need & !have);
        missing == 0 && need.flags & !self.flags == 0 && (need.kinds == Kinds::default() || need.kinds.any(self.kinds))
    }

    /// Whether something is negated.
    pub(super) fn negated(&self) -> bool {
        self.flags & Self::NEGATION != 0
    }

    fn of_flags(flags: u32) -> Self {
        Self { flags, ..Self::default() }
    }

    fn of_class(class: Class) -> Self {
        let mut flags = 0;
        if class.any(Class::NEGATION | Class::NOBODY | Class::NO) {
            flags |= Self::NEGATION;
        }
        if class.any(Class::POSSESSIVE | Class::POSSESSIVE_PRONOUN) {
            flags |= Self::POSSESSIVE;
        }
        Self { flags, kinds: kinds_of_class(class), ..Self::default() }
    }

    fn of_marks(is: impl Fn(char) -> bool) -> Self {
        let marks = Self::MARKS.iter().enumerate().filter(|(_, mark)| is(**mark));
        Self::of_flags(marks.fold(0, |flags, (at, _)| flags | 1 << (Self::MARK + at)))
    }

    fn of_bit(bit: usize) -> Self {
        let mut signs = Self::default();
        signs.words[bit / 64] = 1 << (bit % 64);
        signs
    }
}

/// The two most telling bits that a pattern needs, in an [`Around`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Latch([u16; 2]);

/// The words before and behind an anchor as one row of bits; the first is always there.
pub(super) struct Around([u64; 1 + 2 * BITS / 64]);

impl Around {
    /// The places of the bits of words before and behind.
    const BEFORE: usize = 64;
    const BEHIND: usize = Self::BEFORE + BITS;

    #[inline]
    pub(super) fn new(before: &Signs, behind: &Signs) -> Self {
        let mut bits = [1; 1 + 2 * BITS / 64];
        bits[Self::BEFORE / 64..Self::BEHIND / 64].copy_from_slice(&before.words);
        bits[Self::BEHIND / 64..].copy_from_slice(&behind.words);
        Self(bits)
    }

    /// Whether both bits are there.
    #[inline]
    pub(super) fn lift(&self, latch: Latch) -> bool {
        let [first, second] = latch.0.map(|bit| self.0[usize::from(bit / 64)] >> (bit % 64));
        first & second & 1 != 0
    }
}

/// What each known word tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct SignTable(Vec<Signs>);

impl SignTable {
    /// What a token tells, in a sentence that starts in lower case or not.
    #[inline]
    pub(super) fn of(&self, token: &Token, starts_lower: bool) -> Signs {
        let mut signs = self.0.get(token.word.0 as usize).copied().unwrap_or_default();
        match token.kind {
            Kind::Word if may_be_name(token, starts_lower) => signs.kinds = signs.kinds.with(Kinds::NAMED),
            Kind::Number => signs.flags |= Signs::NUMBER,
            Kind::Handle => signs.kinds = signs.kinds.with(Kinds::HANDLE),
            Kind::Punctuation(_) | Kind::CellBreak => signs.flags |= Signs::of_marks(|mark| place::is_mark(token, mark)).flags,
            Kind::Word | Kind::Opaque | Kind::LineBreak => {}
        }
        signs
    }
}

/// A set of words that some patterns need, and how often any of them turns up.
struct Set {
    lists: Vec<Arc<Words>>,
    opaque: bool,
    cost: u32,
}

/// Gives bits to what patterns need.
#[derive(Default)]
struct Builder {
    sets: Vec<Set>,
    /// By the addresses of their lists, which live as long as the sets.
    known: FxHashMap<(Vec<*const Words>, bool), usize>,
}

impl Builder {
    /// Words that turn up in nearly every sentence say nothing.
    const COMMON: u32 = 20_000;

    /// The place of the set in which one word must be where an element matches.
    fn set(&mut self, telling: Option<&Telling>) -> Option<usize> {
        let &Telling { ref lists, opaque, cost } = telling.filter(|telling| telling.cost < Self::COMMON)?;
        let mut addresses: Vec<_> = lists.iter().map(Arc::as_ptr).collect();
        addresses.sort_unstable();
        addresses.dedup();
        let next = self.sets.len();
        let place = *self.known.entry((addresses, opaque)).or_insert(next);
        if place == next {
            self.sets.push(Set { lists: lists.clone(), opaque, cost });
        }
        Some(place)
    }

    /// For each set its bit. Sets that turn up about as often share one, so that each bit is about as telling.
    fn bits(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.sets.len()).collect();
        order.sort_by_key(|&set| self.sets[set].cost);
        let total: usize = self.sets.iter().map(|set| set.cost as usize).sum();
        let mut bits = vec![0; order.len()];
        let mut sum = 0;
        for set in order {
            bits[set] = (sum * BITS / total.max(1)).min(BITS - 1);
            sum += self.sets[set].cost as usize;
        }
        bits
    }

    /// From the sets that are needed before and behind.
    fn latch(&self, [before, behind]: &[Vec<usize>; 2], bits: &[usize]) -> Latch {
        let before = before.iter().map(|&set| (self.sets[set].cost, Around::BEFORE + bits[set]));
        let mut all: Vec<_> =
            before.chain(behind.iter().map(|&set| (self.sets[set].cost, Around::BEHIND + bits[set]))).collect();
        all.sort_unstable();
        let mut places = all.iter().map(|(_, place)| u16::try_from(*place).unwrap_or_default());
        Latch([places.next().unwrap_or_default(), places.next().unwrap_or_default()])
    }

    fn table(&self, bits: &[usize], lexicon: &Lexicon) -> SignTable {
        let mut table: Vec<Signs> = lexicon.classes().iter().map(|&class| Signs::of_class(class)).collect();
        let mut add = |word: WordId, bit| table[word.0 as usize] = table[word.0 as usize].with(&Signs::of_bit(bit));
        for (set, &bit) in self.sets.iter().zip(bits) {
            let words = set.lists.iter().flat_map(|words| words.rarest().words.iter().copied());
            words.chain(set.opaque.then_some(WordId::OPAQUE)).for_each(|word| add(word, bit));
        }
        SignTable(table)
    }
}

/// The latches and gates of patterns, in their order, and the table that opens them.
pub(super) fn gates(patterns: &[Pattern], lexicon: &Lexicon) -> (Vec<Latch>, Vec<Gate>, SignTable) {
    let mut builder = Builder::default();
    let telling: Vec<Vec<Option<Telling>>> =
        patterns.iter().map(|pattern| pattern.elements.iter().map(anchor::telling).collect()).collect();
    let needs: Vec<[Vec<usize>; 2]> = patterns
        .iter()
        .zip(&telling)
        .map(|(pattern, telling)| {
            sides(telling, pattern).map(|side| side.iter().filter_map(|one| builder.set(one.as_ref())).collect())
        })
        .collect();
    let bits = builder.bits();
    let latches = needs.iter().map(|needs| builder.latch(needs, &bits)).collect();
    let gates = patterns.iter().zip(telling).zip(needs).map(|((pattern, telling), [before, behind])| {
        let need = |side: &[Element], sets: &[usize]| {
            sets.iter().fold(need_of_side(side), |need, &set| need.with(&Signs::of_bit(bits[set])))
        };
        let [elements_before, elements_behind] = sides(&pattern.elements, pattern);
        Gate::new(pattern, &telling, need(elements_before, &before), need(elements_behind, &behind))
    });
    let gates = gates.collect();
    let table = builder.table(&bits, lexicon);
    (latches, gates, table)
}

/// Of what there is for each element what stands before and behind that of the anchor.
fn sides<'e, T>(all: &'e [T], pattern: &Pattern) -> [&'e [T]; 2] {
    // A pattern that no word leads to has no elements.
    [&all[..pattern.anchor], all.get(pattern.anchor + 1..).unwrap_or_default()]
}

/// What elements need beside words.
fn need_of_side(elements: &[Element]) -> Signs {
    let mut need = Signs::default();
    for element in elements {
        match element {
            Element::Not => need.flags |= Signs::NEGATION,
            Element::Number => need.flags |= Signs::NUMBER,
            Element::Mark(mark) => need.flags |= Signs::of_marks(|known| known == *mark).flags,
            Element::Slot(slot) => {
                need.flags |= if slot.possessive { Signs::POSSESSIVE } else { 0 };
                // What makes nobody of somebody may stand on the other side.
                if slot.kinds.any(Kinds::NOBODY) {
                    continue;
                }
                let rarer = need.kinds == Kinds::default() || slot.kinds.count() < need.kinds.count();
                need.kinds = if rarer { slot.kinds } else { need.kinds };
            }
            _ => {}
        }
    }
    need
}
