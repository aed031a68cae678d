//! What the formats print: the findings of one file, each with its name.

use std::path::Path;

use unblame_core::{Diagnostic, Document, Format, RuleSet, Suppressed, suppressed};
use unblame_workspace::Linted;
use unblame_workspace::git::Lines;

use super::fingerprint::{Fingerprint, Fingerprints};
use super::position::Positions;

/// One file and what is to be said about it.
#[derive(Debug)]
pub(crate) struct File<'a> {
    /// As it is shown.
    pub(crate) path: &'a str,
    /// The whole text.
    pub(crate) text: String,
    /// The rules that read it.
    pub(crate) rules: &'a RuleSet,
    /// In the order of the text.
    pub(crate) findings: Vec<Finding>,
    /// What comments in the text silence, each with its reason; empty unless somebody asked for it.
    pub(crate) suppressed: Vec<(Finding, Option<String>)>,
}

/// A diagnostic and what a run knows about it besides.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// What the core said.
    pub(crate) diagnostic: Diagnostic,
    /// Names it among all findings of the file, the ones that are filtered out later included.
    pub(crate) fingerprint: Fingerprint,
    /// How it relates to the baseline; `None` where there is none.
    pub(crate) baseline: Option<Age>,
}

/// Whether the baseline holds a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    /// It does, so only the formats that can mark it print it.
    Known,
    /// It doesn't.
    New,
}

impl<'a> File<'a> {
    /// Names the findings.
    pub(crate) fn new(path: &'a str, rules: &'a RuleSet, linted: Linted) -> Self {
        let mut fingerprints = Fingerprints::default();
        let name =
            |diagnostic| Finding { fingerprint: fingerprints.next(&linted.text, &diagnostic), diagnostic, baseline: None };
        let findings = linted.diagnostics.into_iter().map(name).collect();
        Self { path, text: linted.text, rules, findings, suppressed: Vec::new() }
    }

    /// Also finds what comments in the text silence. Its names differ from those of the findings that count. Where there is a baseline,
    /// it doesn't hold them, so their age is new.
    pub(crate) fn with_suppressed(mut self, age: Option<Age>) -> Self {
        let mut fingerprints = Fingerprints::default();
        for finding in &self.findings {
            _ = fingerprints.next(&self.text, &finding.diagnostic);
        }
        let document = Document::new(&self.text, Format::from_path(Path::new(self.path)));
        let name = |Suppressed { diagnostic, reason }| {
            let fingerprint = fingerprints.next(&self.text, &diagnostic);
            (Finding { fingerprint, diagnostic, baseline: age }, reason.map(|reason| self.text[reason].to_owned()))
        };
        self.suppressed = suppressed(&document, self.rules).into_iter().map(name).collect();
        self
    }

    /// Leaves out what is not wanted.
    pub(crate) fn retain(&mut self, wanted: impl Fn(&Diagnostic) -> bool) {
        self.findings.retain(|finding| wanted(&finding.diagnostic));
        self.suppressed.retain(|(finding, _)| wanted(&finding.diagnostic));
    }

    /// Leaves out the findings of which no line changed.
    pub(crate) fn retain_touching(&mut self, lines: &Lines) {
        let text = std::mem::take(&mut self.text);
        let positions = Positions::new(&text);
        self.retain(|diagnostic| {
            let range = diagnostic.range;
            // The end is exclusive, and may be the start of the next line.
            let last = range.end().checked_sub(1.into()).unwrap_or_default().max(range.start());
            lines.touch(positions.line_at(range.start()).0, positions.line_at(last).0)
        });
        self.text = text;
    }

    /// The findings that count: all but those of the baseline.
    pub(crate) fn fresh(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.baseline != Some(Age::Known))
    }
}
