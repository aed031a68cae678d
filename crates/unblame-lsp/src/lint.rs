//! One lint of one snapshot, away from the message loop.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tower_lsp::lsp_types;
use unblame_core::{Diagnostic, Document, RuleSet};
use unblame_workspace::Settings;

use crate::configuration::Configurations;
use crate::document::Snapshot;
use crate::position::Encoding;
use crate::to_proto;

/// Tells a lint that its result is not wanted any more.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub(crate) fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether both stand for the same lint.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Everything that a lint needs; it looks at nothing else.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) configurations: Arc<Configurations>,
    pub(crate) encoding: Encoding,
    pub(crate) cancel: Cancel,
    /// The last findings in the same document.
    pub(crate) previous: Option<Arc<Findings>>,
}

/// What a lint found.
#[derive(Debug)]
pub(crate) struct Findings {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) configurations: Arc<Configurations>,
    /// `None` where the configuration is broken and there is no older one.
    pub(crate) settings: Option<Arc<Settings>>,
    /// Sorted by position.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The same for the client, in the same order.
    pub(crate) proto: Arc<Vec<lsp_types::Diagnostic>>,
    /// Why the document was left alone.
    pub(crate) skipped: Option<Skipped>,
    /// How long it took.
    pub(crate) took: Duration,
}

/// Why a document has no findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Skipped {
    /// `exclude`, or no prose.
    Excluded,
    /// Over `max-file-size`.
    TooLarge(u64),
    /// The configuration has errors.
    Configuration,
    /// A bug.
    Panic,
}

impl Job {
    /// Lints, unless the result is not wanted any more. Never panics.
    pub(crate) fn run(self) -> Option<Arc<Findings>> {
        let started = Instant::now();
        let settings = self.configurations.of(&self.snapshot);
        // With a broken configuration the last good one goes on.
        let settings = settings.or_else(|| self.previous.as_ref()?.settings.clone());
        let linted = match &settings {
            _ if self.cancel.is_cancelled() => return None,
            None => Err(Skipped::Configuration),
            Some(settings) => self.lint(settings),
        };
        if self.cancel.is_cancelled() {
            return None;
        }
        let (diagnostics, skipped) = match linted {
            Ok(diagnostics) => (diagnostics, None),
            Err(skipped) => (Vec::new(), Some(skipped)),
        };
        let proto = Arc::new(to_proto::diagnostics(&diagnostics, &self.snapshot, self.encoding));
        Some(Arc::new(Findings {
            snapshot: self.snapshot,
            configurations: self.configurations,
            settings,
            diagnostics,
            proto,
            skipped,
            took: started.elapsed(),
        }))
    }

    fn lint(&self, settings: &Settings) -> Result<Vec<Diagnostic>, Skipped> {
        let snapshot = &*self.snapshot;
        if !snapshot.is_prose || snapshot.path().is_some_and(|path| settings.excludes(&path, false)) {
            return Err(Skipped::Excluded);
        }
        if snapshot.text.len() as u64 > settings.max_file_size {
            return Err(Skipped::TooLarge(settings.max_file_size));
        }
        catch_unwind(AssertUnwindSafe(|| engine(snapshot, &settings.rules, self.previous.as_deref(), &self.cancel)))
            .map_err(|_| Skipped::Panic)
    }
}

/// The only place that calls the engine. A cache of blocks belongs here: what did not change since `previous` need not be
/// linted again.
fn engine(snapshot: &Snapshot, rules: &RuleSet, _previous: Option<&Findings>, _cancel: &Cancel) -> Vec<Diagnostic> {
    unblame_core::lint(&Document::new(&snapshot.text, snapshot.format), rules)
}

impl Findings {
    /// Whether the findings are those of a snapshot under a configuration.
    pub(crate) fn are_of(&self, snapshot: &Arc<Snapshot>, configurations: &Arc<Configurations>) -> bool {
        Arc::ptr_eq(&self.snapshot, snapshot) && Arc::ptr_eq(&self.configurations, configurations)
    }
}
