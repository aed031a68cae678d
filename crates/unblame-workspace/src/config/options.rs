//! What a configuration file can say; nothing but data.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use toml::Spanned;
use unblame_core::Severity;
use unblame_core::rule::{Profile, WeLevel};

/// The keys of `unblame.toml`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// Configurations to start from: files relative to this one, and packs as `pack:NAME`.
    #[schemars(with = "Option<Vec<String>>")]
    pub extends: Option<Vec<Spanned<String>>>,
    /// How far the rules reach.
    #[schemars(with = "Option<Profile>")]
    pub profile: Option<Spanned<Profile>>,
    /// `false` leaves out the packs that ship with unblame.
    #[schemars(with = "Option<bool>")]
    pub builtin: Option<Spanned<bool>>,
    /// Pack files or folders, relative to the configuration file.
    #[schemars(with = "Option<Vec<PathBuf>>")]
    pub packs: Option<Vec<Spanned<PathBuf>>>,
    /// Globs in the syntax of `.gitignore`, relative to the configuration file.
    #[schemars(with = "Option<Vec<String>>")]
    pub exclude: Option<Vec<Spanned<String>>>,
    /// Rules, categories or packs to run; all of the profile where missing.
    #[schemars(with = "Option<Vec<String>>")]
    pub select: Option<Vec<Spanned<String>>>,
    /// Rules, categories or packs to leave out.
    #[schemars(with = "Option<Vec<String>>")]
    pub ignore: Option<Vec<Spanned<String>>>,
    /// Severity by rule or category.
    #[schemars(with = "Option<BTreeMap<String, Severity>>")]
    pub severity: Option<BTreeMap<Spanned<String>, Severity>>,
    /// Who is human.
    pub people: Option<People>,
    /// How the writers speak of themselves.
    pub voice: Option<Voice>,
    /// Larger files are errors.
    #[schemars(with = "Option<FileSize>")]
    pub max_file_size: Option<Spanned<FileSize>>,
    /// Other settings for some files.
    pub overrides: Option<Vec<Override>>,
}

/// A table of `[[overrides]]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// Globs in the syntax of `.gitignore`, relative to the configuration file.
    #[schemars(with = "Vec<String>")]
    pub files: Vec<Spanned<String>>,
    /// Replaces `profile`.
    #[schemars(with = "Option<Profile>")]
    pub profile: Option<Spanned<Profile>>,
    /// Replaces `select`.
    #[schemars(with = "Option<Vec<String>>")]
    pub select: Option<Vec<Spanned<String>>>,
    /// Adds to `ignore`.
    #[schemars(with = "Option<Vec<String>>")]
    pub ignore: Option<Vec<Spanned<String>>>,
    /// Adds to `severity`.
    #[schemars(with = "Option<BTreeMap<String, Severity>>")]
    pub severity: Option<BTreeMap<Spanned<String>, Severity>>,
    /// Replaces `voice`.
    pub voice: Option<Voice>,
}

/// The table `[people]`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct People {
    /// Always people.
    #[schemars(with = "Option<Vec<String>>")]
    pub roster: Option<Vec<Spanned<String>>>,
    /// Where more people are written down.
    #[schemars(with = "Option<Vec<RosterSource>>")]
    pub roster_from: Option<Vec<Spanned<RosterSource>>>,
    /// Never people.
    #[schemars(with = "Option<Vec<String>>")]
    pub systems: Option<Vec<Spanned<String>>>,
    /// Where names may stand.
    #[schemars(with = "Option<Naming>")]
    pub naming: Option<Spanned<Naming>>,
}

/// Files and histories that name people; all of them local.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RosterSource {
    /// The handles in `CODEOWNERS`.
    Codeowners,
    /// `.mailmap` and the authors of the last commits.
    Git,
}

impl RosterSource {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Codeowners => "codeowners",
            Self::Git => "git",
        }
    }
}

/// Where people may be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Naming {
    /// Everywhere.
    #[default]
    Allow,
    /// Not where the text tells of causes.
    RolesInCause,
    /// Nowhere.
    RolesOnly,
}

impl Naming {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::RolesInCause => "roles-in-cause",
            Self::RolesOnly => "roles-only",
        }
    }
}

/// The table `[voice]`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Voice {
    /// Severity of findings about "we".
    #[schemars(with = "Option<WeSeverity>")]
    pub we: Option<Spanned<WeSeverity>>,
}

/// A severity or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WeSeverity {
    /// As for rules.
    Error,
    /// As for rules.
    Warning,
    /// As for rules.
    Information,
    /// As for rules.
    Hint,
    /// Say nothing about "we".
    Off,
}

impl WeSeverity {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
            Self::Off => "off",
        }
    }
}

impl From<WeSeverity> for WeLevel {
    fn from(level: WeSeverity) -> Self {
        match level {
            WeSeverity::Error => Self::At(Severity::Error),
            WeSeverity::Warning => Self::At(Severity::Warning),
            WeSeverity::Information => Self::At(Severity::Information),
            WeSeverity::Hint => Self::At(Severity::Hint),
            WeSeverity::Off => Self::Off,
        }
    }
}

/// Bytes, written as a number or as `"20MiB"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileSize(pub u64);

impl FileSize {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let unit_at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(unit_at);
        let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
            "" | "b" => 1,
            "kb" => 1000,
            "mb" => 1_000_000,
            "gb" => 1_000_000_000,
            "k" | "kib" => 1 << 10,
            "m" | "mib" => 1 << 20,
            "g" | "gib" => 1 << 30,
            _ => return None,
        };
        number.parse::<u64>().ok()?.checked_mul(factor).map(Self)
    }
}

impl JsonSchema for FileSize {
    fn schema_name() -> Cow<'static, str> {
        "FileSize".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Bytes, written as a number or with a unit: \"20MiB\".",
            "anyOf": [
                { "type": "integer", "minimum": 0 },
                { "type": "string", "pattern": "^\\s*[0-9]+\\s*([bB]|[kKmMgG]([iI]?[bB])?)?\\s*$" }
            ]
        })
    }
}

impl<'de> Deserialize<'de> for FileSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Size;
        impl Visitor<'_> for Size {
            type Value = FileSize;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number of bytes, or a size such as \"20MiB\"")
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<FileSize, E> {
                u64::try_from(value).map(FileSize).map_err(|_| E::invalid_value(de::Unexpected::Signed(value), &self))
            }

            fn visit_u64<E: de::Error>(self, value: u64) -> Result<FileSize, E> {
                Ok(FileSize(value))
            }

            fn visit_str<E: de::Error>(self, value: &str) -> Result<FileSize, E> {
                FileSize::parse(value).ok_or_else(|| E::invalid_value(de::Unexpected::Str(value), &self))
            }
        }
        deserializer.deserialize_any(Size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<u64>) {
        assert_eq!(FileSize::parse(text), expected.map(FileSize));
    }

    #[test]
    fn sizes() {
        check("12", Some(12));
        check("20MiB", Some(20 << 20));
        check("20 MB", Some(20_000_000));
        check("1g", Some(1 << 30));
        check("-1", None);
        check("MiB", None);
        check("99999999999GiB", None);
    }
}
