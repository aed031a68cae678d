//! Tables: which words name whom.

use std::ops::Range;

use proptest::prelude::*;

use super::{Kinds, Mention, Sentence, kinds_of_class, left_of, may_be_name, mentions_right};
use crate::Format;
use crate::test_support::{RULES, covered, marked, texts, tokens, with_sentence};
use crate::token::Kind;

/// What packs call a kind.
fn name(kind: Kinds) -> &'static str {
    Kinds::NAMES.iter().find(|(_, known)| *known == kind).map_or("several", |(name, _)| name)
}

fn show(sentence: &Sentence<'_>, mention: Mention) -> String {
    let range = sentence.range(mention.start, mention.end).map(Range::<usize>::from);
    format!("{} {:?}", name(mention.kind), &sentence.text[range.unwrap_or_default()])
}

/// The phrase in braces ends before a verb; seen from there, or from a second pair of braces, it is of this kind.
#[track_caller]
fn left(source: &str, kind: &str) {
    let (text, marks) = marked(source);
    let found = with_sentence(&text, |sentence| {
        let end = marks.get(1).map_or_else(|| covered(sentence, &marks[0]).end, |verb| covered(sentence, verb).start);
        left_of(sentence, end).map_or("nothing".to_owned(), |mention| show(sentence, mention))
    });
    assert_eq!(found, format!("{kind} {:?}", &text[marks[0].clone()]), "{text}");
}

/// The phrase in braces starts behind a preposition or a verb; one of the readings of what stands there is of this kind.
#[track_caller]
fn right(source: &str, kind: &str) {
    let (text, marks) = marked(source);
    let found: Vec<String> = with_sentence(&text, |sentence| {
        let start = covered(sentence, &marks[0]).start;
        mentions_right(sentence, start).map(|mention| show(sentence, mention)).collect()
    });
    let expected = format!("{kind} {:?}", &text[marks[0].clone()]);
    assert!(found.contains(&expected), "expected {expected} in {text:?}, found {found:?}");
}

#[test]
fn names() {
    left("{Priya} forgot it", "name");
    left("Yesterday {Priya} forgot it", "name");
    left("{Ana Ruiz} forgot it", "name");
    left("{Oluwaseun Adeyemi} forgot it", "name");
    left("{Mr. Ito} forgot it", "name");
    left("{Dr. Otero} forgot it", "name");
    left("{Jean-Luc} forgot it", "name");
    left("{Zoë} forgot it", "name");
    left("{Sean O'Brien} forgot it", "name");
    left("{May Lin} forgot it", "name");
    left("{Will} deleted it", "name");
    left("{priya} forgot it again", "name");
    left("{Tomás} (SRE) {forgot} it", "name");
    left("before our slot {Aarav} pushed it", "name");
    left("The log says that {Priya} forgot it", "name");
    right("It was deleted by {Priya} at noon", "name");
    right("It was deleted by {Ana Ruiz}, who left", "name");
    right("This is on {Kofi}", "name");
}

#[test]
fn handles_and_labels() {
    left("{@kim.li} forgot it", "handle");
    left("{kim@} forgot it", "handle");
    left("{kim@x.org} forgot it", "handle");
    left("At noon {@kim} forgot it", "handle");
    left("{<@U12AB>} forgot it", "handle");
    left("{@dependabot} forgot it", "system");
    left("{@deploy-bot} forgot it", "system");
    left("{Engineer B} forgot it", "label");
    left("{Engineer A} forgot it", "label");
    left("{Operator 2} forgot it", "label");
    left("{Dev X} forgot it", "label");
    left("{Plan B} failed", "system");
    left("{Gate 12} failed", "system");
    right("It was dropped by {Person 1}", "label");
    right("It was dropped by {@kim} again", "handle");
}

#[test]
fn roles() {
    left("{The on-call engineer} forgot it", "role");
    left("{The on-call} missed it", "role");
    left("{a junior developer} forgot it", "role");
    left("{our DBA} forgot it", "role");
    left("{The new hire} forgot it", "role");
    left("{the person} forgot it", "role");
    left("{The vendor's engineer} forgot it", "role");
    left("{the shift manager} forgot it", "role");
    left("{the support agent} forgot it", "role");
    left("{the crane driver} forgot it", "role");
    left("{the agent} forgot it", "ambiguous");
    left("{the controller} forgot it", "ambiguous");
    left("{the reviewers} forgot it", "roles");
    left("{all the engineers} forgot it", "roles");
    left("{the staff} forgot it", "roles");
    right("caused by {a junior developer} who left", "role");
    right("caused by {two engineers}", "roles");
    right("a mistake by {one of the engineers}", "roles");
    right("approved by {her manager}", "role");
    right("caused by {the vendor's engineer}", "role");
    right("Why did {the reviewer} approve it?", "role");
    right("Why didn't {the reviewer} check it?", "role");
    right("Why didn’t {Priya} catch it?", "name");
    right("Why did not {Priya} ask?", "name");
    right("Couldn't {the team} wait?", "group-noun");
}

