//! Reads a passage for rewriting: who goes, which verb stays, in which tense.

use super::branch::Branch;
use super::verb::{Verb, act, course, verb};
use super::{Rewriting, lean, phrases};
use crate::clause::{self, Route, Subject, VerbGroup};
use crate::person::{self, Kinds, Mention, Sentence};
use crate::rule::Found;
use crate::token::{Kind, Token};
use crate::word::{self, Class, Lexicon};

/// When something happened, as the verb group tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Present,
    Past,
    PastProgressive,
    PresentPerfect,
    PastPerfect,
    /// "should have": told of what did not happen.
    Unreal,
    /// "must", "will": not told at all.
    Untold,
}

/// The clause that a passage stands in.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// The first token that goes.
    pub(super) start: usize,
    /// Who goes; nobody where a note has no subject.
    pub(super) agent: Option<Mention>,
    pub(super) route: Route,
    pub(super) verb: Verb,
    pub(super) tense: Tense,
    /// *not* or *never*.
    pub(super) negation: Option<&'static str>,
    /// Where it stands.
    pub(super) negation_at: Option<usize>,
    /// Adverbs of the verb group that stay.
    pub(super) adverbs: Vec<usize>,
    /// What the verb governs: forgot *to renew*.
    pub(super) act: Option<Verb>,
    /// "what she forgot": the object stands before the subject.
    pub(super) fronted: bool,
    /// "was supposed to": that it was not done must be told besides.
    pub(super) asked: bool,
    /// What hung on it, where the clause is a condition.
    pub(super) branch: Option<Branch>,
}

impl Reading {
    /// The clause of a passage, if it is told plainly enough to be turned around.
    pub(super) fn of(sentence: &Sentence<'_>, found: &Found, rewriting: &Rewriting, lexicon: &Lexicon) -> Option<Self> {
        let at = main_verb(sentence, found)?;
        let group = whole_group(sentence, at);
        let subject = clause::subject_of(sentence, &group)?;
        let neither = neither(sentence, subject.mention.start);
        let same = |agent: Mention| is_subject(sentence, agent, subject.mention) || neither.is_some_and(|at| agent.start > at);
        let verb = verb(sentence, at, lexicon);
        let act = act(sentence, verb.end, lexicon).or_else(|| course(sentence, &verb, lexicon));
        let asked = group.is_passive() || group.be && group.form == Class::NONE;
        let imagined = clause::is_hypothetical(sentence, subject.mention.start.min(group.start));
        if !found.agent.is_none_or(same) || group.infinitive || imagined || asked && act.is_none() {
            return None;
        }
        let (start, fronted) = match neither {
            Some(start) => (start, false),
            None => opening(sentence, &subject, &group)?,
        };
        let start = before_comments(sentence, start, rewriting);
        let tense = match tense(sentence, &group, at)? {
            Tense::Unreal if lean::has_condition(sentence) => return None,
            Tense::Unreal if is_by_now(sentence, at) => Tense::PresentPerfect,
            tense => tense,
        };
        let negation = group.negation.or(neither).map(|at| if sentence.folded(at) == "never" { "never" } else { "not" });
        let own = if subject.route == Route::Direct { subject.mention.end } else { group.start };
        let adverbs: Vec<usize> = (own.min(at)..at)
            .filter(|&at| sentence.tokens[at].adverbial && !sentence.tokens[at].is(Class::NEGATION))
            .filter(|&at| !rewriting.drops(&sentence.tokens[at]))
            .collect();
        if adverbs.iter().any(|&at| rewriting.refuses(&sentence.tokens[at])) {
            return None;
        }
        let mut agent = Some(subject.mention).filter(|mention| mention.kind != Kinds::OMITTED);
        // The name behind a role goes with it.
        if let Some(agent) = agent.as_mut().filter(|_| subject.route == Route::Direct) {
            agent.end = agent.end.max(group.start);
        }
        if let (Some(agent), Some(neither)) = (agent.as_mut(), neither) {
            agent.start = neither;
            agent.kind = found.agent.map_or(agent.kind, |first| agent.kind.with(first.kind));
        }
        let negation_at = group.negation;
        let branch = None;
        Some(Self {
            start,
            agent,
            route: subject.route,
            verb,
            tense,
            negation,
            negation_at,
            adverbs,
            act,
            fronted,
            asked,
            branch,
        })
    }

