//! Where a pattern can start and end around its anchor word, told by sets of places instead of single attempts: nearly all
//! anchors lead nowhere, and a few looks at the words beside them say so. What is in no set is no match; what is in all of them
//! may be one, which [`Run`](super::run::Run) tells.

use super::element::{Element, Lead, Pattern};
use super::place;
use super::words::Words;
use crate::person::{self, Sentence};
use crate::token::{Kind, Token};
use crate::word::{Class, WordId};

/// A set of places: bit `i` stands for the place before token `base + i`.
type Places = u64;

/// Stands for all places that are further right than a set can hold; no set that holds it is empty.
const FAR: usize = Places::BITS as usize - 1;
/// No noun phrase has more tokens.
const PHRASE: usize = 12;
/// Nor one with "of" and a second one behind it.
const LONG_PHRASE: usize = 2 * PHRASE + 1;

/// What the tokens of a sentence are, a bit for each.
#[derive(Debug, Default)]
pub(super) struct Marks {
    adverbs: Vec<Places>,
    /// Borders; nor is there anything behind the last token.
    breaks: Vec<Places>,
    gap_ends: Vec<Places>,
    /// No noun phrase of several words holds these.
    phrase_ends: Vec<Places>,
}

impl Marks {
    /// Forgets the last sentence and reads this one.
    pub(super) fn read(&mut self, sentence: &Sentence<'_>) {
        for marks in [&mut self.adverbs, &mut self.breaks, &mut self.gap_ends, &mut self.phrase_ends] {
            marks.clear();
        }
        for tokens in sentence.tokens.chunks(Places::BITS as usize) {
            let bits = |holds: &dyn Fn(&Token) -> bool| {
                tokens.iter().rev().fold(0, |bits: Places, token| bits << 1 | Places::from(holds(token)))
            };
            let outside = if tokens.len() < 64 { !0 << tokens.len() } else { 0 };
            self.adverbs.push(bits(&|token| token.adverbial));
            self.breaks.push(bits(&Token::is_break) | outside);
            self.gap_ends.push(bits(&place::ends_gap) | outside);
            self.phrase_ends.push(bits(&|token| person::ends_phrase(sentence, token)) | outside);
        }
    }
}

/// The bits of the tokens from `base`.
fn from_base(marks: &[Places], base: usize, outside: Places) -> Places {
    let (word, shift) = (base / 64, base % 64);
    let get = |word: usize| marks.get(word).copied().unwrap_or(outside);
    if shift == 0 { get(word) } else { get(word) >> shift | get(word + 1) << (64 - shift) }
}

/// A stretch of a sentence.
struct Window<'s, 'd> {
    sentence: &'s Sentence<'d>,
    /// The first token that counts.
    base: usize,
    adverbs: Places,
    breaks: Places,
    gap_ends: Places,
    phrase_ends: Places,
}

/// The places where a match around the word at `anchor` can start, in order.
pub(super) fn starts(
    sentence: &Sentence<'_>,
    marks: &Marks,
    pattern: &Pattern,
    anchor: usize,
) -> impl Iterator<Item = usize> + use<> {
    let [before, behind] = &pattern.beside;
    let hopeful = before.accepts(sentence.before(anchor))
        && behind.accepts(sentence.get(anchor + 1))
        && pattern.cue.as_ref().is_none_or(|cue| cue.may_stand(sentence, anchor));
    let base = anchor.saturating_sub(pattern.lead.most);
    let found = if hopeful { places(sentence, marks, pattern, anchor, base) } else { 0 };
    each(found).map(move |place| base + place)
}

fn places(sentence: &Sentence<'_>, marks: &Marks, pattern: &Pattern, anchor: usize, base: usize) -> Places {
    let window = Window {
        sentence,
        base,
        adverbs: from_base(&marks.adverbs, base, 0),
        breaks: from_base(&marks.breaks, base, !0),
        gap_ends: from_base(&marks.gap_ends, base, !0),
        phrase_ends: from_base(&marks.phrase_ends, base, !0),
    };
    let before = &pattern.elements[..pattern.anchor];
    let found = window.backward(before, window.skip_left(window.around(anchor, pattern)));
    let last = (anchor + 1).checked_sub(pattern.lead.least).map_or(0, |end| end.saturating_sub(base));
    let found = found & below(last);
    if found == 0 {
        return 0;
    }
    let ends = if pattern.single {
        window.forward(&pattern.elements[pattern.anchor + 1..], window.bit(anchor + 1))
    } else {
        window.forward(&pattern.elements, found)
    };
    if ends == 0 { 0 } else { found }
}

/// The places `0..end`.
fn below(end: usize) -> Places {
    if end >= FAR { !0 } else { (1 << end) - 1 }
}

