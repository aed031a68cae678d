//! Where sentences end. Works on tokens, since only blocks with a cue are looked at.

use super::{Kind, Shape, Token};

/// Words whose full stop does not end a sentence, folded.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "vs", "etc", "approx", "dept", "e.g", "i.e", "eg", "ie", "cf", "fig",
    "no", "inc", "ltd", "co", "a.m", "p.m", "am", "pm", "resp", "incl", "min", "max", "sec", "al", "viz", "ca", "nr",
];

/// Longer sentences are cut: nobody writes them, and all work on a sentence stays bounded.
const LONGEST: usize = 400;

/// Calls `each` with the half-open range of every sentence.
pub(crate) fn sentences(text: &str, tokens: &[Token], mut each: impl FnMut(usize, usize)) {
    let (mut start, mut at) = (0, 0);
    while at < tokens.len() {
        let ends = ends_sentence(text, tokens, at);
        let end = if ends { closers(tokens, at + 1) } else { at + 1 };
        if ends || end - start >= LONGEST {
            each(start, end);
            start = end;
        }
        at = end;
    }
    if start < tokens.len() {
        each(start, tokens.len());
    }
}

/// How many marks may close a sentence; a longer run is a line drawn with dots.
const MOST_CLOSERS: usize = 8;

/// Closing quotes and brackets belong to the sentence before them.
fn closers(tokens: &[Token], from: usize) -> usize {
    let mut at = from;
    while at < from + MOST_CLOSERS
        && tokens.get(at).is_some_and(|token| {
            !token.spaced && matches!(token.kind, Kind::Punctuation('"' | '”' | '\'' | ')' | ']' | '.' | '!' | '?'))
        })
    {
        at += 1;
    }
    at
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    match tokens[at].kind {
        Kind::Punctuation('!' | '?') => {
            // Inside a quotation that the sentence goes on after: "did you test it?" he asked.
            let next = closers(tokens, at + 1);
            tokens
                .get(next)
                .is_none_or(|token| token.spaced && !(token.kind == Kind::Word && token.shape == Shape::Lower && next > at + 1))
        }
        Kind::Punctuation('.') => full_stop(text, tokens, at),
        _ => false,
    }
}

fn full_stop(text: &str, tokens: &[Token], at: usize) -> bool {
    let next = closers(tokens, at + 1);
    let Some(token) = tokens.get(next) else { return true };
    if !token.spaced {
        return false;
    }
    let previous = at.checked_sub(1).map(|before| &tokens[before]);
    if let Some(previous) = previous.filter(|previous| previous.kind == Kind::Word && !tokens[at].spaced) {
        let word = &text[previous.range];
        let lower = token.kind == Kind::Word && token.shape == Shape::Lower;
        if ABBREVIATIONS.iter().any(|short| short.eq_ignore_ascii_case(word)) {
            return !(lower || matches!(token.kind, Kind::Number) || is_title(word));
        }
        // Initials: "J. Okoye".
        if word.len() == 1 && previous.shape != Shape::Lower && token.is_capitalised() {
            return false;
        }
    }
    // A list number at the start: "1. Check".
    !(at <= 1 && previous.is_some_and(|previous| previous.kind == Kind::Number))
}

fn is_title(word: &str) -> bool {
    ["mr", "mrs", "ms", "dr", "prof", "st"].iter().any(|title| title.eq_ignore_ascii_case(word))
}
