//! The server as a state machine: an [`Event`] comes in, [`Effect`]s go out.
//!
//! Nothing here waits, reads a file, starts a thread or knows tower-lsp. What takes time is described by an effect, done elsewhere,
//! and comes back as an event.

mod configuration;
mod documents;
mod schedule;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;
use tower_lsp::lsp_types::{Diagnostic, DidChangeTextDocumentParams, TextDocumentItem, Url, WorkspaceFoldersChangeEvent};
use unblame_core::LintCache;

use crate::client::Client;
use crate::configuration::{Configurations, is_configuration};
use crate::document::Snapshot;
use crate::lint::{Cancel, Findings, Job};
use crate::settings::{EditorSettings, LogLevel};

/// What happens to the server.
#[derive(Debug)]
pub(crate) enum Event {
    /// The client is ready to hear from us.
    Initialized,
    /// The answer to the [`Effect::PullConfiguration`] of this number; `None` while there is none.
    Configuration(u64, Option<Value>),
    /// The client says that settings changed, and perhaps to what.
    SettingsChanged(Value),
    /// A document was opened.
    Opened(TextDocumentItem),
    /// A document was edited.
    Changed(DidChangeTextDocumentParams),
    /// A document was saved.
    Saved(Url),
    /// A document was closed.
    Closed(Url),
    /// Files changed on disk.
    FilesChanged(Vec<Url>),
    /// Workspace folders came and went.
    FoldersChanged(WorkspaceFoldersChangeEvent),
    /// The time of an [`Effect::Wake`] has come.
    Woken(Url),
    /// A lint ended; `None` if it was cancelled.
    Linted(Url, Cancel, Option<Arc<Findings>>),
    /// A request linted a document on its way.
    Found(Arc<Findings>),
    /// The configuration of some folders was read.
    Checked(Arc<Configurations>),
}

/// What the server wants done.
#[derive(Debug)]
pub(crate) enum Effect {
    /// Show these diagnostics and no others.
    Publish { uri: Url, version: Option<i32>, diagnostics: Arc<Vec<Diagnostic>> },
    /// Tell the user.
    Show(LogLevel, String),
    /// Tell those who look for it.
    Log(LogLevel, String),
    /// Lint, and come back with [`Event::Linted`].
    Lint(Box<Job>),
    /// Read the configuration of these paths, and come back with [`Event::Checked`].
    Check(Arc<Configurations>, Vec<PathBuf>),
    /// Come back with [`Event::Woken`].
    Wake(Url, Duration),
    /// Ask for the settings, and come back with [`Event::Configuration`] and this number, which counts up.
    PullConfiguration(u64),
    /// Ask to be told of changed files, of changed settings, or of both.
    Watch { files: bool, settings: bool },
    /// Tell the client to ask for diagnostics again.
    Refresh,
}

/// The state of the server.
#[derive(Debug)]
pub(crate) struct Session {
    client: Arc<Client>,
    /// What the client said last about settings, beside what it said first.
    said: Value,
    /// How often the client was asked for settings, or told them unasked.
    asked: u64,
    /// Which of these times `said` is from.
    answered: u64,
    settings: EditorSettings,
    configurations: Arc<Configurations>,
    documents: HashMap<Url, Open>,
    /// Files with mistakes that the client knows of.
    problems: BTreeMap<Url, Vec<Diagnostic>>,
    /// What has been said already.
    told: HashSet<String>,
    /// Nothing is linted before the settings are known.
    waits_for_settings: bool,
    effects: Vec<Effect>,
}

/// An open document.
#[derive(Debug)]
struct Open {
    snapshot: Arc<Snapshot>,
    /// The last findings, perhaps of an older snapshot.
    findings: Option<Arc<Findings>>,
    /// What its lints know.
    cache: Arc<Mutex<LintCache>>,
    /// The lint under way.
    running: Option<Cancel>,
    /// There is something to lint that no lint has seen.
    dirty: bool,
    /// Not before.
    due: Instant,
    /// An [`Effect::Wake`] is on its way.
    wakes: bool,
}

