//! What can be said of a single place in a sentence: the tests that elements of patterns make there.

use std::sync::Arc;

use super::words::Words;
use crate::person::{self, Sentence};
use crate::token::{self, Kind, Token};
use crate::word::Class;

/// The start of the sentence, of a cell or of a line; times, list marks and brackets may stand before.
pub(super) fn is_start(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tokens[..at.min(sentence.tokens.len())].iter().rev().find_map(|token| match token.kind {
        Kind::CellBreak | Kind::LineBreak | Kind::Punctuation('"' | '“' | '«') => Some(true),
        Kind::Punctuation(mark) if mark.is_alphanumeric() => Some(false),
        Kind::Number | Kind::Punctuation('-' | '*' | '[' | ']' | '(' | ')' | ':' | '.' | '>' | '•' | '#') => None,
        Kind::Punctuation(mark) if !mark.is_ascii() => None,
        _ => Some(false),
    }) != Some(false)
}

/// The end of the sentence, of a cell or of a line; closing marks may follow.
pub(super) fn is_end(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tokens.get(at..).unwrap_or_default().iter().find_map(|token| match token.kind {
        Kind::CellBreak | Kind::LineBreak | Kind::Punctuation(';') => Some(true),
        Kind::Punctuation('.' | '!' | '?' | '"' | '”' | '\'' | ')' | '*' | '_' | ',') => None,
        _ => Some(false),
    }) != Some(false)
}

/// Whether a token is the mark that a pattern writes.
pub(super) fn is_mark(token: &Token, mark: char) -> bool {
    match mark {
        ':' => matches!(token.kind, Kind::CellBreak | Kind::Punctuation(':' | '-' | '=')),
        '"' => matches!(token.kind, Kind::Punctuation('"' | '“' | '”')),
        _ => token.is_punctuation(mark),
    }
}

/// Whether `...` ends before this token.
pub(super) fn ends_gap(token: &Token) -> bool {
    token.is_break() && !matches!(token.kind, Kind::Punctuation('(' | ')' | '/' | '%' | '#' | '$' | '&' | '\''))
}

/// How many tokens a negation at `at` takes.
pub(super) fn negation(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let token = sentence.get(at)?;
    if sentence.source(at) == "no" && sentence.get(at + 1).is_some() && sentence.source(at + 1) == "longer" {
        return Some(2);
    }
    token.is(Class::NEGATION).then_some(1)
}

/// Whether the object between a verb and its particle may run over this token.
pub(super) fn is_in_short_object(token: &Token) -> bool {
    !token.is_break() && !token.is(Class::AUXILIARY | Class::COORDINATOR | Class::SUBORDINATOR)
}

/// No possessor has more tokens before its `'s`.
pub(super) const POSSESSOR: usize = 8;

/// Where the `'s` behind a possessor that starts at `at` may stand.
pub(super) fn possessive_mark(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    (at + 1..at + POSSESSOR).find(|&mark| sentence.get(mark).is_some_and(|token| token.is(Class::POSSESSIVE)))
}

/// Whether a token is a verb in the given form; unknown words count by their ending.
pub(super) fn is_form(sentence: &Sentence<'_>, at: usize, class: Class) -> bool {
    let Some(token) = sentence.get(at) else { return false };
    if token.kind != Kind::Word {
        return false;
    }
    if token.is(class) {
        return true;
    }
    if token.class != Class::NONE {
        return false;
    }
    let source = sentence.source(at);
    let long = source.len() > 4;
    class.any(Class::PAST | Class::PARTICIPLE) && long && source.ends_with("ed")
        || class.any(Class::ING) && long && source.ends_with("ing")
        || class.any(Class::S) && long && source.ends_with('s')
        || class.any(Class::BASE)
            && long
            && !source.ends_with("ed")
            && !source.ends_with("ing")
            && !token::looks_like_adverb(source)
}

/// Where a noun phrase from `at` with one of the heads may end, the longest first.
pub(super) fn headed_ends(sentence: &Sentence<'_>, heads: &[Arc<Words>], at: usize) -> impl Iterator<Item = usize> {
    let longest = person::right_of(sentence, at);
    let end = longest.map_or(at, |longest| longest.end);
    let may_end = move |place: usize| place == end || sentence.tokens[place].is(Class::VERB);
    let cut = (at + 1..=end).rev().filter(move |&place| is_headed(sentence, heads, at, place) && may_end(place));
    // "the only key of the boat shed"
    let of = longest.filter(|longest| sentence.get(longest.end).is_some() && sentence.source(longest.end) == "of");
    let inner = of.and_then(|longest| person::right_of(sentence, longest.end + 1));
    cut.chain(inner.filter(|inner| is_headed(sentence, heads, inner.start, inner.end)).map(|inner| inner.end))
}

/// Whether the phrase `start..end` ends in one of the nouns, or in one with a number or name behind it: "rack 9".
fn is_headed(sentence: &Sentence<'_>, heads: &[Arc<Words>], start: usize, end: usize) -> bool {
    let named = |at: usize| {
        let token = &sentence.tokens[at];
        token.kind == Kind::Opaque || heads.iter().any(|words| words.contains(token.word))
    };
    let phrase = (start..end).any(|at| heads.iter().any(|words| has_phrase(sentence, words, at, end)));
    let last = &sentence.tokens[end - 1];
    let numbered = last.kind == Kind::Number || last.kind == Kind::Opaque || last.is_capitalised();
    named(end - 1) || phrase || numbered && end >= start + 2 && named(end - 2)
}

/// Whether a phrase stands at `at` and ends at `end`.
fn has_phrase(sentence: &Sentence<'_>, words: &Words, at: usize, end: usize) -> bool {
    words.phrases(sentence.tokens[at].word).iter().any(|phrase| {
        let tokens = sentence.tokens.get(at..at + phrase.len()).unwrap_or_default();
        at + phrase.len() == end && tokens.iter().map(|token| token.word).eq(phrase.iter().copied())
    })
}