#[test]
fn groups() {
    left("{The platform team} forgot it", "group-noun");
    left("{QA} missed it", "group-noun");
    left("{our operations} missed it", "group-noun");
    left("{The vendor} forgot it", "vendor");
    left("{AWS} broke it", "vendor");
    left("{The customer} deleted it", "customer");
    left("{Users} deleted it", "customer");
    left("{The attacker} deleted it", "adversary");
    left("{Claude} deleted it", "assistant");
    right("Why did {the team} skip the drill?", "group-noun");
    right("blame it on {the vendor}", "vendor");
}

#[test]
fn pronouns() {
    left("{I} forgot it", "self");
    left("{We} forgot it", "we");
    left("{You} forgot it", "you");
    left("{You} two {forgot} it", "you");
    left("It rained and {he} forgot it", "pronoun");
    left("{They} forgot it", "they");
    left("The reviewers met, and {they} forgot it", "they");
    left("The pods restarted, and {they} failed", "system");
    left("{It} failed", "system");
    left("{Someone} forgot it", "someone");
    left("{Everybody} forgot it", "everyone");
    left("{Nobody} checked it", "nobody");
    left("{No one} checked it", "nobody");
    left("{No engineer} checked it", "nobody");
    right("blame {him} for it", "pronoun");
    right("It took {her} two minutes", "pronoun");
    right("That is on {me}", "self");
    right("remind {everyone} to check", "everyone");
    right("it came from {us}", "we");
}

#[test]
fn systems() {
    left("{The pod} failed", "system");
    left("{The health check} failed", "system");
    left("{The on-call dashboard} failed", "system");
    left("{the reviewer bot} missed it", "system");
    left("{The engineer's laptop} failed", "system");
    left("{the session manager} failed", "system");
    left("{the NVIDIA driver} failed", "system");
    left("{Kafka} dropped it", "system");
    left("{Jenkins} missed it", "system");
    left("{The API} ignored it", "system");
    left("{`kim`} failed", "system");
    left("{March} was quiet", "system");
    right("caused by {a bad index}", "system");
    right("caused by {the failed deploy}", "system");
    right("caused by {Priya's script}", "system");
    right("caused by {human error}", "system");
}

#[test]
fn what_the_document_declares() {
    left("Odin (our session service) broke. {Odin} failed", "system");
    left("Brann (SRE) was on call. {Brann} failed", "name");
    left("The pods and the kubelet restarted. {The operator} failed", "system");
    left("A pod restarted. {The operator} failed", "role");
}

#[test]
#[ignore = "not yet"]
fn wanted() {
    left("{J. Okoye} forgot it", "name");
    left("{Both reviewers} forgot it", "roles");
}

proptest! {
    /// The gate must let in whatever the analysis may find; but for negations it looks at the words of the mention only.
    #[test]
    fn no_mention_is_of_a_kind_that_was_ruled_out(text in texts()) {
        let all = tokens(&text, Format::PlainText);
        let facts = super::Facts::of(&text, &RULES);
        crate::token::sentences(&text, &all, |start, end| {
            let sentence = Sentence::new(&text, &all[start..end], &RULES, &facts);
            let kinds = |at: usize| match &sentence.tokens[at] {
                token if token.kind == Kind::Handle => kinds_of_class(token.class).with(Kinds::HANDLE),
                token if may_be_name(token, sentence.starts_lower) => kinds_of_class(token.class).with(Kinds::NAMED),
                token => kinds_of_class(token.class),
            };
            for at in 0..=sentence.tokens.len() {
                let mentions = left_of(&sentence, at).into_iter().chain(mentions_right(&sentence, at));
                for mention in mentions {
                    // "not a single reviewer": the negation stands before.
                    let start = if mention.kind == Kinds::NOBODY { 0 } else { mention.start };
                    let possible = (start..mention.end).any(|at| kinds(at).any(mention.kind));
                    assert!(possible, "{} at {at} of {text:?}", show(&sentence, mention));
                    assert!(mention.start < mention.end && mention.end <= sentence.tokens.len());
                }
            }
        });
    }
}
