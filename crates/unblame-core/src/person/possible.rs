//! Who can be meant in a sentence at all, told from single words: a cheap gate before anything is analysed.

use super::Kinds;
use crate::token::{Kind, Shape, Token};
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

/// The kinds that a name of any sort makes possible; *who* behind an unknown one makes it a role.
const NAMED: Kinds = Kinds(Kinds::NAME.0 | Kinds::UNKNOWN_NAME.0 | Kinds::LABEL.0 | Kinds::ROLE.0);

/// A superset of the kinds of all mentions in a sentence.
pub(crate) fn possible_kinds(tokens: &[Token]) -> Kinds {
    let mut kinds = Kinds::OMITTED.with(Kinds::SYSTEM);
    let mut classes = Class::NONE;
    let mut first = true;
    for token in tokens {
        match token.kind {
            Kind::Handle => kinds = kinds.with(Kinds::HANDLE),
            Kind::Word => {
                classes |= token.class;
                if may_be_name(token, first) {
                    kinds = kinds.with(NAMED);
                }
                first = false;
            }
            _ => {}
        }
    }
    for (class, kind) in BY_CLASS {
        if classes.any(class) {
            kinds = kinds.with(kind);
        }
    }
    if classes.any(Class::WH) {
        kinds = kinds.with(Kinds::WHO);
    }
    if classes.any(Class::NOBODY | Class::NEGATION | Class::NO) {
        kinds = kinds.with(Kinds::NOBODY);
    }
    kinds
}

/// Capitalised, and no function word; in a sentence that starts in lower case, as in chats, any word.
fn may_be_name(token: &Token, first: bool) -> bool {
    const FUNCTION: Class = Class::CLOSED;
    if token.is(Class::ROSTER | Class::HONORIFIC) {
        return true;
    }
    match token.shape {
        Shape::Lower => first,
        _ => !token.is(FUNCTION) || token.is(Class::MODAL | Class::MONTH_OR_DAY),
    }
}
