//! Carries out what the state machine wants, and tells it what came of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tower_lsp::lsp_types::notification::{Notification, Progress};
use tower_lsp::lsp_types::{
    ConfigurationItem, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, MessageType, ProgressParams,
    Registration,
};

use super::stdio::Output;
use crate::client::Client;
use crate::lint::Job;
use crate::session::{Effect, Event, Session};
use crate::settings::LogLevel;

/// How long documents wait for the settings.
const SETTINGS: Duration = Duration::from_millis(500);

/// Shared by everything that runs; cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Runtime(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    session: Mutex<Session>,
    client: tower_lsp::Client,
    /// What goes to the client, in the order in which it was wanted.
    outbox: mpsc::UnboundedSender<Effect>,
    tasks: Handle,
    /// After `shutdown` the client wants to hear nothing more.
    closed: AtomicBool,
    output: Output,
}

impl Runtime {
    /// Needs a tokio runtime around it.
    pub(super) fn new(client: tower_lsp::Client, output: Output) -> Self {
        let (outbox, effects) = mpsc::unbounded_channel();
        let runtime = Self(Arc::new(Inner {
            session: Mutex::new(Session::new(Client::default())),
            client,
            outbox,
            tasks: Handle::current(),
            closed: AtomicBool::new(false),
            output,
        }));
        runtime.0.tasks.spawn(post(runtime.clone(), effects));
        runtime
    }

    pub(super) fn session(&self) -> MutexGuard<'_, Session> {
        self.0.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a session with a client.
    pub(super) fn start(&self, client: Client) {
        *self.session() = Session::new(client);
    }

    /// Says no more.
    pub(super) fn close(&self) {
        self.0.closed.store(true, Ordering::SeqCst);
    }

    /// Tells the state machine and does what follows. The lock is held so long that effects keep their order.
    pub(super) fn dispatch(&self, event: Event) {
        let mut session = self.session();
        for effect in session.handle(event, Instant::now()) {
            self.perform(effect);
        }
    }

    /// Does not wait for anything. What asks the client waits as long as it takes: tower-lsp panics at an answer to a question that
    /// was dropped.
    fn perform(&self, effect: Effect) {
        let runtime = self.clone();
        match effect {
            Effect::Lint(job) => drop(self.0.tasks.spawn_blocking(move || runtime.lint(*job))),
            Effect::Check(configurations, paths) => drop(self.0.tasks.spawn_blocking(move || {
                for path in paths {
                    _ = configurations.resolver(&path).for_file(&path);
                }
                runtime.dispatch(Event::Checked(configurations));
            })),
            Effect::Wake(uri, after) => drop(self.0.tasks.spawn(async move {
                tokio::time::sleep(after).await;
                runtime.dispatch(Event::Woken(uri));
            })),
            Effect::PullConfiguration(number) => {
                drop(self.0.tasks.spawn(async move { runtime.pull_configuration(number).await }));
            }
            Effect::Watch { files, settings } => {
                drop(self.0.tasks.spawn(async move { runtime.watch(files, settings).await }));
            }
            Effect::Refresh => drop(self.0.tasks.spawn(async move {
                _ = runtime.0.client.workspace_diagnostic_refresh().await;
            })),
            Effect::Publish { .. } | Effect::Show(..) | Effect::Log(..) => _ = self.0.outbox.send(effect),
        }
    }

    fn lint(&self, job: Job) {
        let (uri, cancel) = (job.snapshot.uri.clone(), job.cancel.clone());
        // The job catches what the engine does; this is for all else, since a document whose lint never ends is lost.
        let findings = catch_unwind(AssertUnwindSafe(|| job.run())).unwrap_or_default();
        self.dispatch(Event::Linted(uri, cancel, findings));
    }

    async fn pull_configuration(&self, number: u64) {
        let item = ConfigurationItem { scope_uri: None, section: Some("unblame".into()) };
        let mut answer = std::pin::pin!(self.0.client.configuration(vec![item]));
        let first = tokio::time::timeout(SETTINGS, &mut answer).await;
        let answer = if let Ok(answer) = first {
            answer
        } else {
            // Documents should not wait for a client that takes its time.
            self.dispatch(Event::Configuration(number, None));
            // Late settings are the user's all the same.
            answer.await
        };
        self.dispatch(Event::Configuration(number, answer.ok().map(Value::Array)));
    }

    async fn watch(&self, files: bool, settings: bool) {
        let watcher = |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.into()), kind: None };
        let options =
            DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher("**/*.toml"), watcher("**/CODEOWNERS")] };
        let files = files.then(|| Registration {
            id: "unblame-files".into(),
            method: "workspace/didChangeWatchedFiles".into(),
            register_options: serde_json::to_value(options).ok(),
        });
        // Without a section the client says only that something changed, and we ask what.
        let settings = settings.then(|| Registration {
            id: "unblame-settings".into(),
            method: "workspace/didChangeConfiguration".into(),
            register_options: None,
        });
        let registrations = files.into_iter().chain(settings).collect();
        _ = self.0.client.register_capability(registrations).await;
    }

    /// Tells how far a request is.
    pub(super) fn progress(&self, params: &ProgressParams) {
        self.notify(Progress::METHOD, params);
    }

    /// Shows a text to the user.
    pub(super) fn show(&self, level: LogLevel, text: String) {
        _ = self.0.outbox.send(Effect::Show(level, text));
    }

    fn notify(&self, method: &str, params: &impl serde::Serialize) {
        /// Serialised by reference: a list of diagnostics may be long.
        #[derive(serde::Serialize)]
        struct Message<'a, T> {
            jsonrpc: &'a str,
            method: &'a str,
            params: &'a T,
        }
        if !self.0.closed.load(Ordering::SeqCst) {
            self.0.output.send(&Message { jsonrpc: "2.0", method, params });
        }
    }
}

/// Sends one thing after the other.
async fn post(runtime: Runtime, mut effects: mpsc::UnboundedReceiver<Effect>) {
    while let Some(effect) = effects.recv().await {
        match effect {
            Effect::Publish { uri, version, diagnostics } => {
                /// The protocol's `PublishDiagnosticsParams`, borrowed.
                #[derive(serde::Serialize)]
                struct Params<'a> {
                    uri: &'a str,
                    #[serde(skip_serializing_if = "Option::is_none")]
                    version: Option<i32>,
                    diagnostics: &'a [tower_lsp::lsp_types::Diagnostic],
                }
                let params = Params { uri: uri.as_str(), version, diagnostics: &diagnostics };
                runtime.notify("textDocument/publishDiagnostics", &params);
            }
            Effect::Show(level, text) => {
                runtime.notify("window/showMessage", &json!({"type": message_type(level), "message": text}));
            }
            Effect::Log(level, text) if level <= runtime.session().log_level() => {
                runtime.notify("window/logMessage", &json!({"type": message_type(level), "message": text}));
            }
            _ => {}
        }
    }
}

fn message_type(level: LogLevel) -> MessageType {
    match level {
        LogLevel::Error => MessageType::ERROR,
        LogLevel::Warn => MessageType::WARNING,
        LogLevel::Info => MessageType::INFO,
        LogLevel::Debug => MessageType::LOG,
    }
}
