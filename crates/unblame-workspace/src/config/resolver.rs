//! Which configuration applies to a file: the closest one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::configuration::{Configuration, Overrides};
use super::globs::Globs;
use super::sections::{Kind, NAMES};
use super::{ConfigError, Settings};
use crate::path::absolute;

/// Where configuration comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The closest file above each linted file.
    Closest,
    /// This file, for all.
    File(PathBuf),
    /// Built-in defaults only.
    Isolated,
}

/// Finds, reads and compiles configurations, each once.
#[derive(Debug)]
pub struct Resolver {
    scope: Scope,
    overrides: Overrides,
    cwd: PathBuf,
    cache: Mutex<Cache>,
}

/// A configuration file, and which of its overrides apply.
type Overridden = (Option<PathBuf>, Vec<usize>);

#[derive(Debug, Default)]
struct Cache {
    /// The configuration file of each folder asked about; `None` means defaults.
    folders: HashMap<PathBuf, Option<PathBuf>>,
    /// What each configuration file says, or `None` where it is wrong.
    layers: HashMap<Option<PathBuf>, Option<Arc<Layer>>>,
    /// The settings of a configuration file for the files to which some of its overrides apply.
    overridden: HashMap<Overridden, Option<Arc<Settings>>>,
    errors: Vec<ConfigError>,
}

/// A configuration, with what it means for most of its files.
#[derive(Debug)]
struct Layer {
    /// Without the command line.
    configuration: Configuration,
    settings: Arc<Settings>,
    /// The files of each override.
    overrides: Vec<Globs>,
}

impl Resolver {
    /// Nothing is read before the first question. `cwd` is absolute.
    pub fn new(scope: Scope, overrides: Overrides, cwd: PathBuf) -> Self {
        let scope = match scope {
            Scope::File(path) => Scope::File(absolute(&path, &cwd)),
            other => other,
        };
        Self { scope, overrides, cwd, cache: Mutex::default() }
    }

    /// The settings for an absolute path, or `None` where its configuration has errors.
    pub fn for_file(&self, path: &Path) -> Option<Arc<Settings>> {
        let mut cache = self.cache();
        let file = self.file_for(path.parent().unwrap_or(path), &mut cache);
        let layer = self.layer(file.as_ref(), &mut cache)?;
        let which = layer.overrides_of(path);
        if which.is_empty() {
            return Some(Arc::clone(&layer.settings));
        }
        let key = (file, which);
        if let Some(settings) = cache.overridden.get(&key) {
            return settings.clone();
        }
        let settings = Settings::new(&self.overridden(&layer.configuration, &key.1)).map(Arc::new);
        let settings = settings.map_err(|errors| cache.add(errors)).ok();
        cache.overridden.insert(key, settings.clone());
        settings
    }

    /// The settings of an absolute folder, before overrides for files; `None` where the configuration has errors.
    pub fn for_folder(&self, folder: &Path) -> Option<Arc<Settings>> {
        let mut cache = self.cache();
        let file = self.file_for(folder, &mut cache);
        self.layer(file.as_ref(), &mut cache).map(|layer| Arc::clone(&layer.settings))
    }

    /// The merged configuration for an absolute path of a file or folder, not compiled.
    ///
    /// # Errors
    ///
    /// If the file can't be read or is wrong.
    pub fn configuration_for(&self, path: &Path) -> Result<Configuration, Vec<ConfigError>> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let file = self.file_for(folder, &mut self.cache());
        let configuration = self.read(file.as_deref())?;
        let globs = path_globs(&configuration).map_err(|error| vec![error])?;
        let which = if path.is_dir() { Vec::new() } else { matching(&globs, path) };
        Ok(self.overridden(&configuration, &which))
    }

    /// All mistakes met so far.
    pub fn errors(&self) -> Vec<ConfigError> {
        self.cache().errors.clone()
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The configuration file of a folder.
    fn file_for(&self, folder: &Path, cache: &mut Cache) -> Option<PathBuf> {
        match &self.scope {
            Scope::Closest => cache.closest(folder),
            Scope::File(path) => Some(path.clone()),
            Scope::Isolated => None,
        }
    }

    fn layer(&self, file: Option<&PathBuf>, cache: &mut Cache) -> Option<Arc<Layer>> {
        let file = file.cloned();
        if let Some(layer) = cache.layers.get(&file) {
            return layer.clone();
        }
        let layer = self.new_layer(file.as_deref()).map(Arc::new).map_err(|errors| cache.add(errors)).ok();
        cache.layers.insert(file, layer.clone());
        layer
    }

    fn new_layer(&self, file: Option<&Path>) -> Result<Layer, Vec<ConfigError>> {
        let configuration = self.read(file)?;
        let overrides = path_globs(&configuration).map_err(|error| vec![error])?;
        let settings = Arc::new(Settings::new(&configuration.clone().with_overrides(&self.overrides, &self.cwd))?);
        Ok(Layer { configuration, settings, overrides })
    }

    fn read(&self, file: Option<&Path>) -> Result<Configuration, Vec<ConfigError>> {
        file.map_or_else(
            || Ok(Configuration::default()),
            |file| Configuration::read(file, &self.cwd).map_err(|error| vec![error]),
        )
    }

    /// With the overrides for files that apply, and the command line on top.
    fn overridden(&self, configuration: &Configuration, which: &[usize]) -> Configuration {
        let overrides = which.iter().map(|&index| &configuration.overrides[index]);
        configuration.clone().with_path_overrides(overrides).with_overrides(&self.overrides, &self.cwd)
    }
}

impl Layer {
    fn overrides_of(&self, path: &Path) -> Vec<usize> {
        matching(&self.overrides, path)
    }
}

fn path_globs(configuration: &Configuration) -> Result<Vec<Globs>, ConfigError> {
    configuration.overrides.iter().map(|one| Globs::new(&one.files)).collect()
}

/// The indices of the globs that match a file.
fn matching(globs: &[Globs], path: &Path) -> Vec<usize> {
    globs.iter().enumerate().filter(|(_, globs)| globs.matches(path, false)).map(|(index, _)| index).collect()
}

impl Cache {
    /// The same mistake on the command line would show up once per configuration file.
    fn add(&mut self, errors: Vec<ConfigError>) {
        for error in errors {
            if !self.errors.contains(&error) {
                self.errors.push(error);
            }
        }
    }

    fn closest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let here = NAMES.iter().map(|name| folder.join(name)).find(|path| Kind::of(path).applies(path));
        let file = here.or_else(|| folder.parent().and_then(|parent| self.closest(parent)));
        self.folders.insert(folder.to_path_buf(), file.clone());
        file
    }
}