    /// The clause of a question: "Why did *Sam deploy* on Friday?"
    pub(super) fn of_question(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Option<Self> {
        let agent = found.agent?;
        let start = found.start;
        let asks = matches!(&*sentence.folded(start), "why" | "how") && start < agent.start;
        if !asks {
            return None;
        }
        let opens = sentence.before(start).is_none_or(|token| token.is_break() || token.is(Class::COORDINATOR));
        let between = &sentence.tokens[start + 1..agent.start];
        let helps = between.len() <= 4 && between.iter().all(|token| !token.is_break());
        let skip = |at: &usize| !(sentence.tokens[*at].adverbial || sentence.tokens[*at].is(Class::NEGATION));
        let at = (agent.end..sentence.tokens.len()).find(skip)?;
        let base = sentence.tokens[at].is(Class::BASE) && between.iter().any(|token| token.is(Class::DO | Class::MODAL));
        let negated = sentence.tokens[start..at].iter().any(|token| token.is(Class::NEGATION));
        (opens && helps && base).then(|| Self {
            start,
            agent: Some(agent),
            route: Route::Direct,
            verb: verb(sentence, at, lexicon),
            tense: Tense::Past,
            negation: negated.then_some("not"),
            negation_at: None,
            adverbs: Vec::new(),
            act: None,
            fronted: false,
            asked: false,
            branch: None,
        })
    }
}

/// Where "*neither* Ana nor the reviewer" starts.
fn neither(sentence: &Sentence<'_>, subject: usize) -> Option<usize> {
    let nor = subject.checked_sub(1).filter(|&at| sentence.folded(at) == "nor")?;
    let start = (nor.saturating_sub(8)..nor).rfind(|&at| sentence.folded(at) == "neither")?;
    sentence
        .before(start)
        .is_none_or(|token| token.is_break() || token.is(Class::COORDINATOR | Class::SUBORDINATOR))
        .then_some(start)
}

/// "should have called the plant *by now*": has not been.
fn is_by_now(sentence: &Sentence<'_>, verb: usize) -> bool {
    let clause = (verb + 1..sentence.tokens.len()).take_while(|&at| !sentence.tokens[at].is_break());
    clause.skip(1).any(|at| sentence.folded(at) == "now" && sentence.folded(at - 1) == "by")
}

/// "*Obviously,* the crew never looked": comments on the clause that no rewrite keeps go with the subject.
fn before_comments(sentence: &Sentence<'_>, start: usize, rewriting: &Rewriting) -> usize {
    let comma = start > 1 && sentence.tokens[start - 1].is_punctuation(',');
    // "With hindsight, …"
    let phrase = |from: usize| {
        let words = sentence.tokens[from..start - 1].iter().map(|token| token.word);
        let opens = sentence.before(from).is_none_or(Token::is_break);
        let known = |phrase: &[word::WordId]| phrase.iter().copied().eq(words.clone());
        opens && rewriting.drop.iter().any(|list| list.phrases(sentence.tokens[from].word).iter().any(|phrase| known(phrase)))
    };
    if let Some(from) = (start.saturating_sub(6)..start.saturating_sub(2)).find(|&from| comma && phrase(from)) {
        return from;
    }
    let last = if comma { start.checked_sub(2) } else { start.checked_sub(1) };
    match last {
        Some(last) if rewriting.drops(&sentence.tokens[last]) && sentence.before(last).is_none_or(Token::is_break) => last,
        _ => start,
    }
}

/// The verb group, with the *ought to* that may stand before it.
fn whole_group(sentence: &Sentence<'_>, verb: usize) -> VerbGroup {
    let group = clause::verb_group(sentence, verb);
    let to = group.start.checked_sub(1).filter(|&at| sentence.tokens[at].is(Class::TO));
    let ought = to.and_then(|to| (to.saturating_sub(2)..to).find(|&at| sentence.folded(at) == "ought"));
    match ought {
        Some(ought) => {
            let negation = (ought..group.start).find(|&at| sentence.tokens[at].is(Class::NEGATION)).or(group.negation);
            VerbGroup { modal: true, negation, start: clause::verb_group(sentence, ought).start, ..group }
        }
        None => group,
    }
}

/// Whether a mention is the subject, or names the head of it: "none of *the inspectors*".
fn is_subject(sentence: &Sentence<'_>, agent: Mention, subject: Mention) -> bool {
    let part = subject.start < agent.start && agent.end <= subject.end;
    let of = agent.start > 0 && sentence.folded(agent.start - 1) == "of";
    agent.start == subject.start || part && of || subject.start > agent.start && subject.start < agent.end
}

/// The verb that tells what happened: the first one that is no auxiliary, from where the wording starts or behind the person.
fn main_verb(sentence: &Sentence<'_>, found: &Found) -> Option<usize> {
    let behind = found.agent.map(|agent| agent.end).filter(|&end| end > found.predicate && end <= found.end);
    let from = behind.unwrap_or(found.predicate);
    // "neither Ana *nor the reviewer* checked"
    let nor = (from..(from + 4).min(sentence.tokens.len())).find(|&at| sentence.folded(at) == "nor");
    let from = nor.and_then(|nor| person::mentions_right(sentence, nor + 1).last()).map_or(from, |noun| noun.end);
    // "it was the porter *who* unplugged it"
    let from = from + usize::from(sentence.get(from).is_some_and(|_| sentence.folded(from) == "who"));
    for at in from..(from + 9).min(sentence.tokens.len()) {
        let token = &sentence.tokens[at];
        if token.kind != Kind::Word {
            return None;
        }
        // "should have *had* a plan"
        let has = token.is(Class::HAVE) && at > from && matches!(&*sentence.folded(at - 1), "have" | "'ve" | "’ve" | "of");
        let owns = has && sentence.get(at + 1).is_some_and(|next| !next.is(Class::PARTICIPLE | Class::AUXILIARY | Class::TO));
        if owns && sentence.folded(at) == "had" {
            return Some(at);
        }
        let helps = token.is(Class::AUXILIARY | Class::NEGATION) || matches!(&*sentence.folded(at), "of" | "ought");
        let ought = token.is(Class::TO) && (at.saturating_sub(2)..at).any(|at| sentence.folded(at) == "ought");
        if helps || ought || token.adverbial && !token.is(Class::VERB) {
            continue;
        }
        return is_verb(sentence, at).then_some(at);
    }
    None
}

fn is_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    matches!(&*sentence.folded(at), "supposed" | "meant" | "expected")
        || token.is(Class::VERB)
        || token.class == Class::NONE && sentence.source(at).len() > 4 && sentence.source(at).ends_with("ed")
}

