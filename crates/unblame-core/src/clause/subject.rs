//! Who does it: the subject of a verb, wherever in the sentence it stands.

use super::group::{VerbGroup, verb_group};
use crate::person::{self, Kinds, Mention, Sentence};
use crate::token::{Kind, Token};
use crate::word::Class;

/// How the subject was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    /// Right before the verb group, perhaps over a prepositional phrase or a parenthesis.
    Direct,
    /// The noun before "who" or "that".
    Relative,
    /// Carried over from an earlier verb.
    Coordination,
    /// The subject of the main clause, for ", skipping review".
    Participle,
    /// There is none: a note.
    Omitted,
}

/// A subject and how it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) mention: Mention,
    pub(crate) route: Route,
}

/// Follows coordination and relative clauses at most this often.
const DEPTH: usize = 4;
/// A parenthesis between two commas is at most this long.
const PARENTHESIS: usize = 16;
/// How far an earlier verb may be.
const REACH: usize = 24;

/// The subject of the verb whose group is given.
pub(crate) fn subject_of(sentence: &Sentence<'_>, group: &VerbGroup) -> Option<Subject> {
    find(sentence, group, DEPTH)
}

fn find(sentence: &Sentence<'_>, group: &VerbGroup, depth: usize) -> Option<Subject> {
    if depth == 0 {
        return None;
    }
    let mut at = group.start;
    while at > 0 && (sentence.tokens[at - 1].adverbial || sentence.tokens[at - 1].is(Class::REFLEXIVE)) {
        at -= 1;
    }
    let Some(before) = sentence.before(at) else { return Some(omitted(at)) };
    if before.is(Class::WH) && is_relative(sentence, at - 1) || is_relative_that(sentence, at - 1) {
        return relative(sentence, at - 1);
    }
    // "shutting down X and leaving": a participle without an auxiliary takes the subject of its main clause.
    if group.form.any(Class::ING) && !group.be && !group.form.any(Class::BASE) {
        return participle(sentence, at, depth);
    }
    if before.is(Class::COORDINATOR) || before.is_punctuation('&') || before.is_punctuation('/') {
        return coordination(sentence, at - 1, depth)
            .map(|mention| Subject { mention, route: Route::Coordination })
            .or_else(|| Some(omitted(at)).filter(|_| at == 1));
    }
    if before.is_punctuation(',') || before.is_punctuation('-') {
        return parenthesis(sentence, at - 1).or_else(|| fronted(sentence, at, depth));
    }
    if before.is_punctuation(')')
        && let Some(mention) = person::left_of(sentence, at)
    {
        return Some(Subject { mention: over_phrases(sentence, mention), route: Route::Direct });
    }
    if matches!(
        before.kind,
        Kind::Punctuation(':' | '.' | ';' | '*' | '•' | '>' | '!' | '?' | ']' | ')') | Kind::CellBreak | Kind::LineBreak
    ) {
        return Some(omitted(at));
    }
    if is_opening(sentence, at) {
        return Some(omitted(at));
    }
    let mention = person::left_of(sentence, at)?;
    let mention = over_phrases(sentence, mention);
    // "the engineer that forgot": *that* as a subject stands for the noun before it.
    if mention.end - mention.start == 1 && matches!(sentence.source(mention.start), "that" | "which") {
        return relative(sentence, mention.start);
    }
    if let Some(head) = over_relative(sentence, mention.start) {
        return Some(Subject { mention: head, route: Route::Relative });
    }
    if !mention.kind.any(Kinds::HUMAN)
        && let Some(whoever) = free_relative(sentence, mention.start)
    {
        return Some(Subject { mention: whoever, route: Route::Direct });
    }
    Some(Subject { mention, route: Route::Direct })
}

