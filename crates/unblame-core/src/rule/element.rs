//! Compiled patterns.

use std::sync::Arc;

use super::anchor::{self, Telling};
use super::edge::Edge;
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
    Group(Box<Group>),
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

impl Element {
    /// Whether it takes exactly one token, a known word.
    pub(super) fn is_single_word(&self) -> bool {
        matches!(self, Self::Words(words) if words.iter().all(|words| words.width == (1, 1)))
    }
}

/// Rows of elements of which one must match, or none if it is optional.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// In the order in which they are tried.
    pub(crate) rows: Vec<Vec<Element>>,
    pub(crate) optional: bool,
    /// How often the rarest words of its rows turn up, if each row has any.
    pub(super) cost: Option<u32>,
    /// What the rows may start with.
    pub(crate) first: Edge,
    /// What the rows may end with.
    pub(crate) last: Edge,
}

impl Group {
    pub(super) fn new(rows: Vec<Vec<Element>>, optional: bool) -> Self {
        let cost = rows.iter().map(|row| anchor::cheapest(row).map(|(_, cost)| cost)).sum();
        Self { cost, first: Edge::first(&rows), last: Edge::last(&rows), rows, optional }
    }
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
    /// As the pack has it.
    pub(crate) source: String,
    pub(crate) owner: Owner,
    /// Kinds of subject, if the pattern begins with one.
    pub(crate) subject: Option<Kinds>,
    /// The verb group must be negated.
    pub(crate) negative: bool,
    pub(crate) present: bool,
    pub(crate) elements: Vec<Element>,
    /// The index of the element that holds the anchor word.
    pub(crate) anchor: usize,
    /// Whether that element takes the anchor word and nothing more.
    pub(crate) single: bool,
    /// What stands around the anchor word, if that element takes more.
    pub(crate) cue: Option<Telling>,
    /// How many tokens of that element lie before the anchor word.
    pub(crate) inner: Lead,
    /// What may stand before and behind the anchor word.
    pub(crate) beside: [Edge; 2],
    /// How many tokens of the whole pattern do.
    pub(crate) lead: Lead,
    pub(crate) severity: Option<Severity>,
    /// Indices of sections; empty means everywhere.
    pub(crate) sections: Vec<usize>,
    pub(crate) through: Through,
    pub(crate) position: Where,
}

impl Pattern {
    /// One that no word leads to.
    pub(super) fn without_elements(owner: Owner) -> Self {
        Self {
            source: String::new(),
            owner,
            subject: None,
            negative: false,
            present: false,
            elements: Vec::new(),
            anchor: 0,
            single: false,
            cue: None,
            inner: Lead::default(),
            beside: [Edge::default(), Edge::default()],
            lead: Lead::default(),
            severity: None,
            sections: Vec::new(),
            through: Through::default(),
            position: Where::default(),
        }
    }
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
