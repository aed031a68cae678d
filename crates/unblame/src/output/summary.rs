//! Counts: for the exit status, the last line and `--statistics`. Never by person.

use std::collections::BTreeMap;
use std::fmt;

use unblame_core::{Diagnostic, Severity};

/// What was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    severities: [usize; 4],
    rules: BTreeMap<(String, String), usize>,
    /// Files linted.
    pub(crate) files: usize,
    /// Files with a finding.
    pub(crate) files_with_findings: usize,
}

impl Counts {
    /// The counts of one file; rules only where they are wanted, since names cost memory.
    pub(crate) fn of<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>, with_rules: bool) -> Self {
        let mut counts = Self { files: 1, ..Self::default() };
        for diagnostic in diagnostics {
            counts.files_with_findings = 1;
            counts.severities[diagnostic.severity as usize] += 1;
            if with_rules {
                let rule = &diagnostic.rule;
                *counts.rules.entry((super::rule_name(rule).into_owned(), rule.category.clone())).or_default() += 1;
            }
        }
        counts
    }

    /// Adds those of another file.
    pub(crate) fn add(&mut self, other: Self) {
        for (mine, theirs) in self.severities.iter_mut().zip(other.severities) {
            *mine += theirs;
        }
        for (rule, count) in other.rules {
            *self.rules.entry(rule).or_default() += count;
        }
        self.files += other.files;
        self.files_with_findings += other.files_with_findings;
    }

    /// Findings of one severity.
    pub(crate) fn severity(&self, severity: Severity) -> usize {
        self.severities[severity as usize]
    }

    /// All findings.
    pub(crate) fn total(&self) -> usize {
        self.severities.iter().sum()
    }

    /// A table of rules and one of categories, the most frequent first.
    pub(crate) fn statistics(&self) -> String {
        let mut categories = BTreeMap::<&str, usize>::new();
        for ((_, category), count) in &self.rules {
            *categories.entry(category).or_default() += count;
        }
        let rules = self.rules.iter().map(|((rule, category), &count)| (count, format!("{rule} ({category})")));
        let categories = categories.into_iter().map(|(category, count)| (count, category.to_owned()));
        format!("By rule:\n{}By category:\n{}", table(rules), table(categories))
    }
}

fn table(rows: impl Iterator<Item = (usize, String)>) -> String {
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    rows.iter().fold(String::new(), |table, (count, name)| table + &format!("{count:>6}  {name}\n"))
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.total() == 0 {
            return write!(f, "No findings in {}.", plural(self.files, "file"));
        }
        let named = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")];
        let mut parts: Vec<String> = named
            .iter()
            .map(|&(severity, name)| (self.severity(severity), name))
            .filter(|&(count, _)| count > 0)
            .map(|(count, name)| plural(count, name))
            .collect();
        if self.severity(Severity::Information) > 0 {
            let at = parts.len() - usize::from(self.severity(Severity::Hint) > 0);
            parts.insert(at, format!("{} information", self.severity(Severity::Information)));
        }
        let parts = parts.join(", ");
        let files = plural(self.files, "file");
        write!(f, "Found {} ({parts}) in {} of {files}.", plural(self.total(), "finding"), self.files_with_findings)
    }
}

/// A count with its noun.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line() {
        let mut counts = Counts { files: 1, ..Counts::default() };
        assert_eq!(counts.to_string(), "No findings in 1 file.");
        counts.add(Counts { severities: [2, 1, 1, 0], files: 3, files_with_findings: 2, ..Counts::default() });
        assert_eq!(counts.to_string(), "Found 4 findings (1 warning, 1 information, 2 hints) in 2 of 4 files.");
    }
}