/// "The intern who ran the script forgot ...": what stands before the verb belongs to a relative clause, which ends there.
fn over_relative(sentence: &Sentence<'_>, start: usize) -> Option<Mention> {
    const CLAUSE_VERBS: &[&str] = &[
        "said",
        "says",
        "thought",
        "noticed",
        "believed",
        "knew",
        "assumed",
        "reported",
        "claimed",
        "found",
        "saw",
        "wrote",
        "realised",
        "realized",
        "confirmed",
        "hoped",
        "expected",
        "discovered",
        "feared",
        "suspected",
    ];
    let last = start.checked_sub(1)?;
    if CLAUSE_VERBS.contains(&&*sentence.folded(last)) {
        return None;
    }
    let mut verb = false;
    for at in (start.saturating_sub(PARENTHESIS)..start).rev() {
        let token = &sentence.tokens[at];
        if token.is_break() || token.is(Class::COORDINATOR) {
            return None;
        }
        if token.is(Class::WH) && sentence.source(at).eq_ignore_ascii_case("who") {
            let head = person::left_of(sentence, at).filter(|_| verb)?;
            return Some(over_phrases(sentence, head));
        }
        if token.is(Class::SUBORDINATOR | Class::WH) {
            return None;
        }
        verb |= token.is(Class::VERB | Class::AUXILIARY) || token.class == Class::NONE && sentence.source(at).ends_with("ed");
    }
    None
}

/// "Whoever sized this queue went mad": the subject is the whole clause before the verb.
fn free_relative(sentence: &Sentence<'_>, end: usize) -> Option<Mention> {
    let start = (0..end.min(2)).find(|&at| sentence.source(at).eq_ignore_ascii_case("whoever"))?;
    let unbroken = sentence.tokens[start..end].iter().all(|token| !token.is_break());
    unbroken.then_some(Mention { kind: Kinds::SOMEONE, start, end: start + 1 })
}

fn omitted(at: usize) -> Subject {
    Subject { mention: person::omitted(at), route: Route::Omitted }
}

/// Only times, list marks and interjections stand before: "oops, forgot it", "10:02 restarted".
fn is_opening(sentence: &Sentence<'_>, at: usize) -> bool {
    at <= 2
        && sentence.tokens[..at].iter().enumerate().all(|(at, token)| {
            token.kind == Kind::Number
                || token.is_break()
                || matches!(
                    &*sentence.source(at).to_ascii_lowercase(),
                    "oops" | "whoops" | "argh" | "ugh" | "sorry" | "yeah" | "lol" | "ouch" | "damn"
                )
        })
}

/// *who* or *that* after a noun, not the start of a question.
fn is_relative(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(&*sentence.source(at).to_ascii_lowercase(), "who" | "which" | "whoever")
}

/// "the engineer that forgot": *that* behind a noun, and not behind a verb that says something.
fn is_relative_that(sentence: &Sentence<'_>, at: usize) -> bool {
    let noun =
        Class::ROLE | Class::ROLES | Class::GROUP | Class::AMBIGUOUS | Class::SYSTEM_HEAD | Class::VENDOR | Class::DEPARTMENT;
    sentence.source(at).eq_ignore_ascii_case("that") && sentence.before(at).is_some_and(|before| before.is(noun))
}

fn relative(sentence: &Sentence<'_>, at: usize) -> Option<Subject> {
    let mut end = at;
    if sentence.source(at).eq_ignore_ascii_case("whoever") {
        return Some(Subject { mention: Mention { kind: Kinds::SOMEONE, start: at, end: at + 1 }, route: Route::Direct });
    }
    if sentence.before(end).is_some_and(|token| token.is_punctuation(',')) {
        end -= 1;
    }
    let Some(mention) = person::left_of(sentence, end) else {
        let who = sentence.source(at).eq_ignore_ascii_case("who");
        return who.then_some(Subject { mention: Mention { kind: Kinds::WHO, start: at, end: at + 1 }, route: Route::Direct });
    };
    // *who* attaches to the nearest noun that can be a person.
    let who = sentence.source(at).eq_ignore_ascii_case("who");
    let mut mention = if who && mention.kind.any(Kinds::PERSON) { mention } else { over_phrases(sentence, mention) };
    // *who* says that the noun before it is a person, unless it is known not to be.
    if who && mention.kind.any(Kinds::LENIENT) {
        mention.kind = Kinds::ROLE;
    }
    Some(Subject { mention, route: Route::Relative })
}

