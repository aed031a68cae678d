//! A trace as JSON: one object with all that the text tells, and the positions besides.

use serde::Serialize;
use unblame_core::trace::{self, Outcome};
use unblame_core::{RuleInfo, TextRange};

use super::super::json::{Range, push_without_controls, range};
use super::super::position::Positions;
use super::{Answer, Report, verdict, words};

#[derive(Serialize)]
struct Page<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    offset: u32,
    /// `found`, `quiet`, `suppressed` or `unread`.
    answer: &'static str,
    unread: Option<Unread>,
    findings: Vec<Finding<'a>>,
    /// Rules that would speak but do not run.
    asleep: Vec<Rule<'a>>,
    sentence: Option<Sentence<'a>>,
}

#[derive(Serialize)]
struct Unread {
    kind: &'static str,
    reason: &'static str,
}

#[derive(Serialize)]
struct Rule<'a> {
    rule: &'a str,
    pack: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    pack: &'a str,
    category: &'a str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    passage: Words<'a>,
}

/// A part of the document.
#[derive(Serialize)]
struct Words<'a> {
    text: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Sentence<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    sections: &'a [String],
    tokens: Vec<Token<'a>>,
    mentions: Vec<Mention<'a>>,
    cues: Vec<Cue<'a>>,
}

#[derive(Serialize)]
struct Token<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    kind: &'static str,
    classes: &'a [String],
    quoted: bool,
    adverbial: bool,
}

#[derive(Serialize)]
struct Mention<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    kind: &'static str,
    human: bool,
    evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    human: bool,
    what: &'static str,
}

#[derive(Serialize)]
struct Cue<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    clause: Option<Clause<'a>>,
    attempts: Vec<Attempt<'a>>,
}

#[derive(Serialize)]
struct Clause<'a> {
    verb: Words<'a>,
    group: Words<'a>,
    subject: Option<Subject<'a>>,
    tense: &'static str,
    passive: bool,
    told: bool,
    quoted: bool,
    negation: Option<Words<'a>>,
    condition: Option<Words<'a>>,
    #[serde(rename = "outer-negation")]
    outer_negation: Option<Words<'a>>,
}

#[derive(Serialize)]
struct Subject<'a> {
    words: Option<Words<'a>>,
    kind: &'static str,
    route: &'static str,
}

#[derive(Serialize)]
struct Attempt<'a> {
    rule: &'a str,
    pack: &'a str,
    pattern: &'a str,
    #[serde(flatten)]
    passage: Words<'a>,
    agent: Option<Agent<'a>>,
    clause: Option<Clause<'a>>,
    /// `found`, `covered`, `suppressed`, `silenced` or `missed`.
    verdict: &'static str,
    /// What decided, in a word.
    cause: &'static str,
    /// The same as a sentence.
    reason: String,
    /// The words that decided, where there are any.
    by: Option<Words<'a>>,
    silencer: Option<&'a str>,
    why: Option<&'a str>,
    wanted: &'a [&'static str],
}

#[derive(Serialize)]
struct Agent<'a> {
    #[serde(flatten)]
    words: Words<'a>,
    kind: &'static str,
}

/// The object, on lines of its own.
pub(crate) fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    // Strings, numbers and truths: there is no way to fail.
    let json = serde_json::to_string_pretty(&page(report)).unwrap_or_default();
    push_without_controls(&mut text, &json);
    text.push('\n');
    text
}

fn page<'a>(report: &Report<'a>) -> Page<'a> {
    let mut wire = Wire { positions: Positions::new(report.text) };
    let place = wire.positions.at(report.offset);
    let answer = match report.answer() {
        Answer::Found(_) => "found",
        Answer::Unread(_) => "unread",
        Answer::Near(attempt) if verdict(&attempt.outcome) == "suppressed" => "suppressed",
        Answer::Near(_) | Answer::Nothing => "quiet",
    };
    let findings = report.trace.findings.iter().map(|one| Finding {
        rule: &one.rule.id,
        pack: &one.rule.pack,
        category: &one.rule.category,
        severity: one.severity.as_str(),
        message: &one.rule.message,
        passage: wire.words(one.range),
    });
    Page {
        path: report.path,
        line: place.line,
        column: place.column,
        offset: report.offset.into(),
        answer,
        unread: report.trace.unread.map(words::unread).map(|(kind, reason)| Unread { kind, reason }),
        findings: findings.collect(),
        asleep: report.asleep.iter().map(|rule| rule_of(rule)).collect(),
        sentence: report.trace.sentence.as_ref().map(|sentence| wire.sentence(sentence)),
    }
}

fn rule_of(rule: &RuleInfo) -> Rule<'_> {
    Rule { rule: &rule.id, pack: &rule.pack }
}

