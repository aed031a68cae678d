use std::cell::Cell;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::test_support::{RULES, every_rule, texts};
use crate::{Format, lint};

const FORMATS: [Format; 3] = [Format::Markdown, Format::PlainText, Format::CommitMessage];

/// All that a finding says and where, rewrites included.
fn told(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|one| format!("{:?} {} {one:?}", one.range, one.rule.message)).collect()
}

#[track_caller]
fn check(cache: &mut LintCache, text: &str, format: Format, rules: &RuleSet) {
    let document = Document::new(text, format);
    let found = cache.lint(&document, rules, &|| false).unwrap();
    assert_eq!(told(&found), told(&lint(&document, rules)), "{text:?}");
}

/// An edit: which part of the text is replaced, in thousandths of it, and by what.
type Edit = (usize, usize, String);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let new = prop_oneof![
        3 => select(&["", " ", "\n", "\n\n", "# ", "(", ")", "`", "```\n", "<!-- unblame-disable -->", "Ana (SRE)", "\r\n"][..])
            .prop_map(str::to_owned),
        1 => texts(),
    ];
    prop::collection::vec((0usize..1000, 0usize..40, new), 1..8)
}

fn edited(text: &str, (at, length, new): &Edit) -> String {
    let boundary = |at: usize| (at.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap();
    let start = boundary(text.len() * at / 1000);
    let end = boundary(start + length);
    format!("{}{new}{}", &text[..start], &text[end..])
}

proptest! {
    #[test]
    fn after_any_edits_the_findings_are_those_of_a_fresh_lint(
        parts in prop::collection::vec(texts(), 1..6),
        edits in edits(),
        format in select(&FORMATS[..]),
    ) {
        let mut cache = LintCache::default();
        let mut text = parts.join("\n\n");
        check(&mut cache, &text, format, &RULES);
        for edit in &edits {
            text = edited(&text, edit);
            check(&mut cache, &text, format, &RULES);
        }
    }

    #[test]
    fn a_lint_that_was_given_up_leaves_nothing_wrong(parts in prop::collection::vec(texts(), 1..6), edits in edits(), after in 0usize..9) {
        let mut cache = LintCache::default();
        let mut text = parts.join("\n\n");
        for edit in &edits {
            text = edited(&text, edit);
            let asked = Cell::new(0);
            let cancelled = || asked.replace(asked.get() + 1) >= after;
            let document = Document::new(&text, Format::Markdown);
            let blocks = format::mask(&document).blocks.len();
            prop_assert_eq!(cache.lint(&document, &RULES, &cancelled).is_none(), blocks > after);
            prop_assert!(asked.get() <= after + 1);
        }
        check(&mut cache, &text, Format::Markdown, &RULES);
    }
}

#[test]
fn what_did_not_change_is_not_read_again() {
    let mut cache = LintCache::default();
    let paragraphs: Vec<String> = (0..50).map(|at| format!("Priya forgot to renew certificate {at}.")).collect();
    check(&mut cache, &paragraphs.join("\n\n"), Format::Markdown, &RULES);
    assert_eq!(cache.blocks.len(), 50);
    let mut after = paragraphs.clone();
    after.insert(20, "The pod failed to start.".into());
    after[30].push('!');
    check(&mut cache, &after.join("\n\n"), Format::Markdown, &RULES);
    // What was read the second time came on top.
    assert_eq!(cache.blocks.len(), 52);
}

#[test]
fn what_is_gone_is_forgotten() {
    let mut cache = LintCache::default();
    for number in 0..100 {
        check(&mut cache, &format!("Priya forgot to renew certificate {number}.\n\nIt expired."), Format::Markdown, &RULES);
        assert!(cache.blocks.len() <= 5, "{}", cache.blocks.len());
    }
    check(&mut cache, "", Format::Markdown, &RULES);
    assert_eq!(cache.blocks.len(), 0);
}

#[test]
fn who_is_who_counts_in_all_blocks() {
    let mut cache = LintCache::default();
    let blame = "Odin failed to answer in time.";
    for before in ["", "Odin (our session service) is new.", "Odin (SRE) was on call.", "Responders: Odin", ""] {
        check(&mut cache, &format!("{before}\n\n{blame}"), Format::Markdown, &RULES);
    }
}

#[test]
fn other_rules_count_at_once() {
    let mut cache = LintCache::default();
    let text = "Priya forgot to renew it. It should have been obvious.";
    check(&mut cache, text, Format::Markdown, &RULES);
    check(&mut cache, text, Format::Markdown, &RuleSet::builder().build().unwrap());
    check(&mut cache, text, Format::Markdown, &every_rule());
}

#[test]
fn comments_are_asked_anew() {
    let mut cache = LintCache::default();
    let blame = "Priya carelessly forgot to renew it. The duty manager failed to escalate.\n\nHe should have known.";
    for comment in [
        "",
        "<!-- unblame-disable -->\n\n",
        "<!-- unblame-disable-next-line -->\n",
        "<!-- unblame-disable-file person-fix -->\n\n",
        "<!-- unblame-disable-nxt-line -->\n",
        "A <!-- unblame-disable-line --> b, ",
    ] {
        check(&mut cache, &format!("{comment}{blame}"), Format::Markdown, &RULES);
        check(&mut cache, &format!("{blame} {comment}"), Format::Markdown, &RULES);
    }
}
