//! Rewrites under the rules that ship, as a table of sentences:
//!
//! ```text
//! < Sam carelessly dropped the table.      as it was written
//! ! Sam dropped the table.                 after --fix; without this line nothing changes
//! > The table was dropped.                 after --fix --unsafe-fixes; without this line the same as after --fix
//! ```
//!
//! `? wording` says that nothing is carried out, and that this wording is offered to read; `?` alone that nothing is carried out although
//! something is found. A line break is written `\n`.

use std::sync::LazyLock;

use unblame_core::{Applicability, Document, Format, RuleSet, fix, lint};

use crate::driver::root;

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

/// One sentence and what becomes of it.
#[derive(Debug, Default)]
struct Case {
    before: String,
    safe: Option<String>,
    all: Option<String>,
    read: Option<String>,
}

fn cases(table: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (mark, content) = line.split_at(1);
        let content = content.strip_prefix(' ').unwrap_or(content).replace("\\n", "\n");
        if mark == "<" {
            cases.push(Case { before: content, ..Case::default() });
            continue;
        }
        let case = cases.last_mut().unwrap();
        match mark {
            "!" => case.safe = Some(content),
            ">" => case.all = Some(content),
            "?" => case.read = Some(content),
            _ => panic!("a line starts with `{mark}`: {line}"),
        }
    }
    cases
}

fn fixed(text: &str, least: Applicability) -> String {
    fix(&Document::new(text, Format::Markdown), &RULES, least, |_| true).text
}

/// What is wrong with a case.
fn problem(case: &Case) -> Option<String> {
    let safe = fixed(&case.before, Applicability::Safe);
    let all = fixed(&case.before, Applicability::Unsafe);
    let expected_safe = case.safe.as_ref().unwrap_or(&case.before);
    let expected_all = case.all.as_ref().unwrap_or(expected_safe);
    if safe != *expected_safe {
        return Some(format!("--fix gives {safe:?}, expected {expected_safe:?}"));
    }
    if all != *expected_all {
        return Some(format!("--unsafe-fixes gives {all:?}, expected {expected_all:?}"));
    }
    let found = lint(&Document::new(&case.before, Format::Markdown), &RULES);
    if found.is_empty() {
        return Some("nothing is found".to_owned());
    }
    let read = case.read.as_ref().filter(|read| !read.is_empty())?;
    let titles: Vec<&str> = found.iter().flat_map(|one| &one.suggestions).map(|one| one.title.as_str()).collect();
    (!titles.contains(&read.as_str())).then(|| format!("offered are {titles:#?}"))
}

#[track_caller]
fn check(table: &str) -> usize {
    let path = root().join("tests/rewrites").join(table);
    let cases = cases(&std::fs::read_to_string(path).unwrap());
    let wrong: Vec<String> = cases.iter().filter_map(|case| Some(format!("{}\n    {}", case.before, problem(case)?))).collect();
    assert!(wrong.is_empty(), "{} cases of {table} fail:\n{}", wrong.len(), wrong.join("\n"));
    cases.len()
}

#[test]
fn sentences() {
    let tables = [
        "active",
        "tenses",
        "number",
        "omissions",
        "violations",
        "context",
        "deletions",
        "questions",
        "phrases",
        "branches",
        "joined",
    ];
    let all: usize = tables.iter().map(|table| check(&format!("{table}.txt"))).sum();
    assert!(all >= 250, "{all}");
}

/// Every sentence of a pack that is printed, as its own rules see it.
#[test]
fn packs_speak_as_they_teach() {
    let mut problems = Vec::new();
    for rule in RULES.rules() {
        assert!(rule.message.chars().count() <= 90, "{}", rule.id);
        for text in [&rule.message, &rule.why, &rule.question].into_iter().chain(&rule.rewrites) {
            let found = lint(&Document::new(text, Format::Markdown), &RULES);
            problems.extend(
                found.iter().map(|one| format!("{} says {text:?}: {} finds {:?}", rule.id, one.rule.id, &text[one.range])),
            );
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
