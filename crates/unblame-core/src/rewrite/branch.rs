//! "If Kim had read it, the job would not have failed": what is imagined, read as what happened.

use super::inflection::{self, Number};
use super::object::Object;
use super::reading::{Reading, Tense};
use super::{Rewriting, markup, number, verb};
use crate::clause::Route;
use crate::person::{self, Kinds, Mention, Sentence};
use crate::rule::Found;
use crate::token::{Kind, Token};
use crate::word::{Class, Form, Lexicon};

/// What hung on a condition that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Branch {
    /// Behind the condition.
    pub(super) condition: usize,
    /// Behind all that is replaced.
    pub(super) end: usize,
    /// Told as it was: "the job failed".
    pub(super) outcome: String,
}

/// The words that a sentence is read with.
#[derive(Clone, Copy)]
struct Reader<'a> {
    sentence: &'a Sentence<'a>,
    rewriting: &'a Rewriting,
    lexicon: &'a Lexicon,
}

/// The clause behind *if*, *if only* or *had*, told as what did not happen.
pub(super) fn reading(sentence: &Sentence<'_>, found: &Found, rewriting: &Rewriting, lexicon: &Lexicon) -> Option<Reading> {
    let agent = found.agent?;
    let wish = agent.start >= 2 && sentence.folded(agent.start - 2) == "if" && sentence.folded(agent.start - 1) == "only";
    let opener = agent.start.checked_sub(1 + usize::from(wish))?;
    let inverted = sentence.folded(opener) == "had";
    if !inverted && sentence.folded(opener) != "if" {
        return None;
    }
    let reader = Reader { sentence, rewriting, lexicon };
    let condition = reader.condition(agent.end, inverted)?;
    let branch = reader.branch(opener, condition.verb);
    let start = match &branch {
        Some((start, _)) => *start,
        None if wish && opener == 0 => opener,
        None => return None,
    };
    Some(Reading {
        start,
        agent: Some(agent),
        route: Route::Direct,
        verb: verb::verb(sentence, condition.verb, lexicon),
        tense: Tense::Unreal,
        negation: condition.negation,
        negation_at: None,
        adverbs: condition.adverbs,
        act: None,
        fronted: false,
        asked: false,
        branch: branch.map(|(_, branch)| branch),
    })
}

/// The verb group of a condition.
struct Condition {
    verb: usize,
    negation: Option<&'static str>,
    adverbs: Vec<usize>,
}

