//! What linting reports.

use std::sync::Arc;

use serde::Deserialize;
use text_size::TextRange;

use crate::rule::RuleInfo;

/// How sure unblame is that a facilitator would ask for a change; ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A nudge.
    Hint,
    /// Reasonable facilitators differ.
    Information,
    /// Guides agree, wording varies.
    Warning,
    /// Wording that no guide defends.
    Error,
}

impl Severity {
    /// One level up, but advice stays advice: what a section makes weightier doesn't become blame by that.
    pub(crate) fn raised(self) -> Self {
        match self {
            Self::Hint | Self::Information => Self::Information,
            Self::Warning | Self::Error => Self::Error,
        }
    }

    /// One level down, but what asks for a change still does.
    pub(crate) fn lowered(self) -> Self {
        match self {
            Self::Hint | Self::Information => Self::Hint,
            Self::Warning | Self::Error => Self::Warning,
        }
    }

    /// The name used in configuration and in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What sort of words name the person or group in a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgentKind {
    /// A personal name.
    Name,
    /// A chat or code-hosting handle, or an e-mail address.
    Handle,
    /// A role noun in the singular, or a pronoun-like "someone".
    Role,
    /// A third- or second-person pronoun.
    Pronoun,
    /// A team, a vendor, a plural role, "we" or "they".
    Group,
    /// An anonymised label such as "Engineer B".
    Label,
    /// The writer: "I".
    SelfReference,
}

impl AgentKind {
    /// The name used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Handle => "handle",
            Self::Role => "role",
            Self::Pronoun => "pronoun",
            Self::Group => "group",
            Self::Label => "label",
            Self::SelfReference => "self",
        }
    }
}

/// The person or group that a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agent {
    /// Byte range of the words that name them.
    pub range: TextRange,
    /// What sort of words these are.
    pub kind: AgentKind,
}

/// How far a suggestion may be trusted without a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// A text to think with: it has a gap that only the author can fill.
    DisplayOnly,
    /// Keeps the facts but changes the emphasis; wants a reader.
    Unsafe,
    /// Changes nothing but the judgement.
    Safe,
}

impl Applicability {
    /// The name used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DisplayOnly => "display-only",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// One replacement of a byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub range: TextRange,
    /// What takes its place.
    pub replacement: String,
}

/// Another way to say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to show: the new wording itself where `edits` is empty.
    pub title: String,
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// The edits that carry it out, sorted and disjoint; empty for [`Applicability::DisplayOnly`].
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that spoke, with its message, reason and question. The message holds what is particular to this place.
    pub rule: Arc<RuleInfo>,
    /// The severity here; voice and section may move it away from the rule's own.
    pub severity: Severity,
    /// The passage, in bytes of the document's text; never empty, always on character boundaries.
    pub range: TextRange,
    /// Who the passage is about, where somebody is named.
    pub agent: Option<Agent>,
    /// Other ways to say it, the best one first.
    pub suggestions: Vec<Suggestion>,
}
