//! What a configuration means: rules compiled, globs built, defaults filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use unblame_core::rule::{Profile, WeLevel};
use unblame_core::{PackError, PackSource, RuleSet, RuleSetBuilder};

use super::configuration::Configuration;
use super::error::ConfigError;
use super::globs::Globs;
use super::options::Naming;
use super::written::Written;
use crate::pack::{self, Loader};
use crate::{nearest, roster};

/// The default of `max-file-size`.
pub(crate) const MAX_FILE_SIZE: u64 = 32 << 20;

/// Everything that linting a file needs to know.
#[derive(Debug)]
pub struct Settings {
    /// The configuration file, if there is one.
    pub file: Option<PathBuf>,
    /// The rules that run.
    pub rules: RuleSet,
    /// Larger files are errors.
    pub max_file_size: u64,
    excluded: Globs,
    /// The packs on disk.
    packs: Vec<PackSource>,
}

impl Settings {
    /// Whether `exclude` leaves out an absolute path.
    pub fn excludes(&self, path: &Path, is_dir: bool) -> bool {
        self.excluded.matches(path, is_dir)
    }

    /// The hashes of the packs on disk, by their names.
    pub(crate) fn digests(&self) -> BTreeMap<String, String> {
        pack::digests(self.rules.packs(), &self.packs)
    }

    /// Compiles a configuration.
    ///
    /// # Errors
    ///
    /// Packs that can't be read or compiled, globs that are none, names that nothing has.
    pub fn new(configuration: &Configuration) -> Result<Self, Vec<ConfigError>> {
        let excluded = Globs::new(configuration.exclude.as_deref().unwrap_or_default()).map_err(|error| vec![error])?;
        let packs = load_packs(configuration)?;
        let rules = compile(configuration, &packs)?;
        Ok(Self {
            file: configuration.file.clone(),
            rules,
            max_file_size: configuration.max_file_size.as_ref().map_or(MAX_FILE_SIZE, |size| size.value),
            excluded,
            packs,
        })
    }

    /// All rules that a configuration could run: no name selected or ignored, and the widest profile.
    ///
    /// # Errors
    ///
    /// As [`Settings::new`].
    pub fn all_rules(configuration: &Configuration) -> Result<RuleSet, Vec<ConfigError>> {
        let packs = load_packs(configuration)?;
        let people = people(configuration).map_err(|error| vec![error])?;
        let builder = RuleSetBuilder { people, profile: Profile::Strict, ..base(configuration, &packs) };
        builder.build().map_err(|errors| located(&errors, &packs))
    }
}

/// The mistakes of packs, with their places.
pub(crate) fn located(errors: &[PackError], packs: &[PackSource]) -> Vec<ConfigError> {
    errors.iter().map(|error| ConfigError::from_pack(error, packs)).collect()
}

fn load_packs(configuration: &Configuration) -> Result<Vec<PackSource>, Vec<ConfigError>> {
    let mut loader = Loader::default();
    let mut errors = Vec::new();
    for pack in &configuration.packs {
        if let Err(error) = loader.add(&pack.path.value, &pack.shown) {
            let message = format!("cannot read the pack {}: {error}", pack.shown.display());
            errors.push(ConfigError::new(message).at(pack.path.origin.place()));
        }
    }
    if errors.is_empty() { Ok(loader.into_sources()) } else { Err(errors) }
}

/// The part of the rules' settings that doesn't name rules or people.
fn base(configuration: &Configuration, packs: &[PackSource]) -> RuleSetBuilder {
    let mut builder = if is_builtin(configuration) { RuleSet::builder().with_builtin() } else { RuleSet::builder() };
    builder.packs.extend_from_slice(packs);
    RuleSetBuilder {
        profile: configuration.profile.as_ref().map(|profile| profile.value).unwrap_or_default(),
        systems: values(configuration.systems.iter().flatten()),
        we: configuration.we.as_ref().map(|we| WeLevel::from(we.value)),
        ..builder
    }
}

fn is_builtin(configuration: &Configuration) -> bool {
    configuration.builtin.as_ref().is_none_or(|builtin| builtin.value)
}

