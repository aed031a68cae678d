//! The stages of [`lint`](crate::lint()) one by one, for the benches of this repository. Not part of the public interface.

use crate::format::{self, Mask};
use crate::person::Facts;
use crate::token::{self, Token};
use crate::{Document, RuleSet};

/// Finds the prose.
pub fn mask(document: &Document<'_>) -> Mask {
    format::mask(document)
}

/// Gathers who is who; returns whether the document is about machines.
pub fn facts(document: &Document<'_>, rules: &RuleSet) -> bool {
    Facts::of(document.text(), rules).machines
}

/// Splits all prose into tokens and sentences; returns how many there are of each.
pub fn tokens(document: &Document<'_>, mask: &Mask, rules: &RuleSet) -> (usize, usize) {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut words, mut sentences) = (0, 0);
    for block in &mask.blocks {
        tokens.clear();
        token::tokenize(document.text(), mask.pieces_of(block), &rules.tables().lexicon, &mut tokens);
        token::sentences(document.text(), &tokens, |_, _| sentences += 1);
        words += tokens.len();
    }
    (words, sentences)
}
