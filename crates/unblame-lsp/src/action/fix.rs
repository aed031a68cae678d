//! All safe rewrites of a document at once.

use unblame_core::{Applicability, Diagnostic, Edit, TextSize};

/// The edits of the first safe suggestion of each finding, sorted; of those that overlap the first stays.
pub(super) fn safe(found: &[Diagnostic]) -> Vec<Edit> {
    let mut chosen: Vec<Edit> = Vec::new();
    let mut end = TextSize::new(0);
    let is_safe = |one: &&unblame_core::Suggestion| one.applicability == Applicability::Safe && !one.edits.is_empty();
    for suggestion in found.iter().filter_map(|one| one.suggestions.iter().find(is_safe)) {
        let follows = suggestion.edits.first().is_some_and(|edit| edit.range.start() >= end);
        if follows {
            chosen.extend(suggestion.edits.iter().cloned());
            end = chosen.last().map_or(end, |edit| edit.range.end());
        }
    }
    chosen
}
