//! "misread the scale *and billed the wrong farm*": a second verb of the same person, turned around like the first.

use super::fill::{Filler, Work};
use super::inflection::{self, Number};
use super::object::Object;
use super::reading::Tense;
use super::template::{Polarity, Slot};
use super::verb;
use crate::clause;
use crate::person::Sentence;
use crate::token::Kind;
use crate::word::{Class, Form};

/// How far behind the first verb the second is looked for, in tokens.
const REACH: usize = 12;

impl Filler<'_> {
    /// What follows the new words up to the end of the second clause, in the passive as well, and where that ends.
    pub(super) fn joined(&self, work: &Work<'_>) -> Option<(String, usize)> {
        let sentence = self.sentence();
        self.reading.filter(|reading| reading.tense == Tense::Past)?;
        if work.object.is_none() || !work.template.uses(|slot| matches!(slot, Slot::Be(_))) {
            return None;
        }
        let and = coordinator(sentence, work.end)?;
        let at = (and + 1..sentence.tokens.len()).find(|&at| !sentence.tokens[at].adverbial)?;
        let adverbs = and + 1..at;
        if adverbs.clone().any(|at| self.rewriting().refuses(&sentence.tokens[at])) || !is_told(sentence, at) {
            return None;
        }
        let verb = verb::verb(sentence, at, &self.scene.rules.tables().lexicon);
        let never = self.rewriting().never_passive.iter().any(|words| words.starts_with(sentence.tokens[at].word));
        let object = Object::at(sentence, self.rewriting(), verb.end, None).filter(|_| !never)?;
        let participle = verb.form(sentence, Form::Participle)?;
        // "took the demo with it"
        let along = sentence.get(object.end).is_some_and(|_| sentence.folded(object.end) == "with")
            && sentence.get(object.end + 1).is_some_and(|token| token.is(Class::OBJECT_PRONOUN));
        let said = self.said(work, object, and).filter(|_| !along)?;
        let kept = adverbs.filter(|&at| !self.rewriting().drops(&sentence.tokens[at]));
        let kept: String = kept.flat_map(|at| [" ", sentence.source(at)]).collect();
        let from = sentence.tokens[work.end - 1].range.end();
        let gap = &sentence.text[usize::from(from)..usize::from(sentence.tokens[and].range.end())];
        Some((format!("{gap}{kept} {said}{participle}"), object.end))
    }

    /// The object with its *was*; nothing where both clauses have the same subject.
    fn said(&self, work: &Work<'_>, object: Object, and: usize) -> Option<String> {
        let sentence = self.sentence();
        let number = if object.plural { Number::Plural } else { Number::Singular };
        let first_word = sentence.folded(object.start);
        if object.end == object.start + 1 && matches!(&*first_word, "it" | "them") {
            let own = work.object?;
            let negated = self.reading?.negation.is_some() || work.template.uses(|slot| *slot == Slot::Be(Polarity::Opposite));
            let same = and == work.end && own.plural == (first_word == "them") && own.end > own.start;
            return (same && !negated).then(String::new);
        }
        let pronoun = sentence.tokens[object.start].is(Class::OBJECT_PRONOUN) && object.end == object.start + 1;
        let text = self.object_text(&object, false).filter(|_| !pronoun)?;
        let be = inflection::be(Tense::Past, number, None, &[])?;
        Some(format!("{text} {be} "))
    }
}

/// The *and* that a second verb can stand behind: no other mark or clause comes before it.
fn coordinator(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    let and = (from..sentence.tokens.len().min(from + REACH)).find(|&at| sentence.tokens[at].is(Class::COORDINATOR))?;
    let border = Class::AUXILIARY | Class::SUBORDINATOR | Class::WH | Class::SUBJECT_PRONOUN;
    let plain = (from..and).all(|at| {
        let token = &sentence.tokens[at];
        let comma = token.is_punctuation(',') && at + 1 == and;
        comma || !token.is_break() && !token.is(border)
    });
    (plain && sentence.folded(and) == "and").then_some(and)
}

/// A past form that can only be a verb, with nothing before it.
fn is_told(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let past =
        token.kind == Kind::Word && token.is(Class::PAST) && !token.is(Class::AUXILIARY | Class::BASE | Class::ADJECTIVE);
    past && clause::verb_group(sentence, at).negation.is_none()
}
