//! Packs on disk: a `.toml` file, or a folder of them.

use std::io;
use std::path::{Path, PathBuf};

use unblame_core::{PackError, PackSource, Profile, RuleSet, RuleSetBuilder};

use crate::ConfigError;
use crate::path::slashed;

/// The sources of one entry of `packs`, in the order of their file names.
pub(crate) fn load(path: &Path, shown: &Path) -> io::Result<Vec<PackSource>> {
    if !path.is_dir() {
        return Ok(vec![read(path, shown)?]);
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "toml") && file.is_file())
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "the folder holds no .toml file"));
    }
    files.iter().map(|file| read(file, &shown.join(file.file_name().unwrap_or_default()))).collect()
}

fn read(path: &Path, shown: &Path) -> io::Result<PackSource> {
    // A pipe named as a pack would block for ever.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    Ok(PackSource { name: slashed(shown), text: std::fs::read_to_string(path)? })
}

/// A pack and the rules that its examples are run with: its own, and those of the built-in packs.
#[derive(Debug)]
pub struct TestedPack {
    /// The name in its header.
    pub name: String,
    /// All rules, of the widest profile.
    pub rules: RuleSet,
}

impl TestedPack {
    /// One that ships with unblame.
    ///
    /// # Errors
    ///
    /// If it doesn't compile.
    pub fn builtin(name: &str) -> Result<Self, Vec<ConfigError>> {
        let builder = RuleSetBuilder { profile: Profile::Strict, ..RuleSet::builder().with_builtin() };
        let rules = builder.build().map_err(|errors| located(&errors, &[]))?;
        Ok(Self { name: name.to_owned(), rules })
    }

    /// One on disk. A pack with the name of a built-in one takes its place.
    ///
    /// # Errors
    ///
    /// If it can't be read, has no name, or doesn't compile.
    pub fn read(path: &Path, cwd: &Path) -> Result<Self, Vec<ConfigError>> {
        let refused = |error| vec![ConfigError::new(format!("cannot read the pack {}: {error}", path.display()))];
        let sources = load(&cwd.join(path), path).map_err(refused)?;
        let name = sources.iter().find_map(|source| header_name(&source.text)).unwrap_or_default();
        let mut builder = RuleSet::builder();
        if !is_builtin_pack(&name) {
            builder = builder.with_builtin();
        }
        builder.packs.extend_from_slice(&sources);
        builder.profile = Profile::Strict;
        let rules = builder.build().map_err(|errors| located(&errors, &sources))?;
        Ok(Self { name, rules })
    }
}

fn located(errors: &[PackError], sources: &[PackSource]) -> Vec<ConfigError> {
    errors.iter().map(|error| ConfigError::from_pack(error, sources)).collect()
}

/// The name in the header of a pack file; mistakes are reported when the pack is compiled.
fn header_name(text: &str) -> Option<String> {
    let table: toml::Table = text.parse().ok()?;
    Some(table.get("pack")?.get("name")?.as_str()?.to_owned())
}

/// Whether a pack ships with unblame. Its rules go by their id alone.
pub fn is_builtin_pack(name: &str) -> bool {
    matches!(name, "core" | "postmortem" | "strict")
}
