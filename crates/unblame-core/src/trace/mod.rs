//! Why there is a finding at a place, or why there is none.
//!
//! A trace runs the stages of [`lint`](crate::lint()) again for one sentence and keeps what they saw. It takes longer than linting, and
//! agrees with it since both call the same functions.

mod convert;
mod read;

use std::sync::Arc;

use text_size::TextRange;

use crate::{Diagnostic, RuleInfo, Severity};

pub use crate::format::Unread;
pub use read::Tracer;

/// What is known about one place of a document.
#[derive(Debug, Clone)]
pub struct Trace {
    /// Why the place itself is not read; `None` where it is prose.
    pub unread: Option<Unread>,
    /// The sentence at the place, or around what is not read there.
    pub sentence: Option<Sentence>,
    /// What linting reports at the place, and anywhere in that sentence.
    pub findings: Vec<Diagnostic>,
}

/// A sentence as the rules see it. Ranges are in bytes of the document.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// From its first to its last token.
    pub range: TextRange,
    /// The sorts of sections that it stands in, as the packs name them.
    pub sections: Vec<String>,
    /// In order.
    pub tokens: Vec<Token>,
    /// Noun phrases and pronouns, in order.
    pub mentions: Vec<Mention>,
    /// The words at which rules look for something, in order.
    pub cues: Vec<Cue>,
}

/// A word or mark.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its bytes.
    pub range: TextRange,
    /// `word`, `number`, `handle`, `opaque`, `cell-break`, `line-break` or `mark`.
    pub kind: &'static str,
    /// What the word can be, such as `past` or `role`; empty for a word that no list knows.
    pub classes: Vec<String>,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// Whether patterns read over it.
    pub adverbial: bool,
}

/// Somebody or something that the sentence names.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its bytes.
    pub range: TextRange,
    /// Who or what it was taken for, such as `name` or `system`; in the words of the pack syntax.
    pub kind: &'static str,
    /// Whether it counts as somebody.
    pub human: bool,
    /// What speaks for and against somebody, in the order of the words.
    pub evidence: Vec<Evidence>,
}

/// A reason to take a mention for a human, or not to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The word it is about.
    pub range: TextRange,
    /// For a human, or against one.
    pub human: bool,
    /// To be read behind the word: "a given name".
    pub what: &'static str,
}

/// A word at which rules look for something.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Its bytes.
    pub range: TextRange,
    /// Where the word may be a verb: its subject, and how it is told.
    pub clause: Option<Clause>,
    /// The wordings of rules that were found around it, or nearly so. Those that speak come first.
    pub attempts: Vec<Attempt>,
}

/// A verb with what stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The verb.
    pub verb: TextRange,
    /// From the first auxiliary or adverb to the verb.
    pub group: TextRange,
    /// Who does it; `None` where no subject was found.
    pub subject: Option<Subject>,
    /// How it is told.
    pub frame: Frame,
}

/// Who does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The words; `None` where it was left out, as in notes.
    pub range: Option<TextRange>,
    /// Who or what it was taken for.
    pub kind: &'static str,
    /// How it was found.
    pub route: Route,
}

/// How a subject was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// Before the verb group.
    Direct,
    /// Before "who" or "that".
    Relative,
    /// It is that of an earlier verb.
    Coordination,
    /// It is that of the main clause.
    Participle,
    /// There is none, as in notes.
    Omitted,
}

/// How something is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// `past`, `perfect`, `present`, `progressive`, `participle`, `infinitive` or `modal`.
    pub tense: &'static str,
    /// Passive, as far as the form tells.
    pub passive: bool,
    /// Told as having happened.
    pub told: bool,
    /// The negation of the verb.
    pub negation: Option<TextRange>,
    /// The *if* or the like that it depends on.
    pub condition: Option<TextRange>,
    /// A negation further up, as in "nobody says that ...".
    pub outer_negation: Option<TextRange>,
    /// Between quotation marks.
    pub quoted: bool,
}

/// The wording of a rule, found or nearly found.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The rule.
    pub rule: Arc<RuleInfo>,
    /// Its pattern, as the pack has it.
    pub pattern: String,
    /// The passage; without the subject where that is what is wrong.
    pub range: TextRange,
    /// Who it is about, and what they were taken for.
    pub agent: Option<(TextRange, &'static str)>,
    /// The clause of the wording, where its pattern asks for a subject.
    pub clause: Option<Clause>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a wording.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It is reported.
    Found(Severity),
    /// A finding that overlaps it is reported in its place.
    Covered(Arc<RuleInfo>),
    /// A comment of the document asks for silence.
    Suppressed {
        /// The comment.
        comment: TextRange,
        /// What it says behind the colon.
        reason: Option<TextRange>,
    },
    /// It stands between quotation marks.
    Quoted,
    /// It is no event: it stands under this *if*, or, without one, is about any reader.
    Hypothetical(Option<TextRange>),
    /// This negation governs it.
    Negated(Option<TextRange>),
    /// A silencer of a pack found something else in the sentence.
    Silencer {
        /// Its name in the pack.
        name: String,
        /// What it is for.
        why: String,
        /// What it found.
        words: TextRange,
    },
    /// An exception that the rule itself makes.
    Exception {
        /// The pattern of the exception.
        pattern: String,
        /// What it found.
        words: TextRange,
    },
    /// The pattern speaks in these sections only.
    Section(Vec<String>),
    /// The severity is off for this agent or section.
    Off,
    /// The verb is negated where the pattern wants a statement, or the other way round.
    Polarity {
        /// What the pattern wants.
        negative: bool,
    },
    /// It is not told as having happened.
    NotTold,
    /// Its subject was not found.
    NoSubject,
    /// There is no subject, and it does not read like a note.
    NotANote,
    /// Who does it, or whom it is about, is none of those that the pattern is about.
    Kind {
        /// Who or what stands there; `None` where the subject was left out.
        words: Option<TextRange>,
        /// What that was taken for.
        kind: &'static str,
        /// What the pattern is about.
        wanted: Vec<&'static str>,
    },
}

#[cfg(test)]
mod tests;
