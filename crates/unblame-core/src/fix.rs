//! Carries suggestions out.

use text_size::{TextRange, TextSize};

use crate::{Applicability, Diagnostic, Document, Edit, RuleSet, Suggestion, lint};

/// A text after its suggestions were carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// How many suggestions were carried out.
    pub applied: usize,
}

/// Rounds after which a text counts as done. A rewrite is not found again, so that two are enough for nearly all.
const ROUNDS: usize = 10;

/// Carries out the first suggestion of each finding that is at least as trustworthy as `least`, until there is none left, so that a
/// second run changes nothing. Findings of the text as it stands that `keep` refuses are left alone, and so is everything that
/// overlaps them. Where suggestions overlap, the first by position is carried out, and the other one is thought over.
pub fn fix(document: &Document<'_>, rules: &RuleSet, least: Applicability, keep: impl Fn(&Diagnostic) -> bool) -> Fixed {
    let mut fixed = Fixed { text: document.text().to_owned(), applied: 0 };
    let mut found = lint(document, rules);
    let mut frozen: Vec<TextRange> = found.iter().filter(|one| !keep(one)).map(|one| one.range).collect();
    for _ in 0..ROUNDS {
        let suggestions = chosen(&found, least, &frozen);
        if suggestions.is_empty() {
            break;
        }
        let edits: Vec<&Edit> = suggestions.iter().flat_map(|suggestion| &suggestion.edits).collect();
        frozen = frozen.into_iter().map(|range| moved(range, &edits)).collect();
        fixed.applied += suggestions.len();
        fixed.text = apply(&fixed.text, &edits);
        found = lint(&Document::new(&fixed.text, document.format()), rules);
    }
    fixed
}

/// The suggestions to carry out together: sorted, none overlapping another or something frozen.
fn chosen<'d>(found: &'d [Diagnostic], least: Applicability, frozen: &[TextRange]) -> Vec<&'d Suggestion> {
    let fits = |suggestion: &&Suggestion| suggestion.applicability >= least && !suggestion.edits.is_empty();
    let is_frozen = |one: TextRange| frozen.iter().any(|range| touches(*range, one));
    // An edit may stand beside what its finding is about.
    let free = found.iter().filter(|one| !is_frozen(one.range));
    let mut all: Vec<&Suggestion> = free.filter_map(|one| one.suggestions.iter().find(fits)).collect();
    all.sort_by_key(|suggestion| suggestion.edits.first().map(|edit| edit.range.start()));
    let mut end = TextSize::new(0);
    all.retain(|suggestion| {
        let free = suggestion.edits.iter().all(|edit| edit.range.start() >= end && !is_frozen(edit.range));
        if free {
            end = suggestion.edits.last().map_or(end, |edit| edit.range.end());
        }
        free
    });
    all
}

fn touches(a: TextRange, b: TextRange) -> bool {
    a.intersect(b).is_some_and(|shared| !shared.is_empty())
}

fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = TextSize::new(0);
    for edit in edits {
        result.push_str(&text[TextRange::new(at, edit.range.start())]);
        result.push_str(&edit.replacement);
        at = edit.range.end();
    }
    result.push_str(&text[at.into()..]);
    result
}

/// Where a range lies after edits that do not touch it.
fn moved(range: TextRange, edits: &[&Edit]) -> TextRange {
    let before = edits.iter().filter(|edit| edit.range.end() <= range.start());
    let (gone, new) = before.fold((TextSize::new(0), TextSize::new(0)), |(gone, new), edit| {
        (gone + edit.range.len(), new + TextSize::of(edit.replacement.as_str()))
    });
    TextRange::at(range.start() - gone + new, range.len())
}

#[cfg(test)]
mod properties;
