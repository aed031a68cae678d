//! Whether a noun phrase is one thing or several.

use crate::person::Sentence;
use crate::token::{Kind, Shape, Token};
use crate::word::Class;

/// Nouns that look like plurals.
const SINGULAR: [&str; 14] = [
    "dns",
    "https",
    "kubernetes",
    "postgres",
    "redis",
    "jenkins",
    "sales",
    "news",
    "series",
    "alias",
    "canvas",
    "basis",
    "analysis",
    "access",
];
/// Nouns that are plural without an -s.
const PLURAL: [&str; 11] =
    ["people", "men", "women", "children", "staff", "police", "criteria", "media", "feet", "them", "these"];

pub(super) fn is_plural(sentence: &Sentence<'_>, start: usize, head: usize) -> bool {
    let first = sentence.folded(start);
    let number = |token: &Token, word: &str| token.kind == Kind::Number && !matches!(word, "1") && head > start;
    if matches!(
        &*first,
        "us" | "you" | "both" | "those" | "these" | "them" | "several" | "many" | "few" | "two" | "three" | "four" | "five"
    ) {
        return true;
    }
    if matches!(&*first, "a" | "an" | "this" | "each" | "every" | "one" | "another" | "that" | "it") {
        return false;
    }
    let token = &sentence.tokens[head];
    if number(&sentence.tokens[start], &first)
        && sentence.tokens[head].kind == Kind::Word
        && !sentence.folded(start).contains([':', '.'])
    {
        return sentence.folded(head).ends_with('s');
    }
    if token.kind != Kind::Word {
        return false;
    }
    let word = sentence.folded(head);
    if PLURAL.contains(&&*word) {
        return true;
    }
    let singular = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) || SINGULAR.contains(&&*word);
    word.len() > 2 && word.ends_with('s') && !singular && token.shape != Shape::Upper && !token.is(Class::PRODUCT)
}
