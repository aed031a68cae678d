//! From a place to its [`Trace`].

use std::sync::Arc;

use text_size::{TextRange, TextSize};

use super::convert::{INFINITIVE, name, names, tense, token};
use super::{Attempt, Clause, Cue, Evidence, Frame, Mention, Outcome, Sentence, Subject, Trace};
use crate::clause;
use crate::format::{self, Block, Mask, Unread};
use crate::lint::Sections;
use crate::person::{self, Facts, Kinds};
use crate::rule::{self, Found, Judge, Miss, Near, Refusal, Silence, Verdict};
use crate::suppress::Suppressions;
use crate::token;
use crate::word::Class;
use crate::{Diagnostic, Document, RuleInfo, RuleSet, lint};

type Read<'a> = person::Sentence<'a>;

/// Answers for any number of places of one document.
#[derive(Debug)]
pub struct Tracer<'a> {
    document: Document<'a>,
    rules: &'a RuleSet,
    mask: Mask,
    facts: Facts,
    suppressions: Suppressions,
    findings: Vec<Diagnostic>,
}

impl<'a> Tracer<'a> {
    /// Reads and lints the document.
    pub fn new(document: &Document<'a>, rules: &'a RuleSet) -> Self {
        let mask = format::mask(document);
        Self {
            document: *document,
            rules,
            facts: Facts::of(document.text(), rules),
            suppressions: Suppressions::parse(document.text(), &mask),
            findings: lint(document, rules),
            mask,
        }
    }

    /// What is known about the byte at `offset`; an offset past the end is about the end.
    pub fn at(&self, offset: TextSize) -> Trace {
        let (unread, block) = self.place(offset);
        let sentence = block.and_then(|block| self.sentence(block, offset));
        let within = |range: TextRange| {
            let shared = sentence.as_ref().and_then(|sentence| sentence.range.intersect(range));
            shared.is_some_and(|shared| !shared.is_empty())
        };
        let here = |range: TextRange| range.contains_inclusive(offset) || within(range);
        let findings = self.findings.iter().filter(|one| here(one.range)).cloned().collect();
        Trace { unread, sentence, findings }
    }

    /// Why a place is not read, and the block that it belongs to. A mark at the start of a block, and the end of its line, belong to it.
    pub(super) fn place(&self, offset: TextSize) -> (Option<Unread>, Option<&Block>) {
        let unread = format::unread(&self.document, &self.mask, offset);
        let blocks = &self.mask.blocks;
        let inside = blocks.iter().find(|block| block.range.contains(offset));
        let inside = inside.or_else(|| blocks.iter().find(|block| block.range.contains_inclusive(offset)));
        if inside.is_some() || !matches!(unread, Some(Unread::Markup | Unread::Blank)) {
            let edge = matches!(unread, Some(Unread::Markup | Unread::Blank)) && inside.is_some();
            return (unread.filter(|_| !edge), inside);
        }
        let one_line = |start: TextSize, end: TextSize| !self.document.text()[TextRange::new(start, end)].contains('\n');
        let end = offset.min(TextSize::of(self.document.text()));
        let next = blocks.iter().find(|block| block.range.start() >= end);
        let next = next.filter(|block| one_line(end, block.range.start()));
        let last = || blocks.iter().rfind(|block| block.range.end() <= end);
        let block = next.or_else(|| last().filter(|block| one_line(block.range.end(), end)));
        (unread.filter(|_| block.is_none()), block)
    }

    fn sentence(&self, block: &Block, offset: TextSize) -> Option<Sentence> {
        let text = self.document.text();
        let mut tokens = Vec::new();
        token::tokenize(text, self.mask.pieces_of(block), &self.rules.tables().lexicon, &mut tokens);
        let mut around: Option<(usize, usize)> = None;
        token::sentences(text, &tokens, |start, end| {
            // White space belongs to the sentence before it.
            if around.is_none() || tokens[start].range.start() <= offset {
                around = Some((start, end));
            }
        });
        let (start, end) = around?;
        let read = Read::new(text, &tokens[start..end], self.rules, &self.facts);
        let sections = Sections::default().of(text, &self.mask, block, self.rules);
        Scene { tracer: self, read: &read, sections }.sentence()
    }
}

