//! What a word can be. One word can be many things; the context decides.

use std::ops::{BitOr, BitOrAssign};

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) struct Class(u64);

macro_rules! classes {
    ($($name:ident = $bit:literal),+ $(,)?) => {
        impl Class {
            $(pub(crate) const $name: Self = Self(1 << $bit);)+
            /// Every class with its name, for traces.
            pub(crate) const NAMES: &'static [(Self, &'static str)] = &[$((Self::$name, stringify!($name))),+];
        }
    };
}

classes! {
    // Closed classes, from the grammar.
    DETERMINER = 0, PREPOSITION = 1, BE = 2, HAVE = 3, DO = 4, MODAL = 5, NEGATION = 6, ADVERB = 7, COORDINATOR = 8, SUBORDINATOR = 9,
    HYPOTHETICAL = 10, WH = 11, TO = 12, POSSESSIVE = 13, POSSESSIVE_PRONOUN = 14, REFLEXIVE = 15, SUBJECT_PRONOUN = 16, OBJECT_PRONOUN = 17,
    SELF = 18, WE = 19, YOU = 20, HE_SHE = 21, THEY = 22, IT = 23, SOMEONE = 24, EVERYONE = 25, NOBODY = 26, QUANTIFIER = 27, HONORIFIC = 28,
    MONTH_OR_DAY = 29, GET = 30, NO = 31,
    // Verb forms, from all verbs that some pack names.
    BASE = 32, S = 33, PAST = 34, PARTICIPLE = 35, ING = 36,
    // People and systems, from the packs.
    ROLE = 40, ROLES = 41, AMBIGUOUS = 42, GROUP = 43, DEPARTMENT = 44, VENDOR = 45, CUSTOMER = 46, ADVERSARY = 47, ASSISTANT = 48,
    HUMAN_MODIFIER = 49, SYSTEM_HEAD = 50, PRODUCT = 51, NAMED_PRODUCT = 52, ROSTER = 53, SYSTEM_ROSTER = 54,     ADJECTIVE = 56, GIVEN_NAME = 57,  MACHINE_ROLE = 59, SPLIT = 55,
}

impl Class {
    pub(crate) const NONE: Self = Self(0);
    /// Any finite or non-finite verb form.
    pub(crate) const VERB: Self = Self(Self::BASE.0 | Self::S.0 | Self::PAST.0 | Self::PARTICIPLE.0 | Self::ING.0);
    /// Words that end a noun phrase, unless they open it.
    pub(crate) const FUNCTION: Self = Self(
        Self::DETERMINER.0
            | Self::PREPOSITION.0
            | Self::AUXILIARY.0
            | Self::NEGATION.0
            | Self::COORDINATOR.0
            | Self::SUBORDINATOR.0
            | Self::WH.0
            | Self::TO.0
            | Self::SUBJECT_PRONOUN.0
            | Self::OBJECT_PRONOUN.0,
    );
    /// Words of the grammar that are never the name of anybody.
    pub(crate) const CLOSED: Self = Self(Self::FUNCTION.0 | Self::POSSESSIVE.0 | Self::POSSESSIVE_PRONOUN.0);
    /// Words that noun phrases open with.
    pub(crate) const OPENING: Self = Self(Self::DETERMINER.0 | Self::QUANTIFIER.0 | Self::POSSESSIVE_PRONOUN.0);
    /// Verbs that help other verbs.
    pub(crate) const AUXILIARY: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::DO.0 | Self::MODAL.0);
    /// Personal and indefinite pronouns that stand for people.
    pub(crate) const HUMAN_PRONOUN: Self = Self(
        Self::SELF.0
            | Self::WE.0
            | Self::YOU.0
            | Self::HE_SHE.0
            | Self::THEY.0
            | Self::SOMEONE.0
            | Self::EVERYONE.0
            | Self::NOBODY.0,
    );

    /// Whether the two sets share a class.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Class {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Class {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
