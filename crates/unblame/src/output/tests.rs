//! The formats on findings made by hand, so that no change of a rule moves them.

use std::sync::Arc;
use std::time::Instant;

use unblame_core::rule::Profile;
use unblame_core::{Agent, AgentKind, Applicability, Diagnostic, Edit, RuleInfo, RuleSet, Severity, Suggestion, TextRange};
use unblame_workspace::Linted;

use super::Printer;
use super::finding::File;
use super::sarif::Rules;
use crate::cli::Format;

fn rule() -> Arc<RuleInfo> {
    Arc::new(RuleInfo {
        id: "some-rule".into(),
        pack: "acme".into(),
        category: "omission".into(),
        severity: Severity::Warning,
        profile: Profile::Core,
        message: "Memory is no control.".into(),
        why: "A person is named where a step had no support.".into(),
        question: "How is this step normally remembered?".into(),
        rewrites: vec!["{step} depended on memory.".into()],
        sources: Vec::new(),
        patterns: Vec::new(),
        changed_by: Vec::new(),
        bad: Vec::new(),
        good: Vec::new(),
    })
}

fn range(text: &str, passage: &str) -> TextRange {
    let start = u32::try_from(text.find(passage).unwrap()).unwrap();
    TextRange::at(start.into(), u32::try_from(passage.len()).unwrap().into())
}

fn linted(text: &str, passage: &str) -> Linted {
    let diagnostic = Diagnostic {
        rule: rule(),
        severity: Severity::Warning,
        range: range(text, passage),
        agent: Some(Agent { range: range(text, "Ana"), kind: AgentKind::Name }),
        suggestions: Vec::new(),
    };
    Linted { text: text.to_owned(), diagnostics: vec![diagnostic] }
}

fn render(format: Format, linted: Linted) -> String {
    let rules = Rules::new(linted.diagnostics.iter().map(|diagnostic| &diagnostic.rule));
    Printer::new(format, false, Arc::new(rules)).render(&File::new("docs/a.md", &RuleSet::default(), linted)).text
}

#[track_caller]
fn check_full(text: &str, passage: &str, expected: &str) {
    assert_eq!(render(Format::Full, linted(text, passage)), format!("{}\n\n", expected.trim_matches('\n')));
}

#[test]
fn full() {
    check_full(
        "# Head\n\nThen Ana forgot the tag.\n",
        "Ana forgot",
        "
warning[acme/some-rule]: Memory is no control.
 --> docs/a.md:3:6
  |
3 | Then Ana forgot the tag.
  |      ^^^^^^^^^^
  |
  = why: A person is named where a step had no support.
  = ask: How is this step normally remembered?
  = try: {step} depended on memory.
",
    );
}

#[test]
fn full_over_two_lines() {
    check_full(
        "Then Ana\r\nforgot the tag.\r\n",
        "Ana\r\nforgot",
        "
warning[acme/some-rule]: Memory is no control.
 --> docs/a.md:1:6
  |
1 |   Then Ana
  |  ______^
2 | | forgot the tag.
  | |______^
  |
  = why: A person is named where a step had no support.
  = ask: How is this step normally remembered?
  = try: {step} depended on memory.
",
    );
}

#[test]
fn full_names_the_place_in_a_cut_line() {
    let text = format!("{}Ana forgot\x1b[2J it {}", "word ".repeat(2_000_000), "more ".repeat(1000));
    let shown = render(Format::Full, linted(&text, "Ana forgot"));
    assert!(shown.contains(" --> docs/a.md:1:10000001\n"), "{shown}");
    assert!(shown.contains("word Ana forgot␛[2J it more"), "{shown}");
    assert!(shown.len() < 1000 && !shown.contains('\x1b'), "{shown}");
}

#[test]
fn full_gives_the_reason_once_and_the_new_wording() {
    let text = "Ana forgot the tag.\n";
    let mut linted = linted(text, "Ana forgot");
    linted.diagnostics[0].suggestions.push(Suggestion {
        title: "Describe the step".into(),
        applicability: Applicability::Unsafe,
        edits: vec![Edit { range: range(text, "Ana forgot the tag"), replacement: "The tag\nwas not set".into() }],
    });
    linted.diagnostics.push(linted.diagnostics[0].clone());
    let shown = render(Format::Full, linted);
    assert_eq!(shown.matches("= why: ").count(), 1, "{shown}");
    assert_eq!(shown.matches("= try: The tag was not set\n").count(), 2, "{shown}");
}

