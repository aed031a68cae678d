//! The words that fill a slot.

use super::fill::{Filler, Work};
use super::inflection;
use super::markup;
use super::object::Object;
use super::reading::Tense;
use super::template::{Of, Polarity, Slot};
use super::verb::Verb;
use crate::person::{self, Kinds};
use crate::word::{Class, Form};

impl Filler<'_> {
    pub(super) fn slot(&self, slot: &Slot, work: &Work<'_>, first: bool) -> Option<String> {
        let sentence = self.sentence();
        let verb = |of: Of| match of {
            Of::Verb => self.reading.map(|reading| &reading.verb),
            Of::Act => work.act.as_ref(),
        };
        match slot {
            Slot::Object(_) if first && work.denied_by_article => self.none_of(&work.object?),
            Slot::Object(_) => self.object_text(&work.object?, first),
            Slot::NoObject => self.none_of(&work.object?),
            Slot::Behind => Some(sentence.folded(work.object?.start.checked_sub(1)?)),
            Slot::Told(of) => {
                let base = verb(*of)?.form(sentence, Form::Base)?;
                inflection::verb(&base, self.reading?, work.number, self.reading?.negation)
            }
            Slot::Base(of) => verb(*of)?.form(sentence, Form::Base),
            Slot::Participle(of) => verb(*of)?.form(sentence, Form::Participle),
            Slot::Ing(of) => verb(*of)?.form(sentence, Form::Ing),
            Slot::Noun(of) => self.noun(verb(*of)?),
            Slot::Be(polarity) => self.be(*polarity, work),
            Slot::As(base) => inflection::verb(base, self.reading?, work.number, self.reading?.negation),
            Slot::Clause => self.clause_opener(work.end).map(str::to_owned),
            Slot::Owned { article } => {
                Some(if *article { inflection::article(sentence.source(work.end)).to_owned() } else { String::new() })
            }
            Slot::Rest => {
                let from = verb(if work.act.is_some() && self.reading.is_none() { Of::Act } else { Of::Verb })?.end;
                if from >= work.end {
                    return Some(String::new());
                }
                markup::widened(sentence, from, work.end, true).map(|range| sentence.text[range].to_owned())
            }
            Slot::Work => self.agent_work(),
        }
    }

    pub(super) fn object_text(&self, object: &Object, first: bool) -> Option<String> {
        let sentence = self.sentence();
        if object.start == object.end {
            return Some(String::new());
        }
        let pronoun =
            inflection::as_subject(&sentence.folded(object.start)).filter(|_| first && object.end == object.start + 1);
        if let Some(pronoun) = pronoun {
            return Some(pronoun.to_owned());
        }
        let range = markup::widened(sentence, object.start, object.end, true)?;
        Some(sentence.text[range].to_owned())
    }

    /// "no plan" for "a plan".
    fn none_of(&self, object: &Object) -> Option<String> {
        let sentence = self.sentence();
        let article = matches!(&*sentence.folded(object.start), "a" | "an" | "any" | "some");
        let start = object.start + usize::from(article);
        let bare = article || !sentence.tokens[start].is(Class::OPENING | Class::OBJECT_PRONOUN);
        // "had someone look at it", "had the crew check it": somebody is no thing to have.
        let person = person::right_of(sentence, start).is_some_and(|noun| noun.kind.any(Kinds::HUMAN));
        let last = sentence.tokens[object.end - 1];
        let verb = !article && last.is(Class::BASE) && !last.is(Class::SYSTEM_HEAD);
        let thing = bare && !person && !verb && start < object.end;
        let range = markup::widened(sentence, start, object.end, true).filter(|_| thing)?;
        Some(format!("no {}", &sentence.text[range]))
    }

    fn noun(&self, verb: &Verb) -> Option<String> {
        let sentence = self.sentence();
        let base = verb.form(sentence, Form::Base)?;
        self.rewriting().nouns.get(&base).cloned()
    }

    fn be(&self, polarity: Polarity, work: &Work<'_>) -> Option<String> {
        let sentence = self.sentence();
        let (tense, negation) = self.reading.map_or((Tense::Past, None), |reading| (reading.tense, reading.negation));
        let negation = match polarity {
            Polarity::Same => negation,
            Polarity::Opposite => {
                if negation.is_some() {
                    None
                } else {
                    Some("not")
                }
            }
            Polarity::Plain => None,
        };
        let negation = negation.filter(|_| !work.denied_by_article);
        let own = self.reading.map(|reading| &*reading.adverbs).unwrap_or_default();
        let of_act = work.act.as_ref().filter(|_| work.of_act).map(|act| &*act.adverbs).unwrap_or_default();
        let rewriting = self.rewriting();
        let denied = polarity == Polarity::Opposite && self.reading.is_none_or(|reading| reading.negation.is_none());
        let goes = |token| rewriting.drops(token) || denied && rewriting.drops_negated(token);
        let kept = |all: &[usize]| -> Vec<String> {
            let stays = all.iter().filter(|&&at| !goes(&sentence.tokens[at]));
            stays.map(|&at| sentence.source(at).to_lowercase()).collect()
        };
        // "also forgot to tag it": also not tagged.
        let (outer, inner) = (kept(own), kept(of_act));
        let not: Vec<&str> = outer.iter().map(String::as_str).chain(negation).collect();
        let inner_words = inner.iter().map(String::as_str);
        if polarity == Polarity::Opposite {
            let not = not.join(" ");
            let not = Some(&*not).filter(|not| !not.is_empty());
            return inflection::be(tense, work.number, not, &inner_words.collect::<Vec<_>>());
        }
        // "also did not check": also not checked.
        if let (Some(not), Some(place)) = (negation, self.reading.and_then(|reading| reading.negation_at)) {
            let (early, late): (Vec<usize>, Vec<usize>) = own.iter().partition(|&&at| at < place);
            let (early, late) = (kept(&early), kept(&late));
            let not = early.iter().map(String::as_str).chain([not]).collect::<Vec<_>>().join(" ");
            let behind: Vec<&str> = late.iter().map(String::as_str).chain(inner_words).collect();
            return inflection::be(tense, work.number, Some(&not), &behind);
        }
        let all: Vec<&str> = outer.iter().map(String::as_str).chain(inner_words).collect();
        inflection::be(tense, work.number, negation, &all)
    }

    fn agent_work(&self) -> Option<String> {
        let agent = self.found.agent?;
        let role = self.sentence().folded(agent.end.checked_sub(1)?);
        self.rewriting().work.get(&role).cloned()
    }
}
