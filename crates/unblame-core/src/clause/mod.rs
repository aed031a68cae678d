//! Clauses around a verb: its verb group, its subject, and what it hangs on.

mod frame;
mod group;
mod subject;

pub(crate) use frame::{condition_over, is_generic_you, is_hypothetical, is_negated, negation_over};
pub(crate) use group::{VerbGroup, verb_group};
pub(crate) use subject::{Route, Subject, subject_of};

#[cfg(test)]
mod tests;
