//! Comments for all that is found in a document, without a change of what its readers see.
//!
//! Where a comment is a comment depends on the format and the place. Each passage has ways to be silenced, the most readable first, and
//! they are tried: readers must see the same as before, and everything else must be found as before.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use text_size::{TextRange, TextSize};

use super::place::{Comment, Insertion, Spot, line_break};
use crate::format::{self, Block, Mask, lines};
use crate::lint::{audible, lint};
use crate::{Diagnostic, Document, Edit, Format, RuleInfo, RuleSet};

/// How many bytes are linted at most to find places for comments; what has none by then is silenced for the whole document.
const TRIED: usize = 64 << 20;

/// What is to be silenced, and how the comments speak of it.
#[derive(Clone, Copy)]
pub struct SilenceOptions<'a> {
    /// Stands behind the colon of each comment; one line.
    pub reason: &'a str,
    /// Which findings are meant.
    pub wanted: &'a dyn Fn(&Diagnostic) -> bool,
    /// What a rule is called.
    pub name: &'a dyn Fn(&RuleInfo) -> String,
}

/// A document with comments for its findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silenced {
    /// The whole text.
    pub text: String,
    /// How many findings are silent now.
    pub findings: usize,
    /// How many lines or paragraphs got a comment.
    pub places: usize,
    /// The rules that are silent in the whole document, since no comment beside their passages would leave the rest as it is.
    pub everywhere: Vec<String>,
}

/// Adds comments that silence findings. Those about comments are left; they ask for a correction.
pub fn silence(document: &Document<'_>, rules: &RuleSet, options: SilenceOptions<'_>) -> Silenced {
    let mut search = Search::new(document, rules, options);
    let all: Vec<usize> = (0..search.passages.len()).collect();
    search.settle(&all, 0);
    search.settle_in_file();
    let text = applied(document.text(), &search.edits);
    let count = |text: &str| {
        let found = lint(&Document::new(text, document.format()), rules);
        found.iter().filter(|one| !rules.is_about_comments(&one.rule) && (options.wanted)(one)).count()
    };
    Silenced {
        findings: count(document.text()).saturating_sub(count(&text)),
        places: (0..search.passages.len()).filter(|at| !search.homeless.contains(at)).count(),
        everywhere: search.everywhere,
        text,
    }
}

/// A comment that silences one finding.
#[derive(Debug, Clone, Copy)]
pub struct SilenceComment<'a> {
    /// What it calls the rule.
    pub name: &'a str,
    /// Stands behind its colon, on one line; without a reason there is no colon.
    pub reason: &'a str,
    /// Whether the rule is silenced in the whole document.
    pub everywhere: bool,
    /// Whether the document is linted with it, to see that it does what it should; else the most likely place has to do.
    pub checked: bool,
}

/// The edits that put in a comment which silences a finding of the document, and what else its rule says in the same place. `None` where
/// no comment does.
pub fn silence_one(
    document: &Document<'_>,
    rules: &RuleSet,
    found: &Diagnostic,
    comment: SilenceComment<'_>,
) -> Option<Vec<Edit>> {
    let wanted = |one: &Diagnostic| full_name(one) == full_name(found);
    let name = |_: &RuleInfo| comment.name.to_owned();
    let options = SilenceOptions { reason: comment.reason, wanted: &wanted, name: &name };
    let mut search = Search { checks: comment.checked, ..Search::empty(document, rules, options) };
    if comment.checked {
        search.collect(&search.audible(document.text()));
    } else {
        search.collect(std::slice::from_ref(found));
    }
    let passage = search.found.iter().find(|one| one.range == found.range)?.passage;
    if comment.everywhere {
        search.homeless = (0..search.passages.len()).collect();
        search.settle_in_file();
    } else {
        search.settle(&[passage], 0);
    }
    let edits = search.edits.into_iter().filter_map(|(at, replacement)| {
        let at = TextSize::try_from(at).ok()?;
        Some(Edit { range: TextRange::empty(at), replacement })
    });
    let edits: Vec<Edit> = edits.collect();
    (!edits.is_empty()).then_some(edits)
}

/// What one comment can silence: findings that start on one line, or in one block where comments have lines of their own.
struct Passage {
    names: BTreeSet<String>,
    ways: Vec<Vec<Insertion>>,
}

/// A finding that is meant.
struct Meant {
    rule: String,
    range: TextRange,
    /// Where it stands.
    passage: usize,
}

struct Search<'a> {
    document: &'a Document<'a>,
    rules: &'a RuleSet,
    options: SilenceOptions<'a>,
    /// What readers see; asked for by the first check.
    outline: OnceCell<Vec<String>>,
    passages: Vec<Passage>,
    found: Vec<Meant>,
    /// For each passage whether the comments below silence it.
    silent: Vec<bool>,
    edits: Vec<Insertion>,
    /// The passages for which no way works.
    homeless: Vec<usize>,
    everywhere: Vec<String>,
    /// How many bytes may still be linted.
    left: usize,
    /// Whether comments are tried at all before they are taken.
    checks: bool,
}

impl<'a> Search<'a> {
    fn new(document: &'a Document<'a>, rules: &'a RuleSet, options: SilenceOptions<'a>) -> Self {
        let mut search = Self::empty(document, rules, options);
        search.collect(&search.audible(document.text()));
        search
    }

    /// Knows of no findings yet.
    fn empty(document: &'a Document<'a>, rules: &'a RuleSet, options: SilenceOptions<'a>) -> Self {
        Self {
            document,
            rules,
            options,
            outline: OnceCell::new(),
            passages: Vec::new(),
            found: Vec::new(),
            silent: Vec::new(),
            edits: Vec::new(),
            homeless: Vec::new(),
            everywhere: Vec::new(),
            left: TRIED,
            checks: true,
        }
    }

