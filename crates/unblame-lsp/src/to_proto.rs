//! Findings in the words of the protocol.

use serde_json::json;
use tower_lsp::lsp_types::{CodeDescription, Diagnostic, DiagnosticSeverity, NumberOrString, TextEdit, Url};
use unblame_core::{Edit, RuleInfo, Severity};
use unblame_workspace::is_builtin_pack;

use crate::document::Snapshot;
use crate::position::Encoding;

/// Where diagnostics come from.
pub(crate) const SOURCE: &str = "unblame";

/// The name under which people know a rule.
pub(crate) fn rule_name(rule: &RuleInfo) -> String {
    if is_builtin_pack(&rule.pack) { rule.id.clone() } else { format!("{}/{}", rule.pack, rule.id) }
}

/// All findings of a snapshot, which are sorted by position.
pub(crate) fn diagnostics(found: &[unblame_core::Diagnostic], snapshot: &Snapshot, encoding: Encoding) -> Vec<Diagnostic> {
    let mut cursor = snapshot.lines.cursor(&snapshot.text, encoding);
    found
        .iter()
        .map(|one| Diagnostic {
            range: cursor.range(one.range),
            severity: Some(severity(one.severity)),
            code: Some(NumberOrString::String(rule_name(&one.rule))),
            code_description: Url::parse(&one.rule.url()).ok().map(|href| CodeDescription { href }),
            source: Some(SOURCE.into()),
            message: one.rule.message.clone(),
            data: Some(json!({"rule": rule_name(&one.rule), "category": one.rule.category})),
            ..Diagnostic::default()
        })
        .collect()
}

/// Edits of a snapshot.
pub(crate) fn text_edits(edits: &[Edit], snapshot: &Snapshot, encoding: Encoding) -> Vec<TextEdit> {
    let mut cursor = snapshot.lines.cursor(&snapshot.text, encoding);
    edits.iter().map(|edit| TextEdit::new(cursor.range(edit.range), edit.replacement.clone())).collect()
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
