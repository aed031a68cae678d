//! What a new wording must not do: lean on somebody who is gone, or be found again.

use std::cell::OnceCell;

use text_size::TextRange;

use super::filled::Filled;
use super::{Candidate, Scene, edited};
use crate::person::{Kinds, Sentence};
use crate::rule::Judge;
use crate::token::{self, Kind};
use crate::word::Class;
use crate::{Document, Edit, Format, format};

/// Whether a pronoun stands for the person who goes.
pub(super) fn dangles(scene: &Scene<'_>, filled: &Filled) -> bool {
    let sentence = scene.sentence;
    let Some(agent) = filled.agent.filter(|_| !filled.keeps_subject) else { return false };
    if scene.shares_subject {
        return true;
    }
    // What is replaced counts only where the new words say it again.
    let said = |at: usize| {
        filled.text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(sentence.source(at)))
    };
    let stays = |at: &usize| !(filled.start..filled.end).contains(at) || said(*at);
    let outside = (agent.end..sentence.tokens.len()).filter(stays).map(|at| &sentence.tokens[at]);
    let own = outside.clone().any(|token| token.is(Class::REFLEXIVE) && !token.is(Class::IT));
    let pronoun = Kinds::PRONOUN.with(Kinds::THEY).with(Kinds::SELF).with(Kinds::WE).with(Kinds::YOU);
    if agent.kind.any(pronoun) {
        return own;
    }
    own || scene.goes_on || outside.clone().any(|token| token.is(Class::HE_SHE | Class::THEY))
}

/// Whether somebody acts on themselves, so that the clause can't do without them.
pub(super) fn is_reflexive(sentence: &Sentence<'_>) -> bool {
    sentence.tokens.iter().any(|token| token.is(Class::REFLEXIVE) && !token.is(Class::IT))
}

/// Participles behind a comma that tell what came of it: they need no person.
const RESULTS: [&str; 16] = [
    "leading",
    "causing",
    "resulting",
    "triggering",
    "breaking",
    "taking",
    "bringing",
    "locking",
    "leaving",
    "making",
    "knocking",
    "thereby",
    "thus",
    "exposing",
    "blocking",
    "forcing",
];

/// Whether something behind the new words has the same subject as what they replace: "dropped it *and restored it*".
pub(super) fn shares_subject(sentence: &Sentence<'_>, filled: &Filled) -> bool {
    let tokens = sentence.tokens;
    let mut at = filled.end;
    while let Some(token) = tokens.get(at) {
        if matches!(token.kind, Kind::Punctuation(';' | '!' | '?') | Kind::CellBreak) {
            return false;
        }
        let comma = token.is_punctuation(',') || token.is_punctuation('-') || token.is_punctuation(':');
        at += 1;
        if !(comma || token.is(Class::COORDINATOR) && token.kind == Kind::Word) {
            continue;
        }
        let adverbs =
            tokens[at..].iter().take_while(|token| token.adverbial || token.is(Class::COORDINATOR | Class::NEGATION)).count();
        let Some(next) = tokens.get(at + adverbs) else { continue };
        let result = (at..=at + adverbs).any(|at| RESULTS.contains(&&*sentence.folded(at)));
        let participle = comma && next.is(Class::ING) && !next.is(Class::BASE | Class::SYSTEM_HEAD) && !result;
        let unknown = next.class == Class::NONE && next.kind == Kind::Word && sentence.source(at + adverbs).ends_with("ed");
        let finite = next.is(Class::PAST) && next.kind == Kind::Word && !next.is(Class::ADJECTIVE)
            || next.is(Class::AUXILIARY)
            || unknown;
        // "and was down for an hour" goes on about the new subject.
        if participle || finite && !(comma && next.is(Class::PARTICIPLE) && next.is(Class::PREPOSITION)) {
            return true;
        }
    }
    false
}

/// Lints a sentence again, after a change.
pub(super) struct Relint<'a> {
    scene: &'a Scene<'a>,
    /// How many findings the sentence has as it stands, by rule.
    before: OnceCell<Vec<(usize, TextRange)>>,
    passage: Option<TextRange>,
}

impl<'a> Relint<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, own: &Candidate) -> Self {
        Self { scene, before: OnceCell::new(), passage: own.found.passage(scene.sentence) }
    }

    fn before(&self) -> &[(usize, TextRange)] {
        self.before.get_or_init(|| {
            let mut before = Vec::new();
            findings(self.scene, self.scene.sentence, &mut before);
            before
        })
    }

    /// Whether nothing is found in the new words, and nothing new beside them.
    pub(super) fn is_clean(&self, edit: &Edit) -> bool {
        let Some((after, range)) = self.after(edit) else { return false };
        let covered = self.passage.is_some_and(|passage| passage.intersect(edit.range).is_some());
        let around = self.before().iter().filter(|(_, old)| old.intersect(edit.range).is_none_or(TextRange::is_empty)).count();
        covered
            && after.iter().all(|(_, found)| found.intersect(range).is_none_or(TextRange::is_empty))
            && after.len() <= around
    }

    /// Whether a rule says less than before, and none says more.
    pub(super) fn is_milder(&self, edit: &Edit, rule: usize) -> bool {
        let Some((after, _)) = self.after(edit) else { return false };
        let count = |found: &[(usize, TextRange)], rule: usize| found.iter().filter(|(one, _)| *one == rule).count();
        count(&after, rule) < count(self.before(), rule)
            && after.iter().all(|(one, _)| count(&after, *one) <= count(self.before(), *one))
    }

    fn after(&self, edit: &Edit) -> Option<(Vec<(usize, TextRange)>, TextRange)> {
        let (text, range) = edited(self.scene.sentence, edit)?;
        let mask = format::mask(&Document::new(&text, Format::Markdown));
        let mut found = Vec::new();
        let mut tokens = Vec::new();
        for block in &mask.blocks {
            tokens.clear();
            token::tokenize(&text, mask.pieces_of(block), &self.scene.rules.tables().lexicon, &mut tokens);
            token::sentences(&text, &tokens, |start, end| {
                let sentence = Sentence::new(&text, &tokens[start..end], self.scene.rules, self.scene.sentence.facts);
                findings(self.scene, &sentence, &mut found);
            });
        }
        Some((found, range))
    }
}

fn findings(scene: &Scene<'_>, sentence: &Sentence<'_>, found: &mut Vec<(usize, TextRange)>) {
    Judge::new(scene.rules).sentence(sentence, scene.sections, |verdict| {
        if verdict.outcome.is_ok()
            && let Some(range) = verdict.found.passage(sentence)
            && !found.contains(&(verdict.rule, range))
        {
            found.push((verdict.rule, range));
        }
    });
}
