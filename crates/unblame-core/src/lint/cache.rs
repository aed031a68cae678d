//! Versions of one document, linted one after the other: blocks that are as they were are not read again.
//!
//! What is found in a block depends on its lines, on what of them is prose, on the sections that it stands in, and on what the whole
//! document tells about who is who. The first three are the key to what is kept; when the last changes, all is forgotten. What comments
//! in the document silence is settled anew each time.

use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};
use text_size::{TextRange, TextSize};

use super::block::{Match, Reader, lines_of};
use super::{Sections, position, resolved};
use crate::format::{self, Block, Mask, Piece};
use crate::person::Facts;
use crate::suppress::{self, Suppressions};
use crate::{Diagnostic, Document, RuleInfo, RuleSet};

/// What was found in the blocks of a document, for the next lint of the same document or a similar one. Takes about as much memory as
/// the document, and twice as much for a while after large edits.
#[derive(Debug, Default)]
pub struct LintCache {
    versions: format::Versions,
    /// By the hash of their content; of two blocks with one hash only the last is kept.
    blocks: FxHashMap<u64, Box<Kept>>,
    /// Counts lints.
    lint: u64,
    rules: Option<RuleSet>,
    facts: Facts,
}

/// A block that was read.
#[derive(Debug)]
struct Kept {
    content: Content<Box<str>, Box<[Piece]>>,
    /// What is found in it; nothing in most blocks.
    findings: Option<Arc<Findings>>,
    /// The last lint that met it.
    lint: u64,
}

/// What findings in a block depend on. Offsets count from the start of its lines.
#[derive(Debug, PartialEq)]
struct Content<T, P> {
    lines: T,
    pieces: P,
    sections: u32,
}

/// What is found in a block. Offsets count from the start of its lines.
#[derive(Debug)]
struct Findings {
    /// All that comments may silence.
    matches: Vec<(TextRange, Arc<RuleInfo>)>,
    /// What is left of it as long as none of them does.
    diagnostics: Vec<Diagnostic>,
}

/// A block with findings.
struct Found<'m> {
    block: &'m Block,
    sections: u32,
    findings: Arc<Findings>,
    /// Where its lines start.
    start: TextSize,
}

impl LintCache {
    /// Lints a document and finds exactly what [`lint`](crate::lint()) finds, in less time where blocks are as they were the last time.
    /// Gives up soon after `cancelled` says so, but keeps what was found until then.
    pub fn lint(&mut self, document: &Document<'_>, rules: &RuleSet, cancelled: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        let text = document.text();
        let mask = self.versions.mask(document);
        self.prepare(rules, Facts::of(text, rules));
        let found = self.read(text, rules, &mask, cancelled)?;
        let diagnostics = self.settle(text, rules, &mask, &found);
        self.tidy(mask.blocks.len());
        Some(diagnostics)
    }

    fn prepare(&mut self, rules: &RuleSet, facts: Facts) {
        let same = self.rules.as_ref().is_some_and(|kept| std::ptr::eq(kept.tables(), rules.tables()));
        if !same || self.facts != facts {
            self.blocks.clear();
            (self.rules, self.facts) = (Some(rules.clone()), facts);
        }
        self.lint += 1;
    }

    /// Forgets what the document holds no more, once that is more than what it holds.
    fn tidy(&mut self, blocks: usize) {
        if self.blocks.len() > 2 * blocks {
            let now = self.lint;
            self.blocks.retain(|_, kept| kept.lint == now);
            self.blocks.shrink_to_fit();
        }
    }

    /// Reads all blocks that are new; gives those with findings.
    fn read<'m>(
        &mut self,
        text: &str,
        rules: &RuleSet,
        mask: &'m Mask,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Found<'m>>> {
        let Self { blocks, lint, facts, .. } = self;
        let mut reader = Reader::new(text, rules, facts);
        let mut sections = Sections::default();
        let mut pieces = Vec::new();
        let mut found = Vec::new();
        for block in &mask.blocks {
            if cancelled() {
                return None;
            }
            let sections = sections.of(text, mask, block, rules);
            let lines = lines_of(text, mask.pieces_of(block));
            let start = lines.start();
            pieces.clear();
            pieces.extend(mask.pieces_of(block).iter().map(|piece| Piece { range: piece.range - start, ..*piece }));
            let content = Content { lines: &text[lines], pieces: pieces.as_slice(), sections };
            let key = content.key();
            let known = blocks.get_mut(&key).filter(|kept| kept.content.borrowed() == content);
            let findings = if let Some(kept) = known {
                kept.lint = *lint;
                kept.findings.clone()
            } else {
                let mut matches = Vec::new();
                reader.read(mask.pieces_of(block), || sections, &mut matches);
                let findings = (!matches.is_empty()).then(|| Arc::new(Findings::new(text, rules, facts, matches, start)));
                let kept = Kept { content: content.to_owned(), findings: findings.clone(), lint: *lint };
                blocks.insert(key, Box::new(kept));
                findings
            };
            found.extend(findings.map(|findings| Found { block, sections, findings, start }));
        }
        Some(found)
    }

