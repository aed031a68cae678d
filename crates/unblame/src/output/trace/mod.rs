//! Why there is a finding at a place, or why there is none: `unblame explain FILE:LINE:COLUMN`.

pub(crate) mod json;
pub(crate) mod text;
mod words;

use std::sync::Arc;

use unblame_core::trace::{Attempt, Outcome, Trace, Unread};
use unblame_core::{Diagnostic, RuleInfo, TextRange, TextSize};

/// What there is to tell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Report<'a> {
    /// As it is shown.
    pub(crate) path: &'a str,
    /// The whole document.
    pub(crate) text: &'a str,
    /// The place.
    pub(crate) offset: TextSize,
    /// What is known about it.
    pub(crate) trace: &'a Trace,
    /// Rules that would speak if they ran.
    pub(crate) asleep: &'a [Arc<RuleInfo>],
}

/// The short answer.
enum Answer<'a> {
    /// There is a finding, at the place or elsewhere in its sentence.
    Found(&'a Diagnostic),
    /// The place is no prose.
    Unread(Unread),
    /// Something came closest.
    Near(&'a Attempt),
    /// Nothing came near.
    Nothing,
}

impl<'a> Report<'a> {
    fn answer(&self) -> Answer<'a> {
        let findings = &self.trace.findings;
        if let Some(one) = findings.iter().find(|one| self.is_at(one.range)) {
            return Answer::Found(one);
        }
        if let Some(unread) = self.trace.unread {
            return Answer::Unread(unread);
        }
        if let Some(one) = findings.first() {
            return Answer::Found(one);
        }
        let closest = self.attempts().min_by_key(|attempt| (is_miss(&attempt.outcome), !self.is_at(attempt.range)));
        closest.map_or(Answer::Nothing, Answer::Near)
    }

    fn attempts(&self) -> impl Iterator<Item = &'a Attempt> {
        self.trace.sentence.iter().flat_map(|sentence| &sentence.cues).flat_map(|cue| &cue.attempts)
    }

    fn is_at(&self, range: TextRange) -> bool {
        range.contains_inclusive(self.offset)
    }
}

/// How far an attempt is from a finding: a comment alone, something else that silences it, no match at all.
fn is_miss(outcome: &Outcome) -> u8 {
    match verdict(outcome) {
        "found" => 0,
        "suppressed" => 1,
        "covered" => 2,
        "silenced" => 3,
        _ => match outcome {
            Outcome::Kind { .. } => 4,
            _ => 5,
        },
    }
}

/// What became of an attempt, in a word.
fn verdict(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Found(_) => "found",
        Outcome::Covered(_) => "covered",
        Outcome::Suppressed { .. } => "suppressed",
        Outcome::Quoted
        | Outcome::Hypothetical(_)
        | Outcome::Negated(_)
        | Outcome::Silencer { .. }
        | Outcome::Exception { .. }
        | Outcome::Section(_)
        | Outcome::Off => "silenced",
        Outcome::Polarity { .. } | Outcome::NotTold | Outcome::NoSubject | Outcome::NotANote | Outcome::Kind { .. } => "missed",
    }
}