fn compile(configuration: &Configuration, packs: &[PackSource]) -> Result<RuleSet, Vec<ConfigError>> {
    let (unwanted, wanted) = naming(configuration)?;
    let builder = RuleSetBuilder {
        people: people(configuration).map_err(|error| vec![error])?,
        select: values(configuration.select.iter().flatten()),
        extend_select: values(&configuration.extend_select).into_iter().chain(wanted).collect(),
        ignore: values(configuration.ignore.iter().flatten()).into_iter().chain(unwanted).collect(),
        severity: configuration.severity.iter().map(|(name, severity)| (name.value.clone(), *severity)).collect(),
        ..base(configuration, packs)
    };
    let rules = builder.build().map_err(|errors| {
        // The compiler doesn't know where a name was written; the configuration does.
        let unknown = Settings::all_rules(configuration).map(|rules| unknown_names(configuration, &rules));
        unknown.ok().filter(|unknown| !unknown.is_empty()).unwrap_or_else(|| located(&errors, packs))
    })?;
    // Overrides may apply to no file today; their names are checked all the same.
    let unknown = unknown_names(configuration, &rules);
    if unknown.is_empty() { Ok(rules) } else { Err(unknown) }
}

fn values<'a>(names: impl IntoIterator<Item = &'a Written<String>>) -> Vec<String> {
    names.into_iter().map(|name| name.value.clone()).collect()
}

/// The roster, and the people that its sources name.
fn people(configuration: &Configuration) -> Result<Vec<String>, ConfigError> {
    let mut people = values(configuration.roster.iter().flatten());
    let folder = configuration.file.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    for source in configuration.roster_from.iter().flatten() {
        let found = roster::people(source.value, folder)
            .map_err(|error| ConfigError::new(error.to_string()).at(source.origin.place()))?;
        people.extend(found);
    }
    Ok(people)
}

/// What the policy on names leaves out and brings in: the categories that are named like its values.
fn naming(configuration: &Configuration) -> Result<(Vec<String>, Vec<String>), Vec<ConfigError>> {
    const POLICIES: [&str; 2] = ["roles-in-cause", "roles-only"];
    let policy = configuration.naming.as_ref().map(|naming| naming.value).unwrap_or_default();
    let wanted = match policy {
        Naming::Allow => 0,
        Naming::RolesInCause => 1,
        Naming::RolesOnly => 2,
    };
    if !is_builtin(configuration) {
        let Some(naming) = configuration.naming.as_ref().filter(|_| wanted > 0) else { return Ok(Default::default()) };
        let error = ConfigError::new("the rules for `naming` are in the built-in packs, which `builtin = false` leaves out");
        return Err(vec![error.at(naming.origin.place())]);
    }
    let (wanted, unwanted) = POLICIES.split_at(wanted);
    // Who names the category wants to see it, whatever the policy.
    let unwanted = unwanted.iter().filter(|name| !configuration.names().any(|written| written.value == **name));
    let owned = |name: &&str| (*name).to_owned();
    Ok((unwanted.map(owned).collect(), wanted.iter().map(owned).collect()))
}

fn unknown_names(configuration: &Configuration, rules: &RuleSet) -> Vec<ConfigError> {
    let known = known_names(rules);
    let unknown = configuration
        .names()
        .filter(|name| !known.contains(name.value.as_str()) && !is_full_name(&name.value, rules))
        .map(|name| {
            ConfigError::new(format!("unknown rule, category or pack `{}`{}", name.value, name.origin.suffix()))
                .at(name.origin.place())
                .help(nearest(&name.value, known.iter().copied()).map(|nearest| format!("did you mean `{nearest}`?")))
        });
    unknown.collect()
}

/// The short names that select something: rules, categories, packs.
fn known_names(rules: &RuleSet) -> BTreeSet<&str> {
    rules.every_rule().flat_map(|rule| [rule.id.as_str(), rule.category.as_str(), rule.pack.as_str()]).collect()
}

fn is_full_name(name: &str, rules: &RuleSet) -> bool {
    name.split_once('/').is_some_and(|(pack, id)| rules.every_rule().any(|rule| rule.pack == pack && rule.id == id))
}
