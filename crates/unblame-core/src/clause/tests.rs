//! Tables: verb groups, subjects, and what a clause hangs on.

use std::ops::Range;

use proptest::prelude::*;

use super::{Route, VerbGroup, is_generic_you, is_hypothetical, is_negated, subject_of, verb_group};
use crate::Format;
use crate::person::{Facts, Kinds, Sentence};
use crate::test_support::{RULES, covered, marked, texts, tokens, with_sentence};

fn flags(group: &VerbGroup) -> String {
    let all = [
        ("negated", group.negation.is_some()),
        ("modal", group.modal),
        ("perfect", group.perfect),
        ("be", group.be),
        ("got", group.got),
        ("do", group.do_support),
        ("to", group.infinitive),
        ("passive", group.is_passive()),
        ("told", group.is_told(false)),
    ];
    let set: Vec<&str> = all.into_iter().filter(|(_, set)| *set).map(|(name, _)| name).collect();
    set.join(" ")
}

/// The braces hold a verb group, which ends in its verb.
#[track_caller]
fn group(source: &str, expected: &str) {
    let (text, marks) = marked(source);
    with_sentence(&text, |sentence| {
        let range = covered(sentence, &marks[0]);
        let group = verb_group(sentence, range.end - 1);
        assert_eq!((group.start, flags(&group).as_str()), (range.start, expected), "{text}");
    });
}

/// The last pair of braces holds a verb, the first one its subject. A subject that is not human needs no braces.
#[track_caller]
fn subject(source: &str, kind: &str, route: Route) {
    let (text, marks) = marked(source);
    with_sentence(&text, |sentence| {
        let verb = covered(sentence, marks.last().unwrap()).start;
        let found = subject_of(sentence, &verb_group(sentence, verb));
        let Some(found) = found else { panic!("no subject in {text:?}") };
        let name = Kinds::NAMES.iter().find(|(_, known)| *known == found.mention.kind).map_or("several", |(name, _)| name);
        let range = sentence.range(found.mention.start, found.mention.end).map(Range::<usize>::from);
        assert_eq!((name, found.route), (kind, route), "{text:?}, subject {:?}", range.map(|range| &text[range]));
        if let [expected, _] = &marks[..] {
            let mention = found.mention.start..found.mention.end;
            assert_eq!(mention, covered(sentence, expected), "{text:?}, as tokens");
        }
    });
}

/// Nobody human is the subject of the verb in braces.
#[track_caller]
fn no_human(source: &str) {
    let (text, marks) = marked(source);
    with_sentence(&text, |sentence| {
        let verb = covered(sentence, &marks[0]).start;
        let found = subject_of(sentence, &verb_group(sentence, verb));
        let lenient = Kinds::HUMAN.with(Kinds::LENIENT).with(Kinds::OMITTED);
        assert!(!found.is_some_and(|found| found.mention.kind.any(lenient)), "{text:?}: {found:?}");
    });
}

#[test]
fn verb_groups() {
    group("Priya {forgot} it", "told");
    group("Priya {had forgotten} it", "perfect told");
    group("Priya {has never really checked} it", "negated perfect told");
    group("Priya {did not check} it", "negated do told");
    group("Priya {didn't check} it", "negated do told");
    group("Priya {didn’t check} it", "negated do told");
    group("Priya {never checked} it", "negated told");
    group("Priya {was skipping} it", "be told");
    group("Priya {should have checked} it", "modal perfect");
    group("Priya {could not have missed} it", "negated modal perfect");
    group("Priya {shoulda checked} it", "modal perfect");
    group("Priya {should of checked} it", "modal perfect");
    group("Priya {might forget} it", "modal");
    group("Priya {cannot forget} it", "negated modal");
    group("Priya wants {to forget} it", "to");
    group("it {was deleted}", "be passive");
    group("it {had been deleted}", "perfect be passive");
    group("it {got deleted}", "got passive");
    group("it {should not have been deleted}", "negated modal perfect be passive");
    group("They{'d forgotten} it", "perfect told");
    group("They{'d forget} it", "modal");
    group("Priya {obviously never tested} it", "negated told");
    group("Will {deleted} it", "told");
    group("Priya {forgets} it", "");
}

