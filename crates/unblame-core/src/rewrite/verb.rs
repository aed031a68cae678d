//! A verb with its particle, and the act that it governs.

use crate::person::Sentence;
use crate::rule::Found;
use crate::token::Kind;
use crate::word::{self, Class, Form, Lexicon};

/// A verb with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verb {
    pub(super) at: usize,
    /// Behind the verb and its particle.
    pub(super) end: usize,
    pub(super) base: Option<String>,
    /// Adverbs that belong to it alone: "failed to *properly* check".
    pub(super) adverbs: Vec<usize>,
}

/// Words behind a verb that belong to it wherever the object stands.
pub(super) const PARTICLES: [&str; 8] = ["down", "up", "off", "out", "over", "away", "back", "offline"];

pub(super) fn verb(sentence: &Sentence<'_>, at: usize, lexicon: &Lexicon) -> Verb {
    let particle = |next: usize| {
        PARTICLES.contains(&&*sentence.folded(next))
            && sentence.get(next + 1).is_none_or(|token| {
                // "follow up *on* it"
                let up = sentence.folded(next) == "up" && matches!(&*sentence.folded(next + 1), "on" | "with");
                !token.is(Class::PREPOSITION) || token.is_break() || up
            })
    };
    let end =
        if sentence.get(at + 1).is_some_and(|token| token.kind == Kind::Word) && particle(at + 1) { at + 2 } else { at + 1 };
    let form = sentence.folded(at);
    let base = word::lemma(&form, |base| lexicon.class(lexicon.get(base)).any(Class::BASE));
    Verb { at, end, base, adverbs: Vec::new() }
}

/// "to renew", "to properly check".
pub(super) fn act(sentence: &Sentence<'_>, from: usize, lexicon: &Lexicon) -> Option<Verb> {
    let skip = |mut at: usize| {
        while sentence.get(at).is_some_and(|token| token.adverbial && !token.is(Class::BASE)) {
            at += 1;
        }
        at
    };
    // "took it upon herself to"
    let burden = sentence.get(from).is_some_and(|token| token.is(Class::IT))
        && sentence.get(from + 2).is_some_and(|token| token.is(Class::REFLEXIVE));
    let from = if burden { from + 3 } else { from };
    let to = skip(from);
    if !sentence.get(to)?.is(Class::TO) {
        return None;
    }
    let at = skip(to + 1);
    let token = sentence.get(at)?;
    let known = token.is(Class::BASE);
    let unknown = token.class == Class::NONE && token.kind == Kind::Word;
    let adverbs = (from..to).chain(to + 1..at).collect();
    (known || unknown).then(|| {
        let verb = verb(sentence, at, lexicon);
        // Behind *to*, a verb that no list knows is its own base form.
        Verb { adverbs, base: verb.base.or_else(|| Some(sentence.folded(at))), ..verb }
    })
}

/// "keeps *changing*".
pub(super) fn course(sentence: &Sentence<'_>, governor: &Verb, lexicon: &Lexicon) -> Option<Verb> {
    let keeps = governor.base.as_deref() == Some("keep");
    let token = sentence.get(governor.end).filter(|token| keeps && token.kind == Kind::Word)?;
    token.is(Class::ING).then(|| verb(sentence, governor.end, lexicon))
}

impl Verb {
    /// A form of the verb, with its particle.
    pub(super) fn form(&self, sentence: &Sentence<'_>, form: Form) -> Option<String> {
        let source = sentence.folded(self.at);
        let regular = |source: &str| source.ends_with("ed") && matches!(form, Form::Participle | Form::Past);
        let word = match &self.base {
            Some(base) => word::form_of(base, form, &source)?,
            None if regular(&source) => source,
            None => return None,
        };
        let particle = (self.at + 1..self.end).map(|at| sentence.source(at));
        Some(std::iter::once(&*word).chain(particle).collect::<Vec<_>>().join(" "))
    }
}

/// The act that a noun asks for: "failure *to weigh* the sacks", "two minutes *to call* the depot".
pub(super) fn act_of_noun(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Option<Verb> {
    // "all they had to do was *turn* it"
    let last = found.end.checked_sub(1)?;
    if sentence.tokens[last].is(Class::BE) && sentence.get(found.end).is_some_and(|token| token.is(Class::BASE)) {
        return Some(verb(sentence, found.end, lexicon));
    }
    let to = (found.start..=found.end).find(|&at| sentence.get(at).is_some_and(|token| token.is(Class::TO)))?;
    act(sentence, to, lexicon)
}
