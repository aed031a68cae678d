//! Rules: what packs declare and what the engine runs.

mod anchor;
mod change;
mod compile;
mod coverage;
mod edge;
mod element;
mod examples;
mod expression;
mod family;
mod filter;
mod gate;
mod judge;
mod matching;
mod mistake;
mod near;
mod pack;
mod pattern;
mod people;
mod place;
mod reach;
mod run;
#[cfg(feature = "schema")]
mod schema;
mod search;
mod set;
mod signs;
mod source;
mod words;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;

use crate::Severity;
use crate::person::Names;

pub use coverage::{UntestedPattern, untested_patterns};
pub use examples::{ExampleFailure, check_examples};
pub(crate) use expression::groups;
pub(crate) use judge::{Judge, Silence, Verdict};
pub(crate) use matching::{Found, Refusal};
pub(crate) use near::{Miss, Near, misses, wanted};
#[cfg(feature = "schema")]
pub use schema::pack_schema;
pub(crate) use set::{CompiledRule, Tables};
pub(crate) use words::Words;

/// How far a rule reaches; a run uses all rules of its profile and of those below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// On for any prose.
    #[default]
    Core,
    /// On for incident documents: structure and action items.
    Postmortem,
    /// Opt-in.
    Strict,
}

impl Profile {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Postmortem => "postmortem",
            Self::Strict => "strict",
        }
    }
}

/// How loud findings about "we" are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeLevel {
    /// Not a word.
    Off,
    /// All in this severity.
    At(Severity),
}

impl WeLevel {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::At(severity) => Some(severity),
        }
    }
}

/// A rule as people see it.
#[derive(Debug, Clone)]
pub struct RuleInfo {
    /// Stable kebab-case name, unique in its pack.
    pub id: String,
    /// The pack that holds it.
    pub pack: String,
    /// One of the categories, such as `omission`.
    pub category: String,
    /// Severity before voice and section move it.
    pub severity: Severity,
    /// From which profile on the rule runs.
    pub profile: Profile,
    /// One line, at most 90 characters.
    pub message: String,
    /// Why the wording gets in the way of learning.
    pub why: String,
    /// A "how" question that leads to the system.
    pub question: String,
    /// Wordings to show; `{…}` marks what only the author knows.
    pub rewrites: Vec<String>,
    /// Where the rule comes from.
    pub sources: Vec<String>,
    /// The packs that change something about it.
    pub changed_by: Vec<String>,
    /// What it looks for, as written in the pack.
    pub patterns: Vec<String>,
    /// Sentences that the rule finds; the passage stands between `«` and `»`.
    pub bad: Vec<String>,
    /// Sentences that every rule of the pack leaves alone.
    pub good: Vec<String>,
}

impl RuleInfo {
    /// Whether it belongs to a pack, or the pack changes it.
    pub fn is_of(&self, pack: &str) -> bool {
        self.pack == pack || self.changed_by.iter().any(|one| one == pack)
    }

    /// Where the rule is documented.
    pub fn url(&self) -> String {
        format!("https://unblame.github.io/unblame/rules/{}.html#{}", self.category, self.id)
    }
}

/// The text of one pack file and the name to use for it in errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackSource {
    /// Path or other name, for errors.
    pub name: String,
    /// TOML.
    pub text: String,
}

/// A mistake in a pack, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// The name given in [`PackSource`].
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column in Unicode scalar values.
    pub column: u32,
    /// The bytes of the file that are wrong, as far as it stands in one.
    pub range: Option<Range<usize>>,
    /// What was found and what is valid.
    pub message: String,
    /// The name that nothing has, if that is the mistake.
    pub unknown: Option<Unknown>,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, message, .. } = self;
        write!(f, "{file}:{line}:{column}: {message}")
    }
}

impl std::error::Error for PackError {}

/// A name that nothing has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// As it is written.
    pub name: String,
    /// The names that would do.
    pub known: Vec<String>,
}

/// A pack as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackInfo {
    /// From its header.
    pub name: String,
    /// From its header.
    pub version: Option<String>,
    /// From its header.
    pub description: Option<String>,
    /// The packs that it builds on.
    pub extends: Vec<String>,
    /// The names of its sources.
    pub files: Vec<String>,
}

