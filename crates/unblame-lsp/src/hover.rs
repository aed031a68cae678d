//! Hover: why, what to ask, what to write instead.

use std::fmt::Write as _;

use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position, Range};
use unblame_core::{Diagnostic, TextRange};

use crate::action::explanation;
use crate::client::Client;
use crate::lint::Findings;
use crate::to_proto::rule_name;

/// What there is to say about a position.
pub(crate) fn hover(findings: &Findings, position: Position, client: &Client) -> Option<Hover> {
    let snapshot = &findings.snapshot;
    let at = snapshot.lines.text_range(&snapshot.text, Range::new(position, position), client.encoding).start();
    let touches = |one: &&Diagnostic| one.range.contains_inclusive(at);
    let found = findings.diagnostics.iter().find(touches)?;
    let (kind, value) = if client.markdown {
        (MarkupKind::Markdown, markdown(found, &snapshot.text))
    } else {
        (MarkupKind::PlainText, explanation(&found.rule))
    };
    let range = snapshot.lines.cursor(&snapshot.text, client.encoding).range(found.range);
    Some(Hover { contents: HoverContents::Markup(MarkupContent { kind, value }), range: Some(range) })
}

fn markdown(found: &Diagnostic, text: &str) -> String {
    let rule = &found.rule;
    let mut page = format!("**{}**\n", rule.message);
    for paragraph in [rule.why.clone(), format!("*{}*", rule.question)] {
        if !paragraph.trim_matches(['*', ' ', '\n']).is_empty() {
            // Writing to a string has no way to fail.
            _ = write!(page, "\n{paragraph}\n");
        }
    }
    let wordings = wordings(found, text);
    if !wordings.is_empty() {
        page.push_str("\nTry:\n");
        for wording in wordings {
            _ = writeln!(page, "- {wording}");
        }
    }
    _ = write!(page, "\n[{}]({}) · {}", rule_name(rule), rule.url(), rule.category);
    for source in rule.sources.iter().filter(|source| !source.trim().is_empty()) {
        _ = write!(page, "  \n{source}");
    }
    page
}

/// The rewrites as they would read.
fn wordings(found: &Diagnostic, text: &str) -> Vec<String> {
    let mut wordings: Vec<String> = found.suggestions.iter().map(|one| carried_out(one, found.range, text)).collect();
    if wordings.is_empty() {
        wordings.clone_from(&found.rule.rewrites);
    }
    wordings.retain(|wording| !wording.is_empty());
    wordings
}

fn carried_out(suggestion: &unblame_core::Suggestion, passage: TextRange, text: &str) -> String {
    if suggestion.edits.is_empty() {
        return suggestion.title.clone();
    }
    let cover = suggestion.edits.iter().fold(passage, |cover, edit| cover.cover(edit.range));
    let (mut result, mut at) = (String::new(), cover.start());
    for edit in &suggestion.edits {
        if edit.range.start() >= at {
            result.push_str(&text[TextRange::new(at, edit.range.start())]);
            result.push_str(&edit.replacement);
            at = edit.range.end();
        }
    }
    result.push_str(&text[TextRange::new(at, cover.end())]);
    format!("`{}`", result.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'"))
}
