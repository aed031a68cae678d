//! What is found in one block, before anything outside of it is asked.

use std::rc::Rc;

use text_size::TextRange;

use crate::format::Piece;
use crate::person::{Facts, Sentence};
use crate::rewrite::Candidate;
use crate::rule::{Judge, Verdict};
use crate::token::{self, Kind, Token};
use crate::word::Class;
use crate::{Agent, Diagnostic, RuleSet};

/// A finding and what is needed to think of another wording.
pub(super) struct Match {
    pub(super) diagnostic: Diagnostic,
    /// Nothing for what is found outside of prose.
    pub(super) origin: Option<(Candidate, Rc<Place>)>,
}

impl Match {
    pub(super) fn outside_prose(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, origin: None }
    }
}

/// How many tokens behind a sentence *he* or *she* can still mean somebody in it.
const MEMORY: usize = 40;

/// Whether what follows goes on with *he* or *she* before it names anybody else.
fn goes_on(later: &[Token]) -> bool {
    let person = Class::HE_SHE | Class::GIVEN_NAME | Class::ROLE | Class::HONORIFIC;
    let next = later.iter().take(MEMORY).find(|token| token.is(person) || token.kind == Kind::Handle);
    next.is_some_and(|token| token.is(Class::HE_SHE))
}

/// "*Also failed* to check it": the subject is the one of the sentence before. Notes that start with a verb lean on nobody.
fn starts_without_subject(later: &[Token]) -> bool {
    let links = later.iter().take_while(|token| token.adverbial || token.is(Class::COORDINATOR)).count();
    let verb = |token: &Token| {
        token.is(Class::PAST) && !token.is(Class::AUXILIARY | Class::ADJECTIVE | Class::BASE | Class::SYSTEM_HEAD)
    };
    links > 0 && later.get(links).is_some_and(|token| token.kind == Kind::Word && verb(token))
}

/// The sentence of some findings.
pub(super) struct Place {
    pub(super) tokens: Vec<Token>,
    pub(super) sections: u32,
    pub(super) goes_on: bool,
    /// Whether the next sentence leaves its subject out.
    pub(super) shares_subject: bool,
    /// How much of the document may be looked at, see [`lines_of`].
    pub(super) end: usize,
}

/// Reads one block after the other; keeps its buffers.
pub(super) struct Reader<'a> {
    text: &'a str,
    rules: &'a RuleSet,
    facts: &'a Facts,
    judge: Judge<'a>,
    tokens: Vec<Token>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, rules: &'a RuleSet, facts: &'a Facts) -> Self {
        Self { text, rules, facts, judge: Judge::new(rules), tokens: Vec::new() }
    }

    /// Adds what is found in the block with these pieces, in document order. `sections` is asked for a bit for each section that the
    /// block stands in, if there is anything to find.
    pub(super) fn read(&mut self, pieces: &[Piece], sections: impl FnOnce() -> u32, found: &mut Vec<Match>) {
        let (rules, facts, tables) = (self.rules, self.facts, self.rules.tables());
        let end = lines_of(self.text, pieces).end().into();
        let text = &self.text[..end];
        let tokens = &mut self.tokens;
        tokens.clear();
        token::tokenize(text, pieces, &tables.lexicon, tokens);
        let unasked = || tokens.iter().all(|token| tables.anchors.at(token.word).is_empty());
        if !tables.expressions.look_everywhere() && unasked() {
            return;
        }
        let sections = sections();
        token::sentences(text, tokens, |start, stop| {
            let sentence = Sentence::new(text, &tokens[start..stop], rules, facts);
            let mut place = None;
            self.judge.sentence(&sentence, sections, |verdict| {
                let Some(diagnostic) = diagnostic(rules, &sentence, &verdict) else { return };
                let place = place.get_or_insert_with(|| {
                    let goes_on = goes_on(&tokens[stop..]);
                    let shares_subject = starts_without_subject(&tokens[stop..]);
                    Rc::new(Place { tokens: tokens[start..stop].to_vec(), sections, goes_on, shares_subject, end })
                });
                let candidate = Candidate { rule: verdict.rule, found: verdict.found };
                found.push(Match { diagnostic, origin: Some((candidate, Rc::clone(place))) });
            });
        });
    }
}

/// The whole lines that some pieces touch. A block is read without a look at anything outside of them, so that what is found in it stays
/// the same as long as they do.
pub(super) fn lines_of(text: &str, pieces: &[Piece]) -> TextRange {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return TextRange::default() };
    let (start, end) = (usize::from(first.range.start()), usize::from(last.range.end()));
    let bytes = text.as_bytes();
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let before = bytes[..start].iter().rev().take_while(|byte| !is_end(byte)).count();
    let after = bytes[end..].iter().take_while(|byte| !is_end(byte)).count();
    let size = |length: usize| text_size::TextSize::new(u32::try_from(length).unwrap_or(u32::MAX));
    TextRange::new(first.range.start() - size(before), last.range.end() + size(after))
}

fn diagnostic(rules: &RuleSet, sentence: &Sentence<'_>, verdict: &Verdict) -> Option<Diagnostic> {
    let severity = verdict.outcome.ok()?;
    let rule = rules.tables().rules[verdict.rule].info();
    let agent = verdict
        .found
        .agent
        .and_then(|agent| Some(Agent { range: sentence.range(agent.start, agent.end)?, kind: agent.kind.agent()? }));
    let range = verdict.found.passage(sentence)?;
    Some(Diagnostic { rule: rule.clone(), severity, range, agent, suggestions: Vec::new() })
}