#[test]
fn concise() {
    let shown = render(Format::Concise, linted("é Ana forgot it\n", "Ana forgot"));
    assert_eq!(shown, "docs/a.md:1:3: warning acme/some-rule Memory is no control.\n");
}

#[test]
fn json() {
    let text = "é Ana forgot it\n";
    let mut linted = linted(text, "Ana forgot");
    let edits = vec![Edit { range: range(text, "forgot it"), replacement: "x".into() }];
    linted.diagnostics[0].suggestions.push(Suggestion { title: "t".into(), applicability: Applicability::Safe, edits });
    let found: serde_json::Value = serde_json::from_str(&render(Format::Json, linted)).unwrap();
    let fingerprint = found["fingerprint"].as_str().unwrap();
    assert_eq!(fingerprint.len(), 16);
    let expected = serde_json::json!({
        "rule": "some-rule", "category": "omission", "pack": "acme", "severity": "warning",
        "message": "Memory is no control.", "question": "How is this step normally remembered?",
        "url": rule().url(), "path": "docs/a.md",
        "range": {"start": {"line": 1, "column": 3, "offset": 3}, "end": {"line": 1, "column": 13, "offset": 13}},
        "text": "Ana forgot", "agent": {"text": "Ana", "kind": "name"},
        "suggestions": [{"title": "t", "applicability": "safe", "edits": [{"replacement": "x",
            "range": {"start": {"line": 1, "column": 7, "offset": 7}, "end": {"line": 1, "column": 16, "offset": 16}}}]}],
        "fingerprint": fingerprint,
    });
    assert_eq!(found, expected);
}

#[test]
fn identical_passages_get_different_fingerprints_that_survive_a_move() {
    let fingerprints = |text: &str| {
        let mut linted = linted(text, "Ana forgot");
        let starts = text.match_indices("Ana forgot").map(|(at, _)| u32::try_from(at).unwrap());
        let one = linted.diagnostics.remove(0);
        linted.diagnostics =
            starts.map(|at| Diagnostic { range: TextRange::at(at.into(), 10.into()), ..one.clone() }).collect();
        let rendered = render(Format::JsonLines, linted);
        let values = rendered.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        values.map(|value| value["fingerprint"].to_string()).collect::<Vec<_>>()
    };
    let before = fingerprints("Ana forgot it.\n\nAna forgot it.\n");
    assert_ne!(before[0], before[1]);
    assert_eq!(before[..1], fingerprints("# New\n\nSome text. Ana\u{20}forgot\nit.\n"));
    assert_ne!(before[..1], fingerprints("Ana forgot them.\n"));
}

/// Four times the findings in a line four times as long take about four times as long, not sixteen times.
#[test]
fn rendering_grows_linearly() {
    let machine =
        [Format::Sarif, Format::Github, Format::Gitlab, Format::Junit, Format::Checkstyle, Format::Rdjson, Format::Html];
    for format in [Format::Full, Format::Concise, Format::Json].into_iter().chain(machine) {
        let took = |count: u32| {
            let text = "Ana forgot ".repeat(count as usize);
            let mut linted = linted(&text, "Ana forgot");
            let one = linted.diagnostics.remove(0);
            linted.diagnostics = (0..count)
                .map(|nth| Diagnostic { range: TextRange::at((nth * 11).into(), 10.into()), ..one.clone() })
                .collect();
            let started = Instant::now();
            assert!(render(format, linted).len() > count as usize);
            started.elapsed()
        };
        let size = if format == Format::Full { 500 } else { 10_000 };
        let best = |count| (0..3).map(|_| took(count)).min().unwrap();
        let (small, large) = (best(size), best(size * 4));
        assert!(large < small * 9, "{format:?}: {small:?} became {large:?}");
    }
}
