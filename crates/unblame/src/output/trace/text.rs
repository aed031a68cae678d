//! A trace for people: the answer first, then how it came about.

use std::fmt::Write as _;

use annotate_snippets::Level;
use unblame_core::trace::{Attempt, Clause, Cue, Mention, Sentence};
use unblame_core::{TextRange, TextSize};

use super::super::position::Positions;
use super::super::rule_name;
use super::super::snippet::{Located, excerpt_of};
use super::super::style::Styles;
use super::super::text::{one_line, visible, wrap};
use super::words::{self, quote};
use super::{Answer, Report, verdict};

/// Where lines are wrapped.
const WIDTH: usize = 92;
/// Longer patterns are cut; JSON has them whole.
const PATTERN: usize = 70;

/// The whole page.
pub(crate) fn render(report: &Report<'_>, note: Option<&str>, styles: &Styles, color: bool) -> String {
    let mut page = answer(report, note, color);
    if let Some(sentence) = &report.trace.sentence {
        let details = Details { text: report.text, styles };
        details.words(&mut page, sentence);
        details.mentions(&mut page, &sentence.mentions);
        details.cues(&mut page, &sentence.cues);
    }
    page
}

fn answer(report: &Report<'_>, note: Option<&str>, color: bool) -> String {
    let (level, title, range) = match report.answer() {
        Answer::Found(one) => {
            let (rule, severity) = (rule_name(&one.rule), one.severity.as_str());
            let place = if report.is_at(one.range) { "Found" } else { "Found in this sentence" };
            (Level::WARNING.with_name(place), format!("{rule} ({severity}): {}", one.rule.message), one.range)
        }
        Answer::Unread(unread) => (Level::INFO.with_name("Not linted"), words::unread(unread).1.to_owned(), report.here()),
        Answer::Near(attempt) => (Level::INFO.with_name("Quiet here"), near(report.text, attempt), attempt.range),
        Answer::Nothing => (Level::INFO.with_name("Quiet here"), report.nothing(), report.here()),
    };
    let mut notes: Vec<String> = note.map(str::to_owned).into_iter().collect();
    notes.extend(report.asleep.iter().map(|rule| {
        let rule = rule_name(rule);
        format!("{rule} would speak here, but does not run: `select`, `ignore` or the profile leave it out.")
    }));
    let sections = report.trace.sentence.iter().flat_map(|sentence| &sentence.sections);
    let sections: Vec<&str> = sections.map(String::as_str).collect();
    if !sections.is_empty() {
        notes.push(format!("This is a section of the sort {}.", sections.join(", ")));
    }
    let notes = notes.iter().map(|note| Level::NOTE.message(wrap(note, WIDTH))).collect();
    let position = Positions::new(report.text).at(range.start());
    let bytes = usize::from(range.start())..usize::from(range.end());
    let located = Located { path: report.path, position, excerpt: excerpt_of(report.text, bytes) };
    located.render(level.primary_title(visible(&title)), notes, color) + "\n"
}

fn near(text: &str, attempt: &Attempt) -> String {
    let (rule, reason) = (rule_name(&attempt.rule), words::reason(text, &attempt.outcome));
    match verdict(&attempt.outcome) {
        "missed" => format!("{rule} knows {}, but {reason}", quote(text, attempt.range)),
        _ => format!("{rule} would speak, but {reason}"),
    }
}

impl Report<'_> {
    /// What to show of a place that is in no passage: the word there.
    fn here(&self) -> TextRange {
        let tokens = self.trace.sentence.iter().flat_map(|sentence| &sentence.tokens).map(|token| token.range);
        let end = self.offset.min(TextSize::of(self.text));
        let next = self.text[usize::from(end)..].chars().next().filter(|next| !next.is_control());
        let character = TextRange::at(end, next.map_or(TextSize::new(0), TextSize::of));
        tokens.rev().find(|range| range.contains(self.offset)).unwrap_or(character)
    }

    fn nothing(&self) -> String {
        let cues = self.trace.sentence.iter().flat_map(|sentence| &sentence.cues);
        let cues: Vec<String> = cues.map(|cue| quote(self.text, cue.range)).collect();
        if cues.is_empty() {
            return "no rule looks for any word of this sentence".into();
        }
        format!("rules look around {}, but for other wordings", cues.join(", "))
    }
}

