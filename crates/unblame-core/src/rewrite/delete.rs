//! Takes words out of a sentence, with their commas and spaces.

use text_size::{TextRange, TextSize};

use super::inflection;
use super::template::{Lists, Template};
use super::{Candidate, Scene};
use crate::Edit;
use crate::person::Sentence;
use crate::rule::Found;
use crate::token::{Kind, Shape};
use crate::word::Class;

/// The words of the passage that stand in one of the lists, each with the edit that takes it out.
pub(super) fn words(sentence: &Sentence<'_>, found: &Found, lists: &Lists, next: Option<&Lists>) -> Vec<(String, Edit)> {
    let from = found.start.min(found.predicate);
    let mut all = Vec::new();
    let mut at = from;
    while at < found.end {
        let width = width(sentence, at, lists);
        let follows = |at: usize| {
            let token = sentence.get(at);
            next.is_none_or(|lists| token.is_some_and(|token| lists.iter().any(|words| words.contains(token.word))))
        };
        if width > 0
            && follows(at + width)
            && let Some(range) = sentence.range(at, at + width)
            && let Some(edit) = without(sentence, at, at + width)
        {
            all.push((sentence.text[range].to_lowercase(), edit));
        }
        at += width.max(1);
    }
    all
}

/// How many tokens an entry of the lists takes here.
fn width(sentence: &Sentence<'_>, at: usize, lists: &Lists) -> usize {
    let word = sentence.tokens[at].word;
    let phrase = |words: &std::sync::Arc<crate::rule::Words>| {
        let fits = |phrase: &[crate::word::WordId]| {
            let tokens = sentence.tokens.get(at..at + phrase.len()).unwrap_or_default();
            tokens.iter().map(|token| token.word).eq(phrase.iter().copied())
        };
        words.phrases(word).iter().find(|phrase| fits(phrase)).map(|phrase| phrase.len())
    };
    let single = usize::from(lists.iter().any(|words| words.contains(word)));
    lists.iter().filter_map(phrase).max().unwrap_or(single)
}

/// The edit that takes out some tokens; none where they carry the sentence.
fn without(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Edit> {
    let tokens = sentence.tokens;
    let range = sentence.range(start, end)?;
    let next = tokens.get(end)?;
    let comma = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.is_punctuation(','));
    let (before, after) = (start.checked_sub(1), Some(end));
    // An adjective that says what something is can't go.
    let adverb = sentence.source(start).ends_with("ly") || tokens[start].adverbial || end > start + 1;
    let attribute = next.kind == Kind::Word
        && !next.is(Class::CLOSED)
        && before.is_some_and(|at| {
            tokens[at].is(Class::DETERMINER | Class::POSSESSIVE_PRONOUN | Class::POSSESSIVE | Class::ADJECTIVE)
        });
    if !adverb && !attribute && start > 0 {
        return None;
    }
    // "too carelessly", "carelessly and late"
    let degree = |at: usize| {
        matches!(&*sentence.folded(at), "too" | "so" | "very" | "more" | "most" | "how" | "as" | "and" | "or" | "less")
    };
    if before.is_some_and(degree)
        || next.is(Class::COORDINATOR) && before.is_some_and(|at| tokens[at].is(Class::BE))
        || is_marked(sentence, range)
    {
        return None;
    }
    let opens = !tokens[..start].iter().any(|token| token.kind == Kind::Word);
    if opens {
        let keep = if comma(after) { end + 1 } else { end };
        let kept = tokens
            .get(keep)
            .filter(|token| token.kind == Kind::Word || token.kind == Kind::Opaque || token.kind == Kind::Handle)?;
        // "Stupidly put that there" would become an order.
        if kept.is(Class::BASE) && kept.is(Class::PAST) {
            return None;
        }
        let mut word = sentence.source(keep).to_owned();
        if tokens[start].shape != Shape::Lower {
            inflection::capitalise(&mut word);
        }
        let range = TextRange::new(range.start(), kept.range.end());
        return (!is_between(sentence, start, keep)).then_some(Edit { range, replacement: word });
    }
    let before = before?;
    if comma(Some(before)) && comma(after) {
        let from = tokens[before].range.start();
        return Some(Edit { range: TextRange::new(from, next.range.end()), replacement: String::new() });
    }
    let article = matches!(sentence.source(before), "a" | "an");
    if article && next.kind == Kind::Word {
        let range = TextRange::new(tokens[before].range.start(), next.range.start());
        return Some(Edit { range, replacement: format!("{} ", inflection::article(sentence.source(end))) });
    }
    Some(Edit { range: TextRange::new(tokens[before].range.end(), range.end()), replacement: String::new() })
        .filter(|_| !is_between(sentence, before, start))
}

/// Whether marks of emphasis touch the words.
fn is_marked(sentence: &Sentence<'_>, range: TextRange) -> bool {
    let mark = |c: char| matches!(c, '*' | '_' | '~' | '[' | ']' | '`' | '\\');
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    sentence.text[..start].ends_with(mark) || sentence.text[end..].starts_with(mark)
}

/// Whether anything but white space lies between two tokens.
fn is_between(sentence: &Sentence<'_>, first: usize, last: usize) -> bool {
    (first + 1..=last).any(|at| {
        let (start, end) = (sentence.tokens[at - 1].range.end(), sentence.tokens[at].range.start());
        start > end || !sentence.text[TextRange::new(start, end)].chars().all(char::is_whitespace)
    })
}

/// "was missed *by the reviewer*": the person goes.
pub(super) fn by_agent(scene: &Scene<'_>, candidate: &Candidate, template: &Template) -> Option<Edit> {
    let sentence = scene.sentence;
    let agent = candidate.found.agent?;
    let by = agent.start.checked_sub(1)?;
    // "a mistake *on the part of the surveyor*"
    let part =
        by >= 3 && ["on", "the", "part", "of"].iter().enumerate().all(|(at, word)| sentence.folded(by - 3 + at) == *word);
    let by = if part { by - 3 } else { by };
    let verb = (0..by).rev().find(|&at| !sentence.tokens[at].adverbial)?;
    let passive = part || sentence.tokens[verb].is(Class::PARTICIPLE) && sentence.folded(by) == "by";
    let wanted = part && template.verb.is_none()
        || template.verb.as_ref().is_none_or(|lists| lists.iter().any(|words| words.starts_with(sentence.tokens[verb].word)));
    let later = &sentence.tokens[agent.end..];
    let goes_on = later.first().is_some_and(|token| {
        token.is(Class::WH | Class::COORDINATOR) || token.kind == Kind::Number || token.is(Class::POSSESSIVE)
    });
    if !passive || !wanted || goes_on || later.iter().any(|token| token.is(Class::HE_SHE | Class::REFLEXIVE)) {
        return None;
    }
    let facts = (agent.start..agent.end).any(|at| sentence.tokens[at].kind == Kind::Opaque);
    let range = sentence.range(by, agent.end)?;
    let from: TextSize = sentence.tokens[by - 1].range.end();
    let torn = is_marked(sentence, range) || (by..agent.end).any(|at| is_between(sentence, at - 1, at));
    (!facts && !torn).then_some(Edit { range: TextRange::new(from, range.end()), replacement: String::new() })
}
