//! What the tests of the stages share: texts with marked parts, sentences as the rules see them, and texts made of blame and markup.

use std::ops::Range;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use crate::person::{Facts, Sentence};
use crate::rule::Profile;
use crate::token::{self, Token};
use crate::{Document, Format, RuleSet, RuleSetBuilder, format};

/// Every rule that ships, with the lists of people and verbs.
pub(crate) static RULES: LazyLock<RuleSet> = LazyLock::new(every_rule);

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

/// The words of all examples in the packs, so that the texts know what the rules know.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> = sentences().iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
});

const MARKUP: &[&str] = &[
    "\n",
    "\n\n",
    "  \n",
    "- ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n> ",
    "\n# ",
    "\n***\n",
    "\n```\n",
    "\n    ",
    "\n---\n",
    "---\ntitle: ",
    "+++\ntitle = \"",
    "**",
    "*",
    "__",
    "_",
    "~~",
    "`",
    "``",
    "[",
    "](",
    ")",
    "![",
    "<br>",
    "<code>",
    "</code>",
    "<del>",
    "</del>",
    "<a ",
    ">",
    "|",
    "\n|",
    "|-|-|\n",
    "\n| a | b |\n|---|---|\n| ",
    "[^1]",
    "\n[^1]: ",
    "[x]: y\n",
    "$",
    "$$",
    "&amp;",
    "&#x27;",
    "\\",
    "<!--",
    "-->",
    "<!-- unblame-disable -->",
    "<!-- unblame-disable-next-line -->",
    "<!-- unblame-enable -->",
    "# unblame-disable-next-line\n",
    "\nSigned-off-by: ",
    "\n# ------------------------ >8 ------------------------\n",
    "https://x.y/z",
    "<@U1>",
    "@kim",
    "kim@x.org",
    "10:42",
    "2.0.1",
    "B",
];

const MARKS: &[&str] = &[
    ".", ". ", ".\n", "...", "!", "?", ",", ";", ":", " - ", " – ", "—", "\"", "“", "”", "„", "«", "»", "'", "’", "‘", "(",
    ") ", "/", "&", "…", "-", "_", "@", "#", "%", "=",
];

const ODDITIES: &[&str] = &[
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2066}",
    "\u{ad}",
    "\u{0}",
    "\u{1b}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\t",
    "\r",
    "\u{c}",
    "e\u{301}",
    "\u{301}",
    "İ",
    "ß",
    "ǅ",
    "ﬁ",
    "𝄞",
    "👩‍💻",
    "עברית",
    "مهندس",
    "故障",
    "Zoë",
    "don’t",
    "should’ve",
    "ʼs",
    "’s",
    "n't",
    "n’t",
    "'d",
    "x'",
    "a\u{2011}b",
    "1\u{301}",
    "Ⅷ",
    "²",
];

/// All rules that ship, freshly compiled.
pub(crate) fn every_rule() -> RuleSet {
    RuleSetBuilder { profile: Profile::Strict, ..RuleSet::builder().with_builtin() }.build().unwrap()
}

/// The examples of all rules.
pub(crate) fn sentences() -> Vec<String> {
    let rules = RULES.rules().iter();
    rules.flat_map(|rule| rule.bad.iter().chain(&rule.good)).map(|text| text.replace(['«', '»'], "")).collect()
}

/// Words, sentences and markup in any order.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => select(WORDS.as_slice()).prop_map(|word| format!(" {word}")),
        2 => select(sentences()).prop_map(|sentence| format!(" {sentence}")),
        4 => select(MARKUP).prop_map(str::to_owned),
        3 => select(MARKS).prop_map(str::to_owned),
        2 => select(ODDITIES).prop_map(str::to_owned),
        1 => "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..70).prop_map(|pieces| pieces.concat())
}
