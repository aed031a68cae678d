//! Who or what a noun phrase stands for, from its last noun and what stands around it.

use super::{Kinds, Mention, Sentence};
use crate::token::{Kind, Shape, Token};
use crate::word::Class;

/// Classifies the phrase `start..end`.
pub(crate) fn mention(sentence: &Sentence<'_>, start: usize, end: usize) -> Mention {
    Mention { kind: kind(sentence, start, end), start, end }
}

fn kind(sentence: &Sentence<'_>, start: usize, end: usize) -> Kinds {
    let head = &sentence.tokens[end - 1];
    match head.kind {
        Kind::Handle if head.is(Class::SYSTEM_ROSTER) => return Kinds::SYSTEM,
        Kind::Handle if head.is(Class::ROSTER) => return Kinds::HANDLE,
        Kind::Handle => return handle(sentence.source(end - 1)),
        Kind::Number => return numbered(sentence, start, end),
        Kind::Word => {}
        _ => return Kinds::SYSTEM,
    }
    if let Some(kind) = pronoun(sentence, start, end) {
        return kind;
    }
    if head.is(Class::SYSTEM_ROSTER) {
        return Kinds::SYSTEM;
    }
    if head.is(Class::ROSTER) {
        return Kinds::NAME;
    }
    if sentence.tokens[start..end].iter().any(|token| token.is(Class::ADVERSARY)) {
        return Kinds::ADVERSARY;
    }
    if sentence.tokens[start..end].iter().any(|token| token.is(Class::ASSISTANT)) {
        return Kinds::ASSISTANT;
    }
    let denied = sentence.source(start).eq_ignore_ascii_case("no") || is_denied(sentence, start);
    let kind = label(sentence, start, end).or_else(|| role(sentence, start, end)).unwrap_or_else(|| name(sentence, start, end));
    if denied && kind.any(Kinds::HUMAN) { Kinds::NOBODY } else { kind }
}

/// "not a single reviewer", "not one engineer".
fn is_denied(sentence: &Sentence<'_>, start: usize) -> bool {
    let not = start.checked_sub(1).is_some_and(|before| sentence.source(before).eq_ignore_ascii_case("not"));
    let next = |at: usize, word: &str| sentence.get(at).is_some() && sentence.source(at).eq_ignore_ascii_case(word);
    not && (next(start, "one") || next(start, "a") && next(start + 1, "single"))
}

fn handle(source: &str) -> Kinds {
    let folded = source.to_ascii_lowercase();
    let bot = ["bot", "[bot]", "-ci", "dependabot", "renovate", "github-actions"].iter().any(|tail| folded.ends_with(tail));
    let package = folded.contains("@v")
        || folded.rfind('@').is_some_and(|at| at > 0)
            && folded.rsplit('@').next().is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit()));
    if bot || package { Kinds::SYSTEM } else { Kinds::HANDLE }
}

