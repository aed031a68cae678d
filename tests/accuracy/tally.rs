//! What was found against what is labelled.

use std::collections::BTreeMap;
use std::ops::Range;

use unblame_core::{Diagnostic, Document, RuleSet, Severity, lint};

use super::corpus::{Entry, Label};

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) part: usize,
    pub(super) whole: usize,
}

impl Share {
    pub(super) fn rate(self) -> f64 {
        if self.whole == 0 { 1.0 } else { as_f64(self.part) / as_f64(self.whole) }
    }

    /// The 95 % interval after Wilson, which stays between 0 and 1 and is honest about small numbers.
    pub(super) fn interval(self) -> (f64, f64) {
        const Z: f64 = 1.959_964;
        if self.whole == 0 {
            return (0.0, 1.0);
        }
        let (n, p) = (as_f64(self.whole), self.rate());
        let scale = 1.0 + Z * Z / n;
        let centre = (p + Z * Z / (2.0 * n)) / scale;
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / scale;
        ((centre - half).max(0.0), (centre + half).min(1.0))
    }

    fn count(&mut self, is_part: bool) {
        self.whole += 1;
        self.part += usize::from(is_part);
    }
}

fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// What a category or a rule found.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row {
    /// Findings on a passage to flag, of all that count.
    pub(super) precision: Share,
    /// Passages of the category that are found: by any rule in the row of a category, by this one in the row of a rule.
    pub(super) recall: Share,
}

/// The outcome for some part of the corpus.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Passages that are found, of those and the false alarms.
    pub(super) precision: Share,
    /// Passages that are found, of all to flag.
    pub(super) recall: Share,
    /// Passages that a rule of their own category finds, of those that are found.
    pub(super) category: Share,
    pub(super) sentences: usize,
    pub(super) categories: BTreeMap<String, Row>,
    pub(super) rules: BTreeMap<(String, String), Row>,
    /// Passages that nothing finds: category, file and words.
    pub(super) missed: Vec<[String; 3]>,
    /// Findings on what is fine: rule, file and words.
    pub(super) alarms: Vec<[String; 3]>,
}

impl Tally {
    /// Lints each entry as a document of its own.
    pub(super) fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>, categories: &[String], rules: &RuleSet) -> Self {
        let mut tally = Self::default();
        for entry in entries {
            let mut found = lint(&Document::new(&entry.text, entry.format), rules);
            found.retain(|one| one.severity >= Severity::Warning && categories.contains(&one.rule.category));
            tally.add(entry, &found);
        }
        tally
    }

    fn add(&mut self, entry: &Entry, found: &[Diagnostic]) {
        self.sentences += sentence_count(&entry.text);
        for passage in entry.passages.iter().filter(|one| one.label == Label::Flag) {
            let here: Vec<&Diagnostic> = found.iter().filter(|one| overlap(&passage.range, &range(one))).collect();
            let is_found = !here.is_empty();
            self.recall.count(is_found);
            self.categories.entry(passage.category.clone()).or_default().recall.count(is_found);
            if is_found {
                self.precision.count(true);
                self.category.count(here.iter().any(|one| one.rule.category == passage.category));
            } else {
                self.missed.push([passage.category.clone(), entry.file.clone(), around(entry, &passage.range)]);
            }
            let mut ids: Vec<_> =
                here.iter().map(|one| key(one)).filter(|(category, _)| *category == passage.category).collect();
            ids.sort();
            ids.dedup();
            for id in ids {
                self.rules.entry(id).or_default().recall.part += 1;
            }
        }
        for finding in found {
            let labels = entry.passages.iter().filter(|one| overlap(&one.range, &range(finding))).map(|one| one.label);
            let labels: Vec<Label> = labels.collect();
            let is_hit = labels.contains(&Label::Flag);
            if !is_hit && !labels.is_empty() {
                continue;
            }
            self.categories.entry(finding.rule.category.clone()).or_default().precision.count(is_hit);
            self.rules.entry(key(finding)).or_default().precision.count(is_hit);
            if !is_hit {
                self.precision.count(false);
                self.alarms.push([finding.rule.id.clone(), entry.file.clone(), around(entry, &range(finding))]);
            }
        }
    }

    /// False alarms in a thousand sentences.
    pub(super) fn alarm_rate(&self) -> f64 {
        1000.0 * as_f64(self.alarms.len()) / as_f64(self.sentences.max(1))
    }
}

fn key(finding: &Diagnostic) -> (String, String) {
    (finding.rule.category.clone(), finding.rule.id.clone())
}

fn range(finding: &Diagnostic) -> Range<usize> {
    finding.range.into()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Counts full stops, question and exclamation marks at the end of words; a rough measure, the same as for every corpus.
fn sentence_count(text: &str) -> usize {
    let is_end = |word: &&str| word.ends_with(['.', '!', '?']);
    text.split_whitespace().filter(is_end).count().max(1)
}

/// The line of a sentence, or the passage in a document, with the passage between `«` and `»`.
fn around(entry: &Entry, range: &Range<usize>) -> String {
    let text = &entry.text;
    let passage = text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    if text.trim_end().contains('\n') {
        return format!("«{passage}»");
    }
    format!("{}«{passage}»{}", &text[..range.start], text[range.end..].trim_end())
}
