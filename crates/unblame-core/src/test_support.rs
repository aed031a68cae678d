//! What the tables of the stages share: texts with a marked part, and sentences as the rules see them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::person::{Facts, Sentence};
use crate::token::{self, Token};
use crate::{Document, Format, RuleSet, format};

/// The packs that ship, for their lists of people and verbs.
pub(crate) static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

/// Takes the braces out of a text; gives the bytes that stood between each pair.
pub(crate) fn marked(source: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut ranges, mut start) = (String::new(), Vec::new(), 0);
    for character in source.chars() {
        match character {
            '{' => start = text.len(),
            '}' => ranges.push(start..text.len()),
            _ => text.push(character),
        }
    }
    (text, ranges)
}

/// The tokens of all blocks of a text.
pub(crate) fn tokens(text: &str, format: Format) -> Vec<Token> {
    let mask = format::mask(&Document::new(text, format));
    let mut tokens = Vec::new();
    for block in &mask.blocks {
        token::tokenize(text, mask.pieces_of(block), &RULES.tables().lexicon, &mut tokens);
    }
    tokens
}

/// Reads a text as one sentence of Markdown.
pub(crate) fn with_sentence<T>(text: &str, read: impl FnOnce(&Sentence<'_>) -> T) -> T {
    let tokens = tokens(text, Format::Markdown);
    let facts = Facts::of(text, &RULES);
    read(&Sentence::new(text, &tokens, &RULES, &facts))
}

/// The tokens that a range of bytes covers.
#[track_caller]
pub(crate) fn covered(sentence: &Sentence<'_>, range: &Range<usize>) -> Range<usize> {
    let inside = |token: &Token| range.start <= token.range.start().into() && usize::from(token.range.end()) <= range.end;
    let start = sentence.tokens.iter().position(inside);
    let end = sentence.tokens.iter().rposition(inside);
    let (Some(start), Some(end)) = (start, end) else { panic!("no token in {range:?} of {:?}", sentence.text) };
    start..end + 1
}
