//! What the matches in one sentence amount to: which of them speak, and which are silenced by what.

use super::element::{Owner, Pattern, Through};
use super::expression;
use super::matching::Found;
use super::pack::Where;
use super::search::Search;
use crate::clause;
use crate::person::{Kinds, Sentence};
use crate::{RuleSet, Severity};

/// Why a match stays silent.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Silence {
    /// It stands between quotation marks.
    Quoted,
    /// It stands under an *if* or the like.
    Hypothetical,
    /// A negation governs it.
    Negated,
    /// A silencer of a pack, by index, which found this.
    Silencer(usize, Found),
    /// An `except` of its own rule, which found this.
    Except(Found),
    /// Its pattern asks for another section.
    Section,
    /// Its severity is off for this agent or section.
    Off,
}

/// A match and what became of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) rule: usize,
    pub(crate) found: Found,
    pub(crate) outcome: Result<Severity, Silence>,
}

/// Judges sentence after sentence; keeps its buffers.
#[derive(Debug)]
pub(crate) struct Judge<'r> {
    rules: &'r RuleSet,
    search: Search,
    matches: Vec<Found>,
    silencers: Vec<Found>,
    exceptions: Vec<Found>,
}

impl<'r> Judge<'r> {
    pub(crate) fn new(rules: &'r RuleSet) -> Self {
        Self { rules, search: Search::default(), matches: Vec::new(), silencers: Vec::new(), exceptions: Vec::new() }
    }

    /// Calls `each` with the verdict on every match. `sections` holds a bit for each section that the sentence stands in.
    pub(crate) fn sentence(&mut self, sentence: &Sentence<'_>, sections: u32, mut each: impl FnMut(Verdict)) {
        self.find(sentence);
        for found in &self.matches {
            let pattern = self.pattern(found);
            let Owner::Rule(rule) = pattern.owner else { continue };
            let outcome = match self.silence(sentence, sections, found, pattern) {
                Some(silence) => Err(silence),
                None => self.rules.tables().rules[rule]
                    .severity(pattern.severity, sections, found.agent.map(|agent| agent.kind), self.rules.we())
                    .ok_or(Silence::Off),
            };
            each(Verdict { rule, found: *found, outcome });
        }
    }

    fn pattern(&self, found: &Found) -> &'r Pattern {
        &self.rules.tables().patterns[found.pattern as usize]
    }

    fn find(&mut self, sentence: &Sentence<'_>) {
        self.matches.clear();
        self.silencers.clear();
        self.exceptions.clear();
        let tables = self.rules.tables();
        self.search.read(sentence, &tables.signs);
        self.search.each_match(sentence, tables, &tables.anchors, |found, _| self.matches.push(found));
        expression::each_match(sentence, &tables.expressions.rules, |found| self.matches.push(found));
        if self.matches.is_empty() {
            return;
        }
        let mut add = |found: Found, owner| match owner {
            Owner::Except(_) => self.exceptions.push(found),
            _ => self.silencers.push(found),
        };
        self.search.each_match(sentence, tables, &tables.silencer_anchors, &mut add);
        let owner = |found: &Found| tables.patterns[found.pattern as usize].owner;
        expression::each_match(sentence, &tables.expressions.silencers, |found| add(found, owner(&found)));
    }

    fn silence(&self, sentence: &Sentence<'_>, sections: u32, found: &Found, pattern: &Pattern) -> Option<Silence> {
        if !pattern.sections.is_empty() && !pattern.sections.iter().any(|section| sections & (1 << section) != 0) {
            return Some(Silence::Section);
        }
        let through = &pattern.through;
        if !through.quoted && sentence.tokens[found.predicate].quoted {
            return Some(Silence::Quoted);
        }
        let generic =
            found.agent.is_some_and(|agent| agent.kind == Kinds::YOU) && clause::is_generic_you(sentence, found.start);
        if !through.hypothetical && (generic || clause::is_hypothetical(sentence, found.start)) {
            return Some(Silence::Hypothetical);
        }
        if !through.negated && clause::is_negated(sentence, found.start) {
            return Some(Silence::Negated);
        }
        self.silencer(found, through).or_else(|| self.exception(found, pattern))
    }

    fn silencer(&self, found: &Found, through: &Through) -> Option<Silence> {
        self.silencers.iter().find_map(|silencer| match self.pattern(silencer).owner {
            Owner::Silencer(index) if !through.named.contains(&index) && self.reaches(silencer, found) => {
                Some(Silence::Silencer(index, *silencer))
            }
            _ => None,
        })
    }

    fn exception(&self, found: &Found, pattern: &Pattern) -> Option<Silence> {
        let mine = |exception: &Found| match (self.pattern(exception).owner, pattern.owner) {
            (Owner::Except(owner), Owner::Rule(rule)) => owner == rule && self.reaches(exception, found),
            _ => false,
        };
        self.exceptions.iter().copied().find(mine).map(Silence::Except)
    }

    /// Whether a silencer stands where it must, seen from the passage.
    fn reaches(&self, silencer: &Found, found: &Found) -> bool {
        match self.pattern(silencer).position {
            Where::Sentence => true,
            Where::Before => silencer.start < found.predicate,
            Where::After => silencer.end > found.end,
            Where::Over => silencer.start < found.end && found.start < silencer.end,
        }
    }
}

#[cfg(test)]
mod tests;