/// Compiled rules; cheap to clone and to share between threads.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// The rules that run, sorted by pack and id.
    rules: Arc<[Arc<RuleInfo>]>,
    tables: Arc<Tables>,
    names: Names,
    /// What the configuration says of "we".
    we: Option<WeLevel>,
}

impl RuleSet {
    /// The packs that ship with unblame, in the `core` profile.
    ///
    /// # Panics
    ///
    /// Never: the tests compile these packs.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> Self {
        let built = Self::builder().with_builtin().build();
        built.unwrap_or_else(|errors| panic!("the packs that ship with unblame do not compile: {errors:?}"))
    }

    /// Starts with nothing.
    pub fn builder() -> RuleSetBuilder {
        RuleSetBuilder::default()
    }

    /// The sort of section that a heading opens, as the packs name it: `timeline`, `cause`. `None` where no pack knows it.
    pub fn section(&self, heading: &str) -> Option<&str> {
        self.tables.sections.name(heading)
    }

    /// The rules that run, sorted by pack and id.
    pub fn rules(&self) -> &[Arc<RuleInfo>] {
        &self.rules
    }

    /// Whether a rule that runs is about suppression comments, not about prose.
    pub(crate) fn is_about_comments(&self, rule: &RuleInfo) -> bool {
        let same = |one: &&CompiledRule| one.info().id == rule.id && one.info().pack == rule.pack;
        self.tables.rules.iter().find(same).is_some_and(|one| one.problem().is_some())
    }

    /// The packs, in their order.
    pub fn packs(&self) -> &[PackInfo] {
        &self.tables.packs
    }

    /// All rules of all packs, also those that don't run, in the order of the packs.
    pub fn every_rule(&self) -> impl Iterator<Item = &Arc<RuleInfo>> {
        self.tables.rules.iter().map(CompiledRule::info)
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.tables
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    pub(crate) fn we(&self) -> Option<WeLevel> {
        self.we
    }
}

/// Collects packs and settings, then compiles them.
#[derive(Debug, Clone, Default)]
pub struct RuleSetBuilder {
    /// In order; files of one folder are one pack, and only one of them needs the table `[pack]`.
    pub packs: Vec<PackSource>,
    /// The names of sources that are known but not compiled as long as none of their rules would run.
    pub optional: Vec<String>,
    /// Rules, categories or packs to run; empty means all of the profile.
    pub select: Vec<String>,
    /// Rules, categories or packs to run besides.
    pub extend_select: Vec<String>,
    /// Rules, categories or packs to leave out.
    pub ignore: Vec<String>,
    /// Severity by rule or category.
    pub severity: Vec<(String, Severity)>,
    /// The profile to run.
    pub profile: Profile,
    /// Always people: names or `@handles`.
    pub people: Vec<String>,
    /// Never people.
    pub systems: Vec<String>,
    /// How loud findings about "we" are; as the rules say, if missing.
    pub we: Option<WeLevel>,
}

impl RuleSetBuilder {
    /// Adds the packs that ship with unblame: `core`, and `strict`, which sleeps until the settings ask for one of its rules.
    #[cfg(feature = "builtin")]
    #[must_use]
    pub fn with_builtin(mut self) -> Self {
        self.optional.extend(unblame_rules::STRICT.iter().map(|(name, _)| (*name).to_owned()));
        self.with_files(unblame_rules::CORE).with_files(unblame_rules::STRICT)
    }

    #[cfg(feature = "builtin")]
    fn with_files(mut self, files: &[(&str, &str)]) -> Self {
        let files = files.iter();
        self.packs.extend(files.map(|(name, text)| PackSource { name: (*name).to_owned(), text: (*text).to_owned() }));
        self
    }

    /// Compiles everything.
    ///
    /// # Errors
    ///
    /// Every mistake found in a pack, and every name in `select`, `extend_select`, `ignore` or `severity` that no rule, category or pack has.
    pub fn build(self) -> Result<RuleSet, Vec<PackError>> {
        let tables = compile::compile(&self)?;
        let mut rules: Vec<_> = tables.rules.iter().filter(|rule| rule.enabled).map(|rule| Arc::clone(rule.info())).collect();
        rules.sort_by(|a, b| (&a.pack, &a.id).cmp(&(&b.pack, &b.id)));
        Ok(RuleSet { rules: rules.into(), tables: Arc::new(tables), names: Names::builtin(), we: self.we })
    }
}