/// The single places of a set, in order; the far ones are none.
fn each(places: Places) -> impl Iterator<Item = usize> {
    let mut rest = places & !(1 << FAR);
    std::iter::from_fn(move || {
        let place = rest.trailing_zeros() as usize;
        rest &= rest.wrapping_sub(1);
        (place < FAR).then_some(place)
    })
}

impl Window<'_, '_> {
    /// Where the element of the anchor word can start.
    fn around(&self, anchor: usize, pattern: &Pattern) -> Places {
        let place = 1 << (anchor - self.base);
        let Lead { least, most } = pattern.inner;
        if matches!(pattern.elements[pattern.anchor], Element::Object(_)) {
            return place | self.phrases_back(most, place);
        }
        (least..=most).fold(0, |places, lead| places | place >> lead)
    }

    /// The bit of a token index.
    fn bit(&self, at: usize) -> Places {
        at.checked_sub(self.base).map_or(0, |place| 1 << place.min(FAR))
    }

    fn token(&self, place: usize) -> Option<&Token> {
        self.sentence.get(self.base + place)
    }

    /// The token that ends at a place; before the first place there may be one too.
    fn before(&self, place: usize) -> Option<&Token> {
        self.sentence.before(self.base + place)
    }

    fn filter(places: Places, holds: impl Fn(usize) -> bool) -> Places {
        let mut kept = places;
        for place in each(places) {
            if !holds(place) {
                kept &= !(1 << place);
            }
        }
        kept
    }

    /// The places where the tokens that start at `places` end, if they pass.
    fn advance(&self, places: Places, passes: impl Fn(&Token) -> bool) -> Places {
        right(Self::filter(places, |place| self.token(place).is_some_and(&passes)))
    }

    /// The places where the tokens that end at `places` start, if they pass.
    fn retreat(&self, places: Places, passes: impl Fn(&Token) -> bool) -> Places {
        Self::filter(places >> 1, |place| self.token(place).is_some_and(&passes))
    }

    /// Adverbs may be skipped before an element.
    fn skip_right(&self, mut places: Places) -> Places {
        loop {
            let next = (places & self.adverbs & !(1 << FAR)) << 1;
            if next & !places == 0 {
                return places;
            }
            places |= next;
        }
    }

    fn skip_left(&self, mut places: Places) -> Places {
        loop {
            let next = places >> 1 & self.adverbs;
            if next & !places == 0 {
                return places;
            }
            places |= next;
        }
    }
}

/// One token further; far places stay far.
fn right(places: Places) -> Places {
    places << 1 | places & 1 << FAR
}

/// Where up to so many tokens that do not stop a phrase may start, the last at one of the places.
fn tokens_back(most: usize, places: Places, stops: Places) -> Places {
    let (mut all, mut last) = (0, places);
    for _ in 0..most {
        last = last >> 1 & !stops;
        if last & !all == 0 {
            break;
        }
        all |= last;
    }
    all
}

/// Forward: from where elements start to where they may end.
impl Window<'_, '_> {
    fn forward(&self, elements: &[Element], mut places: Places) -> Places {
        for element in elements {
            if places == 0 {
                return 0;
            }
            places = self.element(element, places);
        }
        places
    }

    fn element(&self, element: &Element, from: Places) -> Places {
        let places = match element {
            Element::Start | Element::End | Element::Gap(_) => from,
            _ => self.skip_right(from),
        };
        match element {
            Element::Words(words) => words.iter().fold(0, |ends, words| ends | self.words(words, places)),
            Element::Group(group) => {
                let hopeful = Self::filter(places, |place| group.first.accepts(self.token(place)));
                let none = if group.optional { places } else { 0 };
                group.rows.iter().fold(none, |ends, row| ends | self.forward(row, hopeful))
            }
            Element::Any => right(places & (!self.breaks | 1 << FAR)),
            Element::Gap(most) => self.gap(*most, places),
            Element::Class(class) => {
                right(Self::filter(places, |place| place::is_form(self.sentence, self.base + place, *class)))
            }
            Element::Number => self.advance(places, |token| token.kind == Kind::Number),
            Element::Adverb => right(places & (self.adverbs | 1 << FAR)),
            Element::Mark(mark) => self.advance(places, |token| place::is_mark(token, *mark)),
            Element::Not => self.ends(places, |at| place::negation(self.sentence, at).map(|width| at + width).into_iter()),
            Element::Start => Self::filter(places, |place| place::is_start(self.sentence, self.base + place)),
            Element::End => Self::filter(places, |place| place::is_end(self.sentence, self.base + place)),
            Element::Slot(slot) if slot.possessive => self.ends(places, |at| self.possessor_ends(at)),
            Element::Slot(_) | Element::Object(None) => self.ends(places, |at| self.phrase_ends(at)),
            Element::Object(Some(heads)) => self.ends(places, |at| place::headed_ends(self.sentence, heads, at)),
        }
    }

