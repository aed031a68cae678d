//! Which settings apply to a document: the files of its folder and the editor's own wish.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, Url};
use unblame_workspace::{ConfigError, Overrides, Resolver, Scope, Settings};

use crate::document::Snapshot;
use crate::position::{Encoding, LineIndex};
use crate::settings::{EditorSettings, Preference};
use crate::to_proto::SOURCE;

/// All configuration as it was at one time; after a change a new one takes its place, and nothing read before is used again.
#[derive(Debug)]
pub(crate) struct Configurations {
    /// Tells results under this configuration from those under another.
    pub(crate) generation: u64,
    closest: Arc<Resolver>,
    named: Option<Arc<Resolver>>,
    preference: Preference,
    /// Where documents live that are not on disk, and what shown paths are relative to.
    pub(crate) root: PathBuf,
}

impl Configurations {
    /// Nothing is read before the first question.
    pub(crate) fn new(settings: &EditorSettings, folders: &[PathBuf]) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let root = folders.first().cloned().or_else(|| std::env::current_dir().ok()).unwrap_or_else(|| PathBuf::from("/"));
        let resolver = |scope| Arc::new(Resolver::new(scope, Overrides::default(), root.clone()));
        let isolated = settings.preference == Preference::EditorOnly;
        Self {
            generation: NEXT.fetch_add(1, Ordering::Relaxed),
            closest: resolver(if isolated { Scope::Isolated } else { Scope::Closest }),
            named: settings.configuration.clone().map(|path| resolver(Scope::File(path))),
            preference: settings.preference,
            root,
        }
    }

    /// The settings for a document, or `None` where they have errors.
    pub(crate) fn of(&self, snapshot: &Snapshot) -> Option<Arc<Settings>> {
        let path = snapshot.path().unwrap_or_else(|| self.root.join("untitled"));
        self.resolver(&path).for_file(&path)
    }

    /// What to ask about the files of a folder.
    pub(crate) fn resolver(&self, path: &Path) -> &Arc<Resolver> {
        match &self.named {
            Some(named) if self.preference != Preference::FilesystemFirst || !self.has_file(path) => named,
            _ => &self.closest,
        }
    }

    /// A broken file counts as one.
    fn has_file(&self, path: &Path) -> bool {
        self.closest.for_file(path).is_none_or(|settings| settings.file.is_some())
    }

    /// All mistakes met so far.
    fn errors(&self) -> Vec<ConfigError> {
        let named = self.named.iter().flat_map(|resolver| resolver.errors());
        self.closest.errors().into_iter().chain(named).collect()
    }

    /// All mistakes met so far, by the file that holds them, and as a line each for people.
    pub(crate) fn problems(&self, encoding: Encoding) -> Problems {
        let mut problems = Problems::default();
        for error in self.errors() {
            problems.lines.push(error.to_string());
            let Some(place) = &error.place else { continue };
            let Ok(uri) = Url::from_file_path(self.root.join(&place.path)) else { continue };
            let lines = LineIndex::new(&place.text);
            let mut cursor = lines.cursor(&place.text, encoding);
            let start = cursor.position(place.span.start);
            let diagnostic = Diagnostic {
                range: tower_lsp::lsp_types::Range::new(start, cursor.position(place.span.end)),
                severity: Some(DiagnosticSeverity::ERROR),
                source: Some(SOURCE.into()),
                message: error
                    .help
                    .as_ref()
                    .map_or_else(|| error.message.clone(), |help| format!("{} ({help})", error.message)),
                ..Diagnostic::default()
            };
            problems.files.entry(uri).or_default().push(diagnostic);
        }
        problems
    }
}

/// Mistakes in configuration and pack files.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// By file.
    pub(crate) files: BTreeMap<Url, Vec<Diagnostic>>,
    /// For a message.
    pub(crate) lines: Vec<String>,
}

/// Whether a file may change what is found elsewhere: a configuration, or a pack.
pub(crate) fn is_configuration(uri: &Url) -> bool {
    let path = Path::new(uri.path());
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    path.extension().is_some_and(|extension| extension == "toml") || name == "CODEOWNERS"
}
