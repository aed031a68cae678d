//! Tokens and sentences of the blocks that hold a cue.

mod contraction;
mod quote;
mod scan;
mod sentence;

use text_size::TextRange;

use crate::word::{Class, Lexicon, WordId};

pub(crate) use contraction::{is_plain, literal, split_words};
pub(crate) use scan::{fold, looks_like_adverb, tokenize};
pub(crate) use sentence::sentences;

/// What sort of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Letters, perhaps with digits, hyphens and inner dots.
    Word,
    /// Starts with a digit: a number, a time, a date, a version.
    Number,
    /// A chat or code-hosting handle, an e-mail address.
    Handle,
    /// A code span, link or image: one noun that says nothing about people.
    Opaque,
    /// The border of a table cell.
    CellBreak,
    /// A hard line break.
    LineBreak,
    /// One punctuation character.
    Punctuation(char),
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    Lower,
    /// One capital, then lower case.
    Title,
    /// Only capitals, more than one.
    Upper,
    /// Capitals inside, digits or underscores: an identifier.
    Mixed,
}

/// One token; `range` is in bytes of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the token")]
pub(crate) struct Token {
    pub(crate) range: TextRange,
    pub(crate) word: WordId,
    pub(crate) class: Class,
    pub(crate) kind: Kind,
    pub(crate) shape: Shape,
    /// Between quotation marks.
    pub(crate) quoted: bool,
    /// Under strong emphasis.
    pub(crate) strong: bool,
    /// Whether white space or a border lies before it.
    pub(crate) spaced: bool,
    /// May stand anywhere in a verb group without changing what it says.
    pub(crate) adverbial: bool,
}

impl Token {
    pub(crate) fn is(&self, class: Class) -> bool {
        self.class.any(class)
    }

    pub(crate) fn is_punctuation(&self, character: char) -> bool {
        self.kind == Kind::Punctuation(character)
    }

    /// A mark or border that no noun phrase and no verb group reaches across.
    pub(crate) fn is_break(&self) -> bool {
        matches!(self.kind, Kind::Punctuation(_) | Kind::CellBreak | Kind::LineBreak)
    }

    pub(crate) fn is_capitalised(&self) -> bool {
        self.kind == Kind::Word && self.shape != Shape::Lower
    }
}

/// Looks up a token's word and class from its folded form.
pub(crate) fn classify(lexicon: &Lexicon, folded: &str) -> (WordId, Class) {
    let word = lexicon.get(folded);
    (word, lexicon.class(word))
}

#[cfg(test)]
mod tests;
