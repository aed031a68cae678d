//! Prepositional phrases behind an object: whose they are, the noun's or the verb's.

use super::object::Object;
use crate::person::{self, Sentence};
use crate::token::Kind;
use crate::word::Class;

/// Spans of time in the plural.
pub(super) const SPANS: [&str; 7] = ["seconds", "minutes", "hours", "days", "weeks", "months", "years"];
/// Other nouns of time.
const TIMES: [&str; 16] = [
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "night",
    "morning",
    "evening",
    "afternoon",
    "noon",
    "midnight",
    "weekend",
    "time",
    "shift",
];

/// Nouns that want *to*.
const TO: [&str; 8] = ["access", "reply", "response", "answer", "objection", "damage", "alternative", "exposure"];
/// Nouns that want *on*.
const ON: [&str; 15] = [
    "lease",
    "limit",
    "lock",
    "cap",
    "ban",
    "restriction",
    "quota",
    "hold",
    "freeze",
    "constraint",
    "dependency",
    "sign-off",
    "documentation",
    "report",
    "information",
];
/// Nouns that want *for*.
const FOR: [&str; 26] = [
    "contact",
    "test",
    "plan",
    "request",
    "ticket",
    "alert",
    "alarm",
    "budget",
    "documentation",
    "runbook",
    "playbook",
    "procedure",
    "policy",
    "certificate",
    "password",
    "schema",
    "rule",
    "limit",
    "quota",
    "approval",
    "licence",
    "license",
    "handler",
    "template",
    "reason",
    "owner",
];
/// Words behind *for* that name no thing.
const NO_THING: [&str; 12] =
    ["now", "good", "sure", "free", "real", "example", "instance", "once", "long", "fun", "ever", "later"];
/// Verbs that want the phrase for themselves: "put a lock on the table", "mistook the alert for noise".
const TAKERS: [&str; 9] = ["put", "puts", "place", "placed", "mistake", "mistook", "take", "took", "blamed"];

/// Whether some words tell when.
fn is_time(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| {
        let (token, word) = (&sentence.tokens[at], sentence.folded(at));
        token.kind == Kind::Number || token.is(Class::MONTH_OR_DAY) || SPANS.contains(&&*word) || TIMES.contains(&&*word)
    })
}

/// Where the phrase ends that belongs to the noun before `at`: "the lease *on the test lab*".
pub(super) fn end_of_complement(sentence: &Sentence<'_>, verb: Option<usize>, at: usize) -> Option<usize> {
    let noun = sentence.folded(at.checked_sub(1)?);
    let nouns: &[&str] = match &*sentence.folded(at) {
        "to" => &TO,
        "on" => &ON,
        "for" => &FOR,
        _ => return None,
    };
    let wants = nouns.iter().any(|one| noun == *one || noun.strip_suffix('s') == Some(one));
    if !wants || verb.is_some_and(|verb| TAKERS.contains(&&*sentence.folded(verb))) {
        return None;
    }
    let first = sentence.get(at + 1).filter(|first| !first.is(Class::ING | Class::ADVERB) && !first.adverbial)?;
    let phrase = person::right_of(sentence, at + 1)?;
    let names_a_thing = first.kind != Kind::Word || !NO_THING.contains(&&*sentence.folded(at + 1));
    (names_a_thing && !is_time(sentence, at + 1, phrase.end)).then_some(phrase.end)
}

impl Object {
    /// Adds the prepositional phrases behind it, but for those that tell when: "advice *from the field*".
    pub(super) fn with_phrases(mut self, sentence: &Sentence<'_>) -> Self {
        while let Some(next) =
            sentence.get(self.end).filter(|next| next.is(Class::PREPOSITION) && !next.is(Class::SUBORDINATOR))
        {
            let Some(noun) = person::right_of(sentence, self.end + 1).filter(|_| next.kind == Kind::Word) else { break };
            let time = is_time(sentence, self.end + 1, noun.end);
            if time
                || matches!(
                    &*sentence.folded(self.end),
                    "by" | "during" | "after" | "before" | "since" | "until" | "despite" | "without"
                )
            {
                break;
            }
            let numbered = sentence.get(noun.end).is_some_and(|token| token.kind == Kind::Number);
            self.end = noun.end + usize::from(numbered);
        }
        self
    }
}
