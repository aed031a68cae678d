//! What behind a clause leans on the words that would go.

use super::Scene;
use super::filled::Filled;
use crate::person::Sentence;
use crate::rule::Words;
use crate::token::{Kind, Token};
use crate::word::Class;

/// Whether the rest of the sentence would not fit the new words.
pub(super) fn leans(scene: &Scene<'_>, filled: &Filled) -> bool {
    let sentence = scene.sentence;
    let judges = |at: usize| {
        let word = sentence.tokens[at].word;
        let follows = |phrase: &[crate::word::WordId]| {
            let tokens = sentence.tokens.get(at..at + phrase.len()).unwrap_or_default();
            tokens.iter().map(|token| token.word).eq(phrase.iter().copied())
        };
        let said =
            |words: &std::sync::Arc<Words>| words.contains(word) || words.phrases(word).iter().any(|phrase| follows(phrase));
        scene.rules.tables().rewriting.judging.iter().any(said)
    };
    is_elliptical(sentence, filled.end)
        || has_loose_participle(sentence, filled.end)
        || goes_on_about_object(sentence, filled)
        || repeats(sentence, filled)
        || is_commented(sentence, filled.end)
        || clause(sentence, filled.end).any(judges)
}

/// "Ana missed it, the reviewer *missed* it": one verb, told of several people.
fn repeats(sentence: &Sentence<'_>, filled: &Filled) -> bool {
    let inside = filled.start..filled.end;
    let verb =
        |at: &usize| sentence.tokens[*at].is(Class::PAST) && !sentence.tokens[*at].is(Class::AUXILIARY | Class::ADJECTIVE);
    let twin = |at: usize| {
        (0..sentence.tokens.len())
            .any(|other| !inside.contains(&other) && sentence.tokens[other].word == sentence.tokens[at].word)
    };
    inside.clone().filter(verb).any(twin)
}

/// "…, *that is* part of the job": a comment on what was to be done.
fn is_commented(sentence: &Sentence<'_>, from: usize) -> bool {
    (from..sentence.tokens.len().saturating_sub(2)).any(|at| {
        let comma = sentence.tokens[at].is_punctuation(',');
        comma
            && matches!(&*sentence.folded(at + 1), "that" | "this")
            && sentence.tokens[at + 2].is(Class::BE | Class::POSSESSIVE)
    })
}

/// The tokens up to the next mark.
fn clause<'s>(sentence: &'s Sentence<'_>, from: usize) -> impl Iterator<Item = usize> + 's {
    (from..sentence.tokens.len()).take_while(|&at| !sentence.tokens[at].is_break())
}

/// "and neither *did* Kwame", "like everybody else *does*": the verb that is left out is the one that goes.
fn is_elliptical(sentence: &Sentence<'_>, from: usize) -> bool {
    (from.max(1)..sentence.tokens.len()).any(|at| {
        let helps = sentence.tokens[at].kind == Kind::Word && matches!(&*sentence.folded(at), "do" | "does" | "did");
        let before = sentence.folded(at - 1);
        let ends = sentence.get(at + 1).is_none_or(Token::is_break);
        helps && (matches!(&*before, "neither" | "nor" | "so" | "as" | "than") || ends && clause_compares(sentence, from, at))
    })
}

fn clause_compares(sentence: &Sentence<'_>, from: usize, at: usize) -> bool {
    (from..at).any(|at| matches!(&*sentence.folded(at), "like" | "as" | "than"))
}

/// "instead of *looking* into it" wants a person before it.
fn has_loose_participle(sentence: &Sentence<'_>, from: usize) -> bool {
    clause(sentence, from).any(|at| {
        let next = sentence.get(at + 2);
        matches!(
            (&*sentence.folded(at), sentence.get(at + 1).map(|_| sentence.folded(at + 1)).as_deref()),
            ("instead", Some("of")) | ("rather", Some("than"))
        ) && next.is_some_and(|next| next.is(Class::ING | Class::BASE))
    })
}

/// ", whose mail asks …", ", which says …" tells of the object, which has moved away; ", which broke checkout" tells of what was done.
fn goes_on_about_object(sentence: &Sentence<'_>, filled: &Filled) -> bool {
    let mark = sentence.get(filled.end).is_some_and(|token| token.is_punctuation(','));
    let Some(next) = sentence.get(filled.end + 1).filter(|_| mark) else { return false };
    let word = sentence.folded(filled.end + 1);
    let present = sentence
        .get(filled.end + 2)
        .is_some_and(|verb| verb.is(Class::S) || matches!(&*sentence.folded(filled.end + 2), "are" | "is" | "has" | "have"));
    next.kind == Kind::Word && (matches!(&*word, "whose" | "who" | "whom" | "where") || word == "which" && present)
}

/// "could have caught this *with one look*", "*by watching* the gauge": what was not done needs no means.
pub(super) fn names_a_means(sentence: &Sentence<'_>, from: usize) -> bool {
    clause(sentence, from).any(|at| {
        let Some(next) = sentence.get(at + 1) else { return false };
        let little = || matches!(&*sentence.folded(at + 1), "one" | "two" | "just" | "only");
        match &*sentence.folded(at) {
            "by" => next.is(Class::ING),
            "with" => little(),
            _ => false,
        }
    })
}

/// "earlier *too*" has no place beside a negation.
pub(super) fn ends_with_too(sentence: &Sentence<'_>, from: usize) -> bool {
    clause(sentence, from).last().is_some_and(|last| sentence.folded(last) == "too")
}

/// "*had we* not retried": a condition without *if*, or one behind the clause.
pub(super) fn has_condition(sentence: &Sentence<'_>) -> bool {
    (0..sentence.tokens.len()).any(|at| match &*sentence.folded(at) {
        "if" | "unless" => true,
        "had" => {
            let subject = sentence.get(at + 1).is_some_and(|next| next.is(Class::SUBJECT_PRONOUN));
            subject
                && sentence
                    .before(at)
                    .is_none_or(|before| before.is_break() || before.is(Class::SUBORDINATOR | Class::COORDINATOR))
        }
        _ => false,
    })
}
