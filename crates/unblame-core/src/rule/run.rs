//! Runs the elements of a pattern over the tokens of a sentence, with backtracking.

use std::sync::Arc;

use super::element::Element;
use super::place;
use super::words::Words;
use crate::person::{self, Kinds, Mention, Sentence};
use crate::token::Kind;
use crate::word::{Class, WordId};

/// Steps after which a pattern gives up at one place, so that no pattern can make a sentence expensive.
const BUDGET: u32 = 600;

/// What is left to match after a nested sequence.
struct Rest<'p> {
    sequence: &'p [Element],
    next: Option<&'p Rest<'p>>,
}

/// The attempts of one pattern around one anchor.
pub(super) struct Run<'s, 'd> {
    sentence: &'s Sentence<'d>,
    budget: u32,
    /// Who fills the first slot for people.
    agent: Option<Mention>,
}

impl<'s, 'd> Run<'s, 'd> {
    pub(super) fn new(sentence: &'s Sentence<'d>) -> Self {
        Self { sentence, budget: BUDGET, agent: None }
    }

    pub(super) fn sentence(&self) -> &'s Sentence<'d> {
        self.sentence
    }

    /// Matches a whole pattern from token `start`; gives where it ends, and who is in its first slot.
    pub(super) fn try_at(&mut self, elements: &[Element], start: usize) -> Option<(usize, Option<Mention>)> {
        self.agent = None;
        let end = self.step(elements, None, start)?;
        Some((end, self.agent))
    }
}

impl Run<'_, '_> {
    /// Matches `sequence`, then `rest`, from token `at`; gives the end.
    #[inline]
    fn step(&mut self, sequence: &[Element], rest: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        // Nearly all attempts end here.
        if let Some(Element::Words(words)) = sequence.first() {
            let token = self.sentence.get(at)?;
            if !token.adverbial && !words.iter().any(|words| words.may_start(token.word)) {
                return None;
            }
        }
        self.full_step(sequence, rest, at)
    }

    fn full_step(&mut self, sequence: &[Element], rest: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        self.budget = self.budget.checked_sub(1)?;
        let Some((element, tail)) = sequence.split_first() else {
            return match rest {
                None => Some(at),
                Some(rest) => self.step(rest.sequence, rest.next, at),
            };
        };
        let direct = self.element(element, tail, rest, at);
        if direct.is_some() || matches!(element, Element::Start | Element::End | Element::Gap(_)) {
            return direct;
        }
        if self.sentence.get(at)?.adverbial { self.step(sequence, rest, at + 1) } else { None }
    }

    fn element(&mut self, element: &Element, tail: &[Element], rest: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        let token = self.sentence.get(at);
        match element {
            Element::Words(words) => self.words(words, tail, rest, at),
            Element::Group(group) => {
                let after = Rest { sequence: tail, next: rest };
                let found = group.rows.iter().find_map(|row| self.step(row, Some(&after), at));
                if group.optional { found.or_else(|| self.step(tail, rest, at)) } else { found }
            }
            Element::Any => self.advance(token.is_some_and(|token| !token.is_break()), tail, rest, at),
            Element::Gap(most) => self.gap(*most, tail, rest, at),
            Element::Class(class) => self.advance(place::is_form(self.sentence, at, *class), tail, rest, at),
            Element::Number => self.advance(token.is_some_and(|token| token.kind == Kind::Number), tail, rest, at),
            Element::Adverb => self.advance(token.is_some_and(|token| token.adverbial), tail, rest, at),
            Element::Not => self.step(tail, rest, at + place::negation(self.sentence, at)?),
            Element::Start if place::is_start(self.sentence, at) => self.step(tail, rest, at),
            Element::End if place::is_end(self.sentence, at) => self.step(tail, rest, at),
            Element::Start | Element::End => None,
            Element::Mark(mark) => self.advance(token.is_some_and(|token| place::is_mark(token, *mark)), tail, rest, at),
            Element::Slot(slot) if slot.possessive => {
                let (mention, end) = self.possessor(at)?;
                self.filled(mention, slot.kinds, end, tail, rest)
            }
            Element::Slot(slot) => self.slot(slot.kinds, tail, rest, at),
            Element::Object(heads) => self.object(heads.as_deref(), tail, rest, at),
        }
    }

