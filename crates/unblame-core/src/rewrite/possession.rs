//! What belonged to somebody: "the reviewer's oversight" is an oversight.

use super::Lists;
use super::fill::{Filler, Work};
use super::inflection::Number;
use super::template::Template;
use crate::person::{self, Kinds};
use crate::token::{Kind, Token};
use crate::word::Class;

impl Filler<'_> {
    /// "the reviewer's oversight": the owner goes, with *own*.
    pub(super) fn possession<'t>(&self, template: &'t Template) -> Option<Work<'t>> {
        let sentence = self.sentence();
        let agent = self.found.agent?;
        let mut end = match sentence.get(agent.end) {
            Some(token) if token.is(Class::POSSESSIVE) => agent.end + 1,
            _ if agent.end == agent.start + 1 && sentence.tokens[agent.start].is(Class::POSSESSIVE_PRONOUN) => agent.end,
            _ => return None,
        };
        if sentence.get(end).is_some_and(|_| sentence.folded(end) == "own") {
            end += 1;
        }
        let next = sentence.get(end)?;
        let begins = |token: &Token| !token.is(Class::ADJECTIVE | Class::DETERMINER | Class::POSSESSIVE);
        let before = sentence.before(agent.start).is_none_or(begins);
        // A label or a cell says nothing without its owner, and "his mistake" names whoever the sentence names.
        let opens = sentence.before(agent.start).is_none_or(Token::is_break);
        let closes = sentence.get(self.found.end).is_none_or(|token| token.kind == Kind::CellBreak);
        let named = sentence.tokens[agent.start].is(Class::POSSESSIVE_PRONOUN)
            && person::mentions_right(sentence, 0).any(|one| one.end <= agent.start && one.kind.any(Kinds::NAME));
        if opens && closes || named {
            return None;
        }
        let own = Kinds::SELF.with(Kinds::WE).with(Kinds::YOU);
        let noun = |lists: &Lists| {
            let tokens = &sentence.tokens[end..self.found.end.max(end)];
            tokens.iter().any(|token| lists.iter().any(|words| words.contains(token.word)))
        };
        template.noun.as_ref().is_none_or(noun).then_some(())?;
        (next.kind == Kind::Word && before && !agent.kind.any(own)).then_some(Work {
            template,
            object: None,
            number: Number::Singular,
            act: None,
            of_act: false,
            start: agent.start,
            end,
            denied_by_article: false,
        })
    }
}
