//! The object of a verb: which words belong to it, and how many things it is.

use super::Rewriting;
use super::number::is_plural;
use super::phrases::{self, SPANS};
use super::template::Lists;
use super::verb::PARTICLES;
use crate::person::{self, Sentence};
use crate::token::{Kind, Shape, Token};
use crate::word::Class;

/// What stands behind a verb and can become its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) start: usize,
    /// Exclusive; equal to `start` where the object stands before the clause.
    pub(super) end: usize,
    /// Where the head noun stands.
    pub(super) head: usize,
    pub(super) plural: bool,
}

/// A clause inside an object is followed this far.
const RELATIVE: usize = 14;

impl Object {
    /// The object that starts at token `at`, ending before one of `until`; none where its end is not certain.
    pub(super) fn at(sentence: &Sentence<'_>, rewriting: &Rewriting, at: usize, until: Option<&Lists>) -> Option<Self> {
        Self::find(sentence, rewriting, at, until).filter(|object| !object.is_cut_short(sentence))
    }

    /// "a second *till*.": a preposition with nothing behind it is a noun that was taken for one.
    fn is_cut_short(&self, sentence: &Sentence<'_>) -> bool {
        let last = sentence.get(self.end + 1).is_none_or(Token::is_break);
        let preposition = sentence.get(self.end).is_some_and(|next| next.is(Class::PREPOSITION | Class::SUBORDINATOR));
        let particle = |word: &str| PARTICLES.contains(&word) || matches!(word, "on" | "in" | "through" | "around");
        last && preposition && !particle(&sentence.folded(self.end))
    }

    fn find(sentence: &Sentence<'_>, rewriting: &Rewriting, at: usize, until: Option<&Lists>) -> Option<Self> {
        let first = sentence.get(at)?;
        if !may_start(sentence, at) {
            return None;
        }
        if let Some(lists) = until {
            let end = stop(sentence, at, lists)?;
            let border = Class::AUXILIARY | Class::SUBORDINATOR | Class::SUBJECT_PRONOUN;
            let whole = sentence.tokens[at + 1..end].iter().all(|token| !token.is_break() && !token.is(border));
            // "left us with a broken build": the word describes another noun.
            let stray = stands_alone(sentence, at) && end > at + 1 && sentence.folded(at + 1) != "of"
                || sentence.tokens[end - 1].is(Class::OPENING) && end > at + 1;
            if stray {
                return None;
            }
            // "allowed the lease to expire"
            let end = if sentence.tokens[end - 1].is(Class::TO) { end - 1 } else { end };
            // "left the door *propped* open"
            let last = &sentence.tokens[end - 1];
            let state = last.is(Class::PARTICIPLE) && !last.is(Class::ADJECTIVE | Class::SYSTEM_HEAD)
                || last.class == Class::NONE && sentence.source(end - 1).ends_with("ed");
            let end = if state && end > at + 2 { end - 1 } else { end };
            return (whole && end > at).then(|| Self {
                start: at,
                end,
                head: end - 1,
                plural: is_plural(sentence, at, person::right_of(sentence, at).map_or(end, |noun| noun.end.min(end)) - 1),
            });
        }
        if stands_alone(sentence, at) {
            // "realized *it's* a preview": the subject of a clause.
            if sentence.get(at + 1).is_some_and(|next| next.is(Class::AUXILIARY) || next.is(Class::POSSESSIVE)) {
                return None;
            }
            return Some(Self { start: at, end: at + 1, head: at, plural: is_plural(sentence, at, at) });
        }
        // "that branch", "the WHERE clause"
        let shouted = first.is(Class::DETERMINER)
            && sentence.get(at + 1).is_some_and(|next| next.shape == Shape::Upper && next.is(Class::CLOSED));
        let noun = if shouted { at + 2 } else { at + usize::from(first.is(Class::SUBORDINATOR)) };
        let noun = last_group(sentence, noun);
        let mut end = person::right_of(sentence, noun)?.end;
        // "knocked the site *offline*"
        if end > at + 1 && matches!(&*sentence.folded(end - 1), "offline" | "online" | "open" | "unlocked" | "back" | "aloud") {
            end -= 1;
        }
        // "deployed it last *Monday*", "broke `x` *minutes* before"
        let time = |at: &usize| {
            let token = &sentence.tokens[*at];
            token.is(Class::MONTH_OR_DAY) && token.is_capitalised()
                || SPANS.contains(&&*sentence.folded(*at)) && sentence.tokens[*at - 1].kind == Kind::Opaque
        };
        let end = (at + 1..end).find(time).unwrap_or(end);
        if end <= at || last_is_verb(sentence, at, end) || first.is(Class::ADVERB) && end == at + 1 {
            return None;
        }
        // "noticed the disk *filling* up"
        let particle = sentence.get(end).is_some_and(|_| PARTICLES.contains(&&*sentence.folded(end)));
        if end > at + 1 && sentence.tokens[end - 1].is(Class::ING) && particle {
            return None;
        }
        let head = end - 1;
        let mut object = Self { start: at, end, head, plural: is_plural(sentence, at, head) };
        object.extend(sentence, rewriting)?;
        Some(object)
    }