fn pronoun(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Kinds> {
    let head = &sentence.tokens[end - 1];
    if end - start > 1
        && !sentence.tokens[start..end]
            .iter()
            .all(|token| token.is(Class::HUMAN_PRONOUN | Class::QUANTIFIER | Class::DETERMINER | Class::PREPOSITION))
    {
        return None;
    }
    let of_it = |class| head.is(class);
    let kind = match () {
        () if of_it(Class::NOBODY) => Kinds::NOBODY,
        () if end - start == 1 && matches!(sentence.source(end - 1), "U" | "u") && !is_chat_you(sentence, end - 1) => {
            return None;
        }
        () if of_it(Class::SELF) => Kinds::SELF,
        () if of_it(Class::WE) => Kinds::WE,
        () if of_it(Class::YOU) => Kinds::YOU,
        () if of_it(Class::HE_SHE) => Kinds::PRONOUN,
        () if of_it(Class::SOMEONE) => Kinds::SOMEONE,
        () if of_it(Class::EVERYONE) => Kinds::EVERYONE,
        () if of_it(Class::THEY) => they(sentence, end - 1),
        () if of_it(Class::IT) => Kinds::SYSTEM,
        () if of_it(Class::QUANTIFIER) && end - start == 1 => Kinds::SYSTEM,
        () => return None,
    };
    Some(kind)
}

/// "u" for *you*: lower case, and no option as in "-u".
fn is_chat_you(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.source(at) == "u" && sentence.tokens[at].spaced && !sentence.before(at).is_some_and(Token::is_break)
        || sentence.source(at) == "u" && at == 0
}

/// What "they" points back to: the nearest noun before it in the sentence that is either human or a plural thing.
fn they(sentence: &Sentence<'_>, at: usize) -> Kinds {
    for before in (0..at).rev() {
        let token = &sentence.tokens[before];
        if token.is(Class::ROLE
            | Class::ROLES
            | Class::GROUP
            | Class::CUSTOMER
            | Class::VENDOR
            | Class::WE
            | Class::THEY
            | Class::EVERYONE
            | Class::SOMEONE)
        {
            return Kinds::THEY;
        }
        if token.kind == Kind::Word
            && token.is_capitalised()
            && sentence.names.is_given(&sentence.source(before).to_lowercase())
        {
            return Kinds::THEY;
        }
        let plural = token.kind == Kind::Word && token.shape == Shape::Lower && is_plural(sentence.source(before));
        if plural
            && !token.is(Class::VERB
                | Class::ADVERB
                | Class::AUXILIARY
                | Class::PREPOSITION
                | Class::IT
                | Class::POSSESSIVE
                | Class::DETERMINER)
            && sentence.source(before).len() > 3
        {
            return Kinds::SYSTEM;
        }
    }
    Kinds::THEY
}

fn is_plural(source: &str) -> bool {
    const TIMES: [&str; 8] = ["seconds", "minutes", "hours", "days", "weeks", "months", "years", "times"];
    source.ends_with('s') && !TIMES.contains(&source) && !["ss", "us", "is"].iter().any(|ending| source.ends_with(ending))
}

/// "Person 1", "Operator 2".
fn numbered(sentence: &Sentence<'_>, start: usize, end: usize) -> Kinds {
    let role = |at: usize| {
        let modified = at > start && sentence.tokens[at - 1].is(Class::GROUP | Class::HUMAN_MODIFIER);
        sentence.tokens[at].is(Class::ROLE | Class::GROUP) || modified && sentence.tokens[at].is(Class::AMBIGUOUS)
    };
    if end - start > 1 && role(end - 2) { Kinds::LABEL } else { Kinds::SYSTEM }
}

/// "Engineer B", "Dev X", "Mr. A".
fn label(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Kinds> {
    let source = sentence.source(end - 1);
    let digits = |rest: &str| rest.len() < 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let single = source.starts_with(|first: char| first.is_ascii_uppercase()) && digits(&source[1..]);
    if !single || end - start < 2 {
        return None;
    }
    let before = &sentence.tokens[end - 2];
    Some(match () {
        () if before.is(Class::ROLE | Class::HONORIFIC) => Kinds::LABEL,
        () if before.is(Class::GROUP) => Kinds::GROUP,
        () => Kinds::SYSTEM,
    })
}

fn role(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Kinds> {
    let head = &sentence.tokens[end - 1];
    let modified = sentence.tokens[start..end - 1].iter().any(|token| token.is(Class::HUMAN_MODIFIER));
    let class = match () {
        () if head.is(Class::CUSTOMER) && !modified => Kinds::CUSTOMER,
        () if head.is(Class::MACHINE_ROLE) && (sentence.facts.machines || technical(sentence, start, end)) && !modified => {
            Kinds::SYSTEM
        }
        () if head.is(Class::MACHINE_ROLE | Class::ROLE) => Kinds::ROLE,
        () if head.is(Class::ROLES) => Kinds::ROLES,
        () if head.is(Class::AMBIGUOUS) && modified => {
            if sentence.source(end - 1).ends_with('s') {
                Kinds::ROLES
            } else {
                Kinds::ROLE
            }
        }
        () if head.is(Class::AMBIGUOUS) && !technical(sentence, start, end) => Kinds::AMBIGUOUS,
        () if head.is(Class::AMBIGUOUS) => Kinds::SYSTEM,
        () if head.is(Class::VENDOR) => Kinds::VENDOR,
        () if head.is(Class::GROUP) => Kinds::GROUP,
        () if head.is(Class::DEPARTMENT) => department(sentence, start, end),
        () => return None,
    };
    Some(class)
}

/// A lower-case noun before the head that is no known sign of a person: "session manager", "package maintainer script".
fn technical(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    sentence.tokens[start..end - 1].iter().any(|token| {
        token.kind == Kind::Opaque
            || token.is(Class::SYSTEM_HEAD | Class::PRODUCT)
            || token.kind == Kind::Word
                && !token.is(Class::DETERMINER
                    | Class::QUANTIFIER
                    | Class::POSSESSIVE_PRONOUN
                    | Class::ADJECTIVE
                    | Class::HUMAN_MODIFIER
                    | Class::ADVERB)
    })
}

/// "QA", "Marketing", "the security people": a bare department name, or one after "our".
fn department(sentence: &Sentence<'_>, start: usize, end: usize) -> Kinds {
    let bare = end - start == 1
        || sentence.tokens[start].is(Class::POSSESSIVE_PRONOUN) && end - start == 2
        || sentence.tokens[start..end]
            .iter()
            .all(|token| token.is(Class::DEPARTMENT | Class::HUMAN_MODIFIER | Class::VENDOR | Class::CUSTOMER));
    if bare { Kinds::GROUP } else { Kinds::SYSTEM }
}

fn name(sentence: &Sentence<'_>, start: usize, end: usize) -> Kinds {
    let head = &sentence.tokens[end - 1];
    // "Do Not": words of the grammar name nobody, however they are written.
    if head.is(Class::CLOSED) && !head.is(Class::MODAL | Class::MONTH_OR_DAY) {
        return Kinds::SYSTEM;
    }
    let folded = sentence.folded(end - 1);
    if head.shape == Shape::Lower {
        return lower_case_name(sentence, start, end, &folded);
    }
    let first_capital = (start..end).find(|&at| sentence.tokens[at].is_capitalised()).unwrap_or(end - 1);
    let several = end - first_capital > 1;
    let article = sentence.tokens[start].is(Class::DETERMINER) || sentence.tokens[start].is(Class::POSSESSIVE_PRONOUN);
    if several && full_name(sentence, first_capital, end, &folded) {
        return Kinds::NAME;
    }
    if sentence.facts.is_person(&folded) {
        return Kinds::NAME;
    }
    if sentence.facts.is_system(&folded) {
        return Kinds::SYSTEM;
    }
    if head.is(Class::PRODUCT)
        || head.is(Class::MONTH_OR_DAY) && folded.len() > 3 && !matches!(&*folded, "may" | "april" | "june" | "august")
    {
        return Kinds::SYSTEM;
    }
    if matches!(head.shape, Shape::Upper | Shape::Mixed)
        && !(head.shape == Shape::Upper && folded.len() > 3 && sentence.names.is_given(&folded))
    {
        return Kinds::SYSTEM;
    }
    if article && !sentence.tokens[start..end].iter().any(|token| token.is(Class::ROLE | Class::HUMAN_MODIFIER)) {
        return Kinds::SYSTEM;
    }
    if head.is(Class::GIVEN_NAME | Class::NAMED_PRODUCT) || sentence.names.is_given(&folded) {
        return Kinds::NAME;
    }
    if sentence.names.is_any_given(&folded) {
        return word_name(sentence, start, end);
    }
    // A sentence may start with any word; only one that no list knows may be a name.
    if head.class == Class::NONE && folded.chars().count() > 2 && !sentence.is_english(&folded) {
        Kinds::UNKNOWN_NAME
    } else {
        Kinds::SYSTEM
    }
}

/// "Ana Ruiz", "Ms. Otero", "J. Okoye", "Travis Okafor".
fn full_name(sentence: &Sentence<'_>, first: usize, end: usize, surname: &str) -> bool {
    let opening = &sentence.tokens[first];
    let given = sentence.folded(first);
    let system = sentence.tokens[end - 1].is(Class::SYSTEM_HEAD | Class::PRODUCT | Class::DEPARTMENT)
        || sentence.tokens[end - 1].shape == Shape::Upper;
    if system {
        return false;
    }
    let known = sentence.names.is_any_given(&given) || opening.is(Class::ROSTER | Class::GIVEN_NAME);
    let initial = given.trim_end_matches('.').chars().count() == 1;
    let surname_known = sentence.names.is_surname(surname) || sentence.names.is_any_given(surname);
    opening.is(Class::HONORIFIC)
        || known && (surname_known || sentence.tokens[end - 1].class == Class::NONE)
        || initial && surname_known
}

/// A name that is also a word: it counts in the middle of a sentence, and at the start before a verb in the past.
fn word_name(sentence: &Sentence<'_>, start: usize, end: usize) -> Kinds {
    if end - start > 1 {
        return Kinds::SYSTEM;
    }
    let next = sentence.get(end);
    let verb_next = next.is_some_and(|next| {
        next.is(Class::PAST | Class::AUXILIARY | Class::NEGATION | Class::POSSESSIVE | Class::ADVERB) && !next.is(Class::MODAL)
            || next.is(Class::S)
    });
    let inside = start > 0
        && !sentence.tokens[start - 1].is_break()
        && !sentence.tokens[start - 1].is(Class::PREPOSITION | Class::DETERMINER);
    let after_by = start > 0
        && matches!(sentence.source(start - 1), "by" | "with" | "on" | "to" | "for" | "of" | "from" | "against")
        && next.is_none_or(Token::is_break);
    if verb_next || inside || after_by { Kinds::NAME } else { Kinds::SYSTEM }
}

/// Chat spelling: a name in lower case, alone, in a sentence that has no capitals where it could.
fn lower_case_name(sentence: &Sentence<'_>, start: usize, end: usize, folded: &str) -> Kinds {
    let alone = end - start == 1;
    let head = &sentence.tokens[end - 1];
    if alone
        && sentence.starts_lower
        && head.class == Class::NONE
        && folded.len() > 2
        && sentence.names.is_given(folded)
        && !sentence.is_english(folded)
    {
        Kinds::NAME
    } else {
        Kinds::SYSTEM
    }
}
