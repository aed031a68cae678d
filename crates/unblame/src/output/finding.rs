//! What the formats print: the findings of one file, each with its name.

use unblame_core::{Diagnostic, RuleSet};
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
        Self { path, text: linted.text, rules, findings }
    }

    /// Leaves out the findings of which no line changed.
    pub(crate) fn retain_touching(&mut self, lines: &Lines) {
        let positions = Positions::new(&self.text);
        self.findings.retain(|finding| {
            let range = finding.diagnostic.range;
            // The end is exclusive, and may be the start of the next line.
            let last = range.end().checked_sub(1.into()).unwrap_or_default().max(range.start());
            lines.touch(positions.line_at(range.start()).0, positions.line_at(last).0)
        });
    }

    /// The findings that count: all but those of the baseline.
    pub(crate) fn fresh(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.baseline != Some(Age::Known))
    }
}
