//! Prepositional phrases behind an object: whose they are, the noun's or the verb's.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Rewriting;
use super::object::Object;
use crate::person::{self, Sentence};
use crate::rule::Words;
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

/// Words behind *for* that name no thing.
const NO_THING: [&str; 12] =
    ["now", "good", "sure", "free", "real", "example", "instance", "once", "long", "fun", "ever", "later"];
/// What packs say about the phrases with one preposition.
#[derive(Debug, Clone, Default)]
pub(crate) struct Complement {
    /// Nouns that want the preposition: a *lease* on something.
    pub(crate) nouns: BTreeSet<String>,
    /// Nouns that, behind the preposition, say where the noun before it is found: the warning in the *log*.
    pub(crate) within: BTreeSet<String>,
    /// Verbs that want the phrase for themselves: "put a lock on the table".
    pub(crate) unless: Vec<Arc<Words>>,
    /// Verbs that bring their object to such a place: "wrote the weight in the log".
    pub(crate) placing: Vec<Arc<Words>>,
}

impl Complement {
    fn wants(nouns: &BTreeSet<String>, noun: &str) -> bool {
        nouns.contains(noun) || noun.strip_suffix('s').is_some_and(|one| nouns.contains(one))
    }
}

/// Whether a word is one of time.
pub(super) fn is_time_word(word: &str) -> bool {
    SPANS.contains(&word) || TIMES.contains(&word) || matches!(word, "today" | "yesterday" | "lunch" | "breakfast" | "dinner")
}

/// Whether some words tell when.
fn is_time(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| {
        let (token, word) = (&sentence.tokens[at], sentence.folded(at));
        // "the second crane"
        if word == "second" && at + 1 < end {
            return false;
        }
        token.kind == Kind::Number || token.is(Class::MONTH_OR_DAY) || SPANS.contains(&&*word) || TIMES.contains(&&*word)
    })
}

/// Where the phrase ends that belongs to the noun before `at`: "the lease *on the boat shed*".
pub(super) fn end_of_complement(
    sentence: &Sentence<'_>,
    rewriting: &Rewriting,
    verb: Option<usize>,
    at: usize,
) -> Option<usize> {
    let noun = sentence.folded(at.checked_sub(1)?);
    let complement = rewriting.complements.get(&*sentence.folded(at))?;
    let takes =
        |lists: &[Arc<Words>]| verb.is_some_and(|verb| lists.iter().any(|words| words.starts_with(sentence.tokens[verb].word)));
    if takes(&complement.unless) {
        return None;
    }
    let first = sentence.get(at + 1).filter(|first| !first.is(Class::ING | Class::ADVERB) && !first.adverbial)?;
    let phrase = person::right_of(sentence, at + 1)?;
    let within = || !takes(&complement.placing) && Complement::wants(&complement.within, &sentence.folded(phrase.end - 1));
    let names_a_thing = first.kind != Kind::Word || !NO_THING.contains(&&*sentence.folded(at + 1));
    let belongs = (Complement::wants(&complement.nouns, &noun) || within()) && names_a_thing;
    (belongs && !is_time(sentence, at + 1, phrase.end)).then_some(phrase.end)
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
