//! One lint of one snapshot, away from the message loop.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tower_lsp::lsp_types;
use unblame_core::{Diagnostic, Document, LintCache};
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

    pub(crate) fn is_cancelled(&self) -> bool {
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
    /// What earlier lints of the same document know.
    pub(crate) cache: Arc<Mutex<LintCache>>,
}

/// Lints a document with what earlier lints know, unless the result is not wanted any more.
type Engine = fn(&Document<'_>, &Settings, &mut LintCache, &Cancel) -> Option<Vec<Diagnostic>>;

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
    /// Whether an earlier version was linted before it, so that the next one will take about as long.
    pub(crate) is_typical: bool,
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
        self.run_on(|document, settings, cache, cancel| cache.lint(document, &settings.rules, &|| cancel.is_cancelled()))
    }

    /// As [`Job::run`], on another engine.
    pub(crate) fn run_on(self, engine: Engine) -> Option<Arc<Findings>> {
        let started = Instant::now();
        let settings = self.configurations.of(&self.snapshot);
        // With a broken configuration the last good one goes on.
        let settings = settings.or_else(|| self.previous.as_ref()?.settings.clone());
        let linted = match &settings {
            _ if self.cancel.is_cancelled() => return None,
            None => Err(Skipped::Configuration),
            Some(settings) => self.lint(settings, engine),
        };
        let (diagnostics, skipped) = match linted {
            Ok(diagnostics) => (diagnostics?, None),
            Err(skipped) => (Vec::new(), Some(skipped)),
        };
        if self.cancel.is_cancelled() {
            return None;
        }
        let proto = Arc::new(to_proto::diagnostics(&diagnostics, &self.snapshot, self.encoding));
        Some(Arc::new(Findings {
            snapshot: self.snapshot,
            configurations: self.configurations,
            settings,
            diagnostics,
            proto,
            skipped,
            took: started.elapsed(),
            is_typical: self.previous.is_some_and(|previous| previous.skipped.is_none()),
        }))
    }

    /// What is found, `None` if it is not wanted any more, or why nothing was looked for.
    fn lint(&self, settings: &Settings, engine: Engine) -> Result<Option<Vec<Diagnostic>>, Skipped> {
        let snapshot = &*self.snapshot;
        if !snapshot.is_prose || snapshot.path().is_some_and(|path| settings.excludes(&path, false)) {
            return Err(Skipped::Excluded);
        }
        if snapshot.text.len() as u64 > settings.max_file_size {
            return Err(Skipped::TooLarge(settings.max_file_size));
        }
        let document = Document::new(&snapshot.text, snapshot.format);
        // Whoever holds it works on the same document, so that waiting is less work than starting over.
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let linted = catch_unwind(AssertUnwindSafe(|| engine(&document, settings, &mut cache, &self.cancel)));
        linted.map_err(|_| {
            // Nobody knows what it looks like inside.
            *cache = LintCache::default();
            Skipped::Panic
        })
    }
}

impl Findings {
    /// Whether the findings are those of a snapshot under a configuration.
    pub(crate) fn are_of(&self, snapshot: &Arc<Snapshot>, configurations: &Arc<Configurations>) -> bool {
        Arc::ptr_eq(&self.snapshot, snapshot) && Arc::ptr_eq(&self.configurations, configurations)
    }
}
