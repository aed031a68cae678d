//! `full`: the passage, why it matters, what to ask and what to write instead.

use std::collections::HashSet;

use annotate_snippets::{Level, Message};
use unblame_core::{Diagnostic, Severity, Suggestion, TextRange};

use super::finding::File;
use super::position::Positions;
use super::snippet::{Excerpt, Located, excerpt};
use super::text::{edited, one_line, visible, wrap};

/// Where notes are wrapped.
const WIDTH: usize = 92;
/// Rewrites shown per finding.
const REWRITES: usize = 3;

/// The findings of one file.
pub(crate) fn render(file: &File<'_>, color: bool) -> String {
    let mut positions = Positions::new(&file.text);
    let mut explained = HashSet::new();
    let mut output = String::new();
    for finding in file.fresh() {
        let diagnostic = &finding.diagnostic;
        let rule = &diagnostic.rule;
        let position = positions.at(diagnostic.range.start());
        let located = Located { path: file.path, position, excerpt: passage(diagnostic.range, &positions) };
        let title = level(diagnostic.severity).primary_title(visible(&rule.message)).id(super::rule_name(rule));
        // A reason is read once; the tenth time it hides the findings.
        let first = explained.insert((&rule.pack, &rule.id));
        output.push_str(&located.render(title, notes(diagnostic, positions.text(), first), color));
        output.push_str("\n\n");
    }
    output
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

fn passage(range: TextRange, positions: &Positions<'_>) -> Excerpt {
    let (start, _) = positions.line_bounds(range.start());
    let (_, end) = positions.line_bounds(range.end());
    let bytes = usize::from(range.start())..usize::from(range.end());
    // The end of a passage may stand behind its line's carriage return.
    let end = end.max(bytes.end);
    excerpt(positions.text(), bytes, start, end)
}

fn notes(diagnostic: &Diagnostic, text: &str, first: bool) -> Vec<Message<'static>> {
    let rule = &diagnostic.rule;
    let mut notes = Vec::new();
    let mut note = |name: &'static str, text: &str| {
        if !text.trim().is_empty() {
            notes.push(Level::NOTE.with_name(name).message(wrap(text, WIDTH)));
        }
    };
    if first {
        note("why", &rule.why);
    }
    note("ask", &rule.question);
    for suggestion in diagnostic.suggestions.iter().take(REWRITES) {
        note("try", &wording(suggestion, diagnostic.range, text));
    }
    if diagnostic.suggestions.is_empty() {
        rule.rewrites.iter().take(REWRITES).for_each(|rewrite| note("try", rewrite));
    }
    notes
}

/// What would stand there: the edits carried out, from the first to the last of them.
pub(super) fn wording(suggestion: &Suggestion, passage: TextRange, text: &str) -> String {
    if suggestion.edits.is_empty() {
        return suggestion.title.clone();
    }
    let cover = suggestion.edits.iter().fold(passage, |cover, edit| cover.cover(edit.range));
    let result = edited(text, cover, &suggestion.edits);
    let result = one_line(&result, 160);
    if result.is_empty() { suggestion.title.clone() } else { result }
}
