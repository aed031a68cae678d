//! The table of known words. A word that no grammar, pack or list mentions has no entry.

use rustc_hash::{FxBuildHasher, FxHashMap};

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
    /// How often each word turns up, by its id, in a million words.
    frequencies: Vec<u32>,
    frequent: FxHashMap<Packed, u32>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}

impl Lexicon {
    /// The closed classes only.
    pub(crate) fn new() -> Self {
        let mut lexicon = Self {
            short: FxHashMap::with_capacity_and_hasher(Self::EXPECTED, FxBuildHasher),
            long: FxHashMap::default(),
            classes: vec![Class::NONE; 2],
            frequencies: vec![0, Self::OPAQUE],
            frequent: frequent(),
        };
        for (class, words) in grammar::CLOSED {
            for word in words.split_whitespace() {
                lexicon.add(word, *class);
            }
        }
        for word in token::split_words() {
            lexicon.add(word, Class::SPLIT);
        }
        lexicon
    }

    /// Adds a folded word, or classes to a known one.
    pub(crate) fn add(&mut self, word: &str, class: Class) -> WordId {
        let next = WordId(u32::try_from(self.classes.len()).unwrap_or(u32::MAX));
        let packed = Packed::new(word);
        let id = match packed {
            Some(packed) => *self.short.entry(packed).or_insert(next),
            None => match self.long.get(word) {
                Some(&known) => known,
                None => *self.long.entry(word.into()).or_insert(next),
            },
        };
        if id == next {
            self.classes.push(Class::NONE);
            let told = packed.and_then(|packed| self.frequent.get(&packed));
            self.frequencies.push(told.copied().unwrap_or(Self::RARE));
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

    /// How often a word turns up in a million, roughly; no more is known than the order of magnitude.
    pub(crate) fn frequency(&self, word: WordId) -> u32 {
        let class = self.class(word);
        let told = self.frequencies.get(word.0 as usize).copied().unwrap_or(Self::RARE);
        // Documentation hardly speaks of people, and lists of words have no parts of words.
        let least = if class.any(Class::POSSESSIVE | Class::NEGATION | Class::BE) {
            3_000
        } else if class.any(Class::HUMAN_PRONOUN | Class::POSSESSIVE_PRONOUN | Class::MODAL | Class::HAVE | Class::DO) {
            1_000
        } else {
            0
        };
        told.max(least)
    }

    /// The built-in packs have about as many words.
    const EXPECTED: usize = 16_000;
    /// Of a word that is in no list.
    const RARE: u32 = 3;
    /// Of code spans.
    const OPAQUE: u32 = 10_000;
}

/// Words with their number in a million. Counted in about two million words of prose: 5,600 Markdown files of packages of the Rust
/// registry, of Rust's own documentation and of Debian packages, rounded down to a few tiers; words of few files are left out.
fn frequent() -> FxHashMap<Packed, u32> {
    let mut all = FxHashMap::with_capacity_and_hasher(1_000, FxBuildHasher);
    for line in include_str!("frequent.txt").lines() {
        let mut words = line.split(' ');
        let Some(frequency) = words.next().and_then(|number| number.parse().ok()) else { continue };
        all.extend(words.filter_map(|word| Some((Packed::new(word)?, frequency))));
    }
    all
}
