//! Regular expressions of packs, for what no pattern can say. They see a sentence without its markup and code.

use std::ops::Range;

use regex::{Captures, Regex, RegexBuilder};
use text_size::TextRange;

use super::matching::Found;
use crate::person::Sentence;
use crate::token::Kind;

/// What one compiled expression may take in memory, in bytes; and as much again for the states that it meets.
const LARGEST: usize = 1 << 20;

/// The group that is the passage, where an expression has one of this name.
const PASSAGE: &str = "passage";

/// What stands in place of code, links without text, and images: no letter, no mark and no white space.
const OPAQUE: char = '\u{FFFC}';

/// An expression and the pattern that it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Expression {
    pattern: u32,
    regex: Regex,
}

/// The expressions of rules, and those of silencers and exceptions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expressions {
    pub(super) rules: Vec<Expression>,
    pub(super) silencers: Vec<Expression>,
}

impl Expressions {
    /// Whether a sentence has to be read that no pattern asks for.
    pub(crate) fn look_everywhere(&self) -> bool {
        !self.rules.is_empty()
    }

    fn of_pattern(&self, pattern: u32) -> Option<&Expression> {
        self.rules.iter().find(|expression| expression.pattern == pattern)
    }
}

impl Expression {
    pub(super) fn new(pattern: u32, regex: Regex) -> Self {
        Self { pattern, regex }
    }

    pub(super) fn pattern(&self) -> u32 {
        self.pattern
    }
}

/// Compiles an expression.
///
/// # Errors
///
/// Which bytes of it are wrong, and why.
pub(super) fn compile(source: &str) -> Result<Regex, (Range<usize>, String)> {
    let all = 0..source.len();
    let built = RegexBuilder::new(source).size_limit(LARGEST).dfa_size_limit(LARGEST).build();
    let regex = built.map_err(|error| match error {
        regex::Error::Syntax(report) => syntax(source, &report),
        regex::Error::CompiledTooBig(_) => {
            let limit = LARGEST >> 20;
            (
                all.clone(),
                format!("it takes more than {limit} MiB when compiled: write smaller repetitions, or several expressions"),
            )
        }
        other => (all.clone(), other.to_string()),
    })?;
    // One sample for each pair of what may stand before and behind an empty match: the text's end, a line's, a word, anything else.
    let samples = ["", "a", "aa", "a a", "  ", "\n\na\n"];
    if samples.iter().any(|sample| regex.find_iter(sample).any(|found| found.is_empty())) {
        return Err((all, "it finds the empty text, which is everywhere: let it ask for at least one character".to_owned()));
    }
    Ok(regex)
}

/// The place and the reason out of the report of the regex crate: the expression with `^` under it, then a line `error: …`.
fn syntax(source: &str, report: &str) -> (Range<usize>, String) {
    const INDENT: usize = 4;
    let reason = report.lines().rev().find_map(|line| line.strip_prefix("error: ")).unwrap_or(report);
    let marked = report.lines().find(|line| line.contains('^') && line.bytes().all(|byte| matches!(byte, b' ' | b'^')));
    let range = marked.filter(|_| !source.contains('\n')).map(|line| {
        let byte = |column: usize| source.char_indices().nth(column - INDENT).map_or(source.len(), |(at, _)| at);
        let start = line.find('^').unwrap_or(INDENT).max(INDENT);
        byte(start)..byte(line.len().max(INDENT))
    });
    (range.unwrap_or(0..source.len()), reason.to_owned())
}

/// Calls `each` with all that the expressions find in a sentence.
pub(super) fn each_match(sentence: &Sentence<'_>, expressions: &[Expression], mut each: impl FnMut(Found)) {
    if expressions.is_empty() {
        return;
    }
    let flat = Flat::of(sentence);
    for expression in expressions {
        for captures in expression.regex.captures_iter(&flat.text) {
            each_found(sentence, &flat, expression, &captures, &mut each);
        }
    }
}

