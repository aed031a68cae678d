//! Which configuration applies to a file: the closest one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::configuration::{Configuration, Overrides};
use super::{ConfigError, FILE_NAMES, Settings};
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

#[derive(Debug, Default)]
struct Cache {
    /// The configuration file of each folder asked about; `None` means defaults.
    folders: HashMap<PathBuf, Option<PathBuf>>,
    /// The settings of each configuration file, or `None` where it is wrong.
    settings: HashMap<Option<PathBuf>, Option<Arc<Settings>>>,
    errors: Vec<ConfigError>,
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
        self.for_folder(path.parent().unwrap_or(path))
    }

    /// The settings for the files of an absolute folder, or `None` where the configuration has errors.
    pub fn for_folder(&self, folder: &Path) -> Option<Arc<Settings>> {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &self.scope {
            Scope::Closest => cache.closest(folder),
            Scope::File(path) => Some(path.clone()),
            Scope::Isolated => None,
        };
        if let Some(settings) = cache.settings.get(&file) {
            return settings.clone();
        }
        let settings = match self.configuration(file.as_deref()).and_then(|configuration| Settings::new(&configuration)) {
            Ok(settings) => Some(Arc::new(settings)),
            Err(errors) => {
                // The same mistake on the command line would show up once per configuration file.
                for error in errors {
                    if !cache.errors.contains(&error) {
                        cache.errors.push(error);
                    }
                }
                None
            }
        };
        cache.settings.insert(file, settings.clone());
        settings
    }

    /// The merged configuration for an absolute folder, not compiled.
    ///
    /// # Errors
    ///
    /// If the file can't be read or is wrong.
    pub fn configuration_for(&self, folder: &Path) -> Result<Configuration, Vec<ConfigError>> {
        let file = match &self.scope {
            Scope::Closest => self.cache.lock().unwrap_or_else(PoisonError::into_inner).closest(folder),
            Scope::File(path) => Some(path.clone()),
            Scope::Isolated => None,
        };
        self.configuration(file.as_deref())
    }

    /// All mistakes met so far.
    pub fn errors(&self) -> Vec<ConfigError> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).errors.clone()
    }

    fn configuration(&self, file: Option<&Path>) -> Result<Configuration, Vec<ConfigError>> {
        let configuration = match file {
            Some(file) => Configuration::read(file, &self.cwd).map_err(|error| vec![error])?,
            None => Configuration::default(),
        };
        Ok(configuration.with_overrides(&self.overrides, &self.cwd))
    }
}

impl Cache {
    fn closest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let here = FILE_NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
        let file = here.or_else(|| folder.parent().and_then(|parent| self.closest(parent)));
        self.folders.insert(folder.to_path_buf(), file.clone());
        file
    }
}
