//! `rdjson`: the diagnostic format of reviewdog. Its columns are bytes.

use std::borrow::Cow;

use serde::Serialize;
use unblame_core::{Severity, Suggestion, TextRange, TextSize};

use super::finding::{File, Finding};
use super::json::{SEPARATOR, join};
use super::position::Positions;

/// Before the first diagnostic.
pub(crate) const START: &str =
    "{\"source\": {\"name\": \"unblame\", \"url\": \"https://github.com/unblame/unblame\"}, \"diagnostics\": [\n  ";
/// After the last one.
pub(crate) const END: &str = "\n]}\n";
/// Where there is none.
pub(crate) const EMPTY: &str =
    "{\"source\": {\"name\": \"unblame\", \"url\": \"https://github.com/unblame/unblame\"}, \"diagnostics\": []}\n";

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Replacement>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Code<'a> {
    value: Cow<'a, str>,
    url: String,
}

#[derive(Serialize)]
struct Replacement {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: usize,
}

/// The findings of one file, ready to be joined with those of others.
pub(crate) fn render(file: &File<'_>) -> String {
    let mut positions = Positions::new(&file.text);
    join(file.fresh().map(|finding| diagnostic(file.path, finding, &mut positions)), SEPARATOR)
}

fn diagnostic<'a>(path: &'a str, finding: &'a Finding, positions: &mut Positions<'_>) -> Diagnostic<'a> {
    let diagnostic = &finding.diagnostic;
    let rule = &*diagnostic.rule;
    Diagnostic {
        message: format!("{} {}", rule.message, rule.question),
        location: Location { path, range: range(diagnostic.range, positions) },
        severity: match diagnostic.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Information | Severity::Hint => "INFO",
        },
        code: Code { value: super::rule_name(rule), url: rule.url() },
        suggestions: diagnostic.suggestions.iter().filter_map(|suggestion| replacement(suggestion, positions)).collect(),
    }
}

/// The format knows one range for each suggestion, so several edits become one that covers them all.
fn replacement(suggestion: &Suggestion, positions: &mut Positions<'_>) -> Option<Replacement> {
    let cover = suggestion.edits.iter().map(|edit| edit.range).reduce(TextRange::cover)?;
    let text = super::text::edited(positions.text(), cover, &suggestion.edits);
    Some(Replacement { range: range(cover, positions), text })
}

fn range(range: TextRange, positions: &mut Positions<'_>) -> Range {
    Range { start: position(range.start(), positions), end: position(range.end(), positions) }
}

fn position(offset: TextSize, positions: &mut Positions<'_>) -> Position {
    let (line, start) = positions.line_at(offset);
    Position { line, column: usize::from(offset) - start + 1 }
}
