//! Looks for a pattern around an anchor word, and for the subject of what it finds.

use text_size::TextRange;

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
    /// The word at which it was looked for.
    pub(crate) anchor: usize,
    /// The passage: from the agent, if it stands close before, to the last word.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the wording itself starts.
    pub(crate) predicate: usize,
    pub(crate) agent: Option<Mention>,
    /// The bytes of the passage, where they need not be those of whole tokens.
    pub(crate) exact: Option<TextRange>,
}

impl Found {
    /// The bytes of the passage.
    pub(crate) fn passage(&self, sentence: &Sentence<'_>) -> Option<TextRange> {
        self.exact.or_else(|| sentence.range(self.start, self.end))
    }
}

/// Why a wording that a pattern describes is not what the pattern is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Negated where the pattern wants a statement, or the other way round.
    Polarity,
    /// Not told as having happened.
    NotTold,
    /// The verb has no subject that could be found.
    NoSubject,
    /// The subject is of none of the kinds that the pattern is about.
    Kind(Subject),
    /// There is no subject, and it does not read like a note.
    NotANote,
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
        Some(kinds) => with_subject(sentence, pattern, kinds, start).ok()?,
        None => (start, agent),
    };
    let end = without_marks(sentence, start, end);
    // A colon or border that the pattern starts with is not part of the passage.
    let opening = |at: &usize| *at + 1 < end && sentence.tokens[*at].is_break();
    let from = (from..end).find(|at| !opening(at)).unwrap_or(from);
    Some(Found { pattern: index, anchor, start: from, end, predicate: start, agent, exact: None })
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
pub(super) fn first_content(sentence: &Sentence<'_>, pattern: &Pattern, mut start: usize) -> usize {
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
pub(super) fn with_subject(
    sentence: &Sentence<'_>,
    pattern: &Pattern,
    kinds: Kinds,
    start: usize,
) -> Result<(usize, Option<Mention>), Refusal> {
    let group = clause::verb_group(sentence, start);
    if pattern.negative != group.negation.is_some() {
        return Err(Refusal::Polarity);
    }
    if !is_told(sentence, pattern, &group, start) {
        return Err(Refusal::NotTold);
    }
    let subject = clause::subject_of(sentence, &group).ok_or(Refusal::NoSubject)?;
    if !subject.mention.kind.any(kinds) {
        return Err(Refusal::Kind(subject));
    }
    if subject.route == Route::Omitted && !note_like(sentence, &subject, start) {
        return Err(Refusal::NotANote);
    }
    let from = match subject.route {
        Route::Direct | Route::Relative if start - subject.mention.start.min(start) <= 14 => subject.mention.start,
        _ => group.start.min(start),
    };
    let agent = Some(subject.mention).filter(|mention| mention.kind != Kinds::OMITTED);
    Ok((from, agent))
}

/// Whether the predicate is told as having happened, as far as its first word has a tense.
fn is_told(sentence: &Sentence<'_>, pattern: &Pattern, group: &VerbGroup, start: usize) -> bool {
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
