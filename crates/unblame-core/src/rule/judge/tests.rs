//! Anchors, gates and windows only save time: whatever a pattern matches at any place is found.

use proptest::prelude::*;

use super::{Offer, each_match};
use crate::Format;
use crate::person::{Facts, Sentence};
use crate::rule::element::{Lead, Pattern};
use crate::rule::matching;
use crate::test_support::{RULES, sentences, texts, tokens};

/// The pattern without what spares it from being tried; it may start only at the word it is tried at.
fn unfiltered(pattern: &Pattern) -> Pattern {
    Pattern { lead: Lead::default(), beside: [None, None], first: None, at_start: false, ..pattern.clone() }
}

/// The patterns that match somewhere in a sentence but are not found there.
fn lost(sentence: &Sentence<'_>, patterns: &[Pattern]) -> Vec<u32> {
    let tables = RULES.tables();
    let offer = Offer::of(sentence);
    let mut found = vec![false; patterns.len()];
    for anchors in [&tables.anchors, &tables.silencer_anchors] {
        each_match(sentence, tables, anchors, &offer, |one, _| found[one.pattern as usize] = true);
    }
    let matches =
        |pattern: &Pattern, index| (0..sentence.tokens.len()).any(|at| matching::find(sentence, index, pattern, at).is_some());
    (0..)
        .zip(patterns)
        .filter(|(index, pattern)| !found[*index as usize] && matches(pattern, *index))
        .map(|(index, _)| index)
        .collect()
}

#[track_caller]
fn check(text: &str, patterns: &[Pattern]) {
    let all = tokens(text, Format::PlainText);
    let facts = Facts::of(text, &RULES);
    crate::token::sentences(text, &all, |start, end| {
        let sentence = Sentence::new(text, &all[start..end], &RULES, &facts);
        let shown = || &text[std::ops::Range::<usize>::from(sentence.range(0, end - start).unwrap_or_default())];
        let lost: Vec<_> = lost(&sentence, patterns).iter().map(|&index| &RULES.tables().patterns[index as usize]).collect();
        assert!(lost.is_empty(), "{:?} loses {lost:#?}", shown());
    });
}

fn patterns() -> Vec<Pattern> {
    RULES.tables().patterns.iter().map(unfiltered).collect()
}

#[test]
fn nothing_is_lost_in_examples() {
    let patterns = patterns();
    // A run without filters is slow.
    sentences().iter().step_by(3).for_each(|text| check(text, &patterns));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_is_lost_in_any_text(text in texts()) {
        static PATTERNS: std::sync::LazyLock<Vec<Pattern>> = std::sync::LazyLock::new(patterns);
        check(&text, &PATTERNS);
    }
}