/// "merged it and never checked": the subject of the verb before the coordinator.
fn coordination(sentence: &Sentence<'_>, coordinator: usize, depth: usize) -> Option<Mention> {
    let stop = coordinator.saturating_sub(REACH);
    let mut at = coordinator;
    while at > stop {
        at -= 1;
        let token = &sentence.tokens[at];
        if token.is_punctuation(';') || token.kind == Kind::CellBreak || token.is_punctuation(':') {
            return None;
        }
        if !is_finite(sentence, at) {
            continue;
        }
        let group = verb_group(sentence, at);
        if group.infinitive {
            at = group.start;
            continue;
        }
        let subject = find(sentence, &group, depth - 1)?;
        // A relative clause that describes a thing is not what the coordinator continues.
        if subject.mention.kind == Kinds::OMITTED
            && group.start > 0
            && !is_opening(sentence, group.start)
            && !sentence.tokens[group.start - 1].is_break()
        {
            continue;
        }
        return Some(subject.mention);
    }
    None
}

/// Whether the token is a verb that can carry a subject.
fn is_finite(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    if token.kind != Kind::Word || token.quoted {
        return false;
    }
    if token.is(Class::AUXILIARY) && !(token.is(Class::MONTH_OR_DAY) && token.is_capitalised()) {
        return true;
    }
    let subject_before = || {
        sentence.before(at).is_some_and(|before| {
            before.is(Class::SUBJECT_PRONOUN
                | Class::SOMEONE
                | Class::NOBODY
                | Class::AUXILIARY
                | Class::NEGATION
                | Class::ADVERB
                | Class::ROLE
                | Class::ROLES
                | Class::GROUP)
                || before.is_capitalised()
                || before.kind == Kind::Handle
                || before.kind == Kind::Opaque
        })
    };
    let preceded_by_article = sentence.before(at).is_some_and(|before| {
        before.is(Class::DETERMINER | Class::POSSESSIVE_PRONOUN | Class::PREPOSITION | Class::POSSESSIVE)
    });
    if token.is(Class::PAST) {
        return !preceded_by_article;
    }
    if token.is(Class::S | Class::BASE) {
        return !preceded_by_article && subject_before();
    }
    // An unknown word on -ed between a noun and its object is a verb in the past.
    token.class == Class::NONE && sentence.source(at).len() > 4 && sentence.source(at).ends_with("ed") && !preceded_by_article
}

/// "Ana, who was new, forgot": the comma before the verb closes a parenthesis.
fn parenthesis(sentence: &Sentence<'_>, close: usize) -> Option<Subject> {
    let mark = sentence.tokens[close].kind;
    let stop = close.saturating_sub(PARENTHESIS);
    let open = (stop..close).rev().find(|&at| sentence.tokens[at].kind == mark)?;
    let opener = sentence.get(open + 1)?;
    let inserted = opener.is(Class::WH
        | Class::PREPOSITION
        | Class::SUBORDINATOR
        | Class::DETERMINER
        | Class::PARTICIPLE
        | Class::ING
        | Class::ADVERB
        | Class::POSSESSIVE_PRONOUN
        | Class::QUANTIFIER)
        || mark == Kind::Punctuation('-')
        || opener.is_capitalised()
        || opener.class == Class::NONE && sentence.source(open + 1).ends_with("ed");
    if !inserted {
        return None;
    }
    let mut mention = over_phrases(sentence, person::left_of(sentence, open)?);
    // "our integration manager, Mr. Ito, ...": the name tells who the head is.
    let named = Kinds::NAME.with(Kinds::HANDLE).with(Kinds::LABEL);
    if let Some(inner) = person::right_of(sentence, open + 1).filter(|inner| inner.end == close && inner.kind.any(named)) {
        mention.kind = inner.kind;
    }
    Some(Subject { mention, route: Route::Direct })
}