fn each_found(
    sentence: &Sentence<'_>,
    flat: &Flat,
    expression: &Expression,
    captures: &Captures<'_>,
    each: &mut impl FnMut(Found),
) {
    if let Some(passage) = flat.passage(captures) {
        let (start, end) = tokens_at(sentence, passage);
        let pattern = expression.pattern;
        each(Found { pattern, anchor: start, start, end, predicate: start, agent: None, exact: Some(passage) });
    }
}

/// The tokens that a passage touches; for one of white space alone, the token behind it.
fn tokens_at(sentence: &Sentence<'_>, passage: TextRange) -> (usize, usize) {
    let tokens = sentence.tokens;
    let start = tokens.partition_point(|token| token.range.end() <= passage.start()).min(tokens.len() - 1);
    let end = tokens.partition_point(|token| token.range.start() < passage.end());
    (start, end.max(start + 1))
}

/// The named groups of the match that a rule's expression found, as they are written; `None` for what a pattern found.
pub(crate) fn groups(sentence: &Sentence<'_>, expressions: &Expressions, found: &Found) -> Option<Vec<(String, String)>> {
    let regex = &expressions.of_pattern(found.pattern)?.regex;
    let flat = Flat::of(sentence);
    let captures = regex.captures_iter(&flat.text).find(|captures| flat.passage(captures) == found.exact)?;
    let named = regex.capture_names().flatten().filter_map(|name| {
        let range = flat.range(captures.name(name)?.range())?;
        let words: Vec<&str> = sentence.text[range].split_whitespace().collect();
        Some((name.to_owned(), words.join(" ")))
    });
    Some(named.collect())
}

/// A sentence in one line, with the way back.
struct Flat {
    text: String,
    /// For each run of bytes: where it starts here, and its bytes in the document.
    runs: Vec<(usize, TextRange)>,
}

impl Flat {
    fn of(sentence: &Sentence<'_>) -> Self {
        let mut flat = Self { text: String::new(), runs: Vec::with_capacity(sentence.tokens.len() * 2) };
        let mut end = None;
        for token in sentence.tokens {
            let is_break = matches!(token.kind, Kind::CellBreak | Kind::LineBreak);
            if let Some(end) = end.filter(|_| !is_break) {
                let between = TextRange::new(end, token.range.start().max(end));
                if sentence.text[between].contains(char::is_whitespace) {
                    flat.push(" ", between);
                }
            }
            match token.kind {
                Kind::Opaque => flat.push(OPAQUE.encode_utf8(&mut [0; 4]), token.range),
                Kind::CellBreak | Kind::LineBreak => flat.push("\n", token.range),
                _ => flat.push(&sentence.text[token.range], token.range),
            }
            end = Some(token.range.end()).filter(|_| !is_break);
        }
        flat
    }

    fn push(&mut self, text: &str, range: TextRange) {
        self.runs.push((self.text.len(), range));
        self.text.push_str(text);
    }

    /// What a match is about, in bytes of the document.
    fn passage(&self, captures: &Captures<'_>) -> Option<TextRange> {
        let passage = captures.name(PASSAGE).or_else(|| captures.get(0))?;
        self.range(passage.range()).filter(|range| !range.is_empty())
    }

    /// Some bytes of the line as bytes of the document. What was shortened is taken whole.
    fn range(&self, bytes: Range<usize>) -> Option<TextRange> {
        let run = |at: usize| {
            let index = self.runs.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
            let (start, range) = self.runs[index];
            let length = self.runs.get(index + 1).map_or(self.text.len(), |(next, _)| *next) - start;
            Some((at - start, usize::from(range.len()) == length, range))
        };
        let offset = |bytes: usize| u32::try_from(bytes).ok().map(text_size::TextSize::new);
        let (skipped, exact, first) = run(bytes.start)?;
        let start = if exact { first.start() + offset(skipped)? } else { first.start() };
        let (taken, exact, last) = run(bytes.end.checked_sub(1)?)?;
        let end = if exact { last.start() + offset(taken + 1)? } else { last.end() };
        (start <= end).then(|| TextRange::new(start, end))
    }
}

#[cfg(test)]
mod tests;
