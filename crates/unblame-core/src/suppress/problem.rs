//! What is wrong with the suppression comments of a document, said by rules like anything else.
//!
//! These rules have no patterns; a pack says which [`Problem`] a rule is about. A comment silences them only where it names them or
//! their category: one that silences everything would hide that it does nothing.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use text_size::{TextRange, TextSize};

use super::{Name, SCOPES, Scope, Suppression, Suppressions};
use crate::format::{DIRECTIVE_PREFIX, Directive};
use crate::rule::CompiledRule;
use crate::{Applicability, Diagnostic, Edit, RuleSet, Suggestion, nearest};

/// How much of a name a message repeats, in characters.
const SHOWN: usize = 60;

/// What can be wrong with a suppression comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Problem {
    /// It silences nothing.
    Unused,
    /// It names what no rule and no category is called.
    Unknown,
    /// It starts like one but is none.
    Malformed,
    /// It gives no reason.
    Unexplained,
}

/// A problem at its place.
struct Remark {
    problem: Problem,
    range: TextRange,
    /// The words that are wrong, as they are written.
    name: String,
    /// What may have been meant.
    nearest: Option<String>,
    /// What would settle it.
    edit: Option<Edit>,
}

/// What the rules in force have to say about the comments. All findings must have been asked about before.
pub(crate) fn problems(text: &str, rules: &RuleSet, suppressions: &mut Suppressions) -> Vec<Diagnostic> {
    if suppressions.all.is_empty() && suppressions.malformed.is_empty() {
        return Vec::new();
    }
    let mut remarks = Vec::new();
    let mut known = KnownNames::new(&rules.tables().rules);
    for directive in &suppressions.malformed {
        remarks.push(malformed(text, *directive));
    }
    for suppression in &suppressions.all {
        unknown(text, suppression, &mut known, &mut remarks);
        let idle = unused(text, suppression, &suppressions.lines, &known, &mut remarks);
        // What does nothing needs no reason.
        if !idle && suppression.reason.is_none() && suppression.scope != Scope::Enable {
            let name = text[suppression.word].to_owned();
            let range = suppression.word;
            remarks.push(Remark { problem: Problem::Unexplained, range, name, nearest: None, edit: None });
        }
    }
    let speakers = rules.tables().rules.iter().filter(|rule| rule.is_enabled());
    let mut found: Vec<Diagnostic> = speakers
        .flat_map(|rule| {
            let mine = remarks.iter().filter(|remark| rule.problem() == Some(remark.problem));
            mine.filter_map(|remark| diagnostic(rule, remark))
        })
        .collect();
    found.retain(|one| !suppressions.silence_by_name(one.range, &one.rule));
    found
}

fn malformed(text: &str, directive: Directive) -> Remark {
    let content = &text[directive.content];
    let word = content.split(|c: char| c == ':' || c.is_whitespace()).next().unwrap_or(content);
    let known = SCOPES.map(|(word, _)| word);
    let nearest = word.strip_prefix(DIRECTIVE_PREFIX).and_then(|rest| nearest(rest, known));
    let nearest = nearest.map(|rest| format!("{DIRECTIVE_PREFIX}{rest}"));
    let range = TextRange::at(directive.content.start(), TextSize::of(word));
    let edit = nearest.clone().map(|replacement| Edit { range, replacement });
    Remark { problem: Problem::Malformed, range: directive.range, name: word.to_owned(), nearest, edit }
}

/// Names that nothing has. Words in a row are one: a reason whose colon is missing.
fn unknown(text: &str, suppression: &Suppression, known: &mut KnownNames<'_>, remarks: &mut Vec<Remark>) {
    let mut open: Option<TextRange> = None;
    for name in &suppression.names {
        if known.get(&name.text).is_some() {
            continue;
        }
        let joined = open.filter(|open| text[TextRange::new(open.end(), name.range.start())].trim().is_empty());
        if let Some(start) = joined {
            let range = start.cover(name.range);
            // The last remark is the one that goes on.
            remarks.pop();
            remarks.push(unknown_name(range, text[range].to_owned(), None));
            open = Some(range);
        } else {
            remarks.push(unknown_name(name.range, name.text.clone(), known.nearest(&name.text)));
            open = Some(name.range);
        }
    }
}

fn unknown_name(range: TextRange, name: String, nearest: Option<String>) -> Remark {
    let edit = nearest.clone().map(|replacement| Edit { range, replacement });
    Remark { problem: Problem::Unknown, range, name, nearest, edit }
}

/// The names for which nothing was silenced, or the whole comment. Whether that is the whole comment.
fn unused(
    text: &str,
    suppression: &Suppression,
    lines: &[TextSize],
    known: &KnownNames<'_>,
    remarks: &mut Vec<Remark>,
) -> bool {
    let is_idle = |nth: usize, name: &str| {
        let standing = known.get(name);
        let expected = match suppression.scope {
            Scope::Enable => standing.is_some(),
            _ => standing.is_some_and(Standing::is_settled),
        };
        !suppression.used[nth] && expected
    };
    let idle: Vec<&Name> =
        suppression.names.iter().enumerate().filter(|(nth, name)| is_idle(*nth, &name.text)).map(|(_, name)| name).collect();
    let whole = if suppression.names.is_empty() { is_idle(0, super::ALL) } else { idle.len() == suppression.names.len() };
    let mut push = |range, name: &str, edit| {
        remarks.push(Remark { problem: Problem::Unused, range, name: name.to_owned(), nearest: None, edit: Some(edit) });
    };
    if whole {
        let names: Vec<&str> = suppression.names.iter().map(|name| name.text.as_str()).collect();
        push(suppression.range, &names.join(", "), without_comment(text, suppression.range, lines));
    } else {
        for name in idle {
            push(name.range, &name.text, without_name(suppression, name));
        }
    }
    whole
}

