//! Where to start looking for a pattern: at the rarest word that it must have.

use std::sync::Arc;

use super::element::{Element, Lead};
use super::filter::WordFilter;
use super::words::Words;
use crate::person::Sentence;
use crate::word::WordId;

/// No pattern reaches further back from its anchor.
pub(super) const FURTHEST: usize = 14;
/// How many words of a noun phrase may stand before its head.
const PHRASE: usize = 10;

/// Where to start looking for a pattern.
pub(super) struct Anchor {
    /// The index of the element that is looked for.
    pub(super) element: usize,
    /// The words of that element to look for, and how many of its tokens lie before them.
    pub(super) cue: Cue,
    /// How many tokens of the pattern lie before them.
    pub(super) lead: Lead,
}

/// Words to look for, and how many tokens of their element lie before them.
pub(super) struct Cue {
    pub(super) words: Vec<WordId>,
    pub(super) lead: Lead,
}

/// Chooses the anchor of a pattern; none if it has no word at all.
pub(super) fn choose(elements: &[Element]) -> Option<Anchor> {
    let (element, _) = cheapest(elements)?;
    let mut cue = of_element(&elements[element])?;
    cue.words.sort_unstable();
    cue.words.dedup();
    // An adverb may slip in before each element.
    let widths = elements[..element].iter().map(width);
    let before = widths.fold(Lead::default(), |lead, (least, most)| Lead {
        least: lead.least + least,
        most: (lead.most + most + 1).min(FURTHEST),
    });
    let lead =
        Lead { least: (before.least + cue.lead.least).min(FURTHEST), most: (before.most + cue.lead.most + 1).min(FURTHEST) };
    Some(Anchor { element, cue, lead })
}

/// The element whose words turn up least often, and how often that is.
pub(super) fn cheapest(elements: &[Element]) -> Option<(usize, u32)> {
    let costs = elements.iter().enumerate().filter_map(|(at, element)| Some((at, cost(element)?)));
    costs.min_by_key(|&(_, cost)| cost)
}

/// How often the words of an element turn up, as by [`Lexicon::frequency`](crate::word::Lexicon::frequency).
fn cost(element: &Element) -> Option<u32> {
    match element {
        Element::Words(words) => Some(words.iter().map(|words| words.rarest().cost).sum()),
        Element::Object(Some(heads)) => Some(heads.iter().map(|words| words.rarest().cost).sum::<u32>() + 1_000),
        Element::Group(group) if !group.optional => group.cost,
        _ => None,
    }
}

fn of_element(element: &Element) -> Option<Cue> {
    match element {
        Element::Words(words) => Some(of_words(words)),
        // The head of a noun phrase may stand some words behind its start; a code span counts as any noun.
        Element::Object(Some(heads)) => {
            let Cue { lead, mut words } = of_words(heads);
            words.push(WordId::OPAQUE);
            Some(Cue { lead: Lead { least: 0, most: (lead.most + PHRASE).min(FURTHEST) }, words })
        }
        Element::Group(group) if !group.optional => {
            let anchors: Vec<Anchor> = group.rows.iter().map(|row| choose(row)).collect::<Option<_>>()?;
            let least = anchors.iter().map(|anchor| anchor.lead.least).min()?;
            let most = anchors.iter().map(|anchor| anchor.lead.most).max()?;
            let words = anchors.into_iter().flat_map(|anchor| anchor.cue.words).collect();
            Some(Cue { lead: Lead { least, most }, words })
        }
        _ => None,
    }
}

fn of_words(lists: &[Arc<Words>]) -> Cue {
    let rarest = || lists.iter().map(|words| words.rarest());
    let least = rarest().map(|rarest| rarest.lead.least).min().unwrap_or_default();
    let most = rarest().map(|rarest| rarest.lead.most).max().unwrap_or_default();
    let words = rarest().flat_map(|rarest| rarest.words.iter().copied()).collect();
    Cue { lead: Lead { least, most }, words }
}

/// Words of which one must stand where an element matches.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    /// Of each entry its rarest word.
    pub(super) lists: Vec<Arc<Words>>,
    /// A code span does as well.
    pub(super) opaque: bool,
    /// How often they all turn up, as by [`Lexicon::frequency`](crate::word::Lexicon::frequency).
    pub(super) cost: u32,
}

impl Telling {
    /// Whether any of them may stand around the anchor word at `at`.
    pub(super) fn may_stand(&self, sentence: &Sentence<'_>, at: usize) -> bool {
        self.opaque && sentence.tokens[at].word == WordId::OPAQUE
            || self.lists.iter().any(|words| words.may_stand(sentence.tokens, at))
    }

    /// Of these words.
    pub(super) fn filter(&self) -> WordFilter {
        let mut all = WordFilter::default();
        self.lists.iter().for_each(|words| all.add(&words.rarest().filter));
        if self.opaque {
            all.add(&WordFilter::of(WordId::OPAQUE));
        }
        all
    }
}

/// What tells of an element; none if it may be anything.
pub(super) fn telling(element: &Element) -> Option<Telling> {
    let cost = cost(element)?;
    match element {
        Element::Words(words) => Some(Telling { lists: words.to_vec(), opaque: false, cost }),
        Element::Object(Some(heads)) => Some(Telling { lists: heads.to_vec(), opaque: true, cost }),
        Element::Group(group) => {
            let mut all = Telling { lists: Vec::new(), opaque: false, cost };
            for row in &group.rows {
                let one = telling(&row[cheapest(row)?.0])?;
                all.lists.extend(one.lists);
                all.opaque |= one.opaque;
            }
            Some(all)
        }
        _ => None,
    }
}

/// How many tokens an element takes, at least and at most.
fn width(element: &Element) -> (usize, usize) {
    let sequence = |elements: &[Element]| elements.iter().map(width).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let widest = |a: (usize, usize), b: (usize, usize)| (a.0.min(b.0), a.1.max(b.1));
    match element {
        Element::Words(words) => words.iter().map(|words| words.width).reduce(widest).unwrap_or((1, 1)),
        Element::Group(group) => {
            let none = group.optional.then_some((0, 0));
            group.rows.iter().map(|row| sequence(row)).chain(none).reduce(widest).unwrap_or((0, 0))
        }
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
