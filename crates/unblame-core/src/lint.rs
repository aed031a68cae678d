//! The whole pipeline on one screen.

mod block;
mod cache;

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use text_size::{TextRange, TextSize};

use crate::format::{self, Block, Mask};
use crate::person::{Facts, Sentence};
use crate::rewrite::{self, Candidate, Scene};
use crate::suppress::{self, Suppressions};
use crate::{Diagnostic, Document, RuleSet};
use block::{Match, Place, Reader};

pub use cache::LintCache;

/// Lints one document. The result is sorted by position, then rule, and depends on nothing but the two arguments.
pub fn lint(document: &Document<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    masked(document, rules, &format::mask(document))
}

/// As [`lint`], with the mask at hand.
pub(crate) fn masked(document: &Document<'_>, rules: &RuleSet, mask: &Mask) -> Vec<Diagnostic> {
    let facts = Facts::of(document.text(), rules);
    let (mut found, mut suppressions) = unsuppressed(document, rules, mask, &facts);
    found.extend(suppress::problems(document.text(), rules, &mut suppressions).into_iter().map(Match::outside_prose));
    resolved(document.text(), rules, &facts, found)
}

/// What is left of findings where they overlap, by position and with other wordings.
fn resolved(text: &str, rules: &RuleSet, facts: &Facts, found: Vec<Match>) -> Vec<Diagnostic> {
    let (mut found, covered) = without_overlaps(found);
    found.sort_by(|a, b| position(&a.diagnostic).cmp(&position(&b.diagnostic)));
    with_suggestions(text, rules, facts, found, &covered)
}

/// What the document doesn't silence, before overlaps are resolved, and its comments, which know by then whether they were of use.
fn unsuppressed(document: &Document<'_>, rules: &RuleSet, mask: &Mask, facts: &Facts) -> (Vec<Match>, Suppressions) {
    let mut found = matches(document, rules, mask, facts);
    let mut suppressions = Suppressions::parse(document.text(), mask);
    found.retain(|one| !suppressions.silence(one.diagnostic.range, &one.diagnostic.rule));
    (found, suppressions)
}

/// What the document doesn't silence, those findings included that another one covers; by position, without other wordings.
pub(crate) fn audible(document: &Document<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    let facts = Facts::of(document.text(), rules);
    let (found, _) = unsuppressed(document, rules, &format::mask(document), &facts);
    let mut found: Vec<Diagnostic> = found.into_iter().map(|one| one.diagnostic).collect();
    found.sort_by(|a, b| position(a).cmp(&position(b)));
    found
}

/// All that any rule says, before overlaps are resolved.
pub(crate) fn every_match(document: &Document<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    let mask = format::mask(document);
    let facts = Facts::of(document.text(), rules);
    let mut found: Vec<_> = matches(document, rules, &mask, &facts).into_iter().map(|one| one.diagnostic).collect();
    let mut suppressions = Suppressions::parse(document.text(), &mask);
    for one in &found {
        suppressions.silence(one.range, &one.rule);
    }
    found.extend(suppress::problems(document.text(), rules, &mut suppressions));
    found
}

/// What each pattern finds in prose, by its index, before overlaps and comments.
pub(crate) fn every_pattern(document: &Document<'_>, rules: &RuleSet) -> Vec<(u32, TextRange)> {
    let facts = Facts::of(document.text(), rules);
    let found = matches(document, rules, &format::mask(document), &facts);
    found.into_iter().filter_map(|one| Some((one.origin?.0.found.pattern, one.diagnostic.range))).collect()
}

fn matches(document: &Document<'_>, rules: &RuleSet, mask: &Mask, facts: &Facts) -> Vec<Match> {
    let mut reader = Reader::new(document.text(), rules, facts);
    let mut sections = Sections::default();
    let mut found = Vec::new();
    for block in &mask.blocks {
        reader.read(mask.pieces_of(block), || sections.of(document.text(), mask, block, rules), &mut found);
    }
    found
}

/// Adds other wordings, which only the findings that are reported need.
fn with_suggestions(text: &str, rules: &RuleSet, facts: &Facts, found: Vec<Match>, covered: &[Match]) -> Vec<Diagnostic> {
    let mut below: FxHashMap<*const Place, Vec<(TextRange, Candidate)>> = FxHashMap::default();
    for one in covered {
        if let Some((candidate, place)) = &one.origin {
            below.entry(Rc::as_ptr(place)).or_default().push((one.diagnostic.range, *candidate));
        }
    }
    let complete = |one: Match| {
        let Some((own, place)) = one.origin else { return one.diagnostic };
        let sentence = Sentence::new(&text[..place.end], &place.tokens, rules, facts);
        let scene = Scene {
            sentence: &sentence,
            rules,
            sections: place.sections,
            goes_on: place.goes_on,
            shares_subject: place.shares_subject,
        };
        let range = one.diagnostic.range;
        let touches = |other: &&(TextRange, Candidate)| other.0.intersect(range).is_some_and(|shared| !shared.is_empty());
        let others = below.get(&Rc::as_ptr(&place)).into_iter().flatten().filter(touches).map(|(_, candidate)| *candidate);
        let candidates: Vec<Candidate> = std::iter::once(own).chain(others).collect();
        Diagnostic { suggestions: rewrite::suggestions(&scene, &candidates), ..one.diagnostic }
    };
    found.into_iter().map(complete).collect()
}

/// Which sections a heading opens; remembers the last heading.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    heading: Option<u32>,
    bits: u32,
}

impl Sections {
    /// A bit for each section that the block stands in.
    pub(crate) fn of(&mut self, text: &str, mask: &Mask, block: &Block, rules: &RuleSet) -> u32 {
        if block.heading != self.heading {
            self.heading = block.heading;
            self.bits = block
                .heading
                .and_then(|heading| mask.blocks.get(heading as usize))
                .map_or(0, |heading| rules.tables().sections.opened_by(&text[heading.range]));
        }
        self.bits
    }
}

/// Of findings that overlap the most severe stays, then the longest, then the first by position and rule. Gives those that stay, and
/// those that they cover.
fn without_overlaps(mut found: Vec<Match>) -> (Vec<Match>, Vec<Match>) {
    found.sort_by(|a, b| {
        let (a, b) = (&a.diagnostic, &b.diagnostic);
        let weight = |one: &Diagnostic| (std::cmp::Reverse(one.severity), std::cmp::Reverse(one.range.len()));
        // Of two that say the same, the one that knows who acts.
        let known = |one: &Diagnostic| one.agent.is_none();
        weight(a).cmp(&weight(b)).then_with(|| position(a).cmp(&position(b))).then(known(a).cmp(&known(b)))
    });
    let mut taken: BTreeMap<TextSize, TextSize> = BTreeMap::new();
    found.into_iter().partition(|one| {
        let range = one.diagnostic.range;
        let before = taken.range(..range.end()).next_back();
        let free = before.is_none_or(|(_, &end)| end <= range.start());
        if free {
            taken.insert(range.start(), range.end());
        }
        free
    })
}

fn position(one: &Diagnostic) -> (TextSize, TextSize, &str, &str) {
    (one.range.start(), one.range.end(), &one.rule.pack, &one.rule.id)
}

#[cfg(test)]
mod growth;

#[cfg(test)]
mod properties;
