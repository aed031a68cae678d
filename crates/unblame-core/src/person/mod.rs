//! Who is human here. The only place that decides.

mod classify;
mod evidence;
mod facts;
mod hints;
mod names;
mod noun_phrase;
mod possible;

pub(crate) use classify::mention;
pub(crate) use evidence::evidence;
pub(crate) use facts::Facts;
pub(crate) use hints::Hints;
pub(crate) use names::Names;
pub(crate) use noun_phrase::{ends_phrase, ends_right, left_of, mentions_right, omitted, right_of};
pub(crate) use possible::{kinds_of_class, may_be_name};

use text_size::TextRange;

use crate::token::{self, Kind, Shape, Token};
use crate::{AgentKind, RuleSet};

/// A set of kinds of mention; also what a slot of a pattern accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kinds(pub(crate) u32);

macro_rules! kinds {
    ($($name:ident = $bit:literal, $word:literal);+ $(;)?) => {
        impl Kinds {
            $(pub(crate) const $name: Self = Self(1 << $bit);)+
            /// Single kinds with the names that packs use.
            pub(crate) const NAMES: &'static [(&'static str, Self)] = &[$(($word, Self::$name)),+];
        }
    };
}

kinds! {
    NAME = 0, "name"; HANDLE = 1, "handle"; LABEL = 2, "label"; ROLE = 3, "role"; PRONOUN = 4, "pronoun"; SELF = 5, "self"; SOMEONE = 6, "someone";
    GROUP = 7, "group-noun"; ROLES = 8, "roles"; THEY = 9, "they"; EVERYONE = 10, "everyone"; VENDOR = 11, "vendor"; WE = 12, "we"; YOU = 13, "you";
    CUSTOMER = 14, "customer"; NOBODY = 15, "nobody"; WHO = 16, "who"; OMITTED = 17, "omitted"; ADVERSARY = 18, "adversary"; ASSISTANT = 19, "assistant";
    SYSTEM = 20, "system"; UNKNOWN_NAME = 21, "unknown"; AMBIGUOUS = 22, "ambiguous";
}

impl Kinds {
    pub(crate) const PERSON: Self =
        Self(Self::NAME.0 | Self::HANDLE.0 | Self::LABEL.0 | Self::ROLE.0 | Self::PRONOUN.0 | Self::SELF.0 | Self::SOMEONE.0);
    pub(crate) const ANY_GROUP: Self = Self(Self::GROUP.0 | Self::ROLES.0 | Self::THEY.0 | Self::EVERYONE.0 | Self::VENDOR.0);
    pub(crate) const HUMAN: Self = Self(Self::PERSON.0 | Self::ANY_GROUP.0 | Self::WE.0 | Self::CUSTOMER.0);
    /// What a verb that only people can do lets in besides.
    pub(crate) const LENIENT: Self = Self(Self::UNKNOWN_NAME.0 | Self::AMBIGUOUS.0);

    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// How many single kinds it holds.
    pub(crate) fn count(self) -> u32 {
        self.0.count_ones()
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What outputs call a mention of this kind; `None` for what is no person.
    pub(crate) fn agent(self) -> Option<AgentKind> {
        let groups = Self::ANY_GROUP.with(Self::WE).with(Self::CUSTOMER);
        match self {
            Self::NAME | Self::UNKNOWN_NAME => Some(AgentKind::Name),
            Self::HANDLE => Some(AgentKind::Handle),
            Self::LABEL => Some(AgentKind::Label),
            Self::ROLE | Self::SOMEONE | Self::AMBIGUOUS => Some(AgentKind::Role),
            Self::PRONOUN | Self::YOU | Self::WHO => Some(AgentKind::Pronoun),
            Self::SELF => Some(AgentKind::SelfReference),
            kind if kind.any(groups) => Some(AgentKind::Group),
            _ => None,
        }
    }
}

/// A noun phrase or pronoun and who or what it stands for. Positions are indices into the sentence's tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) kind: Kinds,
    pub(crate) start: usize,
    /// Exclusive.
    pub(crate) end: usize,
}

/// One sentence with what is needed to read it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) names: &'a Names,
    /// Whether its first word is written in lower case, as in chats.
    pub(crate) starts_lower: bool,
    /// What the document tells about who is who.
    pub(crate) facts: &'a Facts,
}

impl<'a> Sentence<'a> {
    /// Some tokens of a document, read as a sentence.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], rules: &'a RuleSet, facts: &'a Facts) -> Self {
        let first = tokens.iter().find(|token| token.kind == Kind::Word);
        let starts_lower = first.is_some_and(|token| token.shape == Shape::Lower);
        Self { text, tokens, names: rules.names(), starts_lower, facts }
    }

    /// The source of a token.
    pub(crate) fn source(&self, at: usize) -> &'a str {
        &self.text[self.tokens[at].range]
    }

    /// The source of a token in lower case, as lists have it.
    pub(crate) fn folded(&self, at: usize) -> String {
        let mut folded = String::new();
        token::fold(self.source(at), &mut folded);
        folded
    }

    /// The bytes of the tokens `start..end`.
    pub(crate) fn range(&self, start: usize, end: usize) -> Option<TextRange> {
        let (first, last) = (self.tokens.get(start)?, self.tokens.get(end.checked_sub(1)?)?);
        (first.range.start() <= last.range.end()).then(|| TextRange::new(first.range.start(), last.range.end()))
    }

    pub(crate) fn get(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The token before, if there is one.
    pub(crate) fn before(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at.checked_sub(1)?)
    }
}

impl Sentence<'_> {
    /// Whether a word that the lexicon does not know looks like an English word rather than a name.
    pub(crate) fn is_english(&self, folded: &str) -> bool {
        const ENDINGS: &[&str] = &[
            "tion", "sion", "ment", "ness", "ity", "ing", "ed", "ers", "ors", "ly", "ism", "ance", "ence", "able", "ible",
            "ful", "less", "ware", "ship", "ous", "ings", "ions", "ments", "ical", "ized", "ised", "ives", "ages", "db", "api",
            "sql", "ops", "hub", "base", "flow", "time", "house", "board", "craft", "mesh", "stack", "cloud", "bot",
        ];
        ENDINGS.iter().any(|ending| folded.ends_with(ending)) || folded.ends_with('s') && !self.names.is_surname(folded)
    }
}

#[cfg(test)]
mod tests;
