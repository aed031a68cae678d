//! `json` and `json-lines`. The wire format is written down in the documentation; the types here exist only to print it.

use serde::Serialize;
use unblame_core::{Suggestion, TextRange, TextSize};

use super::finding::{self, File};
use super::position::Positions;

/// Between the elements of an array.
pub(crate) const SEPARATOR: &str = ",\n  ";

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    category: &'a str,
    pack: &'a str,
    severity: &'static str,
    message: &'a str,
    question: &'a str,
    url: String,
    path: &'a str,
    range: Range,
    text: &'a str,
    agent: Option<Agent<'a>>,
    suggestions: Vec<Rewrite<'a>>,
    fingerprint: String,
}

/// Where something starts and ends.
#[derive(Serialize)]
pub(super) struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Agent<'a> {
    text: &'a str,
    kind: &'static str,
}

#[derive(Serialize)]
struct Rewrite<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    range: Range,
    replacement: &'a str,
}

/// The findings of one file, separated as asked.
pub(crate) fn render(file: &File<'_>, separator: &str) -> String {
    let mut positions = Positions::new(&file.text);
    join(file.fresh().map(|finding| wire(file.path, finding, &mut positions)), separator)
}

/// Prints values one after the other.
pub(crate) fn join(values: impl Iterator<Item = impl Serialize>, separator: &str) -> String {
    let mut output = String::new();
    for value in values {
        // A struct of strings and numbers has no way to fail.
        let Ok(json) = serde_json::to_string(&value) else { continue };
        if !output.is_empty() {
            output.push_str(separator);
        }
        push_without_controls(&mut output, &json);
    }
    output
}

fn wire<'a>(path: &'a str, finding: &'a finding::Finding, positions: &mut Positions<'a>) -> Finding<'a> {
    let diagnostic = &finding.diagnostic;
    let text = positions.text();
    let rule = &*diagnostic.rule;
    Finding {
        rule: &rule.id,
        category: &rule.category,
        pack: &rule.pack,
        severity: diagnostic.severity.as_str(),
        message: &rule.message,
        question: &rule.question,
        url: rule.url(),
        path,
        range: range(diagnostic.range, positions),
        text: &text[diagnostic.range],
        agent: diagnostic.agent.map(|agent| Agent { text: &text[agent.range], kind: agent.kind.as_str() }),
        suggestions: diagnostic.suggestions.iter().map(|suggestion| rewrite(suggestion, positions)).collect(),
        fingerprint: finding.fingerprint.to_string(),
    }
}

fn rewrite<'a>(suggestion: &'a Suggestion, positions: &mut Positions<'_>) -> Rewrite<'a> {
    let edit = |edit: &'a unblame_core::Edit| Edit { range: range(edit.range, positions), replacement: &edit.replacement };
    Rewrite {
        title: &suggestion.title,
        applicability: suggestion.applicability.as_str(),
        edits: suggestion.edits.iter().map(edit).collect(),
    }
}

/// A range as JSON has it.
pub(super) fn range(range: TextRange, positions: &mut Positions<'_>) -> Range {
    Range { start: position(range.start(), positions), end: position(range.end(), positions) }
}

fn position(offset: TextSize, positions: &mut Positions<'_>) -> Position {
    let at = positions.at(offset);
    Position { line: at.line, column: at.column, offset: offset.into() }
}

/// JSON lets DEL and the C1 controls through, terminals obey some of them. They can only stand inside of strings here.
pub(crate) fn push_without_controls(output: &mut String, json: &str) {
    use std::fmt::Write as _;
    let mut rest = json;
    while let Some(at) = rest.find(|c: char| matches!(c, '\u{7f}'..='\u{9f}')) {
        output.push_str(&rest[..at]);
        let control = rest[at..].chars().next().unwrap_or_default();
        // Writing to a string has no way to fail.
        _ = write!(output, "\\u{:04x}", u32::from(control));
        rest = &rest[at + control.len_utf8()..];
    }
    output.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_controls_are_escaped() {
        let mut output = String::new();
        push_without_controls(&mut output, "\"a\u{9b}31m\u{7f}é\"");
        assert_eq!(output, "\"a\\u009b31m\\u007fé\"");
        assert_eq!(serde_json::from_str::<String>(&output).unwrap(), "a\u{9b}31m\u{7f}é");
    }
}