    /// The findings that are meant, those included that another one covers, by position.
    fn audible(&self, text: &str) -> Vec<Diagnostic> {
        let mut found = audible(&Document::new(text, self.document.format()), self.rules);
        found.retain(|one| (self.options.wanted)(one));
        found
    }

    fn outline(&self) -> &Vec<String> {
        self.outline.get_or_init(|| format::outline(self.document))
    }

    fn collect(&mut self, found: &[Diagnostic]) {
        if found.is_empty() {
            return;
        }
        let text = self.document.text();
        let mask = format::mask(self.document);
        let lines: Vec<TextRange> = lines(text, 0).collect();
        let line_of = |at: TextSize| lines.partition_point(|line| line.start() <= at).saturating_sub(1);
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        let mut blocks: Vec<(usize, &Block)> = Vec::new();
        for one in found {
            let Some(block) = block_at(&mask, one.range.start()) else { continue };
            let inline = self.document.format() == Format::Markdown;
            let line = line_of(if inline { one.range.start() } else { block.range.start() });
            let passage = *places.entry(line).or_insert_with(|| {
                blocks.push((line, block));
                self.passages.push(Passage { names: BTreeSet::new(), ways: Vec::new() });
                self.passages.len() - 1
            });
            self.passages[passage].names.insert((self.options.name)(&one.rule));
            self.found.push(Meant { rule: full_name(one), range: one.range, passage });
        }
        for (passage, (line, block)) in self.passages.iter_mut().zip(blocks) {
            let names = joined(&passage.names);
            let spot = Spot { text, format: self.document.format(), lines: &lines, block, line };
            passage.ways = spot.ways(Comment { names: &names, reason: self.options.reason });
        }
        self.silent = vec![false; self.passages.len()];
    }

    /// Finds a way for each of these passages, from the nth on. Most work at once; where some don't, halves are tried.
    fn settle(&mut self, passages: &[usize], way: usize) {
        let Some(&first) = passages.first() else { return };
        let can_try = self.left > self.document.text().len();
        if !can_try || (passages.len() == 1 && self.passages[first].ways.len() <= way) {
            self.homeless.extend(passages);
            return;
        }
        let ways = passages.iter().filter_map(|&passage| self.passages[passage].ways.get(way));
        let edits: Vec<Insertion> = self.edits.iter().chain(ways.flatten()).cloned().collect();
        if self.try_edits(edits, passages) {
            return;
        }
        match passages.len() {
            1 => self.settle(passages, way + 1),
            many => {
                let (left, right) = passages.split_at(many / 2);
                self.settle(left, way);
                self.settle(right, way);
            }
        }
    }

    /// One comment for all that is left.
    fn settle_in_file(&mut self) {
        if self.homeless.is_empty() {
            return;
        }
        let names: BTreeSet<String> = self.homeless.iter().flat_map(|&at| self.passages[at].names.iter().cloned()).collect();
        let (text, end) = (self.document.text(), line_break(self.document.text()));
        let (leader, closer) = if self.document.format() == Format::Markdown { ("<!--", " -->") } else { ("#", "") };
        let content = Comment { names: &joined(&names), reason: self.options.reason }.content();
        let comment = format!("{leader} unblame-disable-file {content}{closer}");
        let top = format::body_start(self.document);
        let head = if top == 0 || text[..top].ends_with(['\n', '\r', '\u{feff}']) { "" } else { end };
        let ways = [(top, format!("{head}{comment}{end}")), (text.len(), format!("{end}{end}{comment}{end}"))];
        // The budget is for the search; this one decides whether anything was found.
        self.left = usize::MAX;
        let homeless = self.homeless.clone();
        for way in ways {
            let edits: Vec<Insertion> = self.edits.iter().cloned().chain([way]).collect();
            if self.try_edits(edits, &homeless) {
                self.everywhere = names.into_iter().collect();
                return;
            }
        }
    }

    /// Takes these comments in place of the present ones if they silence the present passages and the new ones, and nothing else.
    fn try_edits(&mut self, edits: Vec<Insertion>, passages: &[usize]) -> bool {
        if !self.checks {
            self.edits = edits;
            return true;
        }
        let text = applied(self.document.text(), &edits);
        self.left = self.left.saturating_sub(text.len());
        let mut silent = self.silent.clone();
        for &passage in passages {
            silent[passage] = true;
        }
        let expected = self.found.iter().filter(|one| !silent[one.passage]).map(|one| one.rule.as_str());
        let found: Vec<String> = self.audible(&text).iter().map(full_name).collect();
        let works = found.iter().map(String::as_str).eq(expected)
            && format::outline(&Document::new(&text, self.document.format())) == *self.outline();
        if works {
            self.edits = edits;
            self.silent = silent;
        }
        works
    }
}

fn full_name(one: &Diagnostic) -> String {
    format!("{}/{}", one.rule.pack, one.rule.id)
}

fn joined(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn block_at(mask: &Mask, at: TextSize) -> Option<&Block> {
    let next = mask.blocks.partition_point(|block| block.range.start() <= at);
    mask.blocks.get(next.checked_sub(1)?)
}

fn applied(text: &str, edits: &[Insertion]) -> String {
    let mut edits: Vec<&Insertion> = edits.iter().collect();
    edits.sort_by_key(|(at, _)| *at);
    let mut new = String::with_capacity(text.len() + edits.iter().map(|(_, added)| added.len()).sum::<usize>());
    let mut from = 0;
    for (at, added) in edits {
        new.push_str(&text[from..*at]);
        new.push_str(added);
        from = *at;
    }
    new.push_str(&text[from..]);
    new
}

#[cfg(test)]
mod tests;