    /// Asks the comments in the document, and resolves what overlaps with what is found in them.
    fn settle(&self, text: &str, rules: &RuleSet, mask: &Mask, found: &[Found<'_>]) -> Vec<Diagnostic> {
        let mut suppressions = Suppressions::parse(text, mask);
        let left: Vec<Left> = found.iter().map(|one| one.left(&mut suppressions)).collect();
        let mut problems = suppress::problems(text, rules, &mut suppressions);
        problems.sort_by_key(|problem| problem.range.start());
        let mut problems = problems.into_iter().map(Match::outside_prose).peekable();
        let mut elsewhere = Vec::new();
        let mut reader = Reader::new(text, rules, &self.facts);
        let mut diagnostics = Vec::new();
        for (one, left) in found.iter().zip(left) {
            let mut up_to =
                |end| std::iter::from_fn(|| problems.next_if(|one| one.diagnostic.range.start() < end)).collect::<Vec<_>>();
            elsewhere.extend(up_to(one.block.range.start()));
            let inside = up_to(one.block.range.end());
            match left {
                Left::All if inside.is_empty() => diagnostics.extend(one.findings.diagnostics_at(one.start)),
                Left::Nothing if inside.is_empty() => {}
                _ => {
                    let mut matches = Vec::new();
                    reader.read(mask.pieces_of(one.block), || one.sections, &mut matches);
                    matches.retain(|one| !suppressions.silence(one.diagnostic.range, &one.diagnostic.rule));
                    matches.extend(inside);
                    diagnostics.extend(resolved(text, rules, &self.facts, matches));
                }
            }
        }
        elsewhere.extend(problems);
        diagnostics.extend(resolved(text, rules, &self.facts, elsewhere));
        diagnostics.sort_by(|a, b| position(a).cmp(&position(b)));
        diagnostics
    }
}

/// How much of the findings of a block its comments leave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    All,
    Some,
    Nothing,
}

impl Found<'_> {
    /// Asks about all findings, so that the comments know of what use they are.
    fn left(&self, suppressions: &mut Suppressions) -> Left {
        let matches = &self.findings.matches;
        let silent = matches.iter().filter(|(range, rule)| suppressions.silence(*range + self.start, rule)).count();
        match silent {
            0 => Left::All,
            all if all == matches.len() => Left::Nothing,
            _ => Left::Some,
        }
    }
}

impl Findings {
    /// From matches at their places in the text.
    fn new(text: &str, rules: &RuleSet, facts: &Facts, matches: Vec<Match>, start: TextSize) -> Self {
        let all = matches.iter().map(|one| (one.diagnostic.range - start, Arc::clone(&one.diagnostic.rule))).collect();
        let mut diagnostics = resolved(text, rules, facts, matches);
        for one in &mut diagnostics {
            move_by(one, |range| range - start);
        }
        Self { matches: all, diagnostics }
    }

    /// What is reported if the lines of the block start here.
    fn diagnostics_at(&self, start: TextSize) -> impl Iterator<Item = Diagnostic> + '_ {
        self.diagnostics.iter().cloned().map(move |mut one| {
            move_by(&mut one, |range| range + start);
            one
        })
    }
}

fn move_by(diagnostic: &mut Diagnostic, moved: impl Fn(TextRange) -> TextRange) {
    diagnostic.range = moved(diagnostic.range);
    if let Some(agent) = &mut diagnostic.agent {
        agent.range = moved(agent.range);
    }
    for edit in diagnostic.suggestions.iter_mut().flat_map(|suggestion| &mut suggestion.edits) {
        edit.range = moved(edit.range);
    }
}

impl Content<&str, &[Piece]> {
    fn key(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.lines.hash(&mut hasher);
        self.sections.hash(&mut hasher);
        for piece in self.pieces {
            (u32::from(piece.range.start()), u32::from(piece.range.end()), piece.kind).hash(&mut hasher);
        }
        hasher.finish()
    }

    fn to_owned(&self) -> Content<Box<str>, Box<[Piece]>> {
        Content { lines: self.lines.into(), pieces: self.pieces.into(), sections: self.sections }
    }
}

impl Content<Box<str>, Box<[Piece]>> {
    fn borrowed(&self) -> Content<&str, &[Piece]> {
        Content { lines: &self.lines, pieces: &self.pieces, sections: self.sections }
    }
}

#[cfg(test)]
mod tests;
