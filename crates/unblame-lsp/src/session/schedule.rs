//! When a document is linted and what becomes of the result: one lint at a time per document, and only the newest counts.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tower_lsp::lsp_types::Url;

use super::{Cancel, Effect, Session};
use crate::lint::{Findings, Skipped};
use crate::settings::LogLevel;

/// Whoever types doesn't notice a lint that is faster; it may follow every keystroke.
const UNNOTICED: Duration = Duration::from_millis(20);

/// Slower lints wait for a pause, but not for a longer one.
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

impl Session {
    /// How long to wait for the next keystroke.
    pub(super) fn patience(&self, uri: &Url) -> Duration {
        if let Some(debounce) = self.settings.debounce {
            return debounce;
        }
        // The first lint reads all of the document, the next ones only what changed.
        let last = self.documents.get(uri).and_then(|open| open.findings.as_ref()).filter(|last| last.is_typical);
        let took = last.map(|last| last.took).unwrap_or_default();
        if took < UNNOTICED { Duration::ZERO } else { took.min(LONGEST_PAUSE) }
    }

    /// Wants a document linted, not before `due`.
    pub(super) fn lint_at(&mut self, uri: &Url, due: Instant, now: Instant) {
        if self.client.pulls || !self.settings.enable {
            return;
        }
        if let Some(open) = self.documents.get_mut(uri) {
            (open.dirty, open.due) = (true, due);
            self.start(uri, now);
        }
    }

    /// Lints a document if there is a reason and nothing stands against it.
    fn start(&mut self, uri: &Url, now: Instant) {
        let Some(open) = self.documents.get_mut(uri) else { return };
        if !open.dirty || open.running.is_some() || self.waits_for_settings {
            return;
        }
        if open.due > now {
            if !open.wakes {
                open.wakes = true;
                self.effects.push(Effect::Wake(uri.clone(), open.due - now));
            }
            return;
        }
        open.dirty = false;
        let cancel = Cancel::default();
        open.running = Some(cancel.clone());
        let Some(open) = self.documents.get(uri) else { return };
        let mut job = self.job(open);
        job.cancel = cancel;
        self.effects.push(Effect::Lint(Box::new(job)));
    }

    pub(super) fn woken(&mut self, uri: &Url, now: Instant) {
        if let Some(open) = self.documents.get_mut(uri) {
            open.wakes = false;
            self.start(uri, now);
        }
    }

    pub(super) fn linted(&mut self, uri: &Url, job: &Cancel, findings: Option<Arc<Findings>>, now: Instant) {
        let Some(open) = self.documents.get_mut(uri) else { return };
        // The document may have been closed and opened again in between.
        if !open.running.as_ref().is_some_and(|running| running.is(job)) {
            return;
        }
        open.running = None;
        if let Some(findings) = findings {
            self.found(&findings);
        }
        self.start(uri, now);
    }

    /// Keeps findings, and shows them if they are those of the present text.
    pub(super) fn found(&mut self, findings: &Arc<Findings>) {
        let uri = &findings.snapshot.uri;
        let Some(open) = self.documents.get_mut(uri) else { return };
        let newer = open.findings.as_ref().is_none_or(|old| old.snapshot.version <= findings.snapshot.version);
        if newer {
            open.findings = Some(Arc::clone(findings));
        }
        if !findings.are_of(&open.snapshot, &self.configurations) || !self.settings.enable {
            return;
        }
        self.explain_silence(findings);
        let (version, count) = (findings.snapshot.version, findings.diagnostics.len());
        let text = format!("{uri} at version {version}: {count} findings in {:?}", findings.took);
        self.effects.push(Effect::Log(LogLevel::Debug, text));
        self.checked(&findings.configurations);
        if !self.client.pulls && findings.snapshot.is_prose {
            self.publish(uri, Some(findings.snapshot.version), Arc::clone(&findings.proto));
        }
    }

    /// A document without findings may be fine, or not linted at all; that is not the same.
    fn explain_silence(&mut self, findings: &Findings) {
        let name = findings.snapshot.name();
        match findings.skipped {
            Some(Skipped::TooLarge(limit)) => self.tell_once(
                LogLevel::Warn,
                format!("{name} is larger than max-file-size ({limit} bytes), so unblame leaves it alone."),
            ),
            Some(Skipped::Panic) => self.tell_once(
                LogLevel::Error,
                format!("unblame hit a bug in {name}; please report it at https://github.com/unblame/unblame/issues"),
            ),
            Some(Skipped::Excluded | Skipped::Configuration) | None => {}
        }
    }

    /// Lints all open documents again, from memory.
    pub(super) fn lint_all(&mut self, now: Instant) {
        let mut uris: Vec<Url> = self.documents.keys().cloned().collect();
        uris.sort();
        for uri in uris {
            if let Some(open) = self.documents.get_mut(&uri) {
                open.running.iter().for_each(Cancel::cancel);
            }
            self.lint_at(&uri, now, now);
        }
    }
}