/// Takes out a comment, and its line where nothing else stands there and no paragraphs would run together.
fn without_comment(text: &str, range: TextRange, lines: &[TextSize]) -> Edit {
    let at = |line: usize| lines.get(line).copied().unwrap_or(TextSize::of(text));
    let blank = |start: TextSize, end: TextSize| text[TextRange::new(start, end)].trim_matches('\u{feff}').trim().is_empty();
    let after = |offset: TextSize| lines.partition_point(|&start| start <= offset);
    let (first, next) = (after(range.start()).saturating_sub(1), after(range.end()));
    let bare = text[TextRange::new(at(first), range.start())].trim_start_matches('\u{feff}');
    let is_last = blank(range.end(), at(next));
    let alone = is_last && bare.trim().is_empty();
    let apart = || first == 0 || blank(at(first - 1), at(first)) || blank(at(next), at(next + 1));
    let spaces = bare.len() - bare.trim_end_matches([' ', '\t']).len();
    let range = if alone && apart() {
        TextRange::new(range.start() - TextSize::of(bare), at(next))
    } else if is_last && !alone {
        TextRange::new(range.start() - TextSize::of(&bare[bare.len() - spaces..]), range.end())
    } else {
        range
    };
    Edit { range, replacement: String::new() }
}

/// Takes a name out of the list, with one of the commas beside it.
fn without_name(suppression: &Suppression, name: &Name) -> Edit {
    let at = suppression.names.iter().position(|one| one.range == name.range).unwrap_or_default();
    let range = if let Some(next) = suppression.names.get(at + 1) {
        TextRange::new(name.range.start(), next.range.start())
    } else {
        let before = at.checked_sub(1).map(|before| suppression.names[before].range.end());
        TextRange::new(before.unwrap_or(name.range.start()), name.range.end())
    };
    Edit { range, replacement: String::new() }
}

fn diagnostic(rule: &CompiledRule, remark: &Remark) -> Option<Diagnostic> {
    let severity = rule.severity(None, 0, None, None)?;
    let mut info = (**rule.info()).clone();
    info.message = info.message.replace("{name}", &shortened(&remark.name));
    if let Some(nearest) = &remark.nearest {
        info.message = format!("{} (did you mean `{nearest}`?)", info.message.trim_end_matches('.'));
    }
    let mut edit = remark.edit.clone();
    let suggestions = info.rewrites.iter().filter_map(|rewrite| {
        let title = match &remark.nearest {
            Some(nearest) => rewrite.replace("{nearest}", nearest),
            None if rewrite.contains("{nearest}") => return None,
            None => rewrite.clone(),
        };
        Some(match edit.take() {
            // The comment holds words of the author, so nothing of it goes unasked.
            Some(edit) => Suggestion { title, applicability: Applicability::Unsafe, edits: vec![edit] },
            None => Suggestion { title, applicability: Applicability::DisplayOnly, edits: Vec::new() },
        })
    });
    let suggestions = suggestions.collect();
    Some(Diagnostic { rule: info.into(), severity, range: remark.range, agent: None, suggestions })
}

/// The start of a name that is a whole reason.
fn shortened(name: &str) -> String {
    let mut words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = words.char_indices().nth(SHOWN) {
        words.truncate(cut);
        words.push('…');
    }
    words
}

/// How the rules of one name stand in this run.
#[derive(Debug, Clone, Copy, Default)]
struct Standing {
    /// Some of them ran.
    ran: bool,
    /// Some that could have run did not, so that nobody knows what they would have found.
    left_out: bool,
    /// Some are about the comments themselves. Whether a comment silences them would depend on whether it silences them.
    about_comments: bool,
}

impl Standing {
    /// Whether a comment that silences nothing of these is of no use.
    fn is_settled(self) -> bool {
        self.ran && !self.left_out && !self.about_comments
    }

    fn add(&mut self, rule: &CompiledRule) {
        self.ran |= rule.is_enabled();
        self.left_out |= rule.is_left_out();
        self.about_comments |= rule.problem().is_some();
    }
}

/// What a comment may name.
struct KnownNames<'a> {
    standings: FxHashMap<String, Standing>,
    /// The names to think of where one is unknown.
    short: Vec<&'a str>,
    full: Vec<String>,
    asked: FxHashMap<String, Option<String>>,
}

impl<'a> KnownNames<'a> {
    fn new(rules: &'a [CompiledRule]) -> Self {
        let mut known =
            Self { standings: FxHashMap::default(), short: Vec::new(), full: Vec::new(), asked: FxHashMap::default() };
        for rule in rules {
            let info = rule.info();
            let full = format!("{}/{}", info.pack, info.id);
            for name in [&info.id, &full, &info.category] {
                known.standings.entry(name.clone()).or_default().add(rule);
            }
            if rule.problem().is_none() {
                known.standings.entry(super::ALL.to_owned()).or_default().add(rule);
            }
            known.short.extend([info.id.as_str(), info.category.as_str()]);
            known.full.push(full);
        }
        known
    }

    fn get(&self, name: &str) -> Option<Standing> {
        self.standings.get(name).copied()
    }

    fn nearest(&mut self, name: &str) -> Option<String> {
        if let Some(answer) = self.asked.get(name) {
            return answer.clone();
        }
        let full = self.full.iter().map(String::as_str).filter(|_| name.contains('/'));
        let answer = nearest(name, self.short.iter().copied().chain(full)).map(str::to_owned);
        self.asked.insert(name.to_owned(), answer.clone());
        answer
    }
}

#[cfg(test)]
mod tests;
