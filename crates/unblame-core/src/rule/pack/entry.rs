//! What stands in lists as a text alone or as a table with options.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use toml::Spanned;

use super::{Polarity, Tense, Where};
use crate::Severity;

/// A pattern or regular expression, alone or with options.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub(in crate::rule) enum Entry {
    Text(String),
    Table(EntryTable),
}

/// A pattern or regular expression with options.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct EntryTable {
    /// Either this or `regex`.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pattern: Option<Spanned<String>>,
    /// In place of `pattern`: a regular expression, for what no pattern can say.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    regex: Option<Spanned<String>>,
    pub(in crate::rule) tense: Option<Tense>,
    pub(in crate::rule) severity: Option<Severity>,
    #[serde(default)]
    pub(in crate::rule) sections: Vec<String>,
    #[serde(default)]
    pub(in crate::rule) through: Vec<String>,
    pub(in crate::rule) r#where: Option<Where>,
}

/// What an entry looks for.
pub(in crate::rule) enum What {
    Pattern(Spanned<String>),
    Regex(Spanned<String>),
}

impl EntryTable {
    /// Takes out what it looks for; `None` where it names nothing or too much.
    pub(in crate::rule) fn take(&mut self) -> Option<What> {
        match (self.pattern.take(), self.regex.take()) {
            (Some(pattern), None) => Some(What::Pattern(pattern)),
            (None, Some(regex)) => Some(What::Regex(regex)),
            _ => None,
        }
    }
}

impl Entry {
    /// The pattern as it is written, or the regular expression between slashes.
    pub(in crate::rule) fn source(&self) -> String {
        match self {
            Self::Text(pattern) => pattern.clone(),
            Self::Table(EntryTable { pattern: Some(pattern), .. }) => pattern.get_ref().clone(),
            Self::Table(EntryTable { regex, .. }) => {
                regex.as_ref().map_or_else(String::new, |regex| between_slashes(regex.get_ref()))
            }
        }
    }

    /// With its options; `span` is where all of it stands.
    pub(in crate::rule) fn into_table(self, span: Range<usize>) -> EntryTable {
        match self {
            Self::Text(pattern) => EntryTable { pattern: Some(Spanned::new(span, pattern)), ..EntryTable::default() },
            Self::Table(table) => table,
        }
    }
}

/// How a regular expression is shown among patterns.
pub(in crate::rule) fn between_slashes(regex: &str) -> String {
    format!("/{regex}/")
}

/// Another wording, alone or with options.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub(in crate::rule) enum RewriteEntry {
    Text(String),
    Table(RewriteTable),
}

#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct RewriteTable {
    pub(in crate::rule) text: Option<String>,
    pub(in crate::rule) delete: Option<String>,
    pub(in crate::rule) verb: Option<String>,
    pub(in crate::rule) act: Option<String>,
    pub(in crate::rule) object: Option<String>,
    pub(in crate::rule) until: Option<String>,
    pub(in crate::rule) behind: Option<String>,
    pub(in crate::rule) next: Option<String>,
    pub(in crate::rule) noun: Option<String>,
    pub(in crate::rule) when: Option<Polarity>,
}

impl RewriteEntry {
    pub(in crate::rule) fn into_table(self) -> RewriteTable {
        match self {
            Self::Text(text) => RewriteTable { text: Some(text), ..RewriteTable::default() },
            Self::Table(table) => table,
        }
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "a pattern, or a table with `pattern` or `regex`";
        deserializer.deserialize_any(TextOrTable { expected, text: Self::Text, table: Self::Table })
    }
}

impl<'de> Deserialize<'de> for RewriteEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "a wording, or a table with `text` or `delete`";
        deserializer.deserialize_any(TextOrTable { expected, text: Self::Text, table: Self::Table })
    }
}

/// Reads a text or a table. Unlike an untagged enum it keeps the places in the file, and tells what is wrong with a table.
struct TextOrTable<Table, Value> {
    expected: &'static str,
    text: fn(String) -> Value,
    table: fn(Table) -> Value,
}

impl<'de, Table: Deserialize<'de>, Value> Visitor<'de> for TextOrTable<Table, Value> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok((self.text)(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        Table::deserialize(MapAccessDeserializer::new(map)).map(self.table)
    }
}