impl Session {
    pub(crate) fn new(client: Client) -> Self {
        let mut problems = Vec::new();
        let settings = EditorSettings::new(&[&client.settings], &mut problems);
        let mut session = Self {
            configurations: Arc::new(Configurations::new(&settings, &client.folders)),
            client: Arc::new(client),
            said: Value::Null,
            asked: 0,
            answered: 0,
            settings,
            documents: HashMap::new(),
            problems: BTreeMap::new(),
            told: HashSet::new(),
            waits_for_settings: true,
            effects: Vec::new(),
        };
        for problem in problems {
            session.tell_once(LogLevel::Warn, problem);
        }
        session
    }

    /// Takes in an event and says what follows from it, in order.
    pub(crate) fn handle(&mut self, event: Event, now: Instant) -> Vec<Effect> {
        match event {
            Event::Initialized => self.initialized(now),
            Event::Configuration(number, answer) => self.configuration(number, answer, now),
            Event::SettingsChanged(value) => self.settings_changed(value, now),
            Event::Opened(item) => self.opened(item, now),
            Event::Changed(params) => self.changed(params, now),
            Event::Saved(uri) => self.saved(&uri, now),
            Event::Closed(uri) => self.closed(&uri),
            Event::FilesChanged(uris) => self.files_changed(&uris, now),
            Event::FoldersChanged(change) => self.folders_changed(&change, now),
            Event::Woken(uri) => self.woken(&uri, now),
            Event::Linted(uri, job, findings) => self.linted(&uri, &job, findings, now),
            Event::Found(findings) => self.found(&findings),
            Event::Checked(configurations) => self.checked(&configurations),
        }
        std::mem::take(&mut self.effects)
    }

    pub(crate) fn client(&self) -> &Arc<Client> {
        &self.client
    }

    pub(crate) fn is_enabled(&self) -> bool {
        self.settings.enable
    }

    pub(crate) fn log_level(&self) -> LogLevel {
        self.settings.log_level
    }

    /// The configuration in force.
    pub(crate) fn configurations(&self) -> &Arc<Configurations> {
        &self.configurations
    }

    /// What a request about a document works on.
    pub(crate) fn view(&self, uri: &Url) -> Option<View> {
        let open = self.documents.get(uri)?;
        let fresh = open.findings.as_ref().filter(|findings| findings.are_of(&open.snapshot, &self.configurations));
        Some(View { client: Arc::clone(&self.client), job: self.job(open), fresh: fresh.cloned() })
    }

    /// All open documents.
    pub(crate) fn views(&self) -> Vec<View> {
        self.documents.keys().filter_map(|uri| self.view(uri)).collect()
    }

    /// The configuration files that are open; their text may be newer than the one on disk.
    pub(crate) fn open_configurations(&self) -> Vec<Arc<Snapshot>> {
        let snapshots = self.documents.values().map(|open| &open.snapshot);
        snapshots.filter(|snapshot| is_configuration(&snapshot.uri)).cloned().collect()
    }

    fn job(&self, open: &Open) -> Job {
        Job {
            snapshot: Arc::clone(&open.snapshot),
            configurations: Arc::clone(&self.configurations),
            encoding: self.client.encoding,
            cancel: Cancel::default(),
            previous: open.findings.clone(),
            cache: Arc::clone(&open.cache),
        }
    }

    fn tell_once(&mut self, level: LogLevel, text: String) {
        if self.told.insert(text.clone()) {
            self.effects.push(Effect::Show(level, text));
        }
    }
}

/// A document as it is now, for a request that is answered elsewhere.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) client: Arc<Client>,
    pub(crate) job: Job,
    fresh: Option<Arc<Findings>>,
}

impl View {
    /// The findings, from memory if there are any, and whether they are new.
    pub(crate) fn findings(&self) -> (Option<Arc<Findings>>, bool) {
        match &self.fresh {
            Some(findings) => (Some(Arc::clone(findings)), false),
            None => (self.job.clone().run(), true),
        }
    }
}
