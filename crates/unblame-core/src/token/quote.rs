//! Which tokens stand between quotation marks.

use super::{Kind, Token};

/// Longer quotations are taken for a mark that was never closed.
const LONGEST: usize = 120;

/// Marks what pairs of quotation marks enclose. A mark without a partner quotes nothing.
pub(super) fn mark(text: &str, tokens: &mut [Token]) {
    let mut at = 0;
    while at < tokens.len() {
        let Some(close) = closing(tokens, at) else {
            at += 1;
            continue;
        };
        match (at + 1..tokens.len().min(at + LONGEST)).find(|&end| close(text, tokens, end)) {
            Some(end) => {
                tokens[at..=end].iter_mut().for_each(|token| token.quoted = true);
                at = end + 1;
            }
            None => at += 1,
        }
    }
}

type Test = fn(&str, &[Token], usize) -> bool;

/// If the token opens a quotation: the test for its end.
fn closing(tokens: &[Token], at: usize) -> Option<Test> {
    let glued_right = tokens.get(at + 1).is_some_and(|next| !next.spaced);
    match tokens[at].kind {
        Kind::Punctuation('"') => Some(|_, tokens, at| tokens[at].is_punctuation('"')),
        Kind::Punctuation('“' | '”' | '„') => {
            Some(|_, tokens, at| matches!(tokens[at].kind, Kind::Punctuation('”' | '“')))
        }
        Kind::Punctuation('«') => Some(|_, tokens, at| tokens[at].is_punctuation('»')),
        Kind::Punctuation('\'') if glued_right && (tokens[at].spaced || at > 0 && tokens[at - 1].is_break()) => {
            Some(single_close)
        }
        _ => None,
    }
}

/// A single mark that hangs on what is before it and on nothing after it.
fn single_close(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    let is_mark = token.is_punctuation('\'') || token.kind == Kind::Word && matches!(&text[token.range], "'" | "’");
    is_mark && !token.spaced && tokens.get(at + 1).is_none_or(|next| next.spaced || next.is_break())
}
