//! Anchors, gates and windows only save time: whatever a pattern matches at any place is found.

use proptest::prelude::*;

use crate::Format;
use crate::person::{Facts, Sentence};
use crate::rule::element::Pattern;
use crate::rule::matching;
use crate::rule::run::Run;
use crate::rule::search::Search;
use crate::test_support::{RULES, sentences, texts, tokens};

/// The patterns that match somewhere in a sentence but are not found there.
fn lost(sentence: &Sentence<'_>, patterns: &[Pattern]) -> Vec<u32> {
    let tables = RULES.tables();
    let mut search = Search::default();
    search.read(sentence, &tables.signs);
    let mut found = vec![false; patterns.len()];
    for anchors in [&tables.anchors, &tables.silencer_anchors] {
        search.each_match(sentence, tables, anchors, |one, _| found[one.pattern as usize] = true);
    }
    let matches = |pattern: &Pattern, index| {
        let mut starts = 0..sentence.tokens.len();
        starts.any(|start| matching::find_from(&mut Run::new(sentence), index, pattern, start, start).is_some())
    };
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

#[test]
fn nothing_is_lost_in_examples() {
    // A run without filters is slow.
    sentences().iter().step_by(3).for_each(|text| check(text, &RULES.tables().patterns));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_is_lost_in_any_text(text in texts()) {
        check(&text, &RULES.tables().patterns);
    }
}
