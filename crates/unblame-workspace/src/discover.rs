//! From the paths of the command line to the files to lint.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};

use crate::path::{absolute, display, slashed};
use crate::read::{FileError, FileErrorKind, kind_name};
use crate::{ConfigError, Input, Resolver, Source};

/// What a walk takes; a file that is named is taken whatever its extension.
pub(crate) const EXTENSIONS: [&str; 5] = ["md", "markdown", "mdown", "txt", "text"];

/// Hidden folders that hold prose written for people; all others are skipped in a walk.
const VISIBLE: [&str; 4] = [".github", ".gitlab", ".gitea", ".forgejo"];

/// How files are looked for.
#[derive(Debug, Clone)]
pub struct Discovery {
    /// The current folder; shown paths are relative to it.
    pub cwd: PathBuf,
    /// Leave out what `.gitignore` and its relatives leave out.
    pub respect_gitignore: bool,
    /// Read the user's own Git configuration for more ignored files.
    pub user_gitignore: bool,
    /// Apply `exclude` to files that are named.
    pub force_exclude: bool,
    /// The name that standard input goes by.
    pub stdin_filename: Option<PathBuf>,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Sorted by shown path, none twice.
    pub sources: Vec<Source>,
    /// Paths that could not be looked at.
    pub errors: Vec<FileError>,
}

/// Finds the files to lint; `-` is standard input.
///
/// # Errors
///
/// Every mistake in a configuration file that applies to one of the files.
pub fn discover(paths: &[PathBuf], options: &Discovery, resolver: &Arc<Resolver>) -> Result<Found, Vec<ConfigError>> {
    let mut collector = Collector { options, resolver, found: Found::default(), candidates: Vec::new() };
    for path in paths {
        if path.as_os_str() == "-" { collector.stdin() } else { collector.path(path) }
    }
    if collector.candidates.is_empty() {
        // A wrong flag is wrong, even if it has no file to act on.
        _ = resolver.for_folder(&options.cwd);
    }
    let errors = resolver.errors();
    if errors.is_empty() { Ok(collector.finish()) } else { Err(errors) }
}

struct Collector<'a> {
    options: &'a Discovery,
    resolver: &'a Arc<Resolver>,
    found: Found,
    candidates: Vec<(Identity, Source)>,
}

/// What makes two paths the same file.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    Stdin,
    File(PathBuf),
}

