//! What a configuration means: rules compiled, globs built, defaults filled in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use unblame_core::rule::{Profile, WeLevel};
use unblame_core::{PackSource, RuleSet, RuleSetBuilder};

use super::configuration::{Configuration, Glob, Written};
use super::error::ConfigError;
use crate::{nearest, pack};

/// The default of `max-file-size`.
const MAX_FILE_SIZE: u64 = 32 << 20;

/// Everything that linting a file needs to know.
#[derive(Debug)]
pub struct Settings {
    /// The configuration file, if there is one.
    pub file: Option<PathBuf>,
    /// The rules that run.
    pub rules: RuleSet,
    /// Larger files are errors.
    pub max_file_size: u64,
    excluded: Vec<Gitignore>,
}

impl Settings {
    /// Whether `exclude` leaves out an absolute path.
    pub fn excludes(&self, path: &Path, is_dir: bool) -> bool {
        self.excluded.iter().any(|globs| {
            // The matcher panics for paths outside of its root.
            path.starts_with(globs.path()) && globs.matched_path_or_any_parents(path, is_dir).is_ignore()
        })
    }

    /// Compiles a configuration.
    ///
    /// # Errors
    ///
    /// Packs that can't be read or compiled, globs that are none, names that nothing has.
    pub fn new(configuration: &Configuration) -> Result<Self, Vec<ConfigError>> {
        let excluded = compile_globs(&configuration.exclude).map_err(|error| vec![error])?;
        let packs = load_packs(configuration)?;
        let rules = compile(configuration, &packs)?;
        Ok(Self {
            file: configuration.file.clone(),
            rules,
            max_file_size: configuration.max_file_size.unwrap_or(MAX_FILE_SIZE),
            excluded,
        })
    }

    /// All rules that a configuration could run: no name selected or ignored, and the widest profile.
    ///
    /// # Errors
    ///
    /// As [`Settings::new`].
    pub fn all_rules(configuration: &Configuration) -> Result<RuleSet, Vec<ConfigError>> {
        let packs = load_packs(configuration)?;
        let builder = RuleSetBuilder { profile: Profile::Strict, ..base(configuration, &packs) };
        builder.build().map_err(|errors| errors.iter().map(|error| ConfigError::from_pack(error, &packs)).collect())
    }
}

fn compile_globs(globs: &[Glob]) -> Result<Vec<Gitignore>, ConfigError> {
    let mut matchers = Vec::new();
    for group in globs.chunk_by(|a, b| a.base == b.base) {
        let mut builder = GitignoreBuilder::new(&group[0].base);
        builder.allow_unclosed_class(false);
        for glob in group {
            builder.add_line(None, &glob.pattern.value).map_err(|error| bad_glob(glob, &error))?;
        }
        matchers.push(builder.build().map_err(|error| bad_glob(&group[0], &error))?);
    }
    Ok(matchers)
}

fn bad_glob(glob: &Glob, error: &ignore::Error) -> ConfigError {
    let reason = match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    };
    let origin = &glob.pattern.origin;
    ConfigError::new(format!("bad glob `{}`{}: {reason}", glob.pattern.value, origin.suffix())).at(origin.place())
}

fn load_packs(configuration: &Configuration) -> Result<Vec<PackSource>, Vec<ConfigError>> {
    let mut sources = Vec::new();
    let mut errors = Vec::new();
    for pack in &configuration.packs {
        match pack::load(&pack.path.value, &pack.shown) {
            Ok(loaded) => sources.extend(loaded),
            Err(error) => errors.push(
                ConfigError::new(format!("cannot read the pack {}: {error}", pack.shown.display()))
                    .at(pack.path.origin.place()),
            ),
        }
    }
    if errors.is_empty() { Ok(sources) } else { Err(errors) }
}

/// The part of the rules' settings that doesn't name rules.
fn base(configuration: &Configuration, packs: &[PackSource]) -> RuleSetBuilder {
    let builder = if configuration.builtin.unwrap_or(true) { RuleSet::builder().with_builtin() } else { RuleSet::builder() };
    let mut all = builder.packs.clone();
    all.extend_from_slice(packs);
    RuleSetBuilder {
        packs: all,
        profile: configuration.profile.unwrap_or_default(),
        people: configuration.roster.clone(),
        systems: configuration.systems.clone(),
        we: configuration.we.map(WeLevel::from),
        ..builder
    }
}

fn compile(configuration: &Configuration, packs: &[PackSource]) -> Result<RuleSet, Vec<ConfigError>> {
    let builder = RuleSetBuilder {
        select: selected(configuration, packs)?,
        ignore: values(&configuration.ignore),
        severity: configuration.severity.iter().map(|(name, severity)| (name.value.clone(), *severity)).collect(),
        ..base(configuration, packs)
    };
    builder.build().map_err(|errors| {
        // The compiler doesn't know where a name was written; the configuration does.
        let unknown = unknown_names(configuration);
        if unknown.is_empty() { errors.iter().map(|error| ConfigError::from_pack(error, packs)).collect() } else { unknown }
    })
}

fn values(names: &[Written<String>]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

/// The names to select. What `--extend-select` adds to a whole profile has to name the rules of that profile.
fn selected(configuration: &Configuration, packs: &[PackSource]) -> Result<Vec<String>, Vec<ConfigError>> {
    let mut names = values(&configuration.select);
    if configuration.extend_select.is_empty() {
        return Ok(names);
    }
    if names.is_empty() {
        let profile = base(configuration, packs)
            .build()
            .map_err(|errors| errors.iter().map(|error| ConfigError::from_pack(error, packs)).collect::<Vec<_>>())?;
        names.extend(profile.rules().iter().map(|rule| format!("{}/{}", rule.pack, rule.id)));
    }
    names.extend(values(&configuration.extend_select));
    Ok(names)
}

fn unknown_names(configuration: &Configuration) -> Vec<ConfigError> {
    let Ok(rules) = Settings::all_rules(configuration) else { return Vec::new() };
    let known = known_names(&rules);
    let written = configuration
        .select
        .iter()
        .chain(&configuration.extend_select)
        .chain(&configuration.ignore)
        .chain(configuration.severity.iter().map(|(name, _)| name));
    written
        .filter(|name| !known.contains(name.value.as_str()) && !is_full_name(&name.value, &rules))
        .map(|name| {
            ConfigError::new(format!("unknown rule, category or pack `{}`{}", name.value, name.origin.suffix()))
                .at(name.origin.place())
                .help(nearest(&name.value, known.iter().copied()).map(|nearest| format!("did you mean `{nearest}`?")))
        })
        .collect()
}

/// The short names that select something: rules, categories, packs.
fn known_names(rules: &RuleSet) -> BTreeSet<&str> {
    rules.rules().iter().flat_map(|rule| [rule.id.as_str(), rule.category.as_str(), rule.pack.as_str()]).collect()
}

fn is_full_name(name: &str, rules: &RuleSet) -> bool {
    name.split_once('/').is_some_and(|(pack, id)| rules.rules().iter().any(|rule| rule.pack == pack && rule.id == id))
}
