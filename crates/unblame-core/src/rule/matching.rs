//! Runs compiled patterns over a sentence.

use std::sync::Arc;

use super::anchor;
use super::element::{Element, Pattern};
use super::words::Words;
use crate::clause::{self, Route, Subject, VerbGroup};
use crate::person::{self, Kinds, Mention, Sentence};
use crate::token::{self, Kind, Token};
use crate::word::{Class, WordId};

/// Steps after which a pattern gives up at one place, so that no pattern can make a sentence expensive.
const BUDGET: u32 = 600;

/// What a pattern found; positions are token indices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) pattern: u32,
    /// The passage: from the agent, if it stands close before, to the last word.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the wording itself starts.
    pub(crate) predicate: usize,
    pub(crate) agent: Option<Mention>,
}

/// What the slots of one attempt hold.
#[derive(Debug, Clone, Copy, Default)]
struct Captures {
    agent: Option<Mention>,
}

/// What is left to match after a nested sequence.
struct Rest<'p> {
    sequence: &'p [Element],
    next: Option<&'p Rest<'p>>,
}

struct Run<'s, 'd> {
    sentence: &'s Sentence<'d>,
    budget: u32,
}

/// Tries one pattern around an anchor word.
pub(crate) fn find(sentence: &Sentence<'_>, index: u32, pattern: &Pattern, anchor: usize) -> Option<Found> {
    let latest = anchor.checked_sub(pattern.lead.least)?;
    let earliest = anchor.saturating_sub(pattern.lead.most);
    let [before, behind] = &pattern.beside;
    if before.as_ref().is_some_and(|before| !before.accepts(sentence.before(anchor)))
        || behind.as_ref().is_some_and(|behind| !behind.accepts(sentence.get(anchor + 1)))
    {
        return None;
    }
    let mut run = Run { sentence, budget: BUDGET };
    // The earliest start first: optional articles belong to the passage.
    for start in earliest..=latest {
        let opens = || sentence.before(start).is_none_or(|before| before.is_break() || before.kind == Kind::Number);
        if pattern.first.as_ref().is_some_and(|first| !first.accepts(sentence.get(start))) || pattern.at_start && !opens() {
            continue;
        }
        let Some((end, captures)) = run.step(&pattern.elements, None, start, Captures::default()) else { continue };
        if end <= anchor {
            continue;
        }
        let start = first_content(sentence, pattern, start);
        let found = match pattern.subject {
            Some(kinds) => with_subject(sentence, pattern, kinds, start, end),
            None => Some((start, captures.agent)),
        };
        if let Some((from, agent)) = found {
            let end = without_marks(sentence, start, end);
            return Some(Found { pattern: index, start: from, end, predicate: start, agent });
        }
    }
    None
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
fn first_content(sentence: &Sentence<'_>, pattern: &Pattern, mut start: usize) -> usize {
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
fn with_subject(
    sentence: &Sentence<'_>,
    pattern: &Pattern,
    kinds: Kinds,
    start: usize,
    end: usize,
) -> Option<(usize, Option<Mention>)> {
    let group = clause::verb_group(sentence, start);
    if !polarity_and_tense(sentence, pattern, &group, start) {
        return None;
    }
    let subject = clause::subject_of(sentence, &group)?;
    if !subject.mention.kind.any(kinds) {
        return None;
    }
    if subject.route == Route::Omitted && !note_like(sentence, &subject, start) {
        return None;
    }
    let from = match subject.route {
        Route::Direct | Route::Relative if start - subject.mention.start.min(start) <= 14 => subject.mention.start,
        _ => group.start.min(start),
    };
    let _ = end;
    let agent = Some(subject.mention).filter(|mention| mention.kind != Kinds::OMITTED);
    Some((from, agent))
}

fn polarity_and_tense(sentence: &Sentence<'_>, pattern: &Pattern, group: &VerbGroup, start: usize) -> bool {
    if pattern.negative != group.negation.is_some() {
        return false;
    }
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

impl Run<'_, '_> {
    /// Matches `sequence`, then `rest`, from token `at`; gives the end.
    fn step(
        &mut self,
        sequence: &[Element],
        rest: Option<&Rest<'_>>,
        at: usize,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        self.budget = self.budget.checked_sub(1)?;
        let Some((element, tail)) = sequence.split_first() else {
            return match rest {
                None => Some((at, captures)),
                Some(rest) => self.step(rest.sequence, rest.next, at, captures),
            };
        };
        let direct = self.element(element, tail, rest, at, captures);
        if direct.is_some() || matches!(element, Element::Start | Element::End | Element::Gap(_)) {
            return direct;
        }
        if at < self.sentence.tokens.len() && self.sentence.tokens[at].adverbial {
            return self.step(sequence, rest, at + 1, captures);
        }
        None
    }

    fn element(
        &mut self,
        element: &Element,
        tail: &[Element],
        rest: Option<&Rest<'_>>,
        at: usize,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        let token = self.sentence.get(at);
        match element {
            Element::Words(words) => self.words(words, tail, rest, at, captures),
            Element::Group(alternatives) => {
                let rest = Rest { sequence: tail, next: rest };
                alternatives.iter().find_map(|alternative| self.step(alternative, Some(&rest), at, captures))
            }
            Element::Optional(inner) => {
                let after = Rest { sequence: tail, next: rest };
                self.step(inner, Some(&after), at, captures).or_else(|| self.step(tail, rest, at, captures))
            }
            Element::Any => self.advance(token.is_some_and(|token| !token.is_break()), tail, rest, at, captures),
            Element::Gap(most) => self.gap(*most, tail, rest, at, captures),
            Element::Class(class) => {
                self.advance(token.is_some_and(|token| is_form(self.sentence, token, at, *class)), tail, rest, at, captures)
            }
            Element::Number => self.advance(token.is_some_and(|token| token.kind == Kind::Number), tail, rest, at, captures),
            Element::Adverb => self.advance(token.is_some() && self.sentence.tokens[at].adverbial, tail, rest, at, captures),
            Element::Not => {
                let longer = token.is_some_and(|_| self.source(at) == Some("no")) && self.source(at + 1) == Some("longer");
                let width = if longer { 2 } else { 1 };
                if longer || token.is_some_and(|token| token.is(Class::NEGATION)) {
                    self.step(tail, rest, at + width, captures)
                } else {
                    None
                }
            }
            Element::Start => {
                if self.at_start(at) {
                    self.step(tail, rest, at, captures)
                } else {
                    None
                }
            }
            Element::End => {
                if self.at_end(at) {
                    self.step(tail, rest, at, captures)
                } else {
                    None
                }
            }
            Element::Mark(mark) => self.mark(*mark, tail, rest, at, captures),
            Element::Slot(slot) if slot.possessive => {
                let (mention, end) = self.possessor(at)?;
                self.filled(mention, slot.kinds, end, tail, rest, captures)
            }
            Element::Slot(slot) => self.slot(slot.kinds, tail, rest, at, captures),
            Element::Object(heads) => self.object(heads.as_deref(), tail, rest, at, captures),
        }
    }

    fn source(&self, at: usize) -> Option<&str> {
        (at < self.sentence.tokens.len()).then(|| self.sentence.source(at))
    }

    fn advance(
        &mut self,
        matched: bool,
        tail: &[Element],
        rest: Option<&Rest<'_>>,
        at: usize,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        if matched { self.step(tail, rest, at + 1, captures) } else { None }
    }

    fn words(
        &mut self,
        words: &[Arc<Words>],
        tail: &[Element],
        rest: Option<&Rest<'_>>,
        at: usize,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        let word = self.sentence.get(at)?.word;
        if word == WordId::UNKNOWN {
            return None;
        }
        let phrases = words.iter().flat_map(|words| words.phrases(word));
        for phrase in phrases {
            let found = self.phrase(&phrase[1..], tail, rest, at + 1, captures);
            if found.is_some() {
                return found;
            }
        }
        let single = words.iter().any(|words| words.contains(word));
        if single { self.step(tail, rest, at + 1, captures) } else { None }
    }

    /// The words of a phrase after its first; adverbs may stand between them.
    fn phrase(
        &mut self,
        words: &[WordId],
        tail: &[Element],
        rest: Option<&Rest<'_>>,
        at: usize,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        let Some((&word, more)) = words.split_first() else { return self.step(tail, rest, at, captures) };
        if word == Words::OBJECT {
            return (1..=Words::OBJECT_WIDTH).find_map(|width| {
                let inside = self.sentence.tokens.get(at..at + width)?;
                let border = Class::AUXILIARY | Class::COORDINATOR | Class::SUBORDINATOR;
                let plain = inside.iter().all(|token| !token.is_break() && !token.is(border));
                if plain { self.phrase(more, tail, rest, at + width, captures) } else { None }
            });
        }
        let token = self.sentence.get(at)?;
        if token.word == word {
            self.phrase(more, tail, rest, at + 1, captures)
        } else if token.adverbial {
            self.phrase(words, tail, rest, at + 1, captures)
        } else {
            None
        }
    }

    fn gap(
        &mut self,
        most: usize,
        tail: &[Element],
        rest: Option<&Rest<'_>>,
        at: usize,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        for width in 0..=most {
            if let Some(found) = self.step(tail, rest, at + width, captures) {
                return Some(found);
            }
            let token = self.sentence.get(at + width)?;
            if token.is_break() && !matches!(token.kind, Kind::Punctuation('(' | ')' | '/' | '%' | '#' | '$' | '&' | '\'')) {
                return None;
            }
        }
        None
    }

    fn mark(
        &mut self,
        mark: char,
        tail: &[Element],
        rest: Option<&Rest<'_>>,
        at: usize,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        let token = self.sentence.get(at)?;
        let matched = match mark {
            ':' => matches!(token.kind, Kind::CellBreak | Kind::Punctuation(':' | '-' | '=')),
            '"' => matches!(token.kind, Kind::Punctuation('"' | '“' | '”')),
            _ => token.is_punctuation(mark),
        };
        self.advance(matched, tail, rest, at, captures)
    }

    /// The start of the sentence, of a cell or of a line; times, list marks and brackets may stand before.
    fn at_start(&self, at: usize) -> bool {
        self.sentence.tokens[..at.min(self.sentence.tokens.len())].iter().rev().find_map(|token| match token.kind {
            Kind::CellBreak | Kind::LineBreak | Kind::Punctuation('"' | '“' | '«') => Some(true),
            Kind::Punctuation(mark) if mark.is_alphanumeric() => Some(false),
            Kind::Number | Kind::Punctuation('-' | '*' | '[' | ']' | '(' | ')' | ':' | '.' | '>' | '•' | '#') => None,
            Kind::Punctuation(mark) if !mark.is_ascii() => None,
            _ => Some(false),
        }) != Some(false)
    }

    fn at_end(&self, at: usize) -> bool {
        self.sentence.tokens.get(at..).unwrap_or_default().iter().find_map(|token| match token.kind {
            Kind::CellBreak | Kind::LineBreak => Some(true),
            Kind::Punctuation(';') => Some(true),
            Kind::Punctuation('.' | '!' | '?' | '"' | '”' | '\'' | ')' | '*' | '_' | ',') => None,
            _ => Some(false),
        }) != Some(false)
    }

    fn slot(
        &mut self,
        kinds: Kinds,
        tail: &[Element],
        rest: Option<&Rest<'_>>,
        at: usize,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        let sentence = self.sentence;
        let token = sentence.get(at)?;
        if kinds.any(Kinds::WHO) && sentence.source(at).eq_ignore_ascii_case("who") {
            let who = Mention { kind: Kinds::WHO, start: at, end: at + 1 };
            return self.filled(who, kinds, at + 1, tail, rest, captures);
        }
        let followed = sentence.get(at + 1).is_some_and(|next| next.kind == Kind::Word);
        if token.is(Class::POSSESSIVE_PRONOUN) && !token.is(Class::OBJECT_PRONOUN) && !followed {
            return None;
        }
        person::mentions_right(sentence, at).find_map(|mention| self.filled(mention, kinds, mention.end, tail, rest, captures))
    }

    /// Goes on behind a slot, if the mention is of the right kind.
    fn filled(
        &mut self,
        mention: Mention,
        kinds: Kinds,
        end: usize,
        tail: &[Element],
        rest: Option<&Rest<'_>>,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        if !mention.kind.any(kinds) {
            return None;
        }
        self.step(tail, rest, end, Captures { agent: captures.agent.or(Some(mention)) })
    }

    /// "the reviewer's", "his".
    fn possessor(&self, at: usize) -> Option<(Mention, usize)> {
        let token = self.sentence.get(at)?;
        if token.is(Class::POSSESSIVE_PRONOUN) {
            let kind = match () {
                () if token.is(Class::SELF) => Kinds::SELF,
                () if token.is(Class::WE) => Kinds::WE,
                () if token.is(Class::YOU) => Kinds::YOU,
                () if token.is(Class::HE_SHE) => Kinds::PRONOUN,
                () if token.is(Class::THEY) => Kinds::THEY,
                () => Kinds::SYSTEM,
            };
            // "my engineer's mistake" belongs to the engineer.
            let further = (at + 2..at + 5).any(|next| self.sentence.get(next).is_some_and(|token| token.is(Class::POSSESSIVE)));
            if !further {
                return Some((Mention { kind, start: at, end: at + 1 }, at + 1));
            }
        }
        let end = (at + 1..at + 8).find(|&end| self.sentence.get(end).is_some_and(|token| token.is(Class::POSSESSIVE)))?;
        let mention = person::left_of(self.sentence, end)?;
        (mention.start == at).then_some((mention, end + 1))
    }

    fn object(
        &mut self,
        heads: Option<&[Arc<Words>]>,
        tail: &[Element],
        rest: Option<&Rest<'_>>,
        at: usize,
        captures: Captures,
    ) -> Option<(usize, Captures)> {
        let sentence = self.sentence;
        let longest = person::right_of(sentence, at)?;
        let Some(heads) = heads else {
            return person::mentions_right(sentence, at).find_map(|mention| self.step(tail, rest, mention.end, captures));
        };
        for end in (at + 1..=longest.end).rev() {
            if self.is_headed(heads, at, end) && (end == longest.end || self.may_end(end)) {
                if let Some(found) = self.step(tail, rest, end, captures) {
                    return Some(found);
                }
            }
        }
        // "the only copy of the tenant database"
        if self.source(longest.end) != Some("of") {
            return None;
        }
        let inner = person::right_of(sentence, longest.end + 1)?;
        if self.is_headed(heads, inner.start, inner.end) { self.step(tail, rest, inner.end, captures) } else { None }
    }

    /// Whether the phrase `start..end` ends in one of the nouns, or in one with a number or name behind it: "rack 9".
    fn is_headed(&self, heads: &[Arc<Words>], start: usize, end: usize) -> bool {
        let named = |at: usize| {
            let token = &self.sentence.tokens[at];
            token.kind == Kind::Opaque || heads.iter().any(|words| words.contains(token.word))
        };
        let phrase = (start..end).any(|at| heads.iter().any(|words| self.has_phrase(words, at, end)));
        let last = &self.sentence.tokens[end - 1];
        let numbered = last.kind == Kind::Number || last.kind == Kind::Opaque || last.is_capitalised();
        named(end - 1) || phrase || numbered && end >= start + 2 && named(end - 2)
    }

    /// Whether a noun phrase may be cut off here: what follows can be a verb.
    fn may_end(&self, end: usize) -> bool {
        self.sentence.tokens[end].is(Class::VERB)
    }

    /// Whether a phrase stands at `at` and ends at `end`.
    fn has_phrase(&self, words: &Words, at: usize, end: usize) -> bool {
        words.phrases(self.sentence.tokens[at].word).iter().any(|phrase| {
            let tokens = self.sentence.tokens.get(at..at + phrase.len()).unwrap_or_default();
            at + phrase.len() == end && tokens.iter().map(|token| token.word).eq(phrase.iter().copied())
        })
    }
}

/// Whether a token is a verb in the given form; unknown words count by their ending.
fn is_form(sentence: &Sentence<'_>, token: &Token, at: usize, class: Class) -> bool {
    if token.kind != Kind::Word {
        return false;
    }
    if token.is(class) {
        return true;
    }
    if token.class != Class::NONE {
        return false;
    }
    let source = sentence.source(at);
    let long = source.len() > 4;
    class.any(Class::PAST | Class::PARTICIPLE) && long && source.ends_with("ed")
        || class.any(Class::ING) && long && source.ends_with("ing")
        || class.any(Class::S) && long && source.ends_with('s')
        || class.any(Class::BASE)
            && long
            && !source.ends_with("ed")
            && !source.ends_with("ing")
            && !token::looks_like_adverb(source)
}
