//! The whole pipeline on one screen.

use std::collections::BTreeMap;

use text_size::TextSize;

use crate::format::{self, Block, Mask};
use crate::person::{Facts, Sentence};
use crate::rule::{Judge, Verdict};
use crate::suppress::{self, Suppressions};
use crate::token::{self, Token};
use crate::{Agent, Applicability, Diagnostic, Document, RuleSet, Suggestion};

/// Lints one document. The result is sorted by position, then rule, and depends on nothing but the two arguments.
pub fn lint(document: &Document<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    masked(document, rules, &format::mask(document))
}

/// As [`lint`], with the mask at hand.
pub(crate) fn masked(document: &Document<'_>, rules: &RuleSet, mask: &Mask) -> Vec<Diagnostic> {
    let (mut found, mut suppressions) = unsuppressed(document, rules, mask);
    found.extend(suppress::problems(document.text(), rules, &mut suppressions));
    let mut found = without_overlaps(found);
    found.sort_by(|a, b| position(a).cmp(&position(b)));
    found
}

/// What the document doesn't silence, before overlaps are resolved, and its comments, which know by then whether they were of use.
fn unsuppressed(document: &Document<'_>, rules: &RuleSet, mask: &Mask) -> (Vec<Diagnostic>, Suppressions) {
    let mut found = matches(document, rules, mask);
    let mut suppressions = Suppressions::parse(document.text(), mask);
    found.retain(|one| !suppressions.silence(one.range, &one.rule));
    (found, suppressions)
}

/// What the document doesn't silence, those findings included that another one covers; by position.
pub(crate) fn audible(document: &Document<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    let (mut found, _) = unsuppressed(document, rules, &format::mask(document));
    found.sort_by(|a, b| position(a).cmp(&position(b)));
    found
}

/// All that any rule says, before overlaps are resolved.
pub(crate) fn every_match(document: &Document<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    let mask = format::mask(document);
    let mut found = matches(document, rules, &mask);
    let mut suppressions = Suppressions::parse(document.text(), &mask);
    for one in &found {
        suppressions.silence(one.range, &one.rule);
    }
    found.extend(suppress::problems(document.text(), rules, &mut suppressions));
    found
}

fn matches(document: &Document<'_>, rules: &RuleSet, mask: &Mask) -> Vec<Diagnostic> {
    let text = document.text();
    let tables = rules.tables();
    let facts = Facts::of(text, rules);
    let mut judge = Judge::new(rules);
    let mut tokens: Vec<Token> = Vec::new();
    let mut found = Vec::new();
    let mut sections = Sections::default();
    for block in &mask.blocks {
        tokens.clear();
        token::tokenize(text, mask.pieces_of(block), &tables.lexicon, &mut tokens);
        if tokens.iter().all(|token| tables.anchors.at(token.word).is_empty()) {
            continue;
        }
        let sections = sections.of(text, mask, block, rules);
        token::sentences(text, &tokens, |start, end| {
            let sentence = Sentence::new(text, &tokens[start..end], rules, &facts);
            judge.sentence(&sentence, sections, |verdict| found.extend(diagnostic(rules, &sentence, &verdict)));
        });
    }
    found
}

/// Which sections a heading opens; remembers the last heading.
#[derive(Debug, Default)]
struct Sections {
    heading: Option<u32>,
    bits: u32,
}

impl Sections {
    /// A bit for each section that the block stands in.
    fn of(&mut self, text: &str, mask: &Mask, block: &Block, rules: &RuleSet) -> u32 {
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

fn diagnostic(rules: &RuleSet, sentence: &Sentence<'_>, verdict: &Verdict) -> Option<Diagnostic> {
    let severity = verdict.outcome.ok()?;
    let rule = rules.tables().rules[verdict.rule].info();
    let agent = verdict
        .found
        .agent
        .and_then(|agent| Some(Agent { range: sentence.range(agent.start, agent.end)?, kind: agent.kind.agent()? }));
    let suggestions = rule.rewrites.iter().map(|rewrite| Suggestion {
        title: rewrite.clone(),
        applicability: Applicability::DisplayOnly,
        edits: Vec::new(),
    });
    let range = sentence.range(verdict.found.start, verdict.found.end)?;
    Some(Diagnostic { rule: rule.clone(), severity, range, agent, suggestions: suggestions.collect() })
}

/// Of findings that overlap the most severe stays, then the longest, then the first by position and rule.
fn without_overlaps(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| {
        let weight = |one: &Diagnostic| (std::cmp::Reverse(one.severity), std::cmp::Reverse(one.range.len()));
        weight(a).cmp(&weight(b)).then_with(|| position(a).cmp(&position(b)))
    });
    let mut taken: BTreeMap<TextSize, TextSize> = BTreeMap::new();
    found.retain(|one| {
        let before = taken.range(..one.range.end()).next_back();
        let free = before.is_none_or(|(_, &end)| end <= one.range.start());
        if free {
            taken.insert(one.range.start(), one.range.end());
        }
        free
    });
    found
}

fn position(one: &Diagnostic) -> (TextSize, TextSize, &str, &str) {
    (one.range.start(), one.range.end(), &one.rule.pack, &one.rule.id)
}

#[cfg(test)]
mod growth;

#[cfg(test)]
mod properties;
