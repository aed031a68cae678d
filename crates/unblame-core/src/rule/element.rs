//! Compiled patterns.

use rustc_hash::FxHashMap;

use super::pack::Where;
use super::pattern::Slot;
use crate::Severity;
use crate::person::Kinds;
use crate::word::{Class, WordId};

/// A sorted set of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WordSet(pub(super) Vec<WordId>);

impl WordSet {
    pub(crate) fn contains(&self, word: WordId) -> bool {
        self.0.binary_search(&word).is_ok()
    }
}

/// Words and phrases that one element accepts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    pub(crate) single: WordSet,
    /// Phrases by their first word; each holds what follows it.
    pub(crate) phrases: FxHashMap<WordId, Vec<Vec<Element>>>,
}

/// One step of a match.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    Words(Box<Words>),
    Group(Vec<Vec<Element>>),
    Optional(Vec<Element>),
    Any,
    Gap(usize),
    Class(Class),
    Number,
    Adverb,
    Not,
    Start,
    End,
    Mark(char),
    Slot(Slot),
    /// A noun phrase, with these heads if any are named.
    Object(Option<Box<Words>>),
    /// The object that may stand between a verb and its particle.
    ShortObject,
}

/// Whose pattern it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Index of a rule.
    Rule(usize),
    /// Index of a silencer.
    Silencer(usize),
    /// Index of the rule that the pattern keeps silent.
    Except(usize),
}

/// A pattern, ready to run.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub(crate) owner: Owner,
    /// Kinds of subject, if the pattern begins with one.
    pub(crate) subject: Option<Kinds>,
    /// The verb group must be negated.
    pub(crate) negative: bool,
    pub(crate) present: bool,
    pub(crate) elements: Vec<Element>,
    /// How many tokens lie before the anchor word: least and most.
    pub(crate) lead: (usize, usize),
    pub(crate) severity: Option<Severity>,
    /// Indices of sections; empty means everywhere.
    pub(crate) sections: Vec<usize>,
    pub(crate) through: Through,
    pub(crate) position: Where,
}

/// Silencers that a pattern speaks through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Through {
    pub(crate) hypothetical: bool,
    pub(crate) quoted: bool,
    pub(crate) negated: bool,
    /// Indices of silencers of packs.
    pub(crate) named: Vec<usize>,
}
