//! Where a noun phrase begins and ends, seen from a verb or a preposition beside it.

use super::{Kinds, Mention, Sentence, classify};
use crate::token::{Kind, Shape, Token};
use crate::word::Class;

/// No phrase is followed further than this, so that the work per cue is bounded.
const LONGEST: usize = 10;

/// The noun phrase that ends right before token `end`.
pub(crate) fn left_of(sentence: &Sentence<'_>, end: usize) -> Option<Mention> {
    let (mut end, mut head) = (end, end.checked_sub(1)?);
    // "Tomás (SRE)": the name stands before the bracket.
    if sentence.tokens[head].is_punctuation(')') {
        let open = (head.saturating_sub(LONGEST)..head).rev().find(|&at| sentence.tokens[at].is_punctuation('('))?;
        (end, head) = (open, open.checked_sub(1)?);
    }
    let mut start = head;
    if is_label(sentence, head) {
        start -= 1;
    } else if !is_head(&sentence.tokens[head]) {
        return None;
    }
    if sentence.tokens[head].is(Class::SUBJECT_PRONOUN
        | Class::OBJECT_PRONOUN
        | Class::SOMEONE
        | Class::EVERYONE
        | Class::NOBODY)
    {
        return Some(classify::mention(sentence, head, end));
    }
    if sentence.tokens[head].kind == Kind::Handle {
        return Some(classify::mention(sentence, head, end));
    }
    // "you two"
    if sentence.tokens[head].is(Class::QUANTIFIER)
        && sentence.before(head).is_some_and(|before| before.is(Class::YOU) && before.is(Class::SUBJECT_PRONOUN))
    {
        return Some(classify::mention(sentence, head - 1, head));
    }
    while start > 0 && head - start < LONGEST && extends_left(sentence, start, head) {
        start -= 1;
    }
    Some(classify::mention(sentence, start, end))
}

/// "Engineer A": the letter is no article.
fn is_label(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.source(at) == "A" && sentence.before(at).is_some_and(|before| before.is(Class::ROLE | Class::GROUP))
}

/// Whether the token before `start` belongs to the phrase that starts there.
fn extends_left(sentence: &Sentence<'_>, start: usize, head: usize) -> bool {
    let (token, next) = (&sentence.tokens[start - 1], &sentence.tokens[start]);
    if next.is(Class::DETERMINER | Class::POSSESSIVE_PRONOUN) && !next.is(Class::QUANTIFIER) {
        // "all the engineers", "both my reviewers": only a quantifier stands before a determiner.
        return token.is(Class::QUANTIFIER) && !token.is(Class::PREPOSITION);
    }
    if token.is(Class::POSSESSIVE) || next.is(Class::POSSESSIVE) {
        return !token.is_break();
    }
    // "May Lin", "Will Okafor"
    if token.is(Class::MODAL) && token.is_capitalised() && next.is_capitalised() {
        return sentence.names.is_surname(&sentence.folded(start));
    }
    // "what ruud left broken", "which Ana had merged"
    if token.is(Class::WH) && (next.is_capitalised() || start == head) {
        return false;
    }
    // "before our slot Aarav pushed": a known name after another noun is a phrase of its own.
    let describes = Class::ROLE
        | Class::ROLES
        | Class::AMBIGUOUS
        | Class::ADJECTIVE
        | Class::HUMAN_MODIFIER
        | Class::SYSTEM_HEAD
        | Class::GROUP
        | Class::DEPARTMENT
        | Class::HONORIFIC
        | Class::DETERMINER
        | Class::POSSESSIVE_PRONOUN
        | Class::POSSESSIVE
        | Class::VENDOR
        | Class::CUSTOMER;
    if next.is_capitalised()
        && token.kind == Kind::Word
        && token.shape == Shape::Lower
        && !token.is(describes)
        && sentence.names.is_given(&sentence.source(start).to_lowercase())
    {
        return false;
    }
    if token.is(Class::DETERMINER | Class::POSSESSIVE_PRONOUN) {
        return !token.is(Class::SUBORDINATOR) || !next.is_capitalised();
    }
    if token.is_break()
        || token.is(Class::PREPOSITION
            | Class::COORDINATOR
            | Class::SUBORDINATOR
            | Class::AUXILIARY
            | Class::WH
            | Class::TO
            | Class::SUBJECT_PRONOUN)
    {
        return false;
    }
    if token.kind == Kind::Opaque || token.kind == Kind::Handle {
        return false;
    }
    if token.is(Class::ADVERB | Class::NEGATION) {
        return false;
    }
    // A finite verb before the phrase governs it: "said Ana", "paged the engineer". Participles before a noun are adjectives.
    if token.is(Class::S | Class::PAST)
        && !token.is(Class::ADJECTIVE | Class::HUMAN_MODIFIER | Class::ROLE | Class::GROUP)
        && start == head
    {
        return token.is_capitalised() && next.is_capitalised();
    }
    if token.kind == Kind::Number {
        return !next.is_capitalised() || sentence.tokens[head].shape == Shape::Lower;
    }
    true
}