#[test]
fn direct_subjects() {
    subject("{Priya} {forgot} it", "name", Route::Direct);
    subject("{The on-call engineer} never {checked} it", "role", Route::Direct);
    subject("{Priya} had not {checked} it", "name", Route::Direct);
    subject("{They} just {ignored} it", "they", Route::Direct);
    subject("In the end {the engineer} {forgot} it", "role", Route::Direct);
    subject("At 10:02 {Priya} {deleted} the table", "name", Route::Direct);
    subject("It failed because {the team} {skipped} the test", "group-noun", Route::Direct);
    subject("The reviewer said {Priya} {forgot} it", "name", Route::Direct);
    subject("The check that {Priya} {forgot} was cheap", "name", Route::Direct);
    subject("What {Priya} {forgot} was the tag", "name", Route::Direct);
    subject("{Engineer B} {forgot} it", "label", Route::Direct);
    subject("Then {@kim} {forgot} it", "handle", Route::Direct);
    subject("Why did {the team} {skip} the drill?", "group-noun", Route::Direct);
    subject("The pod restarted, and {Priya} {missed} it", "name", Route::Direct);
}

#[test]
fn subjects_behind_phrases_and_parentheses() {
    subject("{The engineer on the billing team} {forgot} it", "role", Route::Direct);
    subject("{Someone on the team} {forgot} it", "someone", Route::Direct);
    subject("{One of the engineers} {forgot} it", "role", Route::Direct);
    subject("{Half of the team} {forgot} it", "group-noun", Route::Direct);
    subject("{None of the reviewers} {checked} it", "nobody", Route::Direct);
    subject("{Two members of the crew} {forgot} it", "roles", Route::Direct);
    subject("{Priya}, who was new, {forgot} it", "name", Route::Direct);
    subject("{Priya}, as always, {forgot} it", "name", Route::Direct);
    subject("{Priya} - on her first day - {forgot} it", "name", Route::Direct);
    subject("{Our integration manager}, Mr. Ito, {deleted} it", "name", Route::Direct);
    subject("{Tomás} (SRE) {forgot} it", "name", Route::Direct);
    subject("{Whoever} tuned this pool {broke} it", "someone", Route::Direct);
}

#[test]
fn relative_clauses() {
    subject("{The engineer} who had {forgotten} it left", "role", Route::Relative);
    subject("It was {Priya} who {forgot} it", "name", Route::Relative);
    subject("There was {a reviewer} who {forgot} it", "role", Route::Relative);
    subject("{The intern} who ran the script {forgot} it", "role", Route::Relative);
    subject("the alert which {failed} was new", "system", Route::Relative);
}

#[test]
fn coordination() {
    subject("{Priya} merged it and {forgot} the tag", "name", Route::Coordination);
    subject("{Priya} merged it but never {checked} it", "name", Route::Coordination);
    subject("{Priya} merged it, {forgot} the tag and left", "name", Route::Coordination);
    subject("{The engineer} had opened it and had {ignored} it", "role", Route::Coordination);
    subject("{He} opened the page, read it and {forgot} it", "pronoun", Route::Coordination);
    subject("The alert fired and {failed} to page", "system", Route::Coordination);
    subject("{Priya} merged it, {skipping} the review", "name", Route::Participle);
}

#[test]
fn notes_without_a_subject() {
    subject("{Forgot} to tag it", "omitted", Route::Omitted);
    subject("Also {forgot} to tag it", "omitted", Route::Omitted);
    subject("Did not {check} the tag", "omitted", Route::Omitted);
    subject("10:02 {forgot} to tag it", "omitted", Route::Omitted);
    subject("Cause: {forgot} to tag it", "omitted", Route::Omitted);
}

