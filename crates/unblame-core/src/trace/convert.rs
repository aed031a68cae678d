//! From what the stages work with to what a trace shows.

use super::{Route, Token};
use crate::clause::{self, VerbGroup};
use crate::person::Kinds;
use crate::token;
use crate::word::Class;

/// The tense of a verb behind *to*, which has no subject of its own.
pub(super) const INFINITIVE: &str = "infinitive";

/// A token with its classes by name.
pub(super) fn token(token: &token::Token) -> Token {
    let kind = match token.kind {
        token::Kind::Word => "word",
        token::Kind::Number => "number",
        token::Kind::Handle => "handle",
        token::Kind::Opaque => "opaque",
        token::Kind::CellBreak => "cell-break",
        token::Kind::LineBreak => "line-break",
        token::Kind::Punctuation(_) => "mark",
    };
    let classes = Class::NAMES.iter().filter(|(class, _)| token.is(*class));
    Token {
        range: token.range,
        kind,
        classes: classes.map(|(_, name)| name.to_ascii_lowercase().replace('_', "-")).collect(),
        quoted: token.quoted,
        adverbial: token.adverbial,
    }
}

/// The tense that the first word of a verb group gives it.
pub(super) fn tense(group: &VerbGroup) -> &'static str {
    match () {
        () if group.modal => "modal",
        () if group.infinitive => INFINITIVE,
        () if group.perfect => "perfect",
        () if group.be && group.form.any(Class::ING) => "progressive",
        () if group.form.any(Class::PAST) => "past",
        () if group.form.any(Class::ING | Class::PARTICIPLE) => "participle",
        () => "present",
    }
}

/// The name that packs use for a kind.
pub(super) fn name(kind: Kinds) -> &'static str {
    names(kind).first().copied().unwrap_or("unknown")
}

/// The names that packs use for some kinds.
pub(super) fn names(kinds: Kinds) -> Vec<&'static str> {
    Kinds::NAMES.iter().filter(|(_, kind)| kinds.any(*kind)).map(|(name, _)| *name).collect()
}

impl From<clause::Route> for Route {
    fn from(route: clause::Route) -> Self {
        match route {
            clause::Route::Direct => Self::Direct,
            clause::Route::Relative => Self::Relative,
            clause::Route::Coordination => Self::Coordination,
            clause::Route::Participle => Self::Participle,
            clause::Route::Omitted => Self::Omitted,
        }
    }
}
