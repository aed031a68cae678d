//! A pack with all that its examples need to run.

use std::path::Path;

use unblame_core::{PackSource, Profile, RuleSet, RuleSetBuilder};

use super::{Loader, header};
use crate::ConfigError;
use crate::config::located;
use crate::path::absolute;

/// A pack and the rules that its examples are run with: its own, those of the packs that it extends, and the built-in ones.
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
        let builder = RuleSet::builder().with_builtin();
        let rules = RuleSetBuilder { profile: Profile::Strict, ..builder }.build().map_err(|errors| located(&errors, &[]))?;
        Ok(Self { name: name.to_owned(), rules })
    }

    /// The files of one on disk, and of what it extends as far as that lies beside it.
    ///
    /// # Errors
    ///
    /// If a file can't be read, or a folder holds no pack.
    pub fn sources(path: &Path, cwd: &Path) -> Result<Vec<PackSource>, ConfigError> {
        let mut loader = Loader::default();
        let refused = |error| ConfigError::new(format!("cannot read the pack {}: {error}", path.display()));
        loader.add(&absolute(path, cwd), path).map_err(refused)?;
        Ok(loader.into_sources())
    }

    /// One from its files. A pack with the name of a built-in one takes its place.
    ///
    /// # Errors
    ///
    /// If it has no name, or doesn't compile.
    pub fn compile(sources: &[PackSource]) -> Result<Self, Vec<ConfigError>> {
        let name = sources.iter().find_map(|source| header(&source.text)).map(|header| header.name).unwrap_or_default();
        let mut builder = RuleSetBuilder { profile: Profile::Strict, ..RuleSet::builder().with_builtin() };
        builder.packs.retain(|source| !source.name.starts_with(&format!("rules/{name}/")));
        builder.packs.extend_from_slice(sources);
        let rules = builder.build().map_err(|errors| located(&errors, sources))?;
        Ok(Self { name, rules })
    }
}
