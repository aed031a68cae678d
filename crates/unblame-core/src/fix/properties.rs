//! What holds for the suggestions of every text: edits are sorted and apart, facts survive, the rest is untouched, and a second run has
//! nothing to do.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::select;
use text_size::{TextRange, TextSize};

use super::fix;
use crate::test_support::{RULES, sentences, texts};
use crate::{Applicability, Diagnostic, Document, Format, lint};

/// The digits of a text, in runs, and its code spans.
fn facts(text: &str) -> Vec<&str> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    digits.chain(text.split('`').skip(1).step_by(2).filter(|span| !span.contains(char::is_whitespace))).collect()
}

/// Every fact of what an edit replaces stands in its replacement, but for those that name somebody.
fn assert_facts_survive(text: &str, found: &[Diagnostic]) {
    let agents: Vec<TextRange> = found.iter().filter_map(|one| one.agent).map(|agent| agent.range).collect();
    // What is said outside of prose, in comments, tells nothing.
    let in_prose = found.iter().filter(|one| !text[one.range].contains("unblame-"));
    for edit in in_prose.flat_map(|one| &one.suggestions).flat_map(|suggestion| &suggestion.edits) {
        let mut replaced = String::new();
        let mut at = edit.range.start();
        for agent in agents.iter().filter(|agent| edit.range.contains_range(**agent)) {
            replaced.push_str(&text[TextRange::new(at, agent.start().max(at))]);
            at = agent.end().max(at);
        }
        replaced.push_str(&text[TextRange::new(at, edit.range.end())]);
        for fact in facts(&replaced) {
            assert!(edit.replacement.contains(fact), "{fact:?} is lost by {edit:?} in {text:?}");
        }
    }
}

/// The edits of each suggestion are sorted, apart, and lie on character boundaries.
fn assert_edits_are_sound(text: &str, found: &[Diagnostic]) {
    for suggestion in found.iter().flat_map(|one| &one.suggestions) {
        assert_eq!(suggestion.edits.is_empty(), suggestion.applicability == Applicability::DisplayOnly, "{suggestion:?}");
        let mut end = TextSize::new(0);
        for edit in &suggestion.edits {
            assert!(edit.range.start() >= end && text.get(Range::<usize>::from(edit.range)).is_some(), "{text:?}");
            end = edit.range.end();
        }
    }
}

fn assert_holds(text: &str, format: Format) {
    let document = Document::new(text, format);
    let found = lint(&document, &RULES);
    assert_edits_are_sound(text, &found);
    assert_facts_survive(text, &found);
    for least in [Applicability::Safe, Applicability::Unsafe] {
        let fixed = fix(&document, &RULES, least, |_| true);
        let again = fix(&Document::new(&fixed.text, format), &RULES, least, |_| true);
        assert_eq!((again.text.as_str(), again.applied), (fixed.text.as_str(), 0), "from {text:?}");
        assert_eq!(fixed.applied == 0, fixed.text == text);
    }
    // What nobody wants rewritten stays as it is.
    assert_eq!(fix(&document, &RULES, Applicability::Unsafe, |_| false).text, text);
}

#[test]
fn an_edit_beside_a_finding_that_is_left_alone() {
    assert_holds(" A---\ntitle:   \n Clearly Radek had never opened the manual. #", Format::Markdown);
}

/// Each of them is of no use, and not only the first.
#[test]
fn comments_that_end_nothing() {
    assert_holds(&"a <!-- unblame-enable -->".repeat(30), Format::Markdown);
}

proptest! {
    #[test]
    fn any_text(text in texts(), format in select(&[Format::Markdown, Format::PlainText, Format::CommitMessage][..])) {
        assert_holds(&text, format);
    }

    /// Sentences that are found, one after the other: the frame around them stays.
    #[test]
    fn documents(picked in prop::collection::vec(select(sentences()), 1..6)) {
        let text = picked.iter().flat_map(|sentence| ["- ", sentence, "\n\nBetween 10:42 and `now`.\n\n"]).collect::<String>();
        assert_holds(&text, Format::Markdown);
        let fixed = fix(&Document::new(&text, Format::Markdown), &RULES, Applicability::Unsafe, |_| true).text;
        assert_eq!(fixed.matches("Between 10:42 and `now`.\n\n").count(), picked.len(), "{text:?}");
    }
}
