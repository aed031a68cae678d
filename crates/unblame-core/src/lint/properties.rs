//! What holds for every text: no panic, sound ranges, the same findings wherever and however the text is stored.

use std::ops::Range;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use crate::rule::Profile;
use crate::{Document, Format, RuleSet, RuleSetBuilder, TextSize, format, lint};

const FORMATS: [Format; 3] = [Format::Markdown, Format::PlainText, Format::CommitMessage];

static RULES: LazyLock<RuleSet> = LazyLock::new(every_rule);

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

fn every_rule() -> RuleSet {
    RuleSetBuilder { profile: Profile::Strict, ..RuleSet::builder().with_builtin() }.build().unwrap()
}

fn sentences() -> Vec<String> {
    let rules = RULES.rules().iter();
    rules.flat_map(|rule| rule.bad.iter().chain(&rule.good)).map(|text| text.replace(['«', '»'], "")).collect()
}

/// Words, sentences and markup in any order.
fn texts() -> impl Strategy<Value = String> {
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
    // Sentences end with their block, and passages with their sentence.
    let mask = format::mask(&document);
    let in_one_block = |range| mask.blocks.iter().any(|block| block.range.contains_range(range));
    assert!(found.iter().all(|one| in_one_block(one.range)), "{found:#?} in {text:?}");
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

    #[test]
    fn a_directive_silences_the_file(text in texts()) {
        let text = format!("# unblame-disable-file\n\n{}", text.trim_start_matches('\u{feff}'));
        prop_assert_eq!(findings(&text, Format::PlainText, &RULES), []);
    }
}

#[test]
fn the_texts_have_findings() {
    let found = sentences().iter().map(|text| findings(text, Format::Markdown, &RULES).len()).sum::<usize>();
    assert!(found > 100, "{found}");
}