    fn ends<I: Iterator<Item = usize>>(&self, places: Places, ends_from: impl Fn(usize) -> I) -> Places {
        let far = places & 1 << FAR;
        each(places).flat_map(|place| ends_from(self.base + place)).fold(far, |ends, end| ends | self.bit(end))
    }

    fn words(&self, words: &Words, places: Places) -> Places {
        let mut ends = places & 1 << FAR;
        for place in each(places) {
            let Some(token) = self.token(place).filter(|token| token.word != WordId::UNKNOWN) else { continue };
            if !words.may_start(token.word) {
                continue;
            }
            if words.contains(token.word) {
                ends |= self.bit(self.base + place + 1);
            }
            for phrase in words.phrases(token.word) {
                ends |= self.phrase(&phrase[1..], self.bit(self.base + place + 1));
            }
        }
        ends
    }

    fn phrase(&self, words: &[WordId], mut places: Places) -> Places {
        for &word in words {
            places = if word == Words::OBJECT {
                (1..=Words::OBJECT_WIDTH)
                    .scan(places, |places, _| {
                        *places = self.advance(*places, place::is_in_short_object);
                        Some(*places)
                    })
                    .fold(0, |all, places| all | places)
            } else {
                self.advance(self.skip_right(places), |token| token.word == word)
            };
        }
        places
    }

    fn gap(&self, most: usize, places: Places) -> Places {
        let (mut all, mut last) = (places, places);
        for _ in 0..most {
            last = right(last & (!self.gap_ends | 1 << FAR));
            all |= last;
        }
        all
    }

    fn phrase_ends(&self, at: usize) -> impl Iterator<Item = usize> {
        let who = self.sentence.get(at).is_some_and(|token| token.is(Class::WH));
        who.then_some(at + 1).into_iter().chain(person::ends_right(self.sentence, at))
    }

    /// Where a possessive pronoun, or the `'s` behind a noun phrase, ends.
    fn possessor_ends(&self, at: usize) -> impl Iterator<Item = usize> {
        let pronoun = self.sentence.get(at).is_some_and(|token| token.is(Class::POSSESSIVE_PRONOUN));
        let mark = place::possessive_mark(self.sentence, at);
        pronoun.then_some(at + 1).into_iter().chain(mark.map(|mark| mark + 1))
    }
}

/// Backward: from where elements end to where they may start.
impl Window<'_, '_> {
    fn backward(&self, elements: &[Element], mut places: Places) -> Places {
        for element in elements.iter().rev() {
            if places == 0 {
                break;
            }
            places = self.element_back(element, places);
        }
        places
    }

    fn element_back(&self, element: &Element, places: Places) -> Places {
        let starts = match element {
            Element::Start => return Self::filter(places, |place| place::is_start(self.sentence, self.base + place)),
            Element::End => return Self::filter(places, |place| place::is_end(self.sentence, self.base + place)),
            Element::Gap(most) => return places | tokens_back(*most, places, self.gap_ends),
            Element::Words(words) => words.iter().fold(0, |starts, words| starts | self.words_back(words, places)),
            Element::Group(group) => {
                let hopeful = Self::filter(places, |place| group.last.accepts(self.before(place)));
                let none = if group.optional { places } else { 0 };
                group.rows.iter().fold(none, |starts, row| starts | self.backward(row, hopeful))
            }
            Element::Any => places >> 1 & !self.breaks,
            Element::Class(class) => {
                Self::filter(places >> 1, |place| place::is_form(self.sentence, self.base + place, *class))
            }
            Element::Number => self.retreat(places, |token| token.kind == Kind::Number),
            Element::Adverb => places >> 1 & self.adverbs,
            Element::Mark(mark) => self.retreat(places, |token| place::is_mark(token, *mark)),
            Element::Not => self.retreat(places, |token| token.is(Class::NEGATION)) | places >> 2,
            Element::Slot(slot) if slot.possessive => tokens_back(place::POSSESSOR + 1, places, 0),
            Element::Slot(_) | Element::Object(None) => self.phrases_back(PHRASE, places),
            Element::Object(Some(_)) => self.phrases_back(LONG_PHRASE, places),
        };
        self.skip_left(starts)
    }

    /// Where noun phrases of up to so many tokens may start.
    fn phrases_back(&self, most: usize, places: Places) -> Places {
        places >> 1 & !self.breaks | tokens_back(most, places, self.phrase_ends)
    }

    fn words_back(&self, words: &Words, places: Places) -> Places {
        let (least, most) = words.width;
        let mut starts = self.retreat(places, |token| words.may_end(token.word));
        let mut all = if least <= 1 { starts } else { 0 };
        for width in 2..=most {
            starts = self.skip_left(starts) >> 1;
            if width >= least {
                all |= starts;
            }
        }
        Self::filter(all, |place| self.token(place).is_some_and(|token| words.may_start(token.word)))
    }
}
