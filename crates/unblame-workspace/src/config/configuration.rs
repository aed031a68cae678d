//! What the configuration file and the command line say together.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use unblame_core::Severity;
use unblame_core::rule::Profile;

use super::error::{ConfigError, Place};
use super::options::{Options, WeSeverity};
use crate::path::{absolute, display};

/// What the command line says; it is stronger than any file.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Replaces `select`.
    pub select: Option<Vec<String>>,
    /// Adds to `ignore`.
    pub ignore: Vec<String>,
    /// Adds to what is selected, or to the profile.
    pub extend_select: Vec<String>,
    /// Replaces `profile`.
    pub profile: Option<Profile>,
    /// Replaces `exclude`; relative to the current folder.
    pub exclude: Option<Vec<String>>,
    /// Adds to `exclude`; relative to the current folder.
    pub extend_exclude: Vec<String>,
}

/// A value and where it was written.
#[derive(Debug, Clone)]
pub(crate) struct Written<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

/// Where a value was written.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    File(Place),
    Flag(&'static str),
}

impl Origin {
    /// The place, if it is one in a file.
    pub(crate) fn place(&self) -> Option<Place> {
        match self {
            Self::File(place) => Some(place.clone()),
            Self::Flag(_) => None,
        }
    }

    /// What to put behind a message that has no place to show.
    pub(crate) fn suffix(&self) -> String {
        match self {
            Self::File(_) => String::new(),
            Self::Flag(flag) => format!(" in {flag}"),
        }
    }
}

/// A glob and the folder that it is relative to.
#[derive(Debug, Clone)]
pub(crate) struct Glob {
    pub(crate) pattern: Written<String>,
    pub(crate) base: PathBuf,
}

/// A pack on disk.
#[derive(Debug, Clone)]
pub(crate) struct PackPath {
    pub(crate) path: Written<PathBuf>,
    pub(crate) shown: PathBuf,
}

/// All sources merged; still names and paths as they were written.
#[derive(Debug, Clone, Default)]
pub struct Configuration {
    pub(crate) file: Option<PathBuf>,
    pub(crate) profile: Option<Profile>,
    pub(crate) builtin: Option<bool>,
    pub(crate) packs: Vec<PackPath>,
    pub(crate) exclude: Vec<Glob>,
    pub(crate) select: Vec<Written<String>>,
    pub(crate) extend_select: Vec<Written<String>>,
    pub(crate) ignore: Vec<Written<String>>,
    pub(crate) severity: Vec<(Written<String>, Severity)>,
    pub(crate) roster: Vec<String>,
    pub(crate) systems: Vec<String>,
    pub(crate) we: Option<WeSeverity>,
    pub(crate) max_file_size: Option<u64>,
}

impl Configuration {
    /// Reads a configuration file. `path` is absolute.
    ///
    /// # Errors
    ///
    /// If the file can't be read, is no TOML, or holds a key or value that doesn't exist.
    pub fn read(path: &Path, cwd: &Path) -> Result<Self, ConfigError> {
        let shown = display(path, path, cwd);
        let refused =
            |error: &dyn std::fmt::Display| ConfigError::new(format!("cannot read the configuration {shown}: {error}"));
        if !std::fs::metadata(path).map_err(|error| refused(&error))?.is_file() {
            return Err(refused(&"not a regular file"));
        }
        let text: Arc<str> = std::fs::read_to_string(path).map_err(|error| refused(&error))?.into();
        let options: Options = toml::from_str(&text).map_err(|error| ConfigError::from_toml(&error, &shown, &text))?;
        let source = Source { path: shown, text, base: path.parent().unwrap_or(cwd).to_path_buf(), cwd };
        Ok(Self { file: Some(path.to_path_buf()), ..Self::from_options(options, &source) })
    }

    fn from_options(options: Options, source: &Source<'_>) -> Self {
        let people = options.people.unwrap_or_default();
        Self {
            file: None,
            profile: options.profile,
            builtin: options.builtin,
            packs: options.packs.unwrap_or_default().into_iter().map(|path| source.pack(path)).collect(),
            exclude: source.all(options.exclude).map(|pattern| Glob { pattern, base: source.base.clone() }).collect(),
            select: source.all(options.select).collect(),
            extend_select: Vec::new(),
            ignore: source.all(options.ignore).collect(),
            severity: options
                .severity
                .unwrap_or_default()
                .into_iter()
                .map(|(name, severity)| (source.written(name), severity))
                .collect(),
            roster: people.roster.unwrap_or_default(),
            systems: people.systems.unwrap_or_default(),
            we: options.voice.and_then(|voice| voice.we),
            max_file_size: options.max_file_size.map(|size| size.0),
        }
    }

    /// Lets the command line have the last word.
    #[must_use]
    pub fn with_overrides(mut self, overrides: &Overrides, cwd: &Path) -> Self {
        if let Some(select) = &overrides.select {
            // Who names a rule on the command line wants to see it.
            self.ignore.retain(|name| !select.contains(&name.value));
            self.select = flagged(select, "--select").collect();
        }
        self.extend_select.extend(flagged(&overrides.extend_select, "--extend-select"));
        self.ignore.extend(flagged(&overrides.ignore, "--ignore"));
        self.profile = overrides.profile.or(self.profile);
        let glob = |pattern| Glob { pattern, base: cwd.to_path_buf() };
        if let Some(exclude) = &overrides.exclude {
            self.exclude = flagged(exclude, "--exclude").map(glob).collect();
        }
        self.exclude.extend(flagged(&overrides.extend_exclude, "--extend-exclude").map(glob));
        self
    }
}

fn flagged<'a>(names: &'a [String], flag: &'static str) -> impl Iterator<Item = Written<String>> + 'a {
    names.iter().map(move |name| Written { value: name.clone(), origin: Origin::Flag(flag) })
}

/// The file that options were read from.
struct Source<'a> {
    path: String,
    text: Arc<str>,
    base: PathBuf,
    cwd: &'a Path,
}

impl Source<'_> {
    fn written<T>(&self, value: Spanned<T>) -> Written<T> {
        let place = Place { path: self.path.clone(), text: Arc::clone(&self.text), span: value.span() };
        Written { value: value.into_inner(), origin: Origin::File(place) }
    }

    fn all(&self, values: Option<Vec<Spanned<String>>>) -> impl Iterator<Item = Written<String>> {
        values.unwrap_or_default().into_iter().map(|value| self.written(value))
    }

    fn pack(&self, path: Spanned<PathBuf>) -> PackPath {
        let mut path = self.written(path);
        path.value = absolute(&self.base.join(&path.value), self.cwd);
        let shown = PathBuf::from(display(&path.value, &path.value, self.cwd));
        PackPath { path, shown }
    }
}