    /// The object of an act inside of a noun phrase that is a subject itself: "the failure to call *the depot* cost an hour".
    pub(super) fn before_verb(sentence: &Sentence<'_>, rewriting: &Rewriting, at: usize) -> Option<Self> {
        let object = Self::at(sentence, rewriting, at, None)?;
        let last = &sentence.tokens[object.end - 1];
        let finite = sentence.get(object.end).is_some_and(|next| next.is(Class::AUXILIARY | Class::PAST | Class::S));
        let verb = last.is(Class::PAST | Class::S) && !last.is(Class::SYSTEM_HEAD | Class::ADJECTIVE);
        if finite || !verb || object.end < at + 3 {
            return Some(object);
        }
        let head = object.end - 2;
        Some(Self { end: head + 1, head, plural: is_plural(sentence, at, head), ..object })
    }

    /// Adds what belongs to the noun behind it: "of the orders table", "and the backups", "that had expired".
    fn extend(&mut self, sentence: &Sentence<'_>, rewriting: &Rewriting) -> Option<()> {
        while let Some(next) = sentence.get(self.end) {
            // "PR #482"
            let number = sentence.get(self.end + 1).is_some_and(|number| number.kind == Kind::Number && !number.spaced);
            if next.is_punctuation('#') && number {
                self.end += 2;
                continue;
            }
            if next.is_break() && !next.spaced && !ends_words(next) {
                // "flush_queue()" is one word to everybody but the tokenizer.
                let call = next.is_punctuation('(')
                    && sentence.get(self.end + 1).is_some_and(|close| close.is_punctuation(')') && !close.spaced);
                self.end = if call { self.end + 2 } else { return None };
                continue;
            }
            let word = if next.kind == Kind::Word { sentence.folded(self.end) } else { String::new() };
            if let Some(end) = phrases::end_of_complement(sentence, rewriting, self.verb(), self.end) {
                self.end = end;
                continue;
            }
            match &*word {
                "of" | "between" => self.end = person::right_of(sentence, self.end + 1)?.end,
                "that" if self.verb().is_some_and(|verb| TELLING.contains(&&*sentence.folded(verb))) => return Some(()),
                "that" | "which" | "who" | "whose" => return self.relative(sentence),
                "to" if self.tells_what_for(sentence, rewriting) => return Some(()),
                // "the order to stop": whose *to* it is, is not certain.
                "to" if sentence.get(self.end + 1).is_some_and(|token| token.is(Class::BASE)) => return None,
                "and" | "or" => return self.coordinate(sentence),
                _ if next.kind == Kind::Number && sentence.tokens[self.end - 1].kind == Kind::Word => self.end += 1,
                _ if next.is_punctuation(',') => return self.list(sentence),
                _ if next.is_punctuation('/') || next.is_punctuation('&') || next.is_punctuation('"') => return None,
                _ if next.kind == Kind::Opaque || next.kind == Kind::Handle => return None,
                // "assumed the barrel *was* full": the noun is no object.
                _ if next.is(Class::AUXILIARY) && next.kind == Kind::Word => return None,
                _ => return (!is_post_modifier(sentence, self.end)).then_some(()),
            }
        }
        Some(())
    }

    /// "skipped the tests *to save* time".
    fn tells_what_for(&self, sentence: &Sentence<'_>, rewriting: &Rewriting) -> bool {
        sentence.get(self.end + 1).is_some_and(|verb| rewriting.purpose.iter().any(|words| words.contains(verb.word)))
    }

    /// The verb right before it.
    fn verb(&self) -> Option<usize> {
        self.start.checked_sub(1)
    }

