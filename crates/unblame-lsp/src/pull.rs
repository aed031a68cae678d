//! Diagnostics for clients that ask for them, for one document and for the whole workspace.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport, PreviousResultId, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, TextDocumentItem, UnchangedDocumentDiagnosticReport, Url,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};
use unblame_workspace::{Discovery, Input, Source, discover};

use crate::configuration::Configurations;
use crate::document::Snapshot;
use crate::lint::Findings;
use crate::position::Encoding;
use crate::session::View;
use crate::to_proto;

/// The name of a text under a configuration; the same name means the same findings.
fn result_id(configurations: &Configurations, text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{}-{:016x}", configurations.generation, hasher.finish())
}

/// The report on one document, and the findings if they are new.
pub(crate) fn document(view: &View, previous: Option<&str>) -> (DocumentDiagnosticReport, Option<Arc<Findings>>) {
    let id = result_id(&view.job.configurations, &view.job.snapshot.text);
    if previous == Some(&id) {
        return (unchanged(id), None);
    }
    let (findings, new) = view.findings();
    let items = findings.as_ref().map(|findings| findings.proto.to_vec()).unwrap_or_default();
    (full(Some(id), items), findings.filter(|_| new))
}

/// A report with these diagnostics.
pub(crate) fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}

fn unchanged(result_id: String) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    })
}

/// What a file looked like when it was read the last time, and the name of its text.
type Seen = (SystemTime, u64, u64, String);

/// Remembers files, so that a client that asks every other second doesn't have them read every time.
#[derive(Debug, Default)]
pub(crate) struct Files(Mutex<HashMap<PathBuf, Seen>>);

/// What the report on a workspace is about.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) configurations: Arc<Configurations>,
    pub(crate) encoding: Encoding,
    /// The open documents.
    pub(crate) open: Vec<View>,
    pub(crate) previous: Vec<PreviousResultId>,
}

impl Workspace {
    /// One report for each file, calling `step` with the share that is done.
    pub(crate) fn report(&self, files: &Files, mut step: impl FnMut(usize, usize)) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let mut reports = Vec::new();
        let mut reported: HashSet<Url> = HashSet::new();
        for view in self.open.iter().filter(|view| view.job.snapshot.is_prose) {
            let snapshot = &view.job.snapshot;
            reported.insert(snapshot.uri.clone());
            let id = result_id(&self.configurations, &snapshot.text);
            let items = || view.findings().0.map(|findings| findings.proto.to_vec()).unwrap_or_default();
            reports.push(self.one(&snapshot.uri, Some(snapshot.version.into()), id, items));
        }
        let sources = self.sources();
        for (at, source) in sources.iter().enumerate() {
            step(at, sources.len());
            let Input::File(path) = &source.input else { continue };
            let Ok(uri) = Url::from_file_path(path) else { continue };
            if reported.insert(uri.clone()) {
                reports.extend(self.file(&uri, path, source, files));
            }
        }
        let gone = self.previous.iter().filter(|one| !reported.contains(&one.uri));
        reports.extend(gone.map(|one| full_in_workspace(one.uri.clone(), None, None, Vec::new())));
        reports
    }

    fn sources(&self) -> Vec<Source> {
        let mut sources = Vec::new();
        for folder in &self.folders {
            let options = Discovery {
                cwd: folder.clone(),
                respect_gitignore: true,
                user_gitignore: true,
                force_exclude: true,
                stdin_filename: None,
            };
            // Mistakes in the configuration are shown where they are.
            let resolver = self.configurations.resolver(&folder.join("untitled"));
            sources
                .extend(discover(std::slice::from_ref(folder), &options, resolver).into_iter().flat_map(|found| found.sources));
        }
        sources
    }

    fn file(&self, uri: &Url, path: &Path, source: &Source, files: &Files) -> Option<WorkspaceDocumentDiagnosticReport> {
        let lock = || files.0.lock().unwrap_or_else(PoisonError::into_inner);
        let metadata = std::fs::metadata(path).ok()?;
        let stamp = (metadata.modified().ok()?, metadata.len(), self.configurations.generation);
        let known = lock().get(path).filter(|seen| (seen.0, seen.1, seen.2) == stamp).map(|seen| seen.3.clone());
        if let Some(id) = known.filter(|id| self.previous_id(uri) == Some(id)) {
            return Some(self.one(uri, None, id, Vec::new));
        }
        let linted = source.lint().ok()?;
        let id = result_id(&self.configurations, &linted.text);
        lock().insert(path.to_owned(), (stamp.0, stamp.1, stamp.2, id.clone()));
        let item = TextDocumentItem::new(uri.clone(), String::new(), 0, linted.text);
        let snapshot = Snapshot::new(item);
        let items = || to_proto::diagnostics(&linted.diagnostics, &snapshot, self.encoding);
        Some(self.one(uri, None, id, items))
    }

    fn one(
        &self,
        uri: &Url,
        version: Option<i64>,
        id: String,
        items: impl FnOnce() -> Vec<Diagnostic>,
    ) -> WorkspaceDocumentDiagnosticReport {
        if self.previous_id(uri) == Some(&id) {
            return WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri: uri.clone(),
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            });
        }
        full_in_workspace(uri.clone(), version, Some(id), items())
    }

    fn previous_id(&self, uri: &Url) -> Option<&String> {
        self.previous.iter().find(|one| one.uri == *uri).map(|one| &one.value)
    }
}

fn full_in_workspace(
    uri: Url,
    version: Option<i64>,
    result_id: Option<String>,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}
