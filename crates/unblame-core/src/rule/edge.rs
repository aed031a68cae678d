//! What a row of elements may start or end with: a look at one token that settles most attempts.

use super::element::Element;
use super::filter::WordFilter;
use crate::token::{Kind, Token};
use crate::word::Class;

/// A superset of the tokens at one edge of a row of elements. Adverbs may stand before every element.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edge {
    words: WordFilter,
    /// Of these classes, or unknown words that look like them.
    verbs: Class,
    negation: bool,
    /// Punctuation, numbers, and the border of the sentence.
    marks: bool,
    /// Anything, or nothing at all.
    open: bool,
}

impl Edge {
    /// What the rows may start with.
    pub(super) fn first(rows: &[Vec<Element>]) -> Self {
        let mut edge = Self::default();
        for row in rows {
            edge.add_row(row.iter(), Self::first_of);
        }
        edge
    }

    /// What the rows may end with.
    pub(super) fn last(rows: &[Vec<Element>]) -> Self {
        let mut edge = Self::default();
        for row in rows {
            edge.add_row(row.iter().rev(), Self::last_of);
        }
        edge
    }

    /// What may stand before and behind the words of an element that takes one token.
    pub(super) fn beside(elements: &[Element], at: usize) -> [Self; 2] {
        let mut edges = [Self::default(), Self::default()];
        if elements[at].is_single_word() {
            edges[0].add_row(elements[..at].iter().rev(), Self::last_of);
            edges[1].add_row(elements[at + 1..].iter(), Self::first_of);
        } else {
            for edge in &mut edges {
                edge.open = true;
            }
        }
        edges
    }

    /// Adds elements as long as those before may be empty.
    fn add_row<'e>(&mut self, mut row: impl Iterator<Item = &'e Element>, add: fn(&mut Self, &Element) -> bool) {
        self.open |= !row.any(|element| add(self, element));
    }

    /// Adds what an element may start with; tells whether it takes a token at all.
    fn first_of(&mut self, element: &Element) -> bool {
        match element {
            Element::Words(words) => words.iter().for_each(|words| self.words.add(words.first())),
            Element::Group(group) => {
                self.add(&group.first);
                return !group.optional && !group.first.open;
            }
            Element::Start => return false,
            element => self.add_single(element),
        }
        true
    }

    /// Adds what an element may end with; tells whether it takes a token at all.
    fn last_of(&mut self, element: &Element) -> bool {
        match element {
            Element::Words(words) => words.iter().for_each(|words| self.words.add(words.last())),
            Element::Group(group) => {
                self.add(&group.last);
                return !group.optional && !group.last.open;
            }
            // What stands before the start of a line or cell.
            Element::Start => self.marks = true,
            Element::Not => self.open = true,
            element => self.add_single(element),
        }
        true
    }

    fn add_single(&mut self, element: &Element) {
        match element {
            Element::Class(class) => self.verbs |= *class,
            Element::Not => self.negation = true,
            Element::Mark(_) | Element::Number => self.marks = true,
            Element::Adverb => {}
            _ => self.open = true,
        }
    }

    fn add(&mut self, other: &Self) {
        self.words.add(&other.words);
        self.verbs |= other.verbs;
        self.negation |= other.negation;
        self.marks |= other.marks;
        self.open |= other.open;
    }

    /// Whether the token, or the border of the sentence, may stand here.
    pub(super) fn accepts(&self, token: Option<&Token>) -> bool {
        let Some(token) = token else { return self.open || self.marks };
        self.open
            || self.words.has(token.word)
            || token.adverbial
            || self.marks && (token.is_break() || token.kind == Kind::Number)
            || self.verbs != Class::NONE && (token.is(self.verbs) || token.class == Class::NONE)
            || self.negation && token.is(Class::NEGATION | Class::NO)
    }
}