/// Where the clause starts, and whether its object stands before it; nothing where the subject can't be taken out.
fn opening(sentence: &Sentence<'_>, subject: &Subject, group: &VerbGroup) -> Option<(usize, bool)> {
    let mut start = match subject.route {
        Route::Coordination | Route::Omitted => group.start,
        Route::Direct => subject.mention.start,
        // "It was the courier who dropped it": the frame goes with the person.
        Route::Relative => return cleft(sentence, subject, group).map(|start| (start, false)),
        Route::Participle => return None,
    };
    if subject.route == Route::Direct {
        let between = sentence.tokens.get(subject.mention.end..group.start).unwrap_or_default();
        // ", Ms. Otero,"
        let named =
            between.iter().all(|token| token.is_punctuation(',') || token.is_punctuation('.') || token.is_capitalised());
        if subject.mention.start >= group.start
            || !named && between.iter().any(|token| !token.adverbial && !token.is(Class::REFLEXIVE))
        {
            return None;
        }
        // "the *first* officer": the ordinal belongs to the noun.
        let ordinal = start > 1 && ["first", "second", "third", "last", "next"].contains(&&*sentence.folded(start - 1));
        if ordinal && sentence.tokens[start - 2].is(Class::DETERMINER) {
            start -= 2;
        }
        // "last night Wanjiru rebooted it": the noun tells when.
        let name = sentence.get(start + 1).is_some_and(|next| next.is_capitalised() && start + 1 < subject.mention.end);
        if name && phrases::is_time_word(&sentence.folded(start)) {
            start += 1;
        }
        // "I think that management ignored it": no determiner, the conjunction.
        if start > 0 && sentence.folded(start) == "that" {
            start += 1;
        }
    }
    if subject.route == Route::Coordination {
        // A verb in a list of verbs, and one behind a mere comma, can't become a clause.
        let joined = sentence.before(start).is_some_and(|token| token.is(Class::COORDINATOR));
        let list =
            sentence.tokens.get(subject.mention.end..start).unwrap_or_default().iter().any(|token| token.is_punctuation(','));
        return (joined && !list).then_some((start, false));
    }
    // "By turning it off, she broke it": the participle leans on her.
    let fronted = (0..2.min(start))
        .any(|at| sentence.tokens[at].is(Class::ING) && (at == 0 || sentence.tokens[0].is(Class::PREPOSITION)));
    if fronted && sentence.tokens[..start].iter().any(|token| token.is_punctuation(',')) {
        return None;
    }
    match sentence.before(start) {
        None => Some((start, false)),
        Some(before) if before.is(Class::WH) && !before.is(Class::SUBORDINATOR) || is_that(sentence, start) => {
            let noun = sentence.before(start - 1).is_some_and(is_noun);
            Some((start, noun && subject.route == Route::Direct))
        }
        Some(before) => may_open(sentence, before, start).then_some((start, false)),
    }
}

