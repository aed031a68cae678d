//! Where to start looking for a pattern: at the rarest word that it must have.

use std::sync::Arc;

use super::element::{Element, Lead};
use super::words::{WordFilter, Words};
use crate::token::{Kind, Token};
use crate::word::{Class, Lexicon, WordId};

/// No pattern reaches further back from its anchor.
const FURTHEST: usize = 14;

/// How many words of a noun phrase may stand before its head.
const PHRASE: usize = 10;

/// The words to look for, and how many tokens of the pattern lie before them.
pub(super) struct Anchor {
    pub(super) lead: Lead,
    pub(super) words: Vec<WordId>,
    /// What may stand before and behind the anchor word; none if anything may.
    pub(super) beside: [Option<Border>; 2],
}

/// What a sequence of elements may start or end with, adverbs aside.
#[derive(Debug, Clone, Default)]
pub(crate) struct Border {
    words: WordFilter,
    marks: bool,
}

impl Border {
    pub(crate) fn accepts(&self, token: Option<&Token>) -> bool {
        token.map_or(self.marks, |token| {
            let mark = token.is_break() || token.kind == Kind::Number;
            self.words.has(token.word) || token.adverbial || self.marks && mark
        })
    }
}

/// A [`Border`] in the making.
#[derive(Debug, Default)]
struct BorderWords {
    words: Vec<WordId>,
    /// Any punctuation mark, a number such as that of a list item, and the start of the sentence.
    marks: bool,
}

impl BorderWords {
    fn finish(self) -> Border {
        Border { words: WordFilter::new(&self.words), marks: self.marks }
    }

    fn add(&mut self, other: Self) {
        self.words.extend(other.words);
        self.marks |= other.marks;
    }
}

/// Chooses the anchor of a pattern; none if it has no word at all.
pub(super) fn choose(lexicon: &Lexicon, elements: &[Element]) -> Option<Anchor> {
    let mut lead = Lead::default();
    let mut best: Option<(u32, Anchor)> = None;
    for (at, element) in elements.iter().enumerate() {
        if let Some(anchor) = of_element(lexicon, element) {
            let cost = anchor.words.iter().map(|&word| commonness(lexicon, word)).sum();
            if best.as_ref().is_none_or(|(known, _)| cost < *known) {
                let lead = Lead { least: lead.least + anchor.lead.least, most: lead.most + anchor.lead.most };
                let beside = if single_words(element) {
                    [last(&elements[..at]).map(BorderWords::finish), first(&elements[at + 1..])]
                } else {
                    [None, None]
                };
                best = Some((cost, Anchor { lead, words: anchor.words, beside }));
            }
        }
        let (least, most) = width(element);
        // An adverb may slip in before each element.
        lead = Lead { least: lead.least + least, most: (lead.most + most + 1).min(FURTHEST) };
    }
    best.map(|(_, Anchor { lead, words, beside })| {
        let lead = Lead { least: lead.least.min(FURTHEST), most: (lead.most + 1).min(FURTHEST) };
        Anchor { lead, words, beside }
    })
}

fn of_element(lexicon: &Lexicon, element: &Element) -> Option<Anchor> {
    match element {
        Element::Words(words) => Some(of_words(lexicon, words)),
        // The head of a noun phrase may stand some words behind its start; a code span counts as any noun.
        Element::Object(Some(heads)) => {
            let Anchor { lead, mut words, beside } = of_words(lexicon, heads);
            words.push(WordId::OPAQUE);
            Some(Anchor { lead: Lead { least: 0, most: (lead.most + PHRASE).min(FURTHEST) }, words, beside })
        }
        Element::Group(alternatives) => {
            let anchors: Vec<Anchor> =
                alternatives.iter().map(|alternative| choose(lexicon, alternative)).collect::<Option<_>>()?;
            let least = anchors.iter().map(|anchor| anchor.lead.least).min()?;
            let most = anchors.iter().map(|anchor| anchor.lead.most).max()?;
            let mut words: Vec<WordId> = anchors.into_iter().flat_map(|anchor| anchor.words).collect();
            words.sort_unstable();
            words.dedup();
            Some(Anchor { lead: Lead { least, most }, words, beside: [None, None] })
        }
        _ => None,
    }
}

/// Single words, and the rarest word of each phrase: many idioms start with a word that is everywhere.
fn of_words(lexicon: &Lexicon, words: &[Arc<Words>]) -> Anchor {
    let mut anchor = Anchor { lead: Lead { least: usize::MAX, most: 0 }, words: Vec::new(), beside: [None, None] };
    for entry in words.iter().flat_map(|words| words.entries()) {
        let rarest = entry.iter().enumerate().filter(|(_, word)| **word != Words::OBJECT);
        let Some((at, &word)) = rarest.min_by_key(|(_, word)| commonness(lexicon, **word)) else { continue };
        let objects = entry[..at].iter().filter(|word| **word == Words::OBJECT).count();
        // An adverb may slip in before each word but the first.
        let most = if at == 0 { 0 } else { at + 1 + objects * (Words::OBJECT_WIDTH - 1) };
        anchor.lead = Lead { least: anchor.lead.least.min(at), most: anchor.lead.most.max(most) };
        anchor.words.push(word);
    }
    anchor.words.sort_unstable();
    anchor.words.dedup();
    anchor.lead.least = anchor.lead.least.min(anchor.lead.most);
    anchor
}

