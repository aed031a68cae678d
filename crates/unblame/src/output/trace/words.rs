//! Traces in plain words.

use unblame_core::trace::{Clause, Frame, Outcome, Route, Unread};
use unblame_core::{LineIndex, TextRange};

use super::super::rule_name;
use super::super::text::one_line;

/// Longer quotations are cut.
const QUOTED: usize = 60;

/// Words of the document, on one line.
pub(super) fn quote(text: &str, range: TextRange) -> String {
    format!("`{}`", one_line(&text[range], QUOTED))
}

/// The name of a sort of place in JSON, and a sentence that says why nothing there is linted.
pub(super) fn unread(unread: Unread) -> (&'static str, &'static str) {
    match unread {
        Unread::Directive => ("directive", "a comment that asks for silence is never linted itself"),
        Unread::CodeBlock => ("code-block", "code is not linted"),
        Unread::Code => ("code", "code is not linted; a sentence around it reads it as one noun"),
        Unread::Quote => ("quote", "quoted text is somebody else's, and is not linted"),
        Unread::Html => ("html", "HTML and its comments are not linted"),
        Unread::Link => ("link", "a URL is not linted; the text of a link is"),
        Unread::Image => ("image", "an image and its description are not linted"),
        Unread::Math => ("math", "a formula is not linted"),
        Unread::Struck => ("struck", "text that was struck out is not linted"),
        Unread::FrontMatter => ("front-matter", "of front matter, only the title, summary and description are linted"),
        Unread::Comment => ("comment", "Git's comment lines are not part of the message"),
        Unread::Diff => ("diff", "what stands behind the scissors is not part of the message"),
        Unread::Trailer => ("trailer", "a trailer says who took part, and is not linted"),
        Unread::Blank => ("blank", "there is no text here"),
        Unread::Markup => ("markup", "a mark is not linted; the text that it belongs to is"),
    }
}

/// Why an attempt became what it did, to be read behind a colon.
pub(super) fn reason(text: &str, outcome: &Outcome) -> String {
    let quote = |range: TextRange| quote(text, range);
    match outcome {
        Outcome::Found(severity) => format!("reported as {}", severity.as_str()),
        Outcome::Covered(by) => format!("a finding of {} overlaps it and is reported in its place", rule_name(by)),
        Outcome::Suppressed { comment, reason } => {
            let line = LineIndex::new(text).line_col(text, comment.start()).line;
            let reason = reason.map(|reason| format!(": {}", one_line(&text[reason], QUOTED))).unwrap_or_default();
            format!("the comment in line {line} asks for silence{reason}")
        }
        Outcome::Quoted => "it stands between quotation marks".into(),
        Outcome::Hypothetical(Some(word)) => format!("it depends on {}, so nothing says that it happened", quote(*word)),
        Outcome::Hypothetical(None) => "it is about any reader, not about what somebody did".into(),
        Outcome::Negated(Some(word)) => format!("{} negates it", quote(*word)),
        Outcome::Silencer { name, why, words } => format!("the silencer `{name}` found {}: {why}", quote(*words)),
        Outcome::Exception { words, .. } => format!("the rule makes an exception for {}", quote(*words)),
        Outcome::Section(sections) => format!("this wording counts only in sections of the sort {}", sections.join(", ")),
        Outcome::Off => "the rule is off for this sort of agent or section".into(),
        Outcome::Polarity { negative: true } => "only the negated form counts".into(),
        Outcome::Negated(None) | Outcome::Polarity { negative: false } => "it is negated".into(),
        Outcome::NotTold => "it is not told as having happened".into(),
        Outcome::NoSubject => "no subject was found for it".into(),
        Outcome::NotANote => "it has no subject, and does not read like a note".into(),
        Outcome::Kind { words, kind, wanted } => {
            let who = words.map_or_else(|| "nobody".to_owned(), quote);
            format!("{who} was taken for {}, and it counts only for {}", called(kind), whom(wanted))
        }
    }
}

/// A kind of mention, with what it means where the word alone does not tell.
pub(super) fn called(kind: &str) -> &str {
    match kind {
        "name" => "a name",
        "handle" => "a handle",
        "label" => "a label for a person",
        "role" => "a role",
        "pronoun" => "a pronoun for a person",
        "self" => "the writer",
        "group-noun" => "a group",
        "roles" => "several people",
        "vendor" => "a vendor",
        "we" => "the writers",
        "you" => "the reader",
        "customer" => "a customer",
        "omitted" => "a subject left out",
        "adversary" => "an attacker",
        "assistant" => "a program that talks",
        "system" => "a system or thing",
        "unknown" => "an unknown name",
        "ambiguous" => "a role that components have, too",
        other => other,
    }
}

fn whom(wanted: &[&str]) -> String {
    let has = |kind: &str| wanted.contains(&kind);
    if has("name") && has("role") && has("group-noun") {
        "people".into()
    } else if has("name") && has("role") {
        "single people".into()
    } else {
        let names: Vec<&str> = wanted.iter().map(|kind| called(kind)).collect();
        names.join(", ")
    }
}

/// How a subject was found.
pub(super) fn route(route: Route) -> (&'static str, &'static str) {
    match route {
        Route::Direct => ("direct", "before the verb"),
        Route::Relative => ("relative", "before a relative clause"),
        Route::Coordination => ("coordination", "the subject of an earlier verb"),
        Route::Participle => ("participle", "the subject of the main clause"),
        Route::Omitted => ("omitted", "left out, as in notes"),
    }
}

/// How a clause is told, in one line.
pub(super) fn frame(text: &str, frame: &Frame) -> String {
    let mut parts = vec![frame.tense.to_owned(), if frame.passive { "passive" } else { "active" }.to_owned()];
    let mut under = |name: &str, word: Option<TextRange>| {
        parts.extend(word.map(|word| format!("{name} {}", quote(text, word))));
    };
    under("negated by", frame.negation);
    under("under the condition", frame.condition);
    under("under the negation", frame.outer_negation);
    if frame.quoted {
        parts.push("between quotation marks".into());
    }
    parts.push(if frame.told { "told as having happened" } else { "not told as having happened" }.into());
    parts.join(", ")
}

/// Who does it, and how that was found.
pub(super) fn subject(text: &str, clause: &Clause) -> String {
    let Some(subject) = &clause.subject else { return "not found".into() };
    let (_, how) = route(subject.route);
    match subject.range {
        Some(range) => format!("{} ({}), {how}", quote(text, range), called(subject.kind)),
        None => how.to_owned(),
    }
}
