//! A template with its slots filled, and what it leaves out.

use text_size::TextRange;

use super::markup;
use crate::person::{Kinds, Mention, Sentence};
use crate::token::{Kind, Shape};
use crate::word::Class;

/// A template with its slots filled.
#[derive(Debug, Clone)]
pub(super) struct Filled {
    pub(super) text: String,
    /// The bytes that it takes the place of.
    pub(super) range: TextRange,
    /// Their tokens.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Who goes.
    pub(super) agent: Option<Mention>,
    /// Whether somebody else keeps the place of the subject: what follows leans on them.
    pub(super) keeps_subject: bool,
}

impl Filled {
    /// Whether every number, name and piece of code is still there, but for those that name who goes.
    pub(super) fn keeps_facts(&self, sentence: &Sentence<'_>) -> bool {
        let whole = &sentence.text[self.range];
        let by_name = Kinds::NAME.with(Kinds::HANDLE).with(Kinds::LABEL).with(Kinds::UNKNOWN_NAME).with(Kinds::PRONOUN);
        let named = self.agent.filter(|agent| agent.kind.any(by_name));
        let is_fact = |at: &usize| {
            let token = &sentence.tokens[*at];
            match token.kind {
                Kind::Number | Kind::Opaque | Kind::Handle => true,
                Kind::Word => {
                    let person = Class::ROLE
                        | Class::ROLES
                        | Class::GROUP
                        | Class::AMBIGUOUS
                        | Class::DEPARTMENT
                        | Class::VENDOR
                        | Class::HONORIFIC
                        | Class::CLOSED
                        | Class::HUMAN_PRONOUN;
                    token.shape != Shape::Lower
                        && *at > 0
                        && !token.is(person)
                        && !sentence.tokens[..*at].iter().all(|token| token.kind != Kind::Word)
                }
                _ => false,
            }
        };
        let inside = |at: &usize| named.is_none_or(|agent| !(agent.start..agent.end).contains(at));
        let facts = (self.start..self.end).filter(inside).filter(is_fact);
        facts.into_iter().all(|at| self.text.contains(sentence.source(at))) && markup::links(whole) <= markup::links(&self.text)
    }

    /// Whether the person is still spoken of.
    pub(super) fn tells_of(&self, sentence: &Sentence<'_>) -> bool {
        self.agent.is_some_and(|agent| {
            (agent.start..agent.end).any(|at| sentence.tokens[at].is_capitalised() && self.text.contains(sentence.source(at)))
        })
    }
}
