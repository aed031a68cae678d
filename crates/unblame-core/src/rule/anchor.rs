//! Where to start looking for a pattern: at the rarest word that it must have.

use std::sync::Arc;

use super::border::Border;
use super::element::{Element, Lead};
use super::words::Words;
use crate::word::WordId;

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

/// Chooses the anchor of a pattern; none if it has no word at all.
pub(super) fn choose(elements: &[Element]) -> Option<Anchor> {
    let (at, _) = cheapest(elements)?;
    let Anchor { lead: inner, mut words, .. } = of_element(&elements[at])?;
    words.sort_unstable();
    words.dedup();
    // An adverb may slip in before each element.
    let widths = elements[..at].iter().map(width);
    let before = widths.fold(Lead::default(), |lead, (least, most)| Lead {
        least: lead.least + least,
        most: (lead.most + most + 1).min(FURTHEST),
    });
    let lead = Lead { least: (before.least + inner.least).min(FURTHEST), most: (before.most + inner.most + 1).min(FURTHEST) };
    let beside = if is_single(&elements[at]) {
        [Border::last(&elements[..at]), Border::first(&elements[at + 1..])]
    } else {
        [None, None]
    };
    Some(Anchor { lead, words, beside })
}

/// The element whose words turn up least often, and how often that is.
fn cheapest(elements: &[Element]) -> Option<(usize, u32)> {
    let costs = elements.iter().enumerate().filter_map(|(at, element)| Some((at, cost(element)?)));
    costs.min_by_key(|&(_, cost)| cost)
}

/// How often the words of an element turn up, by the measure of [`Lexicon::commonness`](crate::word::Lexicon::commonness).
fn cost(element: &Element) -> Option<u32> {
    match element {
        Element::Words(words) => Some(words.iter().map(|words| words.rarest().cost).sum()),
        Element::Object(Some(heads)) => Some(heads.iter().map(|words| words.rarest().cost).sum::<u32>() + 100),
        Element::Group(alternatives) => {
            alternatives.iter().map(|alternative| cheapest(alternative).map(|(_, cost)| cost)).sum()
        }
        _ => None,
    }
}

fn of_element(element: &Element) -> Option<Anchor> {
    match element {
        Element::Words(words) => Some(of_words(words)),
        // The head of a noun phrase may stand some words behind its start; a code span counts as any noun.
        Element::Object(Some(heads)) => {
            let Anchor { lead, mut words, beside } = of_words(heads);
            words.push(WordId::OPAQUE);
            Some(Anchor { lead: Lead { least: 0, most: (lead.most + PHRASE).min(FURTHEST) }, words, beside })
        }
        Element::Group(alternatives) => {
            let anchors: Vec<Anchor> = alternatives.iter().map(|alternative| choose(alternative)).collect::<Option<_>>()?;
            let least = anchors.iter().map(|anchor| anchor.lead.least).min()?;
            let most = anchors.iter().map(|anchor| anchor.lead.most).max()?;
            let words = anchors.into_iter().flat_map(|anchor| anchor.words).collect();
            Some(Anchor { lead: Lead { least, most }, words, beside: [None, None] })
        }
        _ => None,
    }
}

fn of_words(lists: &[Arc<Words>]) -> Anchor {
    let rarest = || lists.iter().map(|words| words.rarest());
    let least = rarest().map(|rarest| rarest.lead.least).min().unwrap_or_default();
    let most = rarest().map(|rarest| rarest.lead.most).max().unwrap_or_default();
    let words = rarest().flat_map(|rarest| rarest.words.iter().copied()).collect();
    Anchor { lead: Lead { least, most }, words, beside: [None, None] }
}

/// For each element with at most so many words, those of which a sentence must have one.
pub(super) fn words(elements: &[Element], at_most: u32) -> Vec<Vec<WordId>> {
    // No word costs less than one.
    let telling = elements.iter().filter(|element| match element {
        Element::Words(words) => words.iter().map(|words| words.rarest().words.len()).sum::<usize>() <= at_most as usize,
        element => cost(element).is_some_and(|cost| cost <= at_most),
    });
    telling.filter_map(of_element).map(|anchor| anchor.words).collect()
}

fn is_single(element: &Element) -> bool {
    match element {
        Element::Words(words) => words.iter().all(|words| words.width == (1, 1)),
        _ => false,
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
