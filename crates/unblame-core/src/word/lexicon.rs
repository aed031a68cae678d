//! The table of known words. A word that no grammar, pack or list mentions has no entry.

use rustc_hash::FxHashMap;

use super::{Class, Packed, grammar};
use crate::token;

/// A known word, or [`WordId::UNKNOWN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    pub(crate) const UNKNOWN: Self = Self(0);
    /// What a code span or a link counts as.
    pub(crate) const OPAQUE: Self = Self(1);
}

/// Folded words with their classes.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon {
    /// Nearly all words are short.
    short: FxHashMap<Packed, WordId>,
    long: FxHashMap<Box<str>, WordId>,
    classes: Vec<Class>,
    /// Content words with lower ids are common.
    common: u32,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}

impl Lexicon {
    /// The closed classes only.
    pub(crate) fn new() -> Self {
        let mut lexicon =
            Self { short: FxHashMap::default(), long: FxHashMap::default(), classes: vec![Class::NONE; 2], common: 0 };
        for (class, words) in grammar::CLOSED {
            for word in words.split_whitespace() {
                lexicon.add(word, *class);
            }
        }
        for word in token::split_words() {
            lexicon.add(word, Class::SPLIT);
        }
        for word in grammar::COMMON.split_whitespace() {
            lexicon.add(word, Class::NONE);
        }
        lexicon.common = u32::try_from(lexicon.classes.len()).unwrap_or(u32::MAX);
        lexicon
    }

    /// Adds a folded word, or classes to a known one.
    pub(crate) fn add(&mut self, word: &str, class: Class) -> WordId {
        let next = WordId(u32::try_from(self.classes.len()).unwrap_or(u32::MAX));
        let id = match Packed::new(word) {
            Some(packed) => *self.short.entry(packed).or_insert(next),
            None => match self.long.get(word) {
                Some(&known) => known,
                None => *self.long.entry(word.into()).or_insert(next),
            },
        };
        if id == next {
            self.classes.push(Class::NONE);
        }
        self.classes[id.0 as usize] |= class;
        id
    }

    /// Looks up a folded word.
    pub(crate) fn get(&self, folded: &str) -> WordId {
        let known = Packed::new(folded).map_or_else(|| self.long.get(folded), |packed| self.short.get(&packed));
        known.copied().unwrap_or(WordId::UNKNOWN)
    }

    /// As [`Self::get`], for a short word.
    #[inline]
    pub(crate) fn get_packed(&self, folded: Packed) -> WordId {
        self.short.get(&folded).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// What a word can be.
    pub(crate) fn class(&self, word: WordId) -> Class {
        self.classes[word.0 as usize]
    }

    /// What each word can be, by its id.
    pub(crate) fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// How many entries there are, the unknown word included; word ids are below this.
    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }

    /// How often a word turns up, roughly, from 1 for content words to 400: function words stand in every sentence.
    pub(crate) fn commonness(&self, word: WordId) -> u32 {
        let class = self.class(word);
        let every = Class::DETERMINER | Class::PREPOSITION | Class::BE | Class::HAVE | Class::TO | Class::COORDINATOR;
        let pronoun = Class::POSSESSIVE | Class::SUBJECT_PRONOUN | Class::OBJECT_PRONOUN | Class::POSSESSIVE_PRONOUN;
        if class.any(every) {
            400
        } else if class.any(pronoun | Class::MODAL | Class::NEGATION | Class::DO | Class::ADVERB | Class::SUBORDINATOR)
            || word == WordId::OPAQUE
        {
            100
        } else if class.any(Class::WH | Class::SOMEONE | Class::NOBODY | Class::QUANTIFIER | Class::GET) {
            40
        } else if word.0 < self.common {
            15
        } else {
            1
        }
    }
}
