//! Comments that silence a finding. Where they go is the engine's affair, as for `--add-suppressions`.

use unblame_core::{Diagnostic, Document, Edit, SilenceComment, silence_one};

use crate::lint::Findings;

/// How much text is linted at most to answer one request; where that is not enough, the most likely comment has to do.
const TRIED: usize = 512 << 10;

/// Whether there is time to try comments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tries(bool);

impl Tries {
    /// For so many findings in a text of so many bytes.
    pub(super) fn new(findings: usize, bytes: usize) -> Self {
        Self(findings.saturating_mul(bytes) <= TRIED)
    }

    /// Silences a rule where a finding stands, or in the whole document.
    pub(super) fn silence(self, findings: &Findings, found: &Diagnostic, name: &str, everywhere: bool) -> Option<Vec<Edit>> {
        let document = Document::new(&findings.snapshot.text, findings.snapshot.format);
        let rules = &findings.settings.as_ref()?.rules;
        // Whoever writes it knows the reason; we don't.
        silence_one(&document, rules, found, SilenceComment { name, reason: "", everywhere, checked: self.0 })
    }
}
