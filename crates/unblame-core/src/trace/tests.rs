//! A trace agrees with linting at every place, and says what silences what.

use std::collections::HashSet;
use std::ops::Range;

use proptest::prelude::*;

use super::{Outcome, Sentence, Tracer};
use crate::format::Unread;
use crate::test_support::{RULES, sentences, texts};
use crate::{Document, Format, TextSize};

/// Asks for every place of a text; each sentence is looked at once.
fn assert_sound(text: &str, format: Format) {
    let document = Document::new(text, format);
    let tracer = Tracer::new(&document, &RULES);
    let mut seen = HashSet::new();
    for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
        let offset = TextSize::try_from(at).unwrap();
        let (unread, block) = tracer.place(offset);
        assert!(unread.is_some() || block.is_some(), "{at} of {text:?}");
        if seen.iter().any(|range: &Range<usize>| range.contains(&at)) {
            continue;
        }
        let Some(sentence) = tracer.at(offset).sentence else { continue };
        if sentence.range.contains(offset) && seen.insert(Range::<usize>::from(sentence.range)) {
            assert_ranges(text, &sentence);
        }
    }
    for one in &crate::lint(&document, &RULES) {
        let trace = tracer.at(one.range.start());
        assert!(trace.findings.iter().any(|other| other.range == one.range));
        if trace.unread == Some(Unread::Directive) {
            // About the comment itself; no wording.
            continue;
        }
        let found = |outcome: &Outcome| matches!(outcome, Outcome::Found(severity) if *severity == one.severity);
        let attempts = trace.sentence.iter().flat_map(|sentence| &sentence.cues).flat_map(|cue| &cue.attempts);
        let told = attempts.filter(|attempt| attempt.range == one.range && attempt.rule.id == one.rule.id);
        assert!(told.clone().any(|attempt| found(&attempt.outcome)), "{one:?} is not told: {:?}", told.collect::<Vec<_>>());
    }
}

fn assert_ranges(text: &str, sentence: &Sentence) {
    let attempts = || sentence.cues.iter().flat_map(|cue| &cue.attempts);
    let ranges = sentence.tokens.iter().map(|token| token.range);
    let ranges = ranges.chain(sentence.mentions.iter().map(|mention| mention.range)).chain(attempts().map(|one| one.range));
    for range in ranges {
        assert!(
            sentence.range.contains_range(range) && text.get(Range::<usize>::from(range)).is_some(),
            "{range:?} in {text:?}"
        );
    }
    assert!(sentence.mentions.is_sorted_by(|a, b| a.range.end() <= b.range.start()), "{:?}", sentence.mentions);
    for mention in &sentence.mentions {
        assert!(mention.evidence.iter().any(|one| one.human == mention.human), "{mention:?} in {text:?}");
    }
}

#[test]
fn every_place_of_the_fixtures() {
    for text in [
        include_str!("../../../../tests/fixtures/incident-review.md"),
        include_str!("../../../../tests/fixtures/calm-review.md"),
        include_str!("../../../../tests/fixtures/front-matter.md"),
        include_str!("../../../../tests/fixtures/hard-wrapped.md"),
        include_str!("../../../../tests/fixtures/emphasis.md"),
        include_str!("../../../../tests/fixtures/lists.md"),
    ] {
        assert_sound(text, Format::Markdown);
    }
    assert_sound(include_str!("../../../../tests/fixtures/letter.txt"), Format::PlainText);
    assert_sound(include_str!("../../../../tests/fixtures/chat.txt"), Format::PlainText);
    assert_sound(include_str!("../../../../tests/fixtures/COMMIT_EDITMSG"), Format::CommitMessage);
}

#[test]
fn every_example_of_the_rules() {
    for text in sentences() {
        assert_sound(&text, Format::Markdown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text(text in texts()) {
        assert_sound(&text, Format::Markdown);
        assert_sound(&text, Format::CommitMessage);
    }
}

/// What became of the first wording of any rule about omissions in a text; the bar marks the place.
fn outcome(source: &str) -> String {
    let at = source.find('|').unwrap_or(0);
    let text = source.replacen('|', "", 1);
    let document = Document::new(&text, Format::Markdown);
    let trace = Tracer::new(&document, &RULES).at(TextSize::try_from(at).unwrap());
    let attempts = trace.sentence.into_iter().flat_map(|sentence| sentence.cues).flat_map(|cue| cue.attempts);
    let mut outcomes = attempts.filter(|attempt| attempt.rule.category == "omission").map(|attempt| match attempt.outcome {
        Outcome::Found(severity) => severity.as_str().to_owned(),
        Outcome::Negated(word) | Outcome::Hypothetical(word) => word.map_or("", |range| &text[range]).to_owned(),
        Outcome::Silencer { name, words, .. } => format!("{name}: {}", &text[words]),
        Outcome::Suppressed { reason, .. } => format!("suppressed: {}", reason.map_or("", |reason| &text[reason])),
        Outcome::Kind { words, kind, .. } => format!("{kind}: {}", words.map_or("", |words| &text[words])),
        other => format!("{other:?}"),
    });
    outcomes.next().unwrap_or_default()
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(outcome(source), expected, "{source}");
}

#[test]
fn what_became_of_a_wording() {
    check("Priya forgot to renew it.", "error");
    check("The disk is full. Priya |forgot to renew it.", "error");
    check("The disk is |full. Priya forgot to renew it.", "");
    check("If Priya forgot to renew it, the gate would tell.", "If");
    check("Nobody says that Priya forgot to renew it.", "Nobody");
    check("\"Priya forgot to renew it\" ends the search.", "Quoted");
    check("Instead of writing that Priya forgot to renew it, say what the system did.", "meta: Instead of writing");
    check("|<!-- unblame-disable-next-line: a quote -->\nPriya forgot to renew it.", "");
    check("<!-- unblame-disable-next-line: a quote -->\nPriya |forgot to renew it.", "suppressed: a quote");
    check("The cache |failed to renew it.", "system: The cache");
}
