//! Who can be meant in a sentence at all, told from single words: a cheap gate before anything is analysed.

use super::Kinds;
use crate::token::{Shape, Token};
use crate::word::Class;

/// The kinds of mention that single classes of words make possible.
const BY_CLASS: [(Class, Kinds); 16] = [
    (Class::SELF, Kinds::SELF),
    (Class::WE, Kinds::WE),
    (Class::YOU, Kinds::YOU),
    (Class::HE_SHE, Kinds::PRONOUN),
    (Class::THEY, Kinds::THEY),
    (Class::SOMEONE, Kinds::SOMEONE),
    (Class::EVERYONE, Kinds::EVERYONE),
    (Class::ROLE, Kinds(Kinds::ROLE.0 | Kinds::LABEL.0)),
    (Class::ROLES, Kinds(Kinds::ROLES.0 | Kinds::ROLE.0)),
    // "who", a modifier or a group behind *of* make a component's name a person's.
    (Class::AMBIGUOUS, Kinds(Kinds::AMBIGUOUS.0 | Kinds::ROLE.0 | Kinds::ROLES.0 | Kinds::LABEL.0)),
    (Class::GROUP, Kinds(Kinds::GROUP.0 | Kinds::LABEL.0)),
    (Class::DEPARTMENT, Kinds::GROUP),
    (Class::VENDOR, Kinds::VENDOR),
    (Class::CUSTOMER, Kinds::CUSTOMER),
    (Class::ADVERSARY, Kinds::ADVERSARY),
    (Class::ASSISTANT, Kinds::ASSISTANT),
];

impl Kinds {
    /// The kinds that a name of any sort makes possible; *who* behind an unknown one makes it a role.
    pub(crate) const NAMED: Self = Self(Self::NAME.0 | Self::UNKNOWN_NAME.0 | Self::LABEL.0 | Self::ROLE.0);
}

/// A superset of the kinds of mention that a word of this class makes possible.
pub(crate) fn kinds_of_class(class: Class) -> Kinds {
    let mut kinds = Kinds::OMITTED.with(Kinds::SYSTEM);
    for (known, kind) in BY_CLASS {
        if class.any(known) {
            kinds = kinds.with(kind);
        }
    }
    if class.any(Class::WH) {
        kinds = kinds.with(Kinds::WHO);
    }
    if class.any(Class::NOBODY | Class::NEGATION | Class::NO) {
        kinds = kinds.with(Kinds::NOBODY);
    }
    kinds
}

/// Whether a word may be a name: capitalised, and no function word; any other word only in a sentence that starts in lower case, as in
/// chats.
pub(crate) fn may_be_name(token: &Token, starts_lower: bool) -> bool {
    const FUNCTION: Class = Class::CLOSED;
    let told = token.is(Class::ROSTER | Class::HONORIFIC);
    let written = starts_lower || token.shape != Shape::Lower;
    told || written && (!token.is(FUNCTION) || token.is(Class::MODAL | Class::MONTH_OR_DAY))
}