/// "Ana merged it, forgot the tag": lists of verbs without a coordinator.
fn fronted(sentence: &Sentence<'_>, at: usize, depth: usize) -> Option<Subject> {
    coordination(sentence, at - 1, depth).map(|mention| Subject { mention, route: Route::Coordination })
}

/// ", skipping review": the subject of the finite verb before it, or, at the start of the sentence, of the one after it.
fn participle(sentence: &Sentence<'_>, at: usize, depth: usize) -> Option<Subject> {
    let mention = coordination(sentence, at, depth).or_else(|| following_subject(sentence, at))?;
    Some(Subject { mention, route: Route::Participle })
}

/// "By turning off the check, Ishaan ...": the noun phrase after the comma.
fn following_subject(sentence: &Sentence<'_>, at: usize) -> Option<Mention> {
    if at > 1 {
        return None;
    }
    let comma = (at..sentence.tokens.len().min(at + REACH)).find(|&at| sentence.tokens[at].is_punctuation(','))?;
    person::right_of(sentence, comma + 1)
}

/// "the engineer on the billing team": the head stands before the preposition.
fn over_phrases(sentence: &Sentence<'_>, mention: Mention) -> Mention {
    let mut current = mention;
    for _ in 0..DEPTH {
        let Some(preposition) = current.start.checked_sub(1) else { return current };
        if !sentence.tokens[preposition].is(Class::PREPOSITION) || sentence.tokens[preposition].is(Class::SUBORDINATOR) {
            return current;
        }
        let of = sentence.source(preposition).eq_ignore_ascii_case("of");
        let Some(outer) = attached(sentence, preposition, of) else { return current };
        // "one of the engineers", "none of the reviewers", "half of the team": the quantifier counts, the noun names.
        let outer_head = &sentence.tokens[outer.end - 1];
        if of && outer_head.is(Class::NOBODY) {
            return Mention {
                kind: if current.kind.any(Kinds::HUMAN) { Kinds::NOBODY } else { Kinds::SYSTEM },
                start: outer.start,
                end: current.end,
            };
        }
        if of && outer_head.is(Class::QUANTIFIER) {
            let kind = if current.kind == Kinds::ROLES && sentence.source(outer.end - 1).eq_ignore_ascii_case("one") {
                Kinds::ROLE
            } else {
                current.kind
            };
            return Mention { kind, start: outer.start, end: current.end };
        }
        // "two members of the crew"
        let member = of && outer.kind == Kinds::AMBIGUOUS && current.kind.any(Kinds::ANY_GROUP);
        let plural = sentence.source(outer.end - 1).ends_with('s');
        let kind = match member {
            true if plural => Kinds::ROLES,
            true => Kinds::ROLE,
            false => outer.kind,
        };
        current = Mention { kind, start: outer.start, end: current.end };
    }
    current
}

/// The noun phrase that a prepositional phrase hangs on; none where it opens the sentence or follows a verb.
fn attached(sentence: &Sentence<'_>, preposition: usize, of: bool) -> Option<Mention> {
    let before: &Token = sentence.before(preposition)?;
    if before.kind == Kind::Number && !of {
        return None;
    }
    let verb = before.is(Class::VERB)
        && !before.is(Class::ROLE | Class::ROLES | Class::GROUP | Class::SYSTEM_HEAD | Class::DEPARTMENT)
        && !before.is_capitalised();
    let noun_reading = preposition >= 2
        && sentence.tokens[preposition - 2].is(Class::DETERMINER | Class::POSSESSIVE_PRONOUN | Class::POSSESSIVE);
    if verb && !noun_reading && !of || before.is(Class::AUXILIARY | Class::ADVERB) && !of {
        return None;
    }
    person::left_of(sentence, preposition)
}
