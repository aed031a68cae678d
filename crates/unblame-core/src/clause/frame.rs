//! What a clause hangs on: *if*, a negation further up.

use crate::person::Sentence;
use crate::token::Kind;
use crate::word::Class;

/// How many tokens a negation or an *if* reaches.
const REACH: usize = 20;

/// Whether the clause that starts at `start` stands under an *if* or the like.
pub(crate) fn is_hypothetical(sentence: &Sentence<'_>, start: usize) -> bool {
    condition_over(sentence, start).is_some()
}

/// The *if*, *unless*, *whether* or the like under which the clause that starts at `start` stands, as the index of its token. A comma ends the reach of the word, unless a coordinator
/// follows it: "if a key is stolen, or the tenant forgot".
pub(crate) fn condition_over(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    for at in (start.saturating_sub(REACH)..start).rev() {
        let token = &sentence.tokens[at];
        if matches!(token.kind, Kind::Punctuation(';' | ':' | '.') | Kind::CellBreak) {
            return None;
        }
        if token.is_punctuation(',') && !sentence.get(at + 1).is_some_and(|next| next.is(Class::COORDINATOR)) {
            return None;
        }
        if token.is(Class::HYPOTHETICAL) && opens_condition(sentence, at) {
            return Some(at);
        }
        if token.kind == Kind::Word && matches!(&*sentence.source(at).to_ascii_lowercase(), "because" | "since") {
            return None;
        }
    }
    None
}

/// Whether "you" stands for anybody: "when you delete the row, the trigger fires".
pub(crate) fn is_generic_you(sentence: &Sentence<'_>, start: usize) -> bool {
    let clause = sentence.tokens[start.saturating_sub(REACH)..start].iter().enumerate().rev();
    for (_, token) in clause {
        if token.is_break() {
            return false;
        }
        if token.is(Class::SUBORDINATOR | Class::HYPOTHETICAL) {
            let word = &sentence.text[token.range];
            return !matches!(&*word.to_ascii_lowercase(), "because" | "that" | "since" | "though" | "although");
        }
    }
    false
}

fn opens_condition(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.source(at).to_ascii_lowercase();
    match &*word {
        // "Should that happen ..." only at the start; else it is the modal.
        "should" => at == 0 || sentence.tokens[at - 1].is_punctuation(','),
        // "as if", "even if" are conditions too; "until she forgot" is told.
        "until" | "till" => false,
        // "I suppose" is no condition.
        "suppose" => at == 0 || sentence.tokens[at - 1].is_break(),
        _ => true,
    }
}

/// Whether a negation governs what starts at `start`.
pub(crate) fn is_negated(sentence: &Sentence<'_>, start: usize) -> bool {
    negation_over(sentence, start).is_some()
}

/// The negation that governs what starts at `start`, as the index of its token: "was not his fault", "nobody is to blame", "without shaming the engineer".
pub(crate) fn negation_over(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    for at in (start.saturating_sub(8)..start).rev() {
        let token = &sentence.tokens[at];
        if token.is_break() && !token.is_punctuation('*') {
            return None;
        }
        if token.kind != Kind::Word {
            continue;
        }
        let word = sentence.source(at);
        if token.is(Class::NEGATION | Class::NOBODY)
            || matches!(&*word.to_ascii_lowercase(), "no" | "without" | "neither" | "nor" | "hardly")
        {
            // "not only", "no doubt", "no longer"
            let harmless = sentence.get(at + 1).is_some_and(|next| {
                matches!(
                    sentence.text.get(std::ops::Range::<usize>::from(next.range)),
                    Some("only" | "doubt" | "just" | "surprise")
                )
            });
            return (!harmless).then_some(at);
        }
        if token.is(Class::SUBORDINATOR) && !word.eq_ignore_ascii_case("that")
            || token.is(Class::COORDINATOR) && !word.eq_ignore_ascii_case("or")
            || token.is(Class::WH)
        {
            return None;
        }
    }
    None
}
