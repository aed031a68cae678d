//! Code actions: what can be done about a finding, from the passage to the configuration.

mod fix;
mod people;
mod suppress;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde_json::json;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, Command, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};
use unblame_core::{Applicability, RuleInfo, RuleSet, Suggestion};

use crate::client::Client;
use crate::document::Snapshot;
use crate::lint::Findings;
use crate::session::View;
use crate::to_proto::{self, rule_name};

/// The command that explains a rule.
pub(crate) const EXPLAIN: &str = "unblame.explainRule";

/// The kind of the action that applies all safe rewrites.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.unblame");

/// More findings than this in one selection get no quick fixes: nobody reads such a menu, and it would take long to write.
const MOST: usize = 100;

/// What a request for actions is about.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) client: Arc<Client>,
    pub(crate) findings: Arc<Findings>,
    /// Configuration files that are open.
    pub(crate) configurations: Vec<Arc<Snapshot>>,
    pub(crate) range: Range,
    /// The kinds that are asked for; all if missing.
    pub(crate) only: Option<Vec<CodeActionKind>>,
}

impl Context {
    /// All actions, the most useful ones first.
    pub(crate) fn actions(&self) -> Vec<CodeActionOrCommand> {
        let mut actions = Vec::new();
        if self.wants(&CodeActionKind::QUICKFIX) {
            let touched: Vec<usize> = self.touched().take(MOST).collect();
            let tries = suppress::Tries::new(touched.len(), self.findings.snapshot.text.len());
            for at in touched {
                self.quick_fixes(at, tries, &mut actions);
            }
            deduplicate(&mut actions);
        }
        if self.wants(&FIX_ALL) {
            actions.extend(self.fix_all());
        }
        actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
    }

    /// Whether a kind, or a kind that includes it, is asked for.
    fn wants(&self, kind: &CodeActionKind) -> bool {
        self.only.as_ref().is_none_or(|only| {
            only.iter().any(|one| {
                let rest = kind.as_str().strip_prefix(one.as_str());
                one.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    }

    /// The findings that the range touches.
    fn touched(&self) -> impl Iterator<Item = usize> + '_ {
        let snapshot = &self.findings.snapshot;
        let range = snapshot.lines.text_range(&snapshot.text, self.range, self.client.encoding);
        let touches = move |one: &unblame_core::Diagnostic| one.range.intersect(range).is_some();
        self.findings.diagnostics.iter().enumerate().filter(move |(_, one)| touches(one)).map(|(at, _)| at)
    }

    fn quick_fixes(&self, at: usize, tries: suppress::Tries, actions: &mut Vec<CodeAction>) {
        let found = &self.findings.diagnostics[at];
        for suggestion in &found.suggestions {
            actions.extend(self.rewrite(at, suggestion));
        }
        let name = rule_name(&found.rule);
        for (everywhere, place) in [(false, "line"), (true, "file")] {
            if let Some(edits) = tries.silence(&self.findings, found, &name, everywhere) {
                let edits = to_proto::text_edits(&edits, &self.findings.snapshot, self.client.encoding);
                let title = format!("Disable {name} for this {place}");
                actions.push(self.quick_fix(at, title, Some(self.edit_document(edits))));
            }
        }
        for (title, edit) in people::actions(self, found) {
            actions.push(self.quick_fix(at, title, Some(edit)));
        }
        let title = format!("Explain {name}");
        let command = Command::new(title.clone(), EXPLAIN.into(), Some(vec![json!(name)]));
        actions.push(CodeAction { command: Some(command), ..self.quick_fix(at, title, None) });
    }

    /// One rewrite. What is only to be read stands in the hover.
    fn rewrite(&self, at: usize, suggestion: &Suggestion) -> Option<CodeAction> {
        if suggestion.edits.is_empty() || suggestion.applicability == Applicability::DisplayOnly {
            return None;
        }
        let edits = to_proto::text_edits(&suggestion.edits, &self.findings.snapshot, self.client.encoding);
        let mut action = self.quick_fix(at, suggestion.title.clone(), Some(self.edit_document(edits)));
        action.is_preferred = (suggestion.applicability == Applicability::Safe).then_some(true);
        Some(action)
    }

    fn quick_fix(&self, at: usize, title: String, edit: Option<WorkspaceEdit>) -> CodeAction {
        CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![self.findings.proto[at].clone()]),
            edit,
            ..CodeAction::default()
        }
    }

    fn fix_all(&self) -> Option<CodeAction> {
        let edits = fix::safe(&self.findings.diagnostics);
        if edits.is_empty() {
            return None;
        }
        let edits = to_proto::text_edits(&edits, &self.findings.snapshot, self.client.encoding);
        Some(CodeAction {
            title: "Apply all safe rewrites of unblame".into(),
            kind: Some(FIX_ALL),
            edit: Some(self.edit_document(edits)),
            ..CodeAction::default()
        })
    }

    fn edit_document(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        let snapshot = &self.findings.snapshot;
        self.edit(&snapshot.uri, Some(snapshot.version), edits)
    }

    /// An edit of a document; with its version where the client checks that.
    fn edit(&self, uri: &Url, version: Option<i32>, edits: Vec<TextEdit>) -> WorkspaceEdit {
        if !self.client.document_changes {
            return WorkspaceEdit::new([(uri.clone(), edits)].into());
        }
        WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![document_edit(uri, version, edits)])),
            ..WorkspaceEdit::default()
        }
    }

    /// An edit that makes operations on files, too.
    fn operations(operations: Vec<DocumentChangeOperation>) -> WorkspaceEdit {
        WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() }
    }
}

fn document_edit(uri: &Url, version: Option<i32>, edits: Vec<TextEdit>) -> TextDocumentEdit {
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    }
}

/// Several findings on a line offer the same more than once.
fn deduplicate(actions: &mut Vec<CodeAction>) {
    let mut seen = Vec::new();
    actions.retain(|action| {
        let key = (action.title.clone(), action.edit.clone());
        let fresh = !seen.contains(&key);
        if fresh {
            seen.push(key);
        }
        fresh
    });
}

/// What there is to say about a rule, for a message without markup.
pub(crate) fn explanation(rule: &RuleInfo) -> String {
    let mut parts = vec![format!("{}: {}", rule_name(rule), rule.message)];
    parts.extend([&rule.why, &rule.question].into_iter().filter(|text| !text.trim().is_empty()).cloned());
    if !rule.rewrites.is_empty() {
        parts.push(format!("Try: {}", rule.rewrites.join(" / ")));
    }
    parts.push(rule.url());
    parts.join("\n")
}

/// The explanation of a rule in force for one of these documents, or of one that ships with unblame.
pub(crate) fn explain(views: &[View], name: &str) -> Option<String> {
    let settings = views.iter().filter_map(|view| view.job.configurations.of(&view.job.snapshot));
    let mut sets = settings.map(|settings| settings.rules.clone()).chain(std::iter::once_with(RuleSet::builtin));
    sets.find_map(|rules| rules.rules().iter().find(|rule| rule_name(rule) == name).map(|rule| explanation(rule)))
}
