//! What may stand at the border of some elements: a look at one token that settles most attempts.

use std::sync::Arc;

use super::element::Element;
use super::words::Words;
use crate::token::{Kind, Token};

/// What a sequence of elements may start or end with, adverbs aside.
#[derive(Debug, Clone, Default)]
pub(crate) struct Border {
    lists: Vec<Arc<Words>>,
    /// Whether it is about the ends of the entries.
    end: bool,
    /// Any punctuation mark, a number such as that of a list item, and the start of the sentence.
    marks: bool,
}

impl Border {
    /// What a sequence may start with; none if anything, or if it may be empty.
    pub(super) fn first(elements: &[Element]) -> Option<Self> {
        let mut all = Self::default();
        for element in elements {
            match element {
                Element::Start => {}
                Element::Words(words) => return Some(all.with_lists(words)),
                Element::Mark(_) => return Some(all.with_marks()),
                Element::Optional(inner) => all.add(Self::first(inner)?),
                Element::Group(alternatives) => {
                    let mut empty = false;
                    for alternative in alternatives {
                        if alternative.iter().all(|element| matches!(element, Element::Start)) {
                            empty = true;
                        } else {
                            all.add(Self::first(alternative)?);
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
    pub(super) fn last(elements: &[Element]) -> Option<Self> {
        let mut all = Self { end: true, ..Self::default() };
        for element in elements.iter().rev() {
            match element {
                Element::Start | Element::Mark(_) => return Some(all.with_marks()),
                Element::Words(words) => return Some(all.with_lists(words)),
                Element::Optional(inner) => all.add(Self::last(inner)?),
                Element::Group(alternatives) => {
                    for alternative in alternatives {
                        all.add(Self::last(alternative)?);
                    }
                    return Some(all);
                }
                _ => return None,
            }
        }
        None
    }

    fn with_lists(mut self, lists: &[Arc<Words>]) -> Self {
        self.lists.extend(lists.iter().cloned());
        self
    }

    fn with_marks(mut self) -> Self {
        self.marks = true;
        self
    }

    fn add(&mut self, other: Self) {
        self.lists.extend(other.lists);
        self.marks |= other.marks;
    }

    /// Whether the token, or the border of the sentence, may stand here.
    pub(crate) fn accepts(&self, token: Option<&Token>) -> bool {
        let Some(token) = token else { return self.marks };
        let mark = || token.is_break() || token.kind == Kind::Number;
        let listed = |words: &Arc<Words>| if self.end { words.may_end(token.word) } else { words.may_start(token.word) };
        token.adverbial || self.lists.iter().any(listed) || self.marks && mark()
    }
}
