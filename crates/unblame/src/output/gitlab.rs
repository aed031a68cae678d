//! `gitlab`: a code quality report.

use std::borrow::Cow;

use serde::Serialize;
use unblame_core::Severity;

use super::finding::{File, Finding};
use super::json::{SEPARATOR, join};
use super::position::Positions;

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    check_name: Cow<'a, str>,
    description: &'a str,
    content: Content<'a>,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    body: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// The findings of one file, ready to be joined with those of others.
pub(crate) fn render(file: &File<'_>) -> String {
    let mut positions = Positions::new(&file.text);
    join(file.fresh().map(|finding| issue(file.path, finding, &mut positions)), SEPARATOR)
}

fn issue<'a>(path: &'a str, finding: &'a Finding, positions: &mut Positions<'_>) -> Issue<'a> {
    let diagnostic = &finding.diagnostic;
    let rule = &*diagnostic.rule;
    let begin = positions.at(diagnostic.range.start()).line;
    let end = positions.at(diagnostic.range.end()).line;
    Issue {
        r#type: "issue",
        check_name: super::rule_name(rule),
        description: &rule.message,
        content: Content { body: &rule.why },
        categories: ["Style"],
        severity: match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Information | Severity::Hint => "info",
        },
        // GitLab takes two issues with one fingerprint for the same.
        fingerprint: finding.fingerprint.within(path).to_string(),
        location: Location { path, lines: Lines { begin, end } },
    }
}