/// For each element that has words, those of which a sentence must have one.
pub(super) fn words(lexicon: &Lexicon, elements: &[Element]) -> Vec<Vec<WordId>> {
    elements.iter().filter_map(|element| of_element(lexicon, element)).map(|anchor| anchor.words).collect()
}

fn single_words(element: &Element) -> bool {
    match element {
        Element::Words(words) => words.iter().all(|words| words.width == (1, 1)),
        _ => false,
    }
}

/// What a sequence may start with; none if anything, or if it may be empty.
pub(super) fn first(elements: &[Element]) -> Option<Border> {
    first_words(elements).map(BorderWords::finish)
}

fn first_words(elements: &[Element]) -> Option<BorderWords> {
    let mut all = BorderWords::default();
    for element in elements {
        match element {
            Element::Start => {}
            Element::Words(words) => {
                all.words.extend(words.iter().flat_map(|words| words.first_words()));
                return Some(all);
            }
            Element::Mark(_) => return Some(BorderWords { marks: true, ..all }),
            Element::Optional(inner) => all.add(first_words(inner)?),
            Element::Group(alternatives) => {
                let mut empty = false;
                for alternative in alternatives {
                    if alternative.iter().all(|element| matches!(element, Element::Start)) {
                        empty = true;
                    } else {
                        all.add(first_words(alternative)?);
                    }
                }
                if !empty {
                    return Some(all);
                }
            }
            _ => return None,
        }
    }
    None
}

/// What a sequence may end with; none if anything, or if it may be empty.
fn last(elements: &[Element]) -> Option<BorderWords> {
    let mut all = BorderWords::default();
    for element in elements.iter().rev() {
        match element {
            Element::Start | Element::Mark(_) => return Some(BorderWords { marks: true, ..all }),
            Element::Words(words) => {
                let entries = words.iter().flat_map(|words| words.entries());
                all.words.extend(entries.filter_map(|entry| entry.last().copied()));
                return Some(all);
            }
            Element::Optional(inner) => all.add(last(inner)?),
            Element::Group(alternatives) => {
                for alternative in alternatives {
                    all.add(last(alternative)?);
                }
                return Some(all);
            }
            _ => return None,
        }
    }
    None
}

/// How often a word turns up, roughly: function words stand in every sentence.
fn commonness(lexicon: &Lexicon, word: WordId) -> u32 {
    const CONTENT: u32 = 1;
    if word == WordId::OPAQUE {
        return 100;
    }
    let class = lexicon.class(word);
    let every = Class::DETERMINER | Class::PREPOSITION | Class::BE | Class::HAVE | Class::TO | Class::COORDINATOR;
    let pronoun = Class::POSSESSIVE | Class::SUBJECT_PRONOUN | Class::OBJECT_PRONOUN | Class::POSSESSIVE_PRONOUN;
    if class.any(every) {
        400
    } else if class.any(pronoun | Class::MODAL | Class::NEGATION | Class::DO | Class::ADVERB | Class::SUBORDINATOR) {
        100
    } else if class.any(Class::WH | Class::SOMEONE | Class::NOBODY | Class::QUANTIFIER | Class::GET) {
        40
    } else if lexicon.is_common(word) {
        15
    } else {
        CONTENT
    }
}

/// How many tokens an element takes, at least and at most.
fn width(element: &Element) -> (usize, usize) {
    let sequence = |elements: &[Element]| elements.iter().map(width).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let widest = |a: (usize, usize), b: (usize, usize)| (a.0.min(b.0), a.1.max(b.1));
    match element {
        Element::Words(words) => words.iter().map(|words| words.width).reduce(widest).unwrap_or((1, 1)),
        Element::Group(alternatives) => {
            alternatives.iter().map(|alternative| sequence(alternative)).reduce(widest).unwrap_or((0, 0))
        }
        Element::Optional(inner) => (0, sequence(inner).1),
        Element::Gap(most) => (0, *most),
        Element::Start | Element::End => (0, 0),
        Element::Not => (1, 2),
        Element::Slot(_) | Element::Object(_) => (1, 6),
        _ => (1, 1),
    }
}

/// Whether any of the words of an element may stand at the start of an entry.
pub(crate) fn starts_with(words: &[Arc<Words>], word: WordId) -> bool {
    words.iter().any(|words| words.starts_with(word))
}
