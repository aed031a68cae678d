//! The methods of the protocol. Each takes what it needs at once, and waits only after that.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability, CodeActionResponse, CompletionOptions,
    CompletionParams, CompletionResponse, DiagnosticOptions, DiagnosticServerCapabilities, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    ExecuteCommandOptions, ExecuteCommandParams, Hover, HoverParams, HoverProviderCapability, InitializeParams,
    InitializeResult, InitializedParams, OneOf, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Url, WorkDoneProgressOptions,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};
use tower_lsp::{LanguageServer, async_trait};

use super::parent::Parent;
use super::runtime::Runtime;
use crate::action::{self, Context};
use crate::assist;
use crate::client::Client;
use crate::hover::hover;
use crate::lint::Findings;
use crate::pull::{self, Files, Workspace};
use crate::session::{Event, View};
use crate::settings::LogLevel;

/// What tower-lsp calls.
#[derive(Debug)]
pub(super) struct Backend {
    runtime: Runtime,
    files: Arc<Files>,
    parent: Mutex<Option<oneshot::Sender<Parent>>>,
}

impl Backend {
    /// `parent` is told which process started us, as soon as that is known.
    pub(super) fn new(runtime: Runtime, parent: oneshot::Sender<Parent>) -> Self {
        Self { runtime, files: Arc::default(), parent: Mutex::new(Some(parent)) }
    }

    /// A document to answer about, unless unblame is switched off or doesn't know it.
    fn view(&self, uri: &Url) -> Option<View> {
        let session = self.runtime.session();
        session.view(uri).filter(|view| session.is_enabled() && view.job.snapshot.is_prose)
    }

    /// A configuration file to help with.
    fn helped(&self, uri: &Url) -> Option<View> {
        let session = self.runtime.session();
        session.view(uri).filter(|view| session.is_enabled() && assist::is_helped(&view.job.snapshot.uri))
    }

    /// Does something about a document away from the message loop, and keeps findings that came of it.
    async fn with_findings<T: Send + 'static>(
        &self,
        view: View,
        work: impl FnOnce(&View, Arc<Findings>) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let runtime = self.runtime.clone();
        blocking(move || {
            let (findings, new) = view.findings();
            let findings = findings?;
            if new {
                runtime.dispatch(Event::Found(Arc::clone(&findings)));
            }
            work(&view, findings)
        })
        .await
    }
}

/// A panic in `work` becomes the answer to one request.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::internal_error())
}

fn capabilities(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, action::FIX_ALL]),
            ..CodeActionOptions::default()
        })),
        completion_provider: Some(CompletionOptions::default()),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![action::EXPLAIN.into()],
            ..ExecuteCommandOptions::default()
        }),
        diagnostic_provider: client.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("unblame".into()),
                inter_file_dependencies: false,
                workspace_diagnostics: true,
                work_done_progress_options: WorkDoneProgressOptions { work_done_progress: Some(true) },
            })
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::new(&params.initialization_options.unwrap_or_default());
        let result = InitializeResult {
            capabilities: capabilities(&client),
            server_info: Some(ServerInfo { name: "unblame".into(), version: Some(env!("CARGO_PKG_VERSION").into()) }),
        };
        let sender = self.parent.lock().unwrap_or_else(PoisonError::into_inner).take();
        _ = sender.map(|sender| sender.send(Parent::new(client.process)));
        self.runtime.start(client);
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        self.runtime.dispatch(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.runtime.close();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.runtime.dispatch(Event::Opened(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.runtime.dispatch(Event::Changed(params));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.runtime.dispatch(Event::Saved(params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.runtime.dispatch(Event::Closed(params.text_document.uri));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.runtime.dispatch(Event::SettingsChanged(params.settings));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.runtime.dispatch(Event::FilesChanged(params.changes.into_iter().map(|change| change.uri).collect()));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.runtime.dispatch(Event::FoldersChanged(params.event));
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let params = params.text_document_position;
        let Some(view) = self.helped(&params.text_document.uri) else { return Ok(None) };
        blocking(move || Some(assist::completion(&view, params.position).into())).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let params = params.text_document_position_params;
        if let Some(view) = self.helped(&params.text_document.uri) {
            return blocking(move || assist::hover(&view, params.position)).await;
        }
        let Some(view) = self.view(&params.text_document.uri) else { return Ok(None) };
        self.with_findings(view, move |view, findings| hover(&findings, params.position, &view.client)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let Some(view) = self.view(&params.text_document.uri) else { return Ok(None) };
        let configurations = self.runtime.session().open_configurations();
        self.with_findings(view, move |view, findings| {
            let client = Arc::clone(&view.client);
            let context = Context { client, findings, configurations, range: params.range, only: params.context.only };
            Some(context.actions())
        })
        .await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let Some(view) = self.view(&params.text_document.uri) else { return Ok(pull::full(None, Vec::new()).into()) };
        let runtime = self.runtime.clone();
        blocking(move || {
            let (report, new) = pull::document(&view, params.previous_result_id.as_deref());
            if let Some(findings) = new {
                runtime.dispatch(Event::Found(findings));
            }
            report.into()
        })
        .await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let workspace = self.workspace(&params);
        let (runtime, files) = (self.runtime.clone(), Arc::clone(&self.files));
        let token = params.work_done_progress_params.work_done_token;
        blocking(move || {
            let progress = super::progress::Progress::new(&runtime, token);
            let items = workspace.map(|workspace| workspace.report(&files, |done, all| progress.report(done, all)));
            WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items: items.unwrap_or_default() })
        })
        .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        if params.command != action::EXPLAIN {
            return Err(Error::invalid_params(format!("unknown command {}", params.command)));
        }
        let Some(name) = params.arguments.first().and_then(Value::as_str).map(str::to_owned) else {
            return Err(Error::invalid_params("the name of a rule is missing"));
        };
        let views = self.runtime.session().views();
        let runtime = self.runtime.clone();
        blocking(move || match action::explain(&views, &name) {
            Some(text) => runtime.show(LogLevel::Info, text),
            None => runtime.show(LogLevel::Warn, format!("unblame knows no rule {name}")),
        })
        .await?;
        Ok(None)
    }
}

impl Backend {
    /// What a report on the workspace is about; `None` while unblame is switched off.
    fn workspace(&self, params: &WorkspaceDiagnosticParams) -> Option<Workspace> {
        let session = self.runtime.session();
        session.is_enabled().then(|| Workspace {
            folders: session.client().folders.clone(),
            configurations: Arc::clone(session.configurations()),
            encoding: session.client().encoding,
            open: session.views(),
            previous: params.previous_result_ids.clone(),
        })
    }
}