#[test]
fn subjects_that_are_no_people() {
    no_human("The health check {failed}");
    no_human("The on-call dashboard {failed}");
    no_human("The reviewer's script {failed}");
    no_human("The dashboard of the engineer {failed}");
    no_human("The alert that the engineer had configured {failed}");
    no_human("The query that Ana ran {broke} the index");
    no_human("The job, which the team had moved, {failed}");
    no_human("Ana restarted it and the pod {failed}");
    no_human("Ana said the pod {failed}");
    no_human("After the engineer left, the job {failed}");
    no_human("A change by Ana {broke} the index");
    no_human("The pods restarted, and they {failed}");
}

/// Whether something holds for what starts in braces.
#[track_caller]
fn holds(frame: impl Fn(&Sentence<'_>, usize) -> bool, source: &str, expected: bool) {
    let (text, marks) = marked(source);
    with_sentence(&text, |sentence| assert_eq!(frame(sentence, covered(sentence, &marks[0]).start), expected, "{text}"));
}

#[test]
fn hypothetical_clauses() {
    for under in [
        "If {the admin} forgets it, the gate blocks it",
        "Unless {Kim} forgot it, it is there",
        "We asked whether {she} forgot it",
        "Even if {she} forgot it, the gate holds",
        "If a key is stolen, or {the tenant} forgot it, call us",
        "Suppose {Kim} forgot it",
    ] {
        holds(is_hypothetical, under, true);
    }
    for told in [
        "{Priya} forgot it",
        "If the disk is full, {Priya} forgot it",
        "If it is red; {Priya} forgot it",
        "It failed because {Priya} forgot it",
        "If it failed, it failed because {Priya} forgot it",
        "I suppose {Kim} forgot it",
        "She waited until {Kim} forgot it",
        "It should be clear that {Kim} forgot it",
    ] {
        holds(is_hypothetical, told, false);
    }
}

#[test]
fn negated_passages() {
    for negated in [
        "This was not {Priya}'s fault",
        "It wasn't {Priya}'s fault",
        "Nobody is {to blame}",
        "No one is {to blame}",
        "We do not say that {Priya} forgot",
        "We reviewed it without {shaming} the engineer",
        "Neither the pod nor {Priya} is to blame",
    ] {
        holds(is_negated, negated, true);
    }
    for plain in [
        "It was {Priya}'s fault",
        "It was not only {Priya}'s fault",
        "No doubt it was {Priya}'s fault",
        "The pod did not start, {Priya} forgot it",
        "The pod did not start because {Priya} forgot it",
        "The pod did not start and {Priya} forgot it",
    ] {
        holds(is_negated, plain, false);
    }
}

#[test]
fn you_as_anybody() {
    for anybody in ["When {you} delete the row, it fires", "If {you} forget it, it fires", "It fires after {you} push it"] {
        holds(is_generic_you, anybody, true);
    }
    for reader in
        ["{You} forgot it", "It failed because {you} forgot it", "I think that {you} forgot it", "When it failed, {you} left"]
    {
        holds(is_generic_you, reader, false);
    }
}

#[test]
#[ignore = "not yet"]
fn wanted() {
    subject("{the engineer} that {forgot} it", "role", Route::Relative);
    subject("the service that {failed} was new", "system", Route::Relative);
    subject("Oops, {forgot} to tag it", "omitted", Route::Omitted);
}

proptest! {
    /// Whatever the words are, a subject stands before the end of its sentence, and a group before its verb.
    #[test]
    fn places_lie_in_the_sentence(text in texts()) {
        let all = tokens(&text, Format::PlainText);
        let facts = Facts::of(&text, &RULES);
        crate::token::sentences(&text, &all, |start, end| {
            let sentence = Sentence::new(&text, &all[start..end], &RULES, &facts);
            for verb in 0..sentence.tokens.len() {
                let group = verb_group(&sentence, verb);
                assert!(group.start <= verb && group.negation.is_none_or(|negation| group.start <= negation && negation < verb));
                if let Some(subject) = subject_of(&sentence, &group) {
                    assert!(subject.mention.start <= subject.mention.end && subject.mention.end <= sentence.tokens.len());
                }
            }
        });
    }
}