struct Wire<'a> {
    positions: Positions<'a>,
}

impl<'a> Wire<'a> {
    fn words(&mut self, words: TextRange) -> Words<'a> {
        Words { text: &self.positions.text()[words], range: range(words, &mut self.positions) }
    }

    fn some(&mut self, words: Option<TextRange>) -> Option<Words<'a>> {
        words.map(|words| self.words(words))
    }

    fn sentence(&mut self, sentence: &'a trace::Sentence) -> Sentence<'a> {
        Sentence {
            words: self.words(sentence.range),
            sections: &sentence.sections,
            tokens: sentence.tokens.iter().map(|token| self.token(token)).collect(),
            mentions: sentence.mentions.iter().map(|mention| self.mention(mention)).collect(),
            cues: sentence.cues.iter().map(|cue| self.cue(cue)).collect(),
        }
    }

    fn token(&mut self, token: &'a trace::Token) -> Token<'a> {
        let trace::Token { range, kind, classes, quoted, adverbial } = token;
        Token { words: self.words(*range), kind, classes, quoted: *quoted, adverbial: *adverbial }
    }

    fn mention(&mut self, mention: &'a trace::Mention) -> Mention<'a> {
        let evidence = mention.evidence.iter();
        let evidence =
            evidence.map(|one| Evidence { words: self.words(one.range), human: one.human, what: one.what }).collect();
        Mention { words: self.words(mention.range), kind: mention.kind, human: mention.human, evidence }
    }

    fn cue(&mut self, cue: &'a trace::Cue) -> Cue<'a> {
        Cue {
            words: self.words(cue.range),
            clause: cue.clause.as_ref().map(|clause| self.clause(clause)),
            attempts: cue.attempts.iter().map(|attempt| self.attempt(attempt)).collect(),
        }
    }

    fn clause(&mut self, clause: &'a trace::Clause) -> Clause<'a> {
        let frame = &clause.frame;
        Clause {
            verb: self.words(clause.verb),
            group: self.words(clause.group),
            subject: clause.subject.as_ref().map(|subject| Subject {
                words: self.some(subject.range),
                kind: subject.kind,
                route: words::route(subject.route).0,
            }),
            tense: frame.tense,
            passive: frame.passive,
            told: frame.told,
            quoted: frame.quoted,
            negation: self.some(frame.negation),
            condition: self.some(frame.condition),
            outer_negation: self.some(frame.outer_negation),
        }
    }

    fn attempt(&mut self, attempt: &'a trace::Attempt) -> Attempt<'a> {
        let (silencer, why): (Option<&str>, Option<&str>) = match &attempt.outcome {
            Outcome::Silencer { name, why, .. } => (Some(name), Some(why)),
            _ => (None, None),
        };
        let wanted: &[&'static str] = match &attempt.outcome {
            Outcome::Kind { wanted, .. } => wanted,
            _ => &[],
        };
        Attempt {
            rule: &attempt.rule.id,
            pack: &attempt.rule.pack,
            pattern: &attempt.pattern,
            passage: self.words(attempt.range),
            agent: attempt.agent.map(|(range, kind)| Agent { words: self.words(range), kind }),
            clause: attempt.clause.as_ref().map(|clause| self.clause(clause)),
            verdict: verdict(&attempt.outcome),
            cause: cause(&attempt.outcome),
            reason: words::reason(self.positions.text(), &attempt.outcome),
            by: self.some(decided_by(&attempt.outcome)),
            silencer,
            why,
            wanted,
        }
    }
}

fn decided_by(outcome: &Outcome) -> Option<TextRange> {
    match outcome {
        Outcome::Suppressed { comment: words, .. }
        | Outcome::Silencer { words, .. }
        | Outcome::Exception { words, .. }
        | Outcome::Kind { words: Some(words), .. }
        | Outcome::Hypothetical(Some(words))
        | Outcome::Negated(Some(words)) => Some(*words),
        _ => None,
    }
}

fn cause(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Found(_) => "match",
        Outcome::Covered(_) => "overlap",
        Outcome::Suppressed { .. } => "comment",
        Outcome::Quoted => "quotation",
        Outcome::Hypothetical(_) => "condition",
        Outcome::Negated(_) => "negation",
        Outcome::Silencer { .. } => "silencer",
        Outcome::Exception { .. } => "exception",
        Outcome::Section(_) => "section",
        Outcome::Off => "off",
        Outcome::Polarity { .. } => "polarity",
        Outcome::NotTold => "tense",
        Outcome::NoSubject => "no-subject",
        Outcome::NotANote => "no-note",
        Outcome::Kind { .. } => "kind",
    }
}
