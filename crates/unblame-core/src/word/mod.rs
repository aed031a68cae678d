//! Words: their forms, their classes, and the table that knows them.

mod class;
mod grammar;
mod inflect;
mod irregular;
mod lemma;
mod lexicon;
mod packed;

pub(crate) use class::Class;
pub(crate) use inflect::{Form, noun_forms, verb_forms};
pub(crate) use lemma::{form_of, lemma};
pub(crate) use lexicon::{Lexicon, WordId};
pub(crate) use packed::Packed;

#[cfg(test)]
mod tests;
