//! Globs in the syntax of `.gitignore`, each relative to the file that holds it.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::error::ConfigError;
use super::written::Glob;

/// Compiled globs.
#[derive(Debug, Default)]
pub(crate) struct Globs(Vec<Gitignore>);

impl Globs {
    /// Compiles globs; later ones are stronger.
    ///
    /// # Errors
    ///
    /// The first one that is no glob.
    pub(crate) fn new(globs: &[Glob]) -> Result<Self, ConfigError> {
        let mut matchers = Vec::new();
        for group in globs.chunk_by(|a, b| a.base == b.base) {
            let mut builder = GitignoreBuilder::new(&group[0].base);
            builder.allow_unclosed_class(false);
            for glob in group {
                builder.add_line(None, &glob.pattern.value).map_err(|error| bad_glob(glob, &error))?;
            }
            matchers.push(builder.build().map_err(|error| bad_glob(&group[0], &error))?);
        }
        Ok(Self(matchers))
    }

    /// Whether an absolute path, or a folder above it, matches.
    pub(crate) fn matches(&self, path: &Path, is_dir: bool) -> bool {
        self.0.iter().any(|globs| {
            // The matcher panics for paths outside of its root.
            path.starts_with(globs.path()) && globs.matched_path_or_any_parents(path, is_dir).is_ignore()
        })
    }
}

fn bad_glob(glob: &Glob, error: &ignore::Error) -> ConfigError {
    let reason = match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    };
    let origin = &glob.pattern.origin;
    ConfigError::new(format!("bad glob `{}`{}: {reason}", glob.pattern.value, origin.suffix())).at(origin.place())
}
