//! Configuration files to [`Configuration`]s: each on top of those that it extends.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use unblame_core::Severity;

use super::configuration::{Configuration, PathOverride};
use super::error::{ConfigError, Place};
use super::options::{Options, Override};
use super::sections::Kind;
use super::written::{Glob, Origin, PackPath, Written};
use crate::pack;
use crate::path::{absolute, display};

impl Configuration {
    /// Reads a configuration file and those that it extends. `path` is absolute.
    ///
    /// # Errors
    ///
    /// If a file can't be read, is no TOML, holds a key or value that doesn't exist, or extends itself.
    pub fn read(path: &Path, cwd: &Path) -> Result<Self, ConfigError> {
        read_file(path, cwd, &mut Vec::new())
    }
}

/// Reads a file. `parents` are those that extend it, the outermost first.
fn read_file(path: &Path, cwd: &Path, parents: &mut Vec<PathBuf>) -> Result<Configuration, ConfigError> {
    let shown = display(path, path, cwd);
    let refused = |error: &dyn std::fmt::Display| ConfigError::new(format!("cannot read the configuration {shown}: {error}"));
    if !std::fs::metadata(path).map_err(|error| refused(&error))?.is_file() {
        return Err(refused(&"not a regular file"));
    }
    let text: Arc<str> = std::fs::read_to_string(path).map_err(|error| refused(&error))?.into();
    let kind = Kind::of(path);
    let options = kind.read(&text).map_err(|error| ConfigError::from_toml(&error, &shown, &text))?;
    let options = options.ok_or_else(|| refused(&format_args!("it has no section {}", kind.section())))?;
    let source = Source { path: shown, text, base: path.parent().unwrap_or(cwd).to_path_buf(), cwd };
    parents.push(path.canonicalize().unwrap_or_else(|_| path.to_path_buf()));
    let configuration = source.configuration(options, path, parents);
    parents.pop();
    configuration
}

/// The file that options were read from.
struct Source<'a> {
    path: String,
    text: Arc<str>,
    base: PathBuf,
    cwd: &'a Path,
}

impl Source<'_> {
    fn configuration(
        &self,
        mut options: Options,
        path: &Path,
        parents: &mut Vec<PathBuf>,
    ) -> Result<Configuration, ConfigError> {
        let mut base = Configuration::default();
        for target in options.extends.take().unwrap_or_default() {
            base = self.extended(&self.written(target), parents)?.or(base);
        }
        let own = Configuration { file: Some(path.to_path_buf()), ..self.own(options) };
        Ok(own.or(base))
    }

    /// The configuration that an entry of `extends` names.
    fn extended(&self, target: &Written<String>, parents: &mut Vec<PathBuf>) -> Result<Configuration, ConfigError> {
        let place = target.origin.place();
        if let Some(name) = target.value.strip_prefix("pack:") {
            return self.pack_named(name.to_owned(), &target.origin);
        }
        let path = absolute(&self.base.join(&target.value), self.cwd);
        if let Some(at) = parents.iter().position(|parent| Some(parent) == path.canonicalize().ok().as_ref()) {
            let shown = parents[at..].iter().chain([&parents[at]]).map(|path| display(path, path, self.cwd));
            let way = shown.collect::<Vec<_>>().join(" -> ");
            let help = "take this entry out, or move what both share into a file of its own".to_owned();
            let error = ConfigError::new(format!("the configuration extends itself: {way}"));
            return Err(error.at(place).help(Some(help)));
        }
        read_file(&path, self.cwd, parents).map_err(|error| match error.place {
            // A mistake in the file itself has its own place.
            Some(_) => error,
            None => error.at(place),
        })
    }

    /// A configuration that switches on all rules of a pack, whatever the profile.
    fn pack_named(&self, name: String, origin: &Origin) -> Result<Configuration, ConfigError> {
        let mut configuration = Configuration::default();
        if !pack::is_builtin_pack(&name) {
            let path = pack::find(&name, &self.base).map_err(|error| error.at(origin.place()))?;
            let shown = PathBuf::from(display(&path, &path, self.cwd));
            configuration.packs.push(PackPath { path: Written { value: path, origin: origin.clone() }, shown });
        }
        configuration.extend_select.push(Written { value: name, origin: origin.clone() });
        Ok(configuration)
    }

    /// What this file says by itself.
    fn own(&self, options: Options) -> Configuration {
        let people = options.people.unwrap_or_default();
        Configuration {
            file: None,
            profile: options.profile.map(|value| self.written(value)),
            builtin: options.builtin.map(|value| self.written(value)),
            packs: options.packs.unwrap_or_default().into_iter().map(|path| self.pack(path)).collect(),
            exclude: options.exclude.map(|globs| self.globs(globs)),
            select: options.select.map(|names| self.all(names)),
            extend_select: Vec::new(),
            ignore: options.ignore.map(|names| self.all(names)),
            severity: self.severities(options.severity),
            roster: people.roster.map(|names| self.all(names)),
            roster_from: people.roster_from.map(|sources| self.all(sources)),
            systems: people.systems.map(|names| self.all(names)),
            naming: people.naming.map(|value| self.written(value)),
            we: options.voice.and_then(|voice| voice.we).map(|value| self.written(value)),
            max_file_size: options.max_file_size.map(|size| {
                let size = self.written(size);
                Written { value: size.value.0, origin: size.origin }
            }),
            overrides: options.overrides.unwrap_or_default().into_iter().map(|one| self.path_override(one)).collect(),
        }
    }

    fn path_override(&self, one: Override) -> PathOverride {
        PathOverride {
            files: self.globs(one.files),
            profile: one.profile.map(|value| self.written(value)),
            select: one.select.map(|names| self.all(names)),
            ignore: one.ignore.map(|names| self.all(names)),
            severity: self.severities(one.severity),
            we: one.voice.and_then(|voice| voice.we).map(|value| self.written(value)),
        }
    }

    fn written<T>(&self, value: Spanned<T>) -> Written<T> {
        let place = Place { path: self.path.clone(), text: Arc::clone(&self.text), span: value.span() };
        Written { value: value.into_inner(), origin: Origin::File(place) }
    }

    fn all<T>(&self, values: Vec<Spanned<T>>) -> Vec<Written<T>> {
        values.into_iter().map(|value| self.written(value)).collect()
    }

    fn globs(&self, globs: Vec<Spanned<String>>) -> Vec<Glob> {
        let glob = |pattern| Glob { pattern: self.written(pattern), base: self.base.clone() };
        globs.into_iter().map(glob).collect()
    }

    fn severities(
        &self,
        severities: Option<std::collections::BTreeMap<Spanned<String>, Severity>>,
    ) -> Vec<(Written<String>, Severity)> {
        severities.unwrap_or_default().into_iter().map(|(name, severity)| (self.written(name), severity)).collect()
    }

    fn pack(&self, path: Spanned<PathBuf>) -> PackPath {
        let mut path = self.written(path);
        path.value = absolute(&self.base.join(&path.value), self.cwd);
        let shown = PathBuf::from(display(&path.value, &path.value, self.cwd));
        PackPath { path, shown }
    }
}