/// One sentence while it is traced.
struct Scene<'s, 'a> {
    tracer: &'s Tracer<'a>,
    read: &'s Read<'s>,
    sections: u32,
}

impl Scene<'_, '_> {
    fn sentence(&self) -> Option<Sentence> {
        let cues = self.cues();
        let tables = self.tracer.rules.tables();
        let sections = (0..32).filter(|bit| self.sections & (1 << bit) != 0);
        Some(Sentence {
            range: self.read.range(0, self.read.tokens.len())?,
            sections: sections.filter_map(|bit| tables.sections.nth(bit)).map(str::to_owned).collect(),
            tokens: self.read.tokens.iter().map(token).collect(),
            mentions: self.mentions(&cues),
            cues,
        })
    }

    fn range(&self, start: usize, end: usize) -> TextRange {
        // Callers give the places of tokens, of which there is at least one.
        self.read.range(start, end).unwrap_or_default()
    }

    fn word(&self, at: usize) -> TextRange {
        self.range(at, at + 1)
    }

    fn cues(&self) -> Vec<Cue> {
        let tables = self.tracer.rules.tables();
        let tokens = self.read.tokens;
        let mut attempts: Vec<Vec<Attempt>> = vec![Vec::new(); tokens.len()];
        let mut found: Vec<(usize, Found)> = Vec::new();
        Judge::new(self.tracer.rules).sentence(self.read, self.sections, |verdict| {
            add(&mut attempts[verdict.found.anchor], self.judged(&verdict));
            found.push((verdict.rule, verdict.found));
        });
        rule::misses(self.read, tables, |near| {
            // What one pattern of a rule found, its other patterns need not find as well.
            let known = |(rule, one): &(usize, Found)| *rule == near.rule && one.predicate < near.end && near.start < one.end;
            if !found.iter().any(known) {
                add(&mut attempts[near.anchor], self.missed(&near));
            }
        });
        let cue = |(at, mut attempts): (usize, Vec<Attempt>)| {
            attempts.sort_by_key(|attempt| rank(&attempt.outcome));
            let is_cue = !attempts.is_empty() || !tables.anchors.at(tokens[at].word).is_empty();
            is_cue.then(|| Cue { range: self.word(at), clause: self.clause_of_word(at), attempts })
        };
        attempts.into_iter().enumerate().filter_map(cue).collect()
    }

    fn judged(&self, verdict: &Verdict) -> Attempt {
        let found = &verdict.found;
        let rule = self.tracer.rules.tables().rules[verdict.rule].info();
        let range = found.passage(self.read).unwrap_or_default();
        let outcome = match verdict.outcome {
            Ok(_) => self.reported(rule, range),
            Err(silence) => self.silenced(silence, found),
        };
        let agent = found.agent.and_then(|agent| Some((self.read.range(agent.start, agent.end)?, name(agent.kind))));
        self.attempt(found.pattern, rule, range, agent, found.predicate, outcome)
    }

