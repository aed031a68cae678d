//! Wordings with what the groups of a regular expression found.

use super::check::Relint;
use super::filled::Filled;
use super::{Candidate, Scene, inflection, offer};
use crate::rule;
use crate::{Applicability, Edit, Suggestion};

/// The named groups of a match and their texts; none for what a pattern found.
pub(super) struct Groups(Vec<(String, String)>);

impl Groups {
    pub(super) fn of(scene: &Scene<'_>, candidate: &Candidate) -> Self {
        let expressions = &scene.rules.tables().expressions;
        Self(rule::groups(scene.sentence, expressions, &candidate.found).unwrap_or_default())
    }

    /// A text with each `{name}` of a group filled in, and whether that was all it lacked.
    pub(super) fn fill(&self, text: &str) -> (String, bool) {
        let mut filled = String::new();
        let mut complete = !self.0.is_empty();
        let mut rest = text;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
        {
            filled.push_str(before);
            if let Some((_, value)) = self.0.iter().find(|(known, _)| known == name) {
                filled.push_str(value);
            } else {
                filled.extend(["{", name, "}"]);
                complete = false;
            }
            rest = after;
        }
        filled.push_str(rest);
        let complete = complete && filled != text;
        (filled, complete)
    }

    /// The first wording that the groups complete, that keeps the facts, and that is not found again.
    pub(super) fn rewritten(&self, scene: &Scene<'_>, candidate: &Candidate, relint: &Relint<'_>) -> Option<Suggestion> {
        let texts = &scene.rules.tables().rules[candidate.rule].info().rewrites;
        let found = &candidate.found;
        let range = found.passage(scene.sentence)?;
        let complete = texts.iter().map(|text| self.fill(text)).filter(|(_, complete)| *complete);
        let mut edits = complete.filter_map(|(mut text, _)| {
            if found.start == 0 && scene.sentence.tokens[0].is_capitalised() {
                inflection::capitalise(&mut text);
            }
            let (start, end) = (found.start, found.end);
            let filled = Filled { text, range, start, end, agent: None, keeps_subject: true };
            filled.keeps_facts(scene.sentence).then_some(Edit { range, replacement: filled.text })
        });
        edits.find(|edit| relint.is_clean(edit)).map(|edit| offer(edit, Applicability::Unsafe))
    }
}