/// What the parts of the page share.
struct Details<'a> {
    text: &'a str,
    styles: &'a Styles,
}

// Writing to a string has no way to fail.
impl Details<'_> {
    fn title(&self, page: &mut String, title: &str) {
        let name = self.styles.name;
        _ = writeln!(page, "\n{name}{title}{name:#}");
    }

    fn words(&self, page: &mut String, sentence: &Sentence) {
        self.title(page, "Words");
        let width = sentence.tokens.iter().map(|token| self.text[token.range].chars().count()).max().unwrap_or(0).min(30);
        for token in &sentence.tokens {
            let mut says = if token.classes.is_empty() && token.kind == "word" {
                "no class".to_owned()
            } else if token.kind == "word" {
                token.classes.join(", ")
            } else {
                token.kind.to_owned()
            };
            for (set, what) in [(token.adverbial, "read over"), (token.quoted, "quoted")] {
                if set {
                    says = format!("{says}; {what}");
                }
            }
            let word = one_line(&self.text[token.range], 30);
            _ = writeln!(page, "  {word:width$}  {says}");
        }
    }

    fn mentions(&self, page: &mut String, mentions: &[Mention]) {
        if mentions.is_empty() {
            return;
        }
        self.title(page, "Who and what, with what speaks for a person and against one");
        for mention in mentions {
            _ = writeln!(page, "  {}: {}", quote(self.text, mention.range), words::called(mention.kind));
            for one in &mention.evidence {
                let sign = if one.human { "for" } else { "against" };
                entry(page, 4, sign, &format!("{}: {}", quote(self.text, one.range), one.what));
            }
        }
    }

    fn cues(&self, page: &mut String, cues: &[Cue]) {
        if cues.is_empty() {
            return;
        }
        self.title(page, "Words that rules look around");
        let (tried, others): (Vec<&Cue>, Vec<&Cue>) = cues.iter().partition(|cue| !cue.attempts.is_empty());
        for cue in tried {
            _ = writeln!(page, "  {}", quote(self.text, cue.range));
            let mut told = cue.clause.as_ref();
            if let Some(clause) = told {
                self.clause(page, clause);
            }
            // What only came near is of interest where nothing came nearer.
            let missed = |attempt: &Attempt| verdict(&attempt.outcome) == "missed";
            let only = cue.attempts.iter().all(missed);
            for attempt in cue.attempts.iter().filter(|attempt| only || !missed(attempt)) {
                if attempt.clause.is_some() && attempt.clause.as_ref() != told {
                    told = attempt.clause.as_ref();
                    if let Some(clause) = told {
                        entry(page, 4, "verb", &quote(self.text, clause.verb));
                        self.clause(page, clause);
                    }
                }
                self.attempt(page, attempt);
            }
        }
        if !others.is_empty() {
            let words: Vec<String> = others.iter().map(|cue| quote(self.text, cue.range)).collect();
            _ = writeln!(page, "  in other wordings only: {}", words.join(", "));
        }
    }

    fn clause(&self, page: &mut String, clause: &Clause) {
        entry(page, 4, "subject", &words::subject(self.text, clause));
        entry(page, 4, "told as", &words::frame(self.text, &clause.frame));
    }

    fn attempt(&self, page: &mut String, attempt: &Attempt) {
        let passage = quote(self.text, attempt.range);
        let reason = words::reason(self.text, &attempt.outcome);
        let line = format!("{} {passage}: {reason}", rule_name(&attempt.rule));
        entry(page, 4, verdict(&attempt.outcome), &line);
        entry(page, 4, "", &format!("pattern: {}", one_line(&attempt.pattern, PATTERN)));
    }
}

/// A name and what there is to say of it, wrapped beside the name.
fn entry(page: &mut String, indent: usize, name: &str, text: &str) {
    let head = format!("{:indent$}{name:12}", "");
    let wrapped = wrap(text, WIDTH - head.len());
    for (number, line) in wrapped.lines().enumerate() {
        let head = if number == 0 { &*head } else { "" };
        _ = writeln!(page, "{head:width$}{line}", width = indent + 12);
    }
}