impl Reader<'_> {
    /// "had not checked", "did not check", "would have checked".
    fn condition(&self, from: usize, inverted: bool) -> Option<Condition> {
        let sentence = self.sentence;
        let (mut helped, mut base, mut negation, mut adverbs) = (inverted, false, None, Vec::new());
        for at in from..(from + 7).min(sentence.tokens.len()) {
            let token = &sentence.tokens[at];
            if token.kind != Kind::Word {
                return None;
            }
            if token.is(Class::NEGATION) {
                negation = Some(if sentence.folded(at) == "never" { "never" } else { "not" });
            } else if token.is(Class::HAVE | Class::DO | Class::MODAL) {
                (helped, base) = (true, token.is(Class::DO));
            } else if token.adverbial && !token.is(Class::PARTICIPLE) {
                adverbs.push(at);
            } else {
                let form = if base { token.is(Class::BASE) } else { is_participle(sentence, at) };
                let plain = adverbs.iter().all(|&at| !self.rewriting.refuses(&sentence.tokens[at]));
                adverbs.retain(|&at| !self.rewriting.drops(&sentence.tokens[at]));
                return (helped && form && plain && !token.is(Class::BE)).then_some(Condition { verb: at, negation, adverbs });
            }
        }
        None
    }

    /// What hangs on the condition, and where all of it starts.
    fn branch(&self, opener: usize, verb: usize) -> Option<(usize, Branch)> {
        let sentence = self.sentence;
        let modal = |at: &usize| {
            let would = matches!(&*sentence.folded(*at), "would" | "could" | "might" | "'d" | "’d");
            would && (at + 1..at + 4).any(|at| sentence.get(at).is_some_and(|token| token.is(Class::HAVE)))
        };
        let breaks = |from: usize, to: usize| (from..to).find(|&at| sentence.tokens[at].is_break());
        if let Some(modal) = (verb + 1..sentence.tokens.len()).find(modal) {
            // "If …, the job would": the first mark is the comma between the two.
            let comma = breaks(verb + 1, modal).filter(|&at| sentence.tokens[at].is_punctuation(','))?;
            let opens = sentence.before(opener).is_none_or(|token| token.is_break() || token.is(Class::COORDINATOR));
            let (outcome, end) = self.outcome(comma + 1, modal, sentence.tokens.len())?;
            return opens.then_some((opener, Branch { condition: comma, end, outcome }));
        }
        let comma = sentence.before(opener).is_some_and(|token| token.is_punctuation(','));
        let limit = opener - usize::from(comma);
        let modal = (0..limit).rfind(modal)?;
        let start = (0..modal).rfind(|&at| sentence.tokens[at].is_break()).map_or(0, |at| at + 1);
        let start = start + usize::from(sentence.tokens[start].is(Class::COORDINATOR));
        let end = breaks(verb + 1, sentence.tokens.len()).unwrap_or(sentence.tokens.len());
        let closes =
            sentence.get(end).is_none_or(|token| matches!(token.kind, Kind::Punctuation('.' | ';' | '!') | Kind::CellBreak));
        let (outcome, behind) = self.outcome(start, modal, limit)?;
        let rest = if behind < limit { self.source(behind, limit) } else { "" };
        closes.then(|| (start, Branch { condition: end, end, outcome: outcome + rest }))
    }

    /// The bytes of some tokens with the space before them.
    fn source(&self, from: usize, to: usize) -> &str {
        let end = |at: usize| usize::from(self.sentence.tokens[at - 1].range.end());
        self.sentence.text.get(end(from)..end(to)).unwrap_or_default()
    }

    /// "the job would not have failed": the job failed; and where the verb ends.
    fn outcome(&self, start: usize, modal: usize, limit: usize) -> Option<(String, usize)> {
        let sentence = self.sentence;
        let group = self.imagined(modal, limit)?;
        let subject = self.subject(start, modal)?;
        let told = subject.none || group.negated;
        let not = if told { None } else { Some("not") };
        if !told && subject.counted || leans(sentence, group.verb, limit) {
            return None;
        }
        let verb = verb::verb(sentence, group.verb, self.lexicon);
        if group.predicate {
            let be = inflection::be(Tense::Past, subject.number, not, &[])?;
            return Some((format!("{} {be}", subject.text?), group.verb));
        }
        if group.passive {
            let be = inflection::be(Tense::Past, subject.number, not, &[])?;
            return Some((format!("{} {be} {}", subject.text?, verb.form(sentence, Form::Participle)?), verb.end));
        }
        if subject.human {
            let object = Object::at(sentence, self.rewriting, verb.end, None)?;
            let never = self.rewriting.never_passive.iter().any(|words| words.starts_with(sentence.tokens[group.verb].word));
            let text = self.phrase(object.start, object.end)?;
            let number = if object.plural { Number::Plural } else { Number::Singular };
            let pronoun = (object.end == object.start + 1).then(|| inflection::as_subject(&text)).flatten();
            let be = inflection::be(Tense::Past, number, not, &[])?;
            let participle = verb.form(sentence, Form::Participle)?;
            return (!never).then(|| (format!("{} {be} {participle}", pronoun.unwrap_or(&text)), object.end));
        }
        let verbal =
            if told { verb.form(sentence, Form::Past)? } else { format!("did not {}", verb.form(sentence, Form::Base)?) };
        Some((format!("{} {verbal}", subject.text?), verb.end))
    }

    /// "would not have been", up to the verb.
    fn imagined(&self, modal: usize, limit: usize) -> Option<Imagined> {
        let sentence = self.sentence;
        let (mut negated, mut perfect, mut passive) = (false, false, false);
        for at in modal + 1..limit {
            let token = &sentence.tokens[at];
            if token.is(Class::NEGATION) {
                negated = true;
            } else if token.is(Class::HAVE) {
                perfect = true;
            } else if token.is(Class::BE) {
                passive = true;
            } else if !(token.adverbial && self.rewriting.drops(token)) {
                // "would have been over by noon", but not "would have been shorter"
                let word = sentence.folded(at);
                let graded = word.ends_with("er") && word != "over" && word != "under"
                    || matches!(
                        &*word,
                        "more" | "less" | "much" | "far" | "so" | "worse" | "a" | "an" | "the" | "quite" | "very"
                    );
                let predicate = passive && !is_participle(sentence, at) && !graded && token.kind == Kind::Word;
                let told = perfect && (is_participle(sentence, at) || predicate);
                return told.then_some(Imagined { verb: at, negated, passive, predicate });
            }
        }
        None
    }

    fn subject(&self, start: usize, end: usize) -> Option<Hanging> {
        let sentence = self.sentence;
        let first = sentence.folded(start);
        let plural = |start: usize| number::is_plural(sentence, start, end - 1);
        let number = |start: usize| if plural(start) { Number::Plural } else { Number::Singular };
        let mut hanging = Hanging { text: None, number: number(start), none: false, human: false, counted: false };
        if first == "none" && end == start + 3 && matches!(&*sentence.folded(start + 2), "this" | "that") {
            return Some(Hanging { text: self.phrase(start + 2, end), number: Number::Singular, none: true, ..hanging });
        }
        if first == "no" && end > start + 1 && (plural(start + 1) || sentence.folded(end - 1) == "data") {
            let whole = person::right_of(sentence, start + 1).is_some_and(|noun| noun.end == end);
            let text = self.phrase(start + 1, end).filter(|_| whole);
            return Some(Hanging { text, number: number(start + 1), none: true, ..hanging });
        }
        // What *it* and *they* stand for is another noun once the sentence is turned around.
        if matches!(&*first, "no" | "none" | "nothing" | "nobody" | "it" | "they" | "you" | "there") {
            return None;
        }
        hanging.counted = matches!(
            &*first,
            "all" | "every" | "each" | "both" | "everything" | "everyone" | "most" | "many" | "much" | "some" | "half"
        );
        if end == start + 1 && matches!(&*first, "this" | "that") {
            return Some(Hanging { text: Some(first), number: Number::Singular, ..hanging });
        }
        let mention = self.mention(start, end)?;
        hanging.human = mention.kind.any(Kinds::HUMAN);
        hanging.text = self.phrase(start, end).filter(|_| !mention.kind.any(Kinds::PRONOUN));
        if first == "i" {
            hanging.number = Number::First;
        } else if first == "we" {
            hanging.number = Number::Plural;
        }
        Some(hanging)
    }

    fn mention(&self, start: usize, end: usize) -> Option<Mention> {
        person::mentions_right(self.sentence, start).find(|mention| mention.end == end)
    }

    /// A phrase as it stands in the middle of a sentence.
    fn phrase(&self, start: usize, end: usize) -> Option<String> {
        let sentence = self.sentence;
        let range = markup::widened(sentence, start, end, true)?;
        let text = &sentence.text[range];
        let folded = sentence.folded(start);
        let common = sentence.tokens[start].is(Class::OPENING | Class::WE) || sentence.is_english(&folded);
        let lower = start == 0 && common && sentence.tokens[start].is_capitalised() && text.starts_with(char::is_uppercase);
        Some(if lower { folded + text.get(sentence.source(start).len()..)? } else { text.to_owned() })
    }
}

