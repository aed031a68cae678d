//! Patterns that describe a wording but do not speak of it, and what keeps them from it. For traces; linting never asks.

use super::element::{Element, Group, Owner, Pattern};
use super::matching::{self, Refusal};
use super::run::Run;
use super::set::{Anchored, Tables};
use crate::person::{Kinds, Mention, Sentence};

/// A wording that a rule almost speaks of; positions are token indices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Near {
    pub(crate) pattern: u32,
    pub(crate) rule: usize,
    /// The word at which it was looked for.
    pub(crate) anchor: usize,
    /// Where the wording starts and ends, without its subject.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) miss: Miss,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Miss {
    /// The wording fits, its verb group or subject does not.
    Clause(Refusal),
    /// All fits but for who stands in a slot.
    Slot(Mention),
}

/// Calls `each` with every wording that is the one of a rule but for who does it, or how it is told.
pub(crate) fn misses(sentence: &Sentence<'_>, tables: &Tables, mut each: impl FnMut(Near)) {
    for (anchor, token) in sentence.tokens.iter().enumerate() {
        for &Anchored { pattern: index, .. } in tables.anchors.at(token.word) {
            let pattern = &tables.patterns[index as usize];
            if let Owner::Rule(rule) = pattern.owner
                && let Some((start, end, miss)) = miss(sentence, pattern, anchor)
            {
                each(Near { pattern: index, rule, anchor, start, end, miss });
            }
        }
    }
}

/// The kinds of mention that a pattern is about, in its slots or as its subject.
pub(crate) fn wanted(pattern: &Pattern) -> Kinds {
    slots(&pattern.elements).with(pattern.subject.unwrap_or_default())
}

fn miss(sentence: &Sentence<'_>, pattern: &Pattern, anchor: usize) -> Option<(usize, usize, Miss)> {
    let latest = anchor.checked_sub(pattern.lead.least)?;
    let starts = anchor.saturating_sub(pattern.lead.most)..=latest;
    let mut run = Run::new(sentence);
    let mut refused = None;
    for start in starts.clone() {
        let Some((end, _)) = run.try_at(&pattern.elements, start).filter(|(end, _)| *end > anchor) else { continue };
        let start = matching::first_content(sentence, pattern, start);
        match matching::with_subject(sentence, pattern, pattern.subject?, start) {
            Ok(_) => return None,
            Err(refusal) => refused = refused.or(Some((start, end, Miss::Clause(refusal)))),
        }
    }
    refused.or_else(|| starts.into_iter().find_map(|start| slot_miss(sentence, pattern, anchor, start)))
}

/// A match of a pattern whose slots take anybody and anything.
fn slot_miss(sentence: &Sentence<'_>, pattern: &Pattern, anchor: usize, start: usize) -> Option<(usize, usize, Miss)> {
    let wanted = slots(&pattern.elements);
    if wanted == Kinds::default() {
        return None;
    }
    let (end, filler) = Run::new(sentence).try_at(&widened(&pattern.elements), start).filter(|(end, _)| *end > anchor)?;
    let filler = filler.filter(|filler| !filler.kind.any(wanted))?;
    let start = matching::first_content(sentence, pattern, start);
    let clause = pattern.subject.is_none_or(|kinds| matching::with_subject(sentence, pattern, kinds, start).is_ok());
    clause.then_some((start, end, Miss::Slot(filler)))
}

fn slots(elements: &[Element]) -> Kinds {
    elements.iter().fold(Kinds::default(), |kinds, element| match element {
        Element::Slot(slot) => kinds.with(slot.kinds),
        Element::Group(group) => group.rows.iter().fold(kinds, |kinds, row| kinds.with(slots(row))),
        _ => kinds,
    })
}

fn widened(elements: &[Element]) -> Vec<Element> {
    let widen = |element: &Element| match element {
        Element::Slot(slot) => Element::Slot(super::pattern::Slot { kinds: Kinds(u32::MAX), ..*slot }),
        Element::Group(group) => {
            let rows = group.rows.iter().map(|row| widened(row)).collect();
            Element::Group(Box::new(Group { rows, ..(**group).clone() }))
        }
        other => other.clone(),
    };
    elements.iter().map(widen).collect()
}