    fn relative(&mut self, sentence: &Sentence<'_>) -> Option<()> {
        let rest = &sentence.tokens[self.end..];
        let width = rest.iter().position(Token::is_break).unwrap_or(rest.len());
        let clause = &rest[..width];
        if width > RELATIVE
            || clause.iter().any(|token| token.is(Class::COORDINATOR | Class::SUBORDINATOR) && !token.is(Class::DETERMINER))
        {
            return None;
        }
        // "invoke flush() directly": the clause goes on behind its mark.
        if rest.get(width).is_some_and(|mark| !mark.spaced && !ends_words(mark)) {
            return None;
        }
        self.end += width;
        Some(())
    }

    /// Another noun phrase; a whole clause behind *and* is none of its business.
    fn coordinate(&mut self, sentence: &Sentence<'_>) -> Option<()> {
        let next = self.end + 1;
        let token = sentence.get(next)?;
        // What to make of a verb is not decided here.
        if token.is(Class::PAST
            | Class::ADVERB
            | Class::SUBORDINATOR
            | Class::AUXILIARY
            | Class::NEGATION
            | Class::PREPOSITION
            | Class::WH
            | Class::TO)
            || token.kind != Kind::Word && token.kind != Kind::Opaque && token.kind != Kind::Number
        {
            return Some(());
        }
        let other = person::right_of(sentence, next)?;
        let verb = |at: usize| {
            sentence.get(at).is_some_and(|token| {
                token.is(Class::AUXILIARY | Class::PAST | Class::S)
                    || token.class == Class::NONE && sentence.source(at).ends_with("ed")
            })
        };
        if verb(other.end) || (next + 1..other.end).any(verb) || token.is(Class::SUBJECT_PRONOUN) {
            return Some(());
        }
        self.end = other.end;
        self.plural = true;
        Some(())
    }

    /// "the key, the table and the bucket" is no single object; any other comma ends it.
    fn list(self, sentence: &Sentence<'_>) -> Option<()> {
        let item = person::right_of(sentence, self.end + 1);
        // "OP-4, article 12, which"
        let numbered = |end: usize| {
            let end = end + usize::from(sentence.get(end).is_some_and(|token| token.kind == Kind::Number));
            let group = end.checked_sub(1).map_or(end, |at| last_group(sentence, at) + 1);
            group.max(end)
        };
        let more = item
            .and_then(|item| sentence.get(numbered(item.end)))
            .is_some_and(|token| token.is_punctuation(',') || token.is(Class::COORDINATOR));
        (!more
            || sentence
                .get(self.end + 1)
                .is_some_and(|token| token.is(Class::WH | Class::SUBJECT_PRONOUN | Class::COORDINATOR)))
        .then_some(())
    }
}

impl Object {
    /// Where one of some words stops the object that starts at `from`.
    pub(super) fn end_before(sentence: &Sentence<'_>, from: usize, lists: &Lists) -> Option<usize> {
        stop(sentence, from, lists)
    }
}

/// The last group of digits of a number: "20,*000* messages".
fn last_group(sentence: &Sentence<'_>, mut at: usize) -> usize {
    let digits = |at: usize| sentence.get(at).is_some_and(|token| token.kind == Kind::Number);
    let joined = |at: usize| sentence.get(at).is_some_and(|token| !token.spaced);
    while digits(at) && sentence.get(at + 1).is_some_and(|token| token.is_punctuation(',')) && digits(at + 2) && joined(at + 2)
    {
        at += 2;
    }
    at
}

/// Words that look like nouns to a list of classes, and are none.
const NO_NOUNS: [&str; 12] = [
    "regardless",
    "anyway",
    "straight",
    "elsewhere",
    "abroad",
    "home",
    "late",
    "early",
    "directly",
    "whenever",
    "whatever",
    "sigh",
];
/// How verbs start that tell of the course of another verb.
const ASPECT: [&str; 8] = ["start", "begin", "began", "stop", "keep", "kept", "continu", "tr"];
/// Verbs with a clause behind their object: "told the depot *that* it was late".
const TELLING: [&str; 14] = [
    "tell", "told", "inform", "informed", "warn", "warned", "notify", "notified", "remind", "reminded", "assure", "assured",
    "advise", "advised",
];

