//! What holds for every text: no panic, sound ranges, the same findings wherever and however the text is stored.

use std::ops::Range;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use crate::test_support::{RULES, every_rule, sentences, texts};
use crate::{Diagnostic, Document, Format, RuleSet, TextSize, format, lint, stages};

const FORMATS: [Format; 3] = [Format::Markdown, Format::PlainText, Format::CommitMessage];

fn formats() -> impl Strategy<Value = Format> {
    select(&FORMATS[..])
}

/// A finding, with positions in the text.
type Finding = (String, &'static str, Range<usize>, Option<Range<usize>>);

fn findings(text: &str, format: Format, rules: &RuleSet) -> Vec<Finding> {
    let found = lint(&Document::new(text, format), rules);
    found
        .iter()
        .map(|one| (one.rule.id.clone(), one.severity.as_str(), one.range.into(), one.agent.map(|agent| agent.range.into())))
        .collect()
}

/// The same findings, at positions that are moved.
fn moved(findings: Vec<Finding>, to: impl Fn(usize) -> usize) -> Vec<Finding> {
    let range = |range: Range<usize>| to(range.start)..to(range.end);
    findings.into_iter().map(|(rule, severity, at, agent)| (rule, severity, range(at), agent.map(range))).collect()
}

/// Every range of the findings is a part of the text, and the findings are in order and apart.
fn assert_sound(text: &str, format: Format) {
    let document = Document::new(text, format);
    let found = lint(&document, &RULES);
    let mut end = TextSize::new(0);
    for one in &found {
        assert!(one.range.start() >= end, "{found:#?} in {text:?}");
        assert!(!one.range.is_empty());
        let edits = one.suggestions.iter().flat_map(|suggestion| &suggestion.edits).map(|edit| edit.range);
        for range in [one.range].into_iter().chain(one.agent.map(|agent| agent.range)).chain(edits) {
            assert!(text.get(Range::<usize>::from(range)).is_some(), "{range:?} is no part of {text:?}");
        }
        end = one.range.end();
    }
    // Sentences end with their block, and passages with their sentence; what is said about comments stays within one.
    let mask = format::mask(&document);
    let in_one_block = |range| mask.blocks.iter().any(|block| block.range.contains_range(range));
    let in_one_comment = |range| mask.directives.iter().any(|directive| directive.range.contains_range(range));
    let lies_well = |one: &Diagnostic| {
        if RULES.is_about_comments(&one.rule) { in_one_comment(one.range) } else { in_one_block(one.range) }
    };
    assert!(found.iter().all(lies_well), "{found:#?} in {text:?}");
}

proptest! {
    #[test]
    fn ranges_are_sound(text in texts(), format in formats()) {
        assert_sound(&text, format);
    }

    #[test]
    fn any_text_at_all(text in any::<String>(), format in formats()) {
        assert_sound(&text, format);
    }

    #[test]
    fn the_same_text_gives_the_same_findings(text in texts(), format in formats()) {
        static AGAIN: LazyLock<RuleSet> = LazyLock::new(every_rule);
        let first = findings(&text, format, &RULES);
        prop_assert_eq!(&findings(&text, format, &RULES), &first);
        prop_assert_eq!(&findings(&text, format, &AGAIN), &first);
    }

    #[test]
    fn line_ends_do_not_matter(text in texts(), format in formats()) {
        let unix = text.replace('\r', "");
        let dos = unix.replace('\n', "\r\n");
        let expected = moved(findings(&unix, format, &RULES), |at| at + unix[..at].matches('\n').count());
        prop_assert_eq!(findings(&dos, format, &RULES), expected);
    }

    #[test]
    fn a_byte_order_mark_does_not_matter(text in texts(), format in formats()) {
        let text = text.trim_start_matches('\u{feff}');
        let expected = moved(findings(text, format, &RULES), |at| at + '\u{feff}'.len_utf8());
        prop_assert_eq!(findings(&format!("\u{feff}{text}"), format, &RULES), expected);
    }

    #[test]
    fn what_stands_before_does_not_matter(text in texts()) {
        let text = text.trim_start_matches('\u{feff}');
        let before = "The disk is full.\n\n";
        let expected = moved(findings(text, Format::PlainText, &RULES), |at| at + before.len());
        prop_assert_eq!(findings(&format!("{before}{text}"), Format::PlainText, &RULES), expected);
    }

    /// Nothing of one sentence is left over for the next. Only what a document tells of people and machines reaches further, which is
    /// why brackets and directives are taken out.
    #[test]
    fn paragraphs_are_read_one_by_one(first in texts(), second in texts()) {
        let plain = |text: String| text.replace(['(', '\u{feff}'], "").replace("unblame-", "");
        let (first, second) = (plain(first) + "\n\n", plain(second));
        let both = format!("{first}{second}");
        prop_assume!(!stages::facts(&Document::new(&both, Format::PlainText), &RULES));
        let mut expected = findings(&first, Format::PlainText, &RULES);
        expected.extend(moved(findings(&second, Format::PlainText, &RULES), |at| at + first.len()));
        prop_assert_eq!(findings(&both, Format::PlainText, &RULES), expected);
    }

    #[test]
    fn a_directive_silences_the_file(text in texts()) {
        let text = format!("# unblame-disable-file\n\n{}", text.trim_start_matches('\u{feff}'));
        let found = lint(&Document::new(&text, Format::PlainText), &RULES);
        prop_assert!(found.iter().all(|one| RULES.is_about_comments(&one.rule)), "{:#?}", found);
    }
}

#[test]
fn the_texts_have_findings() {
    let found = sentences().iter().map(|text| findings(text, Format::Markdown, &RULES).len()).sum::<usize>();
    assert!(found > 100, "{found}");
}
