//! Documents come, change and go. All of it happens at once and in the order of the messages.

use std::sync::Arc;
use std::time::Instant;

use tower_lsp::lsp_types::{DidChangeTextDocumentParams, TextDocumentItem, Url};

use super::{Effect, Open, Session};
use crate::configuration::is_configuration;
use crate::document::Snapshot;
use crate::settings::{LogLevel, Run};

impl Session {
    pub(super) fn opened(&mut self, item: TextDocumentItem, now: Instant) {
        let uri = item.uri.clone();
        if let Some(old) = self.documents.remove(&uri) {
            old.running.iter().for_each(super::Cancel::cancel);
        }
        let open = Open {
            snapshot: Arc::new(Snapshot::new(item)),
            findings: None,
            cache: Arc::default(),
            running: None,
            dirty: false,
            due: now,
            wakes: false,
        };
        self.documents.insert(uri.clone(), open);
        if is_configuration(&uri) {
            self.check_files(&[uri]);
        } else {
            self.lint_at(&uri, now, now);
        }
    }

    pub(super) fn changed(&mut self, params: DidChangeTextDocumentParams, now: Instant) {
        let (uri, version) = (params.text_document.uri, params.text_document.version);
        let Some(open) = self.documents.get_mut(&uri) else {
            self.log_once(format!("{uri} was changed, but is not open"));
            return;
        };
        if version <= open.snapshot.version {
            let known = open.snapshot.version;
            self.log_once(format!("{uri} was changed to version {version}, but is at version {known} already"));
            return;
        }
        Arc::make_mut(&mut open.snapshot).apply(version, params.content_changes, self.client.encoding);
        // What is under way is about a text that is gone.
        open.running.iter().for_each(super::Cancel::cancel);
        open.dirty |= open.running.is_some();
        if self.settings.run == Run::OnType {
            let due = now + self.patience(&uri);
            self.lint_at(&uri, due, now);
        }
    }

    pub(super) fn saved(&mut self, uri: &Url, now: Instant) {
        if is_configuration(uri) {
            self.reload(now);
            self.check_files(std::slice::from_ref(uri));
        } else if self.settings.run == Run::OnSave {
            self.lint_at(uri, now, now);
        }
    }

    pub(super) fn closed(&mut self, uri: &Url) {
        let Some(open) = self.documents.remove(uri) else { return };
        open.running.iter().for_each(super::Cancel::cancel);
        if !self.problems.contains_key(uri) && !self.client.pulls {
            self.publish(uri, None, Arc::default());
        }
    }

    pub(super) fn publish(&mut self, uri: &Url, version: Option<i32>, diagnostics: Arc<Vec<super::Diagnostic>>) {
        self.effects.push(Effect::Publish { uri: uri.clone(), version, diagnostics });
    }

    fn log_once(&mut self, text: String) {
        // Clients that lose track do so again and again.
        let key = text.split(" was changed").next().unwrap_or_default().to_owned();
        if self.told.insert(key) {
            self.effects.push(Effect::Log(LogLevel::Warn, text));
        }
    }
}