/// Whether a token can be the first of an object.
fn may_start(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let word = sentence.folded(at);
    let any =
        matches!(&*word, "any" | "anything" | "anyone" | "anybody" | "much" | "nothing" | "no" | "either" | "first" | "last")
            && !word.is_empty();
    let verb = token.is(Class::PAST) && !token.is(Class::PARTICIPLE | Class::BASE | Class::ADJECTIVE | Class::SYSTEM_HEAD);
    let clause = token.is(Class::SUBORDINATOR | Class::WH) && (word != "that" || opens_clause(sentence, at));
    let subject = token.is(Class::SUBJECT_PRONOUN) && !token.is(Class::OBJECT_PRONOUN);
    // "started *looking* into it": two verbs, and no object.
    let begun = token.is(Class::ING) && at > 0 && ASPECT.iter().any(|verb| sentence.folded(at - 1).starts_with(verb));
    !(any
        || begun
        || verb
        || clause
        || subject
        || token.is(Class::REFLEXIVE | Class::EVERYONE | Class::SOMEONE)
        || NO_NOUNS.contains(&&*word))
}

/// Whether *that* opens a clause: "that the flag was on", not "that odd path".
pub(super) fn opens_clause(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(next) = sentence.get(at + 1).filter(|next| !next.is_break()) else { return false };
    if next.is(Class::DETERMINER | Class::POSSESSIVE_PRONOUN | Class::SUBJECT_PRONOUN) && !next.is(Class::QUANTIFIER)
        || next.is_capitalised()
    {
        return true;
    }
    let rest = sentence.tokens[at + 1..].iter().take(9);
    let inside = rest.take_while(|token| !token.is_break() && !token.is(Class::SUBORDINATOR | Class::COORDINATOR));
    inside.skip(1).any(|token| {
        token.is(Class::AUXILIARY)
            || token.is(Class::PAST | Class::S) && !token.is(Class::BASE | Class::ADJECTIVE | Class::SYSTEM_HEAD)
    })
}

/// A pronoun that needs no noun.
fn stands_alone(sentence: &Sentence<'_>, at: usize) -> bool {
    let first = &sentence.tokens[at];
    let word = sentence.folded(at);
    let noun =
        sentence.get(at + 1).is_some_and(continues) || sentence.get(at + 1).is_some_and(|_| sentence.folded(at + 1) == "of");
    matches!(&*word, "it" | "them" | "everything" | "something" | "me" | "us" | "him")
        || matches!(&*word, "this" | "that" | "these" | "those" | "all" | "both") && !noun
        || first.is(Class::OBJECT_PRONOUN) && !noun
}

/// Marks that can end the words before them.
fn ends_words(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Punctuation(',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '"' | '”' | '\'' | '-' | '…')
            | Kind::CellBreak
            | Kind::LineBreak
    )
}

fn stop(sentence: &Sentence<'_>, from: usize, lists: &Lists) -> Option<usize> {
    (from + 1..sentence.tokens.len().min(from + 9))
        .find(|&at| lists.iter().any(|words| words.starts_with(sentence.tokens[at].word)))
}

fn continues(token: &Token) -> bool {
    let function = Class::PREPOSITION
        | Class::COORDINATOR
        | Class::SUBORDINATOR
        | Class::AUXILIARY
        | Class::TO
        | Class::ADVERB
        | Class::NEGATION;
    matches!(token.kind, Kind::Word | Kind::Opaque) && !token.is(function)
}

/// "the pod restarted": the last word is a verb of its own.
fn last_is_verb(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let last = &sentence.tokens[end - 1];
    let noun = matches!(
        &*sentence.folded(end - 1),
        "bound" | "set" | "build" | "run" | "feed" | "cost" | "spread" | "lead" | "hit" | "cut" | "bug"
    );
    // "saw this *coming*"
    let seen = end - start == 2 && last.is(Class::ING) && matches!(&*sentence.folded(start), "this" | "that");
    seen || end - start > 2 && !noun && last.is(Class::PAST) && !last.is(Class::BASE | Class::SYSTEM_HEAD | Class::ROLE)
}

/// "the alert *raised* by the probe", "the page *saying* so".
fn is_post_modifier(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let phrase = sentence.get(at + 1).is_none_or(|next| next.is(Class::PREPOSITION | Class::ADVERB) || next.is_break());
    let form = token.is(Class::ING) || token.is(Class::PARTICIPLE) && phrase;
    token.kind == Kind::Word && !token.is(Class::PREPOSITION | Class::ADVERB) && !token.adverbial && form
}