/// Whether a phrase can end in this token.
fn is_head(token: &Token) -> bool {
    match token.kind {
        Kind::Handle | Kind::Opaque | Kind::Number => true,
        Kind::Word => {
            let pronoun = Class::HUMAN_PRONOUN
                | Class::IT
                | Class::QUANTIFIER
                | Class::ROLE
                | Class::AMBIGUOUS
                | Class::POSSESSIVE_PRONOUN;
            let function = Class::DETERMINER
                | Class::PREPOSITION
                | Class::COORDINATOR
                | Class::SUBORDINATOR
                | Class::AUXILIARY
                | Class::WH
                | Class::TO
                | Class::POSSESSIVE
                | Class::NEGATION;
            token.is(pronoun)
                || !token.is(function)
                || token.is_capitalised() && !token.is(Class::WH | Class::DETERMINER | Class::COORDINATOR | Class::SUBORDINATOR)
        }
        _ => false,
    }
}

/// The noun phrase that starts at token `start`, as long as it can be.
pub(crate) fn right_of(sentence: &Sentence<'_>, start: usize) -> Option<Mention> {
    mentions_right(sentence, start).next()
}

/// The readings of the noun phrase that starts at token `start`: the longest first, then those that end before what may be a verb
/// or an adjective behind the noun.
pub(crate) fn mentions_right<'s>(sentence: &'s Sentence<'_>, start: usize) -> impl Iterator<Item = Mention> + 's {
    ends_right(sentence, start).map(move |end| classify::mention(sentence, start, end))
}

/// Where the readings of the noun phrase that starts at token `start` end.
pub(crate) fn ends_right<'s>(sentence: &'s Sentence<'_>, start: usize) -> impl Iterator<Item = usize> + 's {
    let (content, end) = extent(sentence, start).unwrap_or((start, start));
    // Behind an auxiliary, as in questions ("why didn't Ana check"), and behind *make* and *let*, a base form is the verb.
    let negated = start > 1 && sentence.tokens[start - 1].is(Class::NEGATION);
    let before = start.checked_sub(1 + usize::from(negated));
    let inverted = before.is_some_and(|before| {
        sentence.tokens[before].is(Class::DO | Class::MODAL)
            || matches!(&*sentence.folded(before), "made" | "make" | "makes" | "making" | "let" | "lets" | "letting")
    });
    let shorter = (content + 1..end).rev().filter(move |&at| may_follow(sentence, at, inverted));
    (start < end).then_some(end).into_iter().chain(shorter)
}

/// Whether a token is in no noun phrase of several words, wherever that starts.
pub(crate) fn ends_phrase(sentence: &Sentence<'_>, token: &Token) -> bool {
    token.is_break()
        || token.is(Class::FUNCTION)
            && !token.is(Class::OPENING)
            && !token.is_capitalised()
            && !sentence.text[token.range].eq_ignore_ascii_case("of")
}

