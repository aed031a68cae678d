//! Findings in the words of the protocol.

use std::collections::HashMap;
use std::sync::Arc;

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
    // Many findings are of few rules, and what a rule says of itself takes longer to write than the rest.
    let mut of_rule: HashMap<*const RuleInfo, Diagnostic> = HashMap::new();
    found
        .iter()
        .map(|one| {
            let said = of_rule.entry(Arc::as_ptr(&one.rule)).or_insert_with(|| of(&one.rule));
            Diagnostic { range: cursor.range(one.range), severity: Some(severity(one.severity)), ..said.clone() }
        })
        .collect()
}

/// What all findings of a rule have in common.
fn of(rule: &RuleInfo) -> Diagnostic {
    Diagnostic {
        code: Some(NumberOrString::String(rule_name(rule))),
        code_description: Url::parse(&rule.url()).ok().map(|href| CodeDescription { href }),
        source: Some(SOURCE.into()),
        message: rule.message.clone(),
        data: Some(json!({"rule": rule_name(rule), "category": rule.category})),
        ..Diagnostic::default()
    }
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
