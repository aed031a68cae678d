//! Looks for a pattern around an anchor word, and for the subject of what it finds.

use super::anchor;
use super::element::{Element, Pattern};
use super::reach::{self, Marks};
use super::run::Run;
use crate::clause::{self, Route, Subject, VerbGroup};
use crate::person::{Kinds, Mention, Sentence};
use crate::word::Class;

/// What a pattern found; positions are token indices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) pattern: u32,
    /// The passage: from the agent, if it stands close before, to the last word.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the wording itself starts.
    pub(crate) predicate: usize,
    pub(crate) agent: Option<Mention>,
}

/// Tries one pattern around an anchor word.
pub(super) fn find(sentence: &Sentence<'_>, marks: &Marks, index: u32, pattern: &Pattern, anchor: usize) -> Option<Found> {
    let mut run = Run::new(sentence);
    // The earliest start first: optional articles belong to the passage.
    reach::starts(sentence, marks, pattern, anchor).find_map(|start| find_from(&mut run, index, pattern, start, anchor))
}

/// Tries one pattern from its first token; it must reach beyond the token at `anchor`.
pub(super) fn find_from(run: &mut Run<'_, '_>, index: u32, pattern: &Pattern, start: usize, anchor: usize) -> Option<Found> {
    let (end, agent) = run.try_at(&pattern.elements, start)?;
    if end <= anchor {
        return None;
    }
    let sentence = run.sentence();
    let start = first_content(sentence, pattern, start);
    let (from, agent) = match pattern.subject {
        Some(kinds) => with_subject(sentence, pattern, kinds, start)?,
        None => (start, agent),
    };
    let end = without_marks(sentence, start, end);
    // A colon or border that the pattern starts with is not part of the passage.
    let opening = |at: &usize| *at + 1 < end && sentence.tokens[*at].is_break();
    let from = (from..end).find(|at| !opening(at)).unwrap_or(from);
    Some(Found { pattern: index, start: from, end, predicate: start, agent })
}

/// Marks that a pattern asked for at its end are not part of the passage, but for the end of a bracket.
fn without_marks(sentence: &Sentence<'_>, start: usize, mut end: usize) -> usize {
    let bracket = |end: usize| sentence.tokens[start..end].iter().any(|token| token.is_punctuation('('));
    while end > start + 1
        && sentence.tokens[end - 1].is_break()
        && !(sentence.tokens[end - 1].is_punctuation(')') && bracket(end))
    {
        end -= 1;
    }
    end
}

/// Adverbs that were skipped before the first element are not part of the passage.
fn first_content(sentence: &Sentence<'_>, pattern: &Pattern, mut start: usize) -> usize {
    if matches!(pattern.elements.first(), Some(Element::Words(_) | Element::Class(_))) {
        while sentence.tokens[start].adverbial && !accepts_first(sentence, pattern, start) && start + 1 < sentence.tokens.len()
        {
            start += 1;
        }
    }
    start
}

fn accepts_first(sentence: &Sentence<'_>, pattern: &Pattern, at: usize) -> bool {
    match pattern.elements.first() {
        Some(Element::Words(words)) => anchor::starts_with(words, sentence.tokens[at].word),
        _ => false,
    }
}

/// Resolves the subject of the predicate at `start`; gives where the passage starts and who acts.
fn with_subject(sentence: &Sentence<'_>, pattern: &Pattern, kinds: Kinds, start: usize) -> Option<(usize, Option<Mention>)> {
    let group = clause::verb_group(sentence, start);
    if !polarity_and_tense(sentence, pattern, &group, start) {
        return None;
    }
    let subject = clause::subject_of(sentence, &group)?;
    if !subject.mention.kind.any(kinds) {
        return None;
    }
    if subject.route == Route::Omitted && !note_like(sentence, &subject, start) {
        return None;
    }
    let from = match subject.route {
        Route::Direct | Route::Relative if start - subject.mention.start.min(start) <= 14 => subject.mention.start,
        _ => group.start.min(start),
    };
    let agent = Some(subject.mention).filter(|mention| mention.kind != Kinds::OMITTED);
    Some((from, agent))
}

fn polarity_and_tense(sentence: &Sentence<'_>, pattern: &Pattern, group: &VerbGroup, start: usize) -> bool {
    if pattern.negative != group.negation.is_some() {
        return false;
    }
    let first = &sentence.tokens[start];
    if first.is(Class::MODAL) && !first.is(Class::VERB) {
        return true;
    }
    if first.is(Class::BE | Class::HAVE | Class::DO) {
        return !group.modal && !group.infinitive;
    }
    if !first.is(Class::VERB) {
        return !group.modal && !group.infinitive;
    }
    if pattern.negative && group.modal && !group.infinitive {
        // "could not be bothered", "would not listen" are told too.
        return sentence.tokens[group.start..start]
            .iter()
            .any(|token| matches!(&sentence.text[token.range], "could" | "would" | "Could" | "Would"));
    }
    group.is_told(pattern.present)
}

/// A verb without a subject counts only in the past and only at the start of a note.
fn note_like(sentence: &Sentence<'_>, subject: &Subject, start: usize) -> bool {
    let first = &sentence.tokens[start];
    start - subject.mention.start.min(start) <= 3
        && (first.is(Class::PAST)
            || sentence.tokens[subject.mention.start..start]
                .iter()
                .any(|token| token.is(Class::DO | Class::NEGATION | Class::HAVE)))
}