/// Where the content words of a phrase start, and where it ends at most.
fn extent(sentence: &Sentence<'_>, start: usize) -> Option<(usize, usize)> {
    let first = sentence.get(start)?;
    let pronoun =
        Class::SELF | Class::WE | Class::YOU | Class::HE_SHE | Class::THEY | Class::SOMEONE | Class::EVERYONE | Class::NOBODY;
    // "took her two minutes": no possessive.
    let object = first.is(Class::OBJECT_PRONOUN)
        && sentence.get(start + 1).is_none_or(|next| {
            next.kind != Kind::Word
                || next.is(Class::QUANTIFIER | Class::DETERMINER | Class::TO | Class::PREPOSITION | Class::COORDINATOR)
        });
    if first.kind == Kind::Handle || first.is(pronoun) && (!first.is(Class::POSSESSIVE_PRONOUN) || object) {
        return Some((start, start + 1));
    }
    let function = Class::PREPOSITION | Class::SUBORDINATOR | Class::AUXILIARY | Class::TO;
    if first.is_break() || first.is(function) && !first.is_capitalised() {
        return None;
    }
    let mut at = start;
    while at < start + LONGEST && sentence.get(at).is_some_and(|token| token.is(Class::OPENING)) {
        at += 1;
        // "one of the engineers", "some of my team"
        if sentence.get(at).is_some_and(|token| token.is(Class::PREPOSITION)) && sentence.source(at).eq_ignore_ascii_case("of")
        {
            at += 1;
        }
    }
    let content = at;
    while at < start + LONGEST && continues_right(sentence, content, at) {
        at += 1;
    }
    let stands_alone = first.is(Class::POSSESSIVE_PRONOUN | Class::HUMAN_PRONOUN);
    (at > content || stands_alone).then_some((content, at))
}

/// Whether a phrase may end before the token at `at`, which can be a verb or an adjective behind the noun.
fn may_follow(sentence: &Sentence<'_>, at: usize, inverted: bool) -> bool {
    let token = &sentence.tokens[at];
    let verb = Class::S | Class::PAST | Class::PARTICIPLE | Class::ING;
    if token.is(Class::SYSTEM_HEAD) && !inverted {
        return false;
    }
    token.is(verb)
        || inverted && (token.is(Class::BASE) || token.class == Class::NONE)
        || token.class == Class::NONE && verb_like(sentence.source(at))
        || matches!(sentence.source(at), "responsible" | "involved" | "concerned" | "themselves" | "himself" | "herself")
}

/// Whether the token at `at` still belongs to the phrase whose first content word is at `content`.
fn continues_right(sentence: &Sentence<'_>, content: usize, at: usize) -> bool {
    let Some(token) = sentence.get(at) else { return false };
    if matches!(token.kind, Kind::Opaque | Kind::Handle) {
        return at == content;
    }
    if token.kind == Kind::Number {
        return at > content && sentence.tokens[at - 1].is(Class::ROLE | Class::AMBIGUOUS | Class::GROUP) || at == content;
    }
    if token.kind != Kind::Word {
        return false;
    }
    if token.is(Class::FUNCTION) && !(token.is_capitalised() && at > content) || token.is(Class::REFLEXIVE) {
        return false;
    }
    if at == content {
        return !token.is(Class::ADVERB) || token.is(Class::ADJECTIVE | Class::HUMAN_MODIFIER);
    }
    if token.is(Class::POSSESSIVE) {
        return sentence.get(at + 1).is_some_and(|next| next.kind == Kind::Word && !next.is(Class::FUNCTION));
    }
    if token.is(Class::ADVERB) || token.adverbial {
        return false;
    }
    let human_before = sentence.tokens[at - 1].is(Class::ROLE
        | Class::ROLES
        | Class::GROUP
        | Class::AMBIGUOUS
        | Class::DEPARTMENT
        | Class::VENDOR
        | Class::CUSTOMER)
        || sentence.tokens[at - 1].is_capitalised();
    let noun = token.is(Class::ROLE | Class::ROLES | Class::GROUP | Class::AMBIGUOUS | Class::SYSTEM_HEAD)
        || token.is_capitalised() && sentence.tokens[at - 1].is_capitalised();
    // After a possible head, a verb form ends the phrase; before one it is an adjective: "the failed deploy".
    noun || !(human_before
        && (token.is(Class::S | Class::PAST | Class::PARTICIPLE | Class::ING) || verb_like(sentence.source(at))))
}

fn verb_like(source: &str) -> bool {
    source.len() > 4 && (source.ends_with("ed") || source.ends_with("ing"))
}

/// Kept here so that other modules can build a mention for what is not written.
pub(crate) fn omitted(at: usize) -> Mention {
    Mention { kind: Kinds::OMITTED, start: at, end: at }
}