    fn attempt(
        &self,
        pattern: u32,
        rule: &Arc<RuleInfo>,
        range: TextRange,
        agent: Option<(TextRange, &'static str)>,
        predicate: usize,
        outcome: Outcome,
    ) -> Attempt {
        let pattern = &self.tracer.rules.tables().patterns[pattern as usize];
        let clause = pattern.subject.map(|_| self.clause(predicate));
        Attempt { rule: Arc::clone(rule), pattern: pattern.source.clone(), range, agent, clause, outcome }
    }

    /// What linting made of a match that no rule silences.
    fn reported(&self, rule: &Arc<RuleInfo>, range: TextRange) -> Outcome {
        let findings = &self.tracer.findings;
        let is_rule = |other: &RuleInfo| (&other.pack, &other.id) == (&rule.pack, &rule.id);
        if let Some(one) = findings.iter().find(|one| one.range == range && is_rule(&one.rule)) {
            return Outcome::Found(one.severity);
        }
        if let Some(comment) = self.tracer.suppressions.silencer(range, rule) {
            return Outcome::Suppressed { comment: comment.range, reason: comment.reason };
        }
        let over = findings.iter().find(|one| one.range.intersect(range).is_some_and(|shared| !shared.is_empty()));
        Outcome::Covered(Arc::clone(over.map_or(rule, |one| &one.rule)))
    }

    fn silenced(&self, silence: Silence, found: &Found) -> Outcome {
        let tables = self.tracer.rules.tables();
        let words = |found: &Found| found.passage(self.read).unwrap_or_default();
        let pattern = |found: &Found| &tables.patterns[found.pattern as usize];
        match silence {
            Silence::Quoted => Outcome::Quoted,
            Silence::Hypothetical => {
                Outcome::Hypothetical(clause::condition_over(self.read, found.start).map(|at| self.word(at)))
            }
            Silence::Negated => Outcome::Negated(clause::negation_over(self.read, found.start).map(|at| self.word(at))),
            Silence::Silencer(index, by) => {
                let silencer = &tables.silencers[index];
                Outcome::Silencer { name: silencer.name.clone(), why: silencer.why.clone(), words: words(&by) }
            }
            Silence::Except(by) => Outcome::Exception { pattern: pattern(&by).source.clone(), words: words(&by) },
            Silence::Section => {
                let sections = pattern(found).sections.iter().filter_map(|&bit| tables.sections.nth(bit));
                Outcome::Section(sections.map(str::to_owned).collect())
            }
            Silence::Off => Outcome::Off,
        }
    }

    fn missed(&self, near: &Near) -> Attempt {
        let tables = self.tracer.rules.tables();
        let pattern = &tables.patterns[near.pattern as usize];
        let kind = |mention: person::Mention| Outcome::Kind {
            words: self.read.range(mention.start, mention.end),
            kind: name(mention.kind),
            wanted: names(rule::wanted(pattern)),
        };
        let outcome = match near.miss {
            Miss::Clause(Refusal::Polarity) => Outcome::Polarity { negative: pattern.negative },
            Miss::Clause(Refusal::NotTold) => Outcome::NotTold,
            Miss::Clause(Refusal::NoSubject) => Outcome::NoSubject,
            Miss::Clause(Refusal::NotANote) => Outcome::NotANote,
            Miss::Clause(Refusal::Kind(subject)) => kind(subject.mention),
            Miss::Slot(mention) => kind(mention),
        };
        let rule = tables.rules[near.rule].info();
        self.attempt(near.pattern, rule, self.range(near.start, near.end), None, near.start, outcome)
    }

    fn clause_of_word(&self, at: usize) -> Option<Clause> {
        self.read.tokens[at].is(Class::VERB | Class::AUXILIARY).then(|| self.clause(at))
    }

    fn clause(&self, verb: usize) -> Clause {
        let group = clause::verb_group(self.read, verb);
        let found = clause::subject_of(self.read, &group);
        let start = found.map_or(group.start, |subject| subject.mention.start.min(group.start));
        let subject = found.map(|found| Subject {
            range: self.read.range(found.mention.start, found.mention.end).filter(|_| found.mention.start < found.mention.end),
            kind: name(found.mention.kind),
            route: found.route.into(),
        });
        let word = |at: Option<usize>| at.map(|at| self.word(at));
        let frame = Frame {
            tense: tense(&group),
            passive: group.is_passive(),
            told: group.is_told(false),
            negation: word(group.negation),
            condition: word(clause::condition_over(self.read, start)),
            outer_negation: word(clause::negation_over(self.read, start)),
            quoted: self.read.tokens[verb].quoted,
        };
        Clause { verb: self.word(verb), group: self.range(group.start, verb + 1), subject, frame }
    }

    /// Who the attempts are about, and the noun phrases between them, cut before what may be a verb.
    fn mentions(&self, cues: &[Cue]) -> Vec<Mention> {
        let mut spans = self.agents(cues);
        let mut start = 0;
        while start < self.read.tokens.len() {
            if let Some(&(_, end)) = spans.iter().find(|span| span.0 <= start && start < span.1) {
                start = end;
                continue;
            }
            let next = spans.iter().map(|span| span.0).filter(|&next| next > start).min().unwrap_or(usize::MAX);
            let reading = person::mentions_right(self.read, start).filter(|mention| mention.end <= next).last();
            // A verb alone is no noun phrase, whatever else the word may be.
            let verb = |mention: &person::Mention| {
                mention.end - mention.start == 1 && self.read.tokens[start].is(Class::VERB) && mention.kind == Kinds::SYSTEM
            };
            match reading {
                Some(mention) if !verb(&mention) => {
                    spans.push((mention.start, mention.end));
                    start = mention.end.max(start + 1);
                }
                _ => start += 1,
            }
        }
        spans.sort_unstable();
        spans.into_iter().filter_map(|(start, end)| self.mention(start, end)).collect()
    }

    /// The subjects and agents of the attempts, as tokens; where two overlap, that of the nearer attempt.
    fn agents(&self, cues: &[Cue]) -> Vec<(usize, usize)> {
        let mut attempts: Vec<&Attempt> = cues.iter().flat_map(|cue| &cue.attempts).collect();
        attempts.sort_by_key(|attempt| rank(&attempt.outcome));
        let at = |offset: TextSize| self.read.tokens.partition_point(|token| token.range.end() <= offset);
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for attempt in attempts {
            let told = attempt.clause.iter().filter(|clause| clause.frame.tense != INFINITIVE);
            let subject = told.filter_map(|clause| clause.subject.as_ref()?.range);
            for range in subject.chain(attempt.agent.map(|(range, _)| range)) {
                let (start, end) = (at(range.start()), at(range.end() - TextSize::new(1)) + 1);
                if spans.iter().all(|other| end <= other.0 || other.1 <= start) {
                    spans.push((start, end));
                }
            }
        }
        spans
    }

    fn mention(&self, start: usize, end: usize) -> Option<Mention> {
        let mention = person::mention(self.read, start, end);
        let evidence = person::evidence(self.read, mention).into_iter();
        Some(Mention {
            range: self.read.range(start, end)?,
            kind: name(mention.kind),
            human: mention.kind.any(Kinds::HUMAN.with(Kinds::YOU).with(Kinds::WHO)),
            evidence: evidence.map(|one| Evidence { range: self.word(one.at), human: one.human, what: one.what }).collect(),
        })
    }
}

/// Adds an attempt, unless the same rule had the same one by another pattern.
fn add(attempts: &mut Vec<Attempt>, new: Attempt) {
    let same = |old: &Attempt| {
        Arc::ptr_eq(&old.rule, &new.rule)
            && old.range == new.range
            && std::mem::discriminant(&old.outcome) == std::mem::discriminant(&new.outcome)
    };
    if !attempts.iter().any(same) {
        attempts.push(new);
    }
}

/// What is told first.
fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Found(_) => 0,
        Outcome::Suppressed { .. } => 1,
        Outcome::Covered(_) => 2,
        Outcome::Quoted
        | Outcome::Hypothetical(_)
        | Outcome::Negated(_)
        | Outcome::Silencer { .. }
        | Outcome::Exception { .. }
        | Outcome::Section(_)
        | Outcome::Off => 3,
        Outcome::Kind { .. } => 4,
        Outcome::Polarity { .. } | Outcome::NotTold | Outcome::NoSubject | Outcome::NotANote => 5,
    }
}
