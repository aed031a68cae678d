//! Compiled patterns.

use std::sync::Arc;

use super::border::Border;
use super::pack::Where;
use super::pattern::Slot;
use super::words::Words;
use crate::Severity;
use crate::person::Kinds;
use crate::word::Class;

/// One step of a match.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    Words(Box<[Arc<Words>]>),
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
    Object(Option<Box<[Arc<Words>]>>),
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

/// A number of tokens, least and most.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Lead {
    pub(crate) least: usize,
    pub(crate) most: usize,
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
    /// How many tokens lie before the anchor word.
    pub(crate) lead: Lead,
    /// What a match may start with; none if anything may.
    pub(crate) first: Option<Border>,
    /// What may stand before and behind the anchor word; none if anything may.
    pub(crate) beside: [Option<Border>; 2],
    /// The first element is the start of the sentence.
    pub(crate) at_start: bool,
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
