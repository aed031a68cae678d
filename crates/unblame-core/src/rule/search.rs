//! Looks for all patterns in a sentence: what is cheap is asked first.

use super::element::Owner;
use super::matching::{self, Found};
use super::reach::Marks;
use super::set::{Anchored, Anchors, Tables};
use super::signs::{Around, SignTable, Signs};
use crate::person::Sentence;

/// What is known of the sentence of now before any pattern is tried; kept for its buffers.
#[derive(Debug, Default)]
pub(super) struct Search {
    signs: Vec<Signs>,
    /// For each token what it and those behind it tell.
    behind: Vec<Signs>,
    /// Of this sentence, if that is said.
    marks: Marks,
    marked: bool,
}

impl Search {
    /// Forgets the last sentence and reads this one.
    pub(super) fn read(&mut self, sentence: &Sentence<'_>, table: &SignTable) {
        self.marked = false;
        self.signs.clear();
        self.signs.extend(sentence.tokens.iter().map(|token| table.of(token, sentence.starts_lower)));
        self.behind.clear();
        self.behind.resize(sentence.tokens.len() + 1, Signs::default());
        for at in (0..sentence.tokens.len()).rev() {
            self.behind[at] = self.behind[at + 1].with(&self.signs[at]);
        }
    }

    /// Calls `each` for what the patterns of `anchors` find in the sentence that was read.
    pub(super) fn each_match(
        &mut self,
        sentence: &Sentence<'_>,
        tables: &Tables,
        anchors: &Anchors,
        mut each: impl FnMut(Found, Owner),
    ) {
        let whole = self.behind[0];
        let mut before = Signs::default();
        for (at, token) in sentence.tokens.iter().enumerate() {
            let entries = anchors.at(token.word);
            if entries.is_empty() {
                before = before.with(&self.signs[at]);
                continue;
            }
            let behind = &self.behind[at + 1];
            let around = Around::new(&before, behind);
            for &Anchored { pattern: index, latch } in entries {
                if !around.lift(latch) {
                    continue;
                }
                let gate = &tables.gates[index as usize];
                if !gate.opens(&before, behind, &whole) || !gate.admits(sentence, at) {
                    continue;
                }
                if !self.marked {
                    self.marks.read(sentence);
                    self.marked = true;
                }
                let pattern = &tables.patterns[index as usize];
                if let Some(found) = matching::find(sentence, &self.marks, index, pattern, at) {
                    each(found, pattern.owner);
                }
            }
            before = before.with(&self.signs[at]);
        }
    }
}
