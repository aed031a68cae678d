//! The examples of packs, run: a rule must find its `bad` passages exactly and leave all `good` sentences alone.

use std::fmt;
use std::ops::Range;

use text_size::TextRange;

use super::{RuleInfo, RuleSet};
use crate::{Document, Format, lint};

/// An example that does not do what its pack says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The pack and the rule.
    pub rule: String,
    /// The example as it is written.
    pub example: String,
    /// What came out instead.
    pub problem: String,
}

impl fmt::Display for ExampleFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    {}", self.rule, self.problem, self.example)
    }
}

/// Runs the examples of the rules of one pack, and of those that it changes.
pub fn check_examples(rules: &RuleSet, pack: &str) -> Vec<ExampleFailure> {
    let mut failures = Vec::new();
    for rule in rules.rules().iter().filter(|rule| rule.is_of(pack)) {
        let mut fail = |example: &str, problem: String| {
            failures.push(ExampleFailure { rule: format!("{}/{}", rule.pack, rule.id), example: example.to_owned(), problem });
        };
        for example in &rule.bad {
            if let Err(problem) = bad(rules, rule, example) {
                fail(example, problem);
            }
        }
        for example in &rule.good {
            if let Err(problem) = good(rules, rule, example) {
                fail(example, problem);
            }
        }
    }
    failures
}

/// The exact passage must be found by this rule; what else is said about the sentence does not matter.
fn bad(rules: &RuleSet, rule: &RuleInfo, example: &str) -> Result<(), String> {
    let Some((text, expected)) = marked(example) else {
        return Err("a bad example marks its passage with « and »".to_owned());
    };
    let found = crate::lint::every_match(&Document::new(&text, Format::Markdown), rules);
    let mine: Vec<TextRange> =
        found.iter().filter(|one| one.rule.id == rule.id && one.rule.pack == rule.pack).map(|one| one.range).collect();
    if mine.iter().any(|range| Range::<usize>::from(*range) == expected) {
        return Ok(());
    }
    let passages: Vec<_> = mine.iter().map(|range| format!("«{}»", &text[*range])).collect();
    let passages = if passages.is_empty() { "nothing".to_owned() } else { passages.join(", ") };
    Err(format!("found {passages}, expected «{}»", &text[expected]))
}

/// The text of a `bad` example without its marks, and where the passage between them stands.
pub(super) fn marked(example: &str) -> Option<(String, Range<usize>)> {
    let (head, rest) = example.split_once('«')?;
    let (passage, tail) = rest.split_once('»')?;
    Some((format!("{head}{passage}{tail}"), head.len()..head.len() + passage.len()))
}

/// No rule of the pack may count this as a finding.
fn good(rules: &RuleSet, rule: &RuleInfo, example: &str) -> Result<(), String> {
    let found = lint(&Document::new(example, Format::Markdown), rules);
    match found.iter().find(|one| one.rule.pack == rule.pack) {
        None => Ok(()),
        Some(one) => Err(format!("{} found «{}» in a good example", one.rule.id, &example[one.range])),
    }
}

#[cfg(all(test, feature = "builtin"))]
mod tests {
    use super::*;
    use crate::rule::Profile;

    #[test]
    fn the_built_in_packs_do_what_they_say() {
        let builder = RuleSet::builder().with_builtin();
        let rules = super::super::RuleSetBuilder { profile: Profile::Strict, ..builder }.build().unwrap();
        let failures: Vec<_> = ["core", "strict"].iter().flat_map(|pack| check_examples(&rules, pack)).collect();
        let report: Vec<_> = failures.iter().map(ToString::to_string).collect();
        assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), report.join("\n"));
    }
}
