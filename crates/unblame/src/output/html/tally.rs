//! What the page counts: documents, and findings by severity, category and sort of section. Never by person.

use std::collections::BTreeMap;

use unblame_core::Severity;
use unblame_workspace::FileError;

use super::card::Card;

/// A section that no pack knows.
pub(super) const OTHER_SECTION: &str = "other headings";
/// Where no heading stands above.
const NO_SECTION: &str = "no heading";

/// Findings, and the documents that have them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) findings: usize,
    pub(super) documents: usize,
}

/// The counts of one file or of many.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// Path and findings, in the order of the run.
    pub(super) documents: Vec<(String, usize)>,
    pub(super) severities: BTreeMap<&'static str, Count>,
    pub(super) categories: BTreeMap<String, Count>,
    pub(super) sections: BTreeMap<String, Count>,
    /// What could not be read.
    pub(super) unread: Vec<String>,
}

impl Tally {
    /// A file, before its findings are counted.
    pub(super) fn of(path: &str, findings: usize) -> Self {
        Self { documents: vec![(path.to_owned(), findings)], ..Self::default() }
    }

    /// Counts a finding of the only file.
    pub(super) fn count(&mut self, card: &Card<'_>, section: Option<&str>) {
        let section = section.unwrap_or(NO_SECTION);
        for count in [
            self.severities.entry(card.severity()).or_default(),
            self.categories.entry(card.rule().category.clone()).or_default(),
            self.sections.entry(section.to_owned()).or_default(),
        ] {
            count.findings += 1;
            count.documents = 1;
        }
    }

    /// Adds the counts of another file.
    pub(crate) fn add(&mut self, other: &Self) {
        self.documents.extend(other.documents.iter().cloned());
        add(&mut self.severities, &other.severities);
        add(&mut self.categories, &other.categories);
        add(&mut self.sections, &other.sections);
        self.unread.extend(other.unread.iter().cloned());
    }

    /// Adds a file that could not be linted.
    pub(crate) fn fail(&mut self, error: &FileError) {
        self.unread.push(error.to_string());
    }

    pub(super) fn findings(&self) -> usize {
        self.documents.iter().map(|(_, findings)| findings).sum()
    }

    /// The severities that occur, the gravest first.
    pub(super) fn by_severity(&self) -> Vec<(&'static str, Count)> {
        let all = [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint].map(Severity::as_str);
        all.into_iter().filter_map(|name| Some((name, *self.severities.get(name)?))).collect()
    }
}

fn add<K: Ord + Clone>(mine: &mut BTreeMap<K, Count>, theirs: &BTreeMap<K, Count>) {
    for (name, count) in theirs {
        let sum = mine.entry(name.clone()).or_default();
        sum.findings += count.findings;
        sum.documents += count.documents;
    }
}

/// The most frequent first, then by name.
pub(super) fn ranked(counts: &BTreeMap<String, Count>) -> Vec<(&str, Count)> {
    let mut ranked: Vec<_> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    ranked.sort_by(|a, b| b.1.findings.cmp(&a.1.findings).then_with(|| a.0.cmp(b.0)));
    ranked
}

/// A name for links to a document. Paths may hold anything, so all that is no letter or digit is written as a number.
pub(super) fn anchor(path: &str) -> String {
    path.chars().fold(String::from("d-"), |id, c| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => id + c.encode_utf8(&mut [0; 4]),
        other => id + &format!("-{:x}-", u32::from(other)),
    })
}

pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_differ_where_paths_do() {
        let paths = ["a.md", "a-md", "a md", "a-2e-md", "é"];
        let anchors: std::collections::BTreeSet<_> = paths.iter().map(|path| anchor(path)).collect();
        assert_eq!(anchors.len(), paths.len());
        assert!(anchors.iter().all(|anchor| anchor.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')));
    }

    #[test]
    fn frequent_first() {
        let count = |findings| Count { findings, documents: 1 };
        let counts = [("b".to_owned(), count(1)), ("a".to_owned(), count(1)), ("c".to_owned(), count(2))].into();
        assert_eq!(ranked(&counts).iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["c", "a", "b"]);
    }
}
