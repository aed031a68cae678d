//! How rewrites stand in a pack.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// Whether a rewrite is for passages with a negation or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(in crate::rule) enum Polarity {
    Negated,
    Plain,
}

/// What holds for all rewrites.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(in crate::rule) struct RewritingTable {
    /// Adverbs that no rewrite keeps.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(in crate::rule) drop: Vec<Spanned<String>>,
    /// Adverbs that no rewrite keeps beside a negation of its own: "accidentally forgot to" becomes "was not".
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(in crate::rule) drop_negated: Vec<Spanned<String>>,
    /// Adverbs beside which no clause is rewritten.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(in crate::rule) refuse: Vec<Spanned<String>>,
    /// Words that judge how something was done: no clause before them is rewritten.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(in crate::rule) judging: Vec<Spanned<String>>,
    /// Verbs behind *to* that tell what for: "skipped the tests to *save* time".
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(in crate::rule) purpose: Vec<Spanned<String>>,
    /// Verbs that have no passive.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(in crate::rule) never_passive: Vec<Spanned<String>>,
    /// Verbs and the nouns for the same act.
    pub(in crate::rule) nouns: BTreeMap<String, String>,
    /// Roles and what they do.
    pub(in crate::rule) work: BTreeMap<String, String>,
    /// Phrases that belong to the noun before them, by preposition.
    pub(in crate::rule) complements: BTreeMap<String, ComplementTable>,
}

/// Whose the phrases with a preposition are: the noun's before it, or the verb's.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(in crate::rule) struct ComplementTable {
    /// Nouns that want the preposition: a *lease* on something.
    pub(in crate::rule) nouns: Vec<String>,
    /// Nouns that, behind the preposition, say where the noun before it is found: the warning in the *log*.
    pub(in crate::rule) within: Vec<String>,
    /// Verbs that want the phrase for themselves: "put a lock on the table".
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(in crate::rule) unless: Vec<Spanned<String>>,
    /// Verbs that bring their object to a place of `within`: "wrote the weight in the log".
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(in crate::rule) placing: Vec<Spanned<String>>,
}
