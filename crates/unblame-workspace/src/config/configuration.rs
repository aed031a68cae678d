//! What the configuration files and the command line say together.

use std::path::{Path, PathBuf};

use unblame_core::Severity;
use unblame_core::rule::Profile;

use super::options::{Naming, RosterSource, WeSeverity};
use super::written::{Glob, Origin, PackPath, Written};

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

/// A severity for a rule or category.
pub(crate) type Severities = Vec<(Written<String>, Severity)>;

/// What a list of names in the configuration holds; `None` where it was not written.
pub(crate) type Names = Option<Vec<Written<String>>>;

/// What a configuration file says of some files only.
#[derive(Debug, Clone)]
pub(crate) struct PathOverride {
    pub(crate) files: Vec<Glob>,
    pub(crate) profile: Option<Written<Profile>>,
    pub(crate) select: Names,
    pub(crate) ignore: Names,
    pub(crate) severity: Severities,
    pub(crate) we: Option<Written<WeSeverity>>,
}

/// All sources merged; still names and paths as they were written. What is `None` was written nowhere.
#[derive(Debug, Clone, Default)]
pub struct Configuration {
    pub(crate) file: Option<PathBuf>,
    pub(crate) profile: Option<Written<Profile>>,
    pub(crate) builtin: Option<Written<bool>>,
    pub(crate) packs: Vec<PackPath>,
    pub(crate) exclude: Option<Vec<Glob>>,
    pub(crate) select: Names,
    pub(crate) extend_select: Vec<Written<String>>,
    pub(crate) ignore: Names,
    pub(crate) severity: Severities,
    pub(crate) roster: Names,
    pub(crate) roster_from: Option<Vec<Written<RosterSource>>>,
    pub(crate) systems: Names,
    pub(crate) naming: Option<Written<Naming>>,
    pub(crate) we: Option<Written<WeSeverity>>,
    pub(crate) max_file_size: Option<Written<u64>>,
    pub(crate) overrides: Vec<PathOverride>,
}

impl Configuration {
    /// What `self` says, and what `base` says of all else. Packs, people, systems and overrides add up.
    #[must_use]
    pub(crate) fn or(self, base: Self) -> Self {
        let (roster, systems) = (without(base.roster, &self.systems), without(base.systems, &self.roster));
        let mut packs = base.packs;
        packs.retain(|pack| !self.packs.iter().any(|own| own.path.value == pack.path.value));
        packs.extend(self.packs);
        Self {
            file: self.file.or(base.file),
            profile: self.profile.or(base.profile),
            builtin: self.builtin.or(base.builtin),
            packs,
            exclude: self.exclude.or(base.exclude),
            select: self.select.or(base.select),
            extend_select: joined(base.extend_select, self.extend_select),
            ignore: self.ignore.or(base.ignore),
            severity: with_severities(base.severity, self.severity),
            roster: added(roster, self.roster),
            roster_from: self.roster_from.or(base.roster_from),
            systems: added(systems, self.systems),
            naming: self.naming.or(base.naming),
            we: self.we.or(base.we),
            max_file_size: self.max_file_size.or(base.max_file_size),
            overrides: joined(base.overrides, self.overrides),
        }
    }

    /// The configuration of a file to which these overrides apply.
    #[must_use]
    pub(crate) fn with_path_overrides<'a>(mut self, overrides: impl IntoIterator<Item = &'a PathOverride>) -> Self {
        for one in overrides {
            let one = one.clone();
            self.profile = one.profile.or(self.profile);
            self.select = one.select.or(self.select);
            self.ignore = Some(joined(self.ignore.unwrap_or_default(), one.ignore.unwrap_or_default()));
            self.severity = with_severities(self.severity, one.severity);
            self.we = one.we.or(self.we);
        }
        self
    }

    /// Lets the command line have the last word.
    #[must_use]
    pub fn with_overrides(mut self, overrides: &Overrides, cwd: &Path) -> Self {
        let mut ignore = self.ignore.take().unwrap_or_default();
        if let Some(select) = &overrides.select {
            // Who names a rule on the command line wants to see it.
            ignore.retain(|name| !select.contains(&name.value));
            self.select = Some(flagged(select, "--select").collect());
        }
        self.extend_select.extend(flagged(&overrides.extend_select, "--extend-select"));
        ignore.extend(flagged(&overrides.ignore, "--ignore"));
        self.ignore = Some(ignore).filter(|names| !names.is_empty());
        if let Some(profile) = overrides.profile {
            self.profile = Some(Written { value: profile, origin: Origin::Flag("--profile") });
        }
        let glob = |pattern| Glob { pattern, base: cwd.to_path_buf() };
        if let Some(exclude) = &overrides.exclude {
            self.exclude = Some(flagged(exclude, "--exclude").map(glob).collect());
        }
        let more = flagged(&overrides.extend_exclude, "--extend-exclude").map(glob);
        self.exclude = Some(self.exclude.into_iter().flatten().chain(more).collect());
        self
    }

    /// All names of rules, categories and packs, in the order in which they are looked at.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Written<String>> {
        let ignored = self.ignore.iter().flatten();
        let selected = self.select.iter().flatten().chain(&self.extend_select);
        let overridden = self.overrides.iter().flat_map(|one| {
            let lists = one.select.iter().chain(&one.ignore).flatten();
            lists.chain(one.severity.iter().map(|(name, _)| name))
        });
        selected.chain(ignored).chain(self.severity.iter().map(|(name, _)| name)).chain(overridden)
    }
}

fn joined<T>(mut first: Vec<T>, second: Vec<T>) -> Vec<T> {
    first.extend(second);
    first
}

/// What the first list holds beside the second.
fn without(first: Names, second: &Names) -> Names {
    let second = second.as_deref().unwrap_or_default();
    first.map(|names| names.into_iter().filter(|name| !second.iter().any(|other| other.value == name.value)).collect())
}

fn added(first: Names, second: Names) -> Names {
    match (first, second) {
        (Some(first), Some(second)) => Some(joined(without(Some(first), &Some(second.clone())).unwrap_or_default(), second)),
        (first, second) => first.or(second),
    }
}

/// The second list wins where both name the same.
fn with_severities(mut first: Severities, second: Severities) -> Severities {
    first.retain(|(name, _)| !second.iter().any(|(other, _)| other.value == name.value));
    joined(first, second)
}

fn flagged<'a>(names: &'a [String], flag: &'static str) -> impl Iterator<Item = Written<String>> + 'a {
    names.iter().map(move |name| Written { value: name.clone(), origin: Origin::Flag(flag) })
}