    fn advance(&mut self, matched: bool, tail: &[Element], rest: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        if matched { self.step(tail, rest, at + 1) } else { None }
    }

    fn words(&mut self, words: &[Arc<Words>], tail: &[Element], rest: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        let word = self.sentence.get(at)?.word;
        if word == WordId::UNKNOWN {
            return None;
        }
        let phrases = words.iter().flat_map(|words| words.phrases(word));
        for phrase in phrases {
            let found = self.phrase(&phrase[1..], tail, rest, at + 1);
            if found.is_some() {
                return found;
            }
        }
        let single = words.iter().any(|words| words.contains(word));
        if single { self.step(tail, rest, at + 1) } else { None }
    }

    /// The words of a phrase after its first; adverbs may stand between them.
    fn phrase(&mut self, words: &[WordId], tail: &[Element], rest: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        let Some((&word, more)) = words.split_first() else { return self.step(tail, rest, at) };
        if word == Words::OBJECT {
            return (1..=Words::OBJECT_WIDTH).find_map(|width| {
                let inside = self.sentence.tokens.get(at..at + width)?;
                if inside.iter().all(place::is_in_short_object) { self.phrase(more, tail, rest, at + width) } else { None }
            });
        }
        let token = self.sentence.get(at)?;
        if token.word == word {
            self.phrase(more, tail, rest, at + 1)
        } else if token.adverbial {
            self.phrase(words, tail, rest, at + 1)
        } else {
            None
        }
    }

    fn gap(&mut self, most: usize, tail: &[Element], rest: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        for width in 0..=most {
            if let Some(found) = self.step(tail, rest, at + width) {
                return Some(found);
            }
            if place::ends_gap(self.sentence.get(at + width)?) {
                return None;
            }
        }
        None
    }

    fn slot(&mut self, kinds: Kinds, tail: &[Element], rest: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        let sentence = self.sentence;
        let token = sentence.get(at)?;
        if kinds.any(Kinds::WHO) && sentence.source(at).eq_ignore_ascii_case("who") {
            let who = Mention { kind: Kinds::WHO, start: at, end: at + 1 };
            return self.filled(who, kinds, at + 1, tail, rest);
        }
        let followed = sentence.get(at + 1).is_some_and(|next| next.kind == Kind::Word);
        if token.is(Class::POSSESSIVE_PRONOUN) && !token.is(Class::OBJECT_PRONOUN) && !followed {
            return None;
        }
        person::mentions_right(sentence, at).find_map(|mention| self.filled(mention, kinds, mention.end, tail, rest))
    }

    /// Goes on behind a slot, if the mention is of the right kind.
    fn filled(
        &mut self,
        mention: Mention,
        kinds: Kinds,
        end: usize,
        tail: &[Element],
        rest: Option<&Rest<'_>>,
    ) -> Option<usize> {
        if !mention.kind.any(kinds) {
            return None;
        }
        let before = self.agent;
        self.agent = before.or(Some(mention));
        let found = self.step(tail, rest, end);
        if found.is_none() {
            self.agent = before;
        }
        found
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
        let end = place::possessive_mark(self.sentence, at)?;
        let mention = person::left_of(self.sentence, end)?;
        (mention.start == at).then_some((mention, end + 1))
    }

    fn object(&mut self, heads: Option<&[Arc<Words>]>, tail: &[Element], rest: Option<&Rest<'_>>, at: usize) -> Option<usize> {
        let sentence = self.sentence;
        match heads {
            None => person::mentions_right(sentence, at).find_map(|mention| self.step(tail, rest, mention.end)),
            Some(heads) => place::headed_ends(sentence, heads, at).find_map(|end| self.step(tail, rest, end)),
        }
    }
}