/// A verb group that imagines.
struct Imagined {
    verb: usize,
    negated: bool,
    passive: bool,
    /// *been* is the verb, and what stands at `verb` follows it.
    predicate: bool,
}

/// Who or what would have.
struct Hanging {
    /// Nothing where it can't be said again.
    text: Option<String>,
    number: Number,
    /// "no rows", "none of this".
    none: bool,
    human: bool,
    /// "all jobs": their negation may mean some of them.
    counted: bool,
}

fn is_participle(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    token.is(Class::PARTICIPLE) || token.class == Class::NONE && sentence.source(at).ends_with("ed")
}

/// Whether words behind the verb fit only what is imagined.
fn leans(sentence: &Sentence<'_>, verb: usize, limit: usize) -> bool {
    let clause = (verb + 1..limit).take_while(|&at| !sentence.tokens[at].is_break() || sentence.tokens[at].is_punctuation(','));
    clause.into_iter().any(|at| {
        let word = sentence.folded(at);
        let polar =
            ["any", "either", "ever", "yet", "already", "instead", "still", "too", "than", "as", "anyway", "sooner", "faster"];
        polar.contains(&&*word) || word.starts_with("any") || sentence.tokens[at].is(Class::NEGATION)
    })
}

/// Where what is replaced ends, and what stands there: the rest of the condition, and what hung on it.
pub(super) fn complete(sentence: &Sentence<'_>, branch: &Branch, text: &str, end: usize) -> Option<(String, usize)> {
    let byte = |token: &Token| usize::from(token.range.end());
    let rest = sentence.text.get(byte(&sentence.tokens[end - 1])..byte(&sentence.tokens[branch.condition - 1]))?;
    Some((format!("{text}{rest}, and {}", branch.outcome), branch.end))
}