impl Collector<'_> {
    fn stdin(&mut self) {
        let name = self.options.stdin_filename.as_deref();
        let path = absolute(name.unwrap_or(Path::new("stdin.md")), &self.options.cwd);
        let Some(settings) = self.resolver.for_file(&path) else { return };
        if self.options.force_exclude && settings.excludes(&path, false) {
            return;
        }
        let display = name.map_or_else(|| "-".to_owned(), |name| display(&path, name, &self.options.cwd));
        self.candidates.push((Identity::Stdin, Source { input: Input::Stdin, display, settings, lines: None }));
    }

    fn path(&mut self, given: &Path) {
        let path = absolute(given, &self.options.cwd);
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => self.folder(given, &path),
            Ok(metadata) => self.file(given, path, &metadata),
            Err(error) => self.fail(slashed(given), error.into()),
        }
    }

    fn file(&mut self, given: &Path, path: PathBuf, metadata: &Metadata) {
        let Some(settings) = self.resolver.for_file(&path) else { return };
        if self.options.force_exclude && settings.excludes(&path, false) {
            return;
        }
        let display = display(&path, given, &self.options.cwd);
        if !metadata.is_file() {
            self.fail(display, FileErrorKind::NotRegular(kind_name(metadata.file_type())));
            return;
        }
        let identity = Identity::File(path.canonicalize().unwrap_or_else(|_| path.clone()));
        self.candidates.push((identity, Source { input: Input::File(path), display, settings, lines: None }));
    }

    fn folder(&mut self, given: &Path, root: &Path) {
        // No link is followed below the root, so this one call settles the identity of all files in it.
        let real = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let shown = display(root, given, &self.options.cwd);
        for entry in self.walker(root).build() {
            match entry {
                Ok(entry) => self.entry(entry, root, &real, &shown),
                Err(error) => self.walk_error(&error, &shown),
            }
        }
    }

    fn entry(&mut self, entry: DirEntry, root: &Path, real: &Path, shown: &str) {
        if !entry.file_type().is_some_and(|kind| kind.is_file()) || !has_known_extension(entry.path()) {
            return;
        }
        let path = entry.into_path();
        let Some(settings) = self.resolver.for_file(&path) else { return };
        let below = path.strip_prefix(root).unwrap_or(&path).to_path_buf();
        let display = if shown == "." { slashed(&below) } else { slashed(&Path::new(shown).join(&below)) };
        self.candidates
            .push((Identity::File(real.join(below)), Source { input: Input::File(path), display, settings, lines: None }));
    }

    fn walker(&self, root: &Path) -> WalkBuilder {
        let respect = self.options.respect_gitignore;
        let mut walker = WalkBuilder::new(root);
        walker
            .current_dir(&self.options.cwd)
            .hidden(false)
            .parents(respect)
            .ignore(respect)
            .git_ignore(respect)
            .git_exclude(respect)
            .git_global(respect && self.options.user_gitignore)
            .require_git(false)
            .follow_links(false);
        let resolver = Arc::clone(self.resolver);
        walker.filter_entry(move |entry| entry.depth() == 0 || (!is_hidden(entry) && !is_excluded(entry, &resolver)));
        walker
    }

    fn walk_error(&mut self, error: &ignore::Error, root: &str) {
        let path = error_path(error).map_or_else(|| root.to_owned(), |path| display(path, path, &self.options.cwd));
        let error = error.io_error().map_or_else(
            || std::io::Error::other(error.to_string()),
            |inner| std::io::Error::new(inner.kind(), plain_message(inner)),
        );
        self.fail(path, error.into());
    }

    fn fail(&mut self, path: String, kind: FileErrorKind) {
        self.found.errors.push(FileError { path, kind });
    }

    fn finish(mut self) -> Found {
        self.candidates.sort_by(|(_, a), (_, b)| (&a.display, &a.input).cmp(&(&b.display, &b.input)));
        let mut seen = HashSet::new();
        let fresh = self.candidates.into_iter().filter_map(|(identity, source)| seen.insert(identity).then_some(source));
        self.found.sources.extend(fresh);
        self.found.errors.sort_by(|a, b| a.path.cmp(&b.path));
        self.found
    }
}

pub(crate) fn has_known_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

fn is_hidden(entry: &DirEntry) -> bool {
    is_hidden_name(entry.file_name())
}

/// Whether a walk leaves out what is called so.
pub(crate) fn is_hidden_name(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') && !VISIBLE.contains(&name.as_ref())
}

fn is_excluded(entry: &DirEntry, resolver: &Resolver) -> bool {
    let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
    let folder = entry.path().parent().unwrap_or(entry.path());
    resolver.for_folder(folder).is_some_and(|settings| settings.excludes(entry.path(), is_dir))
}

fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        _ => None,
    }
}

/// The walker puts the path into the message; it is shown before it already.
fn plain_message(error: &std::io::Error) -> String {
    error.raw_os_error().map_or_else(|| error.kind().to_string(), |code| std::io::Error::from_raw_os_error(code).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Overrides, Scope};

    fn found_in(folder: &Path) -> Found {
        let cwd = folder.canonicalize().unwrap();
        let resolver = Arc::new(Resolver::new(Scope::Isolated, Overrides::default(), cwd.clone()));
        let options =
            Discovery { cwd, respect_gitignore: true, user_gitignore: false, force_exclude: false, stdin_filename: None };
        discover(&[PathBuf::from(".")], &options, &resolver).unwrap()
    }

    #[test]
    fn a_file_that_vanishes_or_changes_its_kind_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.md", "b.md"] {
            std::fs::write(folder.path().join(name), "text").unwrap();
        }
        let found = found_in(folder.path());
        std::fs::remove_file(folder.path().join("a.md")).unwrap();
        std::fs::remove_file(folder.path().join("b.md")).unwrap();
        std::fs::create_dir(folder.path().join("b.md")).unwrap();
        let errors: Vec<_> = found.sources.iter().map(|source| source.lint().unwrap_err().to_string()).collect();
        assert_eq!(
            errors,
            ["a.md: cannot read: No such file or directory (os error 2)", "b.md: not a regular file but a folder"]
        );
    }
}