fn is_that(sentence: &Sentence<'_>, start: usize) -> bool {
    start > 0 && matches!(&*sentence.folded(start - 1), "that" | "which")
}

fn is_noun(token: &Token) -> bool {
    let verbal = Class::VERB | Class::AUXILIARY | Class::ADVERB;
    let other =
        verbal | Class::PREPOSITION | Class::COORDINATOR | Class::ADJECTIVE | Class::OBJECT_PRONOUN | Class::HUMAN_PRONOUN;
    token.kind == Kind::Word && !token.is(other) || token.is(Class::SYSTEM_HEAD)
}

/// Whether a clause can start behind this token, so that no part of the subject is left over.
fn may_open(sentence: &Sentence<'_>, before: &Token, start: usize) -> bool {
    if before.is_break() || before.kind == Kind::Number {
        return !before.is_punctuation('"') && !before.is_punctuation('/');
    }
    if before.is(Class::AUXILIARY) && !(before.is(Class::MONTH_OR_DAY) && before.is_capitalised()) {
        return false;
    }
    let opens = Class::COORDINATOR | Class::SUBORDINATOR | Class::MONTH_OR_DAY;
    // "Shortly before midnight", "this morning"
    let inside = start > 0 && before.kind == Kind::Word && phrases::is_time_word(&sentence.folded(start - 1));
    if before.is(opens) || inside {
        return true;
    }
    // "the first officer": the adverb is none.
    let inner = |token: &Token| token.is(Class::DETERMINER | Class::POSSESSIVE_PRONOUN | Class::PREPOSITION | Class::ADJECTIVE);
    if before.adverbial || before.is(Class::ADVERB) {
        return !sentence.tokens.get(start.wrapping_sub(2)).is_some_and(inner) || start < 2;
    }
    let interjection = start == 1 && before.kind == Kind::Word && !inner(before) && before.class == Class::NONE;
    before.is(Class::PAST | Class::S) && !before.is(Class::ADJECTIVE) && !inner(before) || interjection
}

/// Where "it was … who" starts.
fn cleft(sentence: &Sentence<'_>, subject: &Subject, group: &VerbGroup) -> Option<usize> {
    let start = subject.mention.start.checked_sub(2)?;
    let frame = sentence.folded(start) == "it" && sentence.tokens[start + 1].is(Class::BE);
    let who = group.start == subject.mention.end + 1;
    let opens = start == 0
        || sentence.tokens[start - 1].is_break()
        || sentence.tokens[start - 1].is(Class::ADVERB | Class::COORDINATOR);
    (frame && who && opens).then_some(start)
}

fn tense(sentence: &Sentence<'_>, group: &VerbGroup, verb: usize) -> Option<Tense> {
    let form = group.form;
    if group.modal {
        let unreal = ["should", "ought", "could", "might", "would"];
        let modal = (group.start..verb).any(|at| unreal.contains(&&*sentence.folded(at)));
        let perfect = group.perfect || (group.start..verb).any(|at| sentence.folded(at) == "of");
        return Some(if modal && perfect && !group.be { Tense::Unreal } else { Tense::Untold });
    }
    if group.perfect {
        let had = (group.start..verb).any(|at| matches!(&*sentence.folded(at), "had" | "'d"));
        return Some(if had { Tense::PastPerfect } else { Tense::PresentPerfect });
    }
    if group.do_support {
        let did = (group.start..verb).any(|at| sentence.folded(at) == "did");
        return Some(if did { Tense::Past } else { Tense::Present });
    }
    if group.be {
        let was = (group.start..verb).any(|at| matches!(&*sentence.folded(at), "was" | "were"));
        return was.then_some(if form.any(Class::ING) { Tense::PastProgressive } else { Tense::Past });
    }
    if form.any(Class::PAST) || form == Class::NONE {
        Some(Tense::Past)
    } else {
        form.any(Class::S | Class::BASE).then_some(Tense::Present)
    }
}
