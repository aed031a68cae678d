//! What a document tells about who is who, gathered before its sentences are read.

use crate::RuleSet;
use crate::format::Mask;

/// Facts about a whole document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// Whether the document talks of machines whose parts are named like roles (Kubernetes operators and controllers).
    pub(crate) machines: bool,
}

impl Facts {
    /// Gathers the facts.
    pub(crate) fn of(text: &str, _mask: &Mask, rules: &RuleSet) -> Self {
        Self { machines: rules.tables().machine_words.is_in(text) }
    }
}
