//! A pack as it is written: TOML with the spans that errors need.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

mod entry;
mod rewrites;

pub(super) use entry::{Entry, RewriteEntry, RewriteTable, What, between_slashes};
pub(super) use rewrites::{Polarity, RewritingTable};

use super::Profile;
use crate::Severity;
use crate::suppress::Problem;

/// One file of a pack.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PackFile {
    pub(super) pack: Option<Header>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, List>"))]
    pub(super) lists: BTreeMap<Spanned<String>, List>,
    #[serde(default)]
    pub(super) rule: Vec<Rule>,
    #[serde(default)]
    pub(super) change: Vec<Change>,
    #[serde(default)]
    pub(super) silencer: Vec<Silencer>,
    #[serde(default)]
    pub(super) people: People,
    #[serde(default)]
    pub(super) sections: BTreeMap<String, Vec<String>>,
    /// By section, for the rules of the pack that say nothing of it themselves.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Shift>"))]
    pub(super) severity_in: BTreeMap<Spanned<String>, Shift>,
    /// Lists of rewrites that several rules share.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Vec<RewriteEntry>>"))]
    pub(super) rewrites: BTreeMap<String, Vec<Spanned<RewriteEntry>>>,
    pub(super) rewriting: Option<RewritingTable>,
}

impl PackFile {
    /// Whether it holds nothing beside a header.
    pub(super) fn is_empty(&self) -> bool {
        self.lists.is_empty()
            && self.rule.is_empty()
            && self.change.is_empty()
            && self.silencer.is_empty()
            && self.sections.is_empty()
            && self.severity_in.is_empty()
            && self.people == People::default()
    }
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Header {
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(super) name: Spanned<String>,
    pub(super) version: Option<String>,
    pub(super) description: Option<String>,
    /// Packs whose lists it adds to and whose rules it may change.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(super) extends: Vec<Spanned<String>>,
    /// The oldest version of unblame that reads it.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) requires: Option<Spanned<String>>,
}

/// What becomes different about a rule of a pack below.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Change {
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(super) rule: Spanned<String>,
    pub(super) off: Option<bool>,
    pub(super) severity: Option<Severity>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) message: Option<Spanned<String>>,
    pub(super) why: Option<String>,
    pub(super) question: Option<String>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<RewriteEntry>>"))]
    pub(super) rewrites: Option<Vec<Spanned<RewriteEntry>>>,
    pub(super) sources: Option<Vec<String>>,
    /// In place of the examples below.
    pub(super) bad: Option<Vec<String>>,
    pub(super) good: Option<Vec<String>>,
    /// Beside the patterns below.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Entry>"))]
    pub(super) r#match: Vec<Spanned<Entry>>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Entry>"))]
    pub(super) except: Vec<Spanned<Entry>>,
}

impl Change {
    /// What it replaces.
    pub(super) fn fields(&self) -> Vec<&'static str> {
        let replaced = [
            ("off", self.off.is_some()),
            ("severity", self.severity.is_some()),
            ("message", self.message.is_some()),
            ("why", self.why.is_some()),
            ("question", self.question.is_some()),
            ("rewrites", self.rewrites.is_some()),
            ("sources", self.sources.is_some()),
            ("bad", self.bad.is_some()),
            ("good", self.good.is_some()),
        ];
        replaced.into_iter().filter(|(_, is_replaced)| *is_replaced).map(|(field, _)| field).collect()
    }
}

/// Words by how they are inflected.
#[derive(Debug, Default, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct List {
    #[serde(default)]
    pub(super) verbs: Vec<String>,
    #[serde(default)]
    pub(super) nouns: Vec<String>,
    #[serde(default)]
    pub(super) words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Rule {
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(super) id: Spanned<String>,
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(super) category: Spanned<String>,
    pub(super) severity: Severity,
    #[serde(default)]
    pub(super) profile: Profile,
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(super) message: Spanned<String>,
    pub(super) why: String,
    pub(super) question: String,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<RewriteEntry>"))]
    pub(super) rewrites: Vec<Spanned<RewriteEntry>>,
    #[serde(default)]
    pub(super) sources: Vec<String>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Entry>"))]
    pub(super) r#match: Vec<Spanned<Entry>>,
    /// In place of patterns: the mistake in suppression comments that it is about.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Problem>"))]
    pub(super) suppressions: Option<Spanned<Problem>>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Entry>"))]
    pub(super) except: Vec<Spanned<Entry>>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(super) through: Vec<Spanned<String>>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Level>"))]
    pub(super) severity_for: BTreeMap<Spanned<String>, Level>,
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Shift>"))]
    pub(super) severity_in: BTreeMap<Spanned<String>, Shift>,
    #[serde(default)]
    pub(super) bad: Vec<String>,
    #[serde(default)]
    pub(super) good: Vec<String>,
}

/// A severity or silence.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Off,
    Hint,
    Information,
    Warning,
    Error,
}

impl Level {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Hint => Some(Severity::Hint),
            Self::Information => Some(Severity::Information),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What a section does to a severity: replace it, or move it by a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(super) enum Shift {
    Off,
    Hint,
    Information,
    Warning,
    Error,
    /// See [`Severity::raised`].
    Raise,
    /// See [`Severity::lowered`].
    Lower,
}

impl Shift {
    /// What it puts in place, if it does.
    pub(super) fn level(self) -> Option<Level> {
        match self {
            Self::Off => Some(Level::Off),
            Self::Hint => Some(Level::Hint),
            Self::Information => Some(Level::Information),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
            Self::Raise | Self::Lower => None,
        }
    }
}

/// Which tenses a subject's verb may stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(super) enum Tense {
    /// Past and perfect.
    #[default]
    Told,
    /// The present too.
    Any,
}

/// Where a silencer must stand, seen from the passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Where {
    /// Anywhere in the sentence.
    #[default]
    Sentence,
    /// Starting before the passage.
    Before,
    /// Ending after the passage.
    After,
    /// Overlapping the passage.
    Over,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Silencer {
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(super) name: Spanned<String>,
    pub(super) why: String,
    #[serde(default)]
    pub(super) r#where: Where,
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Entry>"))]
    pub(super) r#match: Vec<Spanned<Entry>>,
}

/// Who is human, by list.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct People {
    /// Role nouns that always mean a person.
    pub(super) roles: Vec<String>,
    /// Nouns that are plural or collective by nature and mean people: staff, folks.
    pub(super) plural_roles: Vec<String>,
    /// Role nouns that components share.
    pub(super) ambiguous_roles: Vec<String>,
    /// Role nouns that mean a person unless the document talks of machines with such parts.
    pub(super) machine_roles: Vec<String>,
    /// Words that tell such documents.
    pub(super) machine_context: Vec<String>,
    /// Labels of fields that name people: "responders".
    pub(super) fields: Vec<String>,
    pub(super) groups: Vec<String>,
    /// Departments: groups when they stand alone.
    pub(super) departments: Vec<String>,
    pub(super) vendors: Vec<String>,
    pub(super) customers: Vec<String>,
    pub(super) adversaries: Vec<String>,
    pub(super) assistants: Vec<String>,
    pub(super) human_modifiers: Vec<String>,
    pub(super) adjectives: Vec<String>,
    pub(super) system_heads: Vec<String>,
    pub(super) products: Vec<String>,
    pub(super) named_products: Vec<String>,
    pub(super) names: Vec<String>,
}
