//! Tables: the words that the grammar knows, and the table that holds them.

use super::{Class, Lexicon, WordId};

#[test]
fn classes_of_words() {
    let lexicon = Lexicon::new();
    for (words, class) in [
        ("the a every no", Class::DETERMINER),
        ("one some both", Class::QUANTIFIER),
        ("by on without during", Class::PREPOSITION),
        ("is was been 'm", Class::BE),
        ("has had 've", Class::HAVE),
        ("do did", Class::DO),
        ("should can 'd", Class::MODAL),
        ("not n't never", Class::NEGATION),
        ("just already carelessly", Class::NONE),
        ("and or but", Class::COORDINATOR),
        ("because while although", Class::SUBORDINATOR),
        ("if unless whether", Class::HYPOTHETICAL),
        ("who which whoever", Class::WH),
        ("'s '", Class::POSSESSIVE),
        ("my her their whose", Class::POSSESSIVE_PRONOUN),
        ("himself ourselves", Class::REFLEXIVE),
        ("he she they who", Class::SUBJECT_PRONOUN),
        ("him her them us", Class::OBJECT_PRONOUN),
        ("i me my", Class::SELF),
        ("we us our", Class::WE),
        ("you your", Class::YOU),
        ("he her himself", Class::HE_SHE),
        ("they them their", Class::THEY),
        ("it its", Class::IT),
        ("someone anybody", Class::SOMEONE),
        ("everyone everybody", Class::EVERYONE),
        ("nobody none no-one", Class::NOBODY),
        ("mr ms dr", Class::HONORIFIC),
        ("may monday", Class::MONTH_OR_DAY),
    ] {
        for word in words.split(' ') {
            let found = lexicon.class(lexicon.get(word));
            assert!(found.any(class) || class == Class::NONE, "{word}: {found:?}");
        }
    }
}

#[test]
fn words_of_several_classes() {
    let lexicon = Lexicon::new();
    let class = |word| lexicon.class(lexicon.get(word));
    assert!(class("may").any(Class::MODAL) && class("may").any(Class::MONTH_OR_DAY));
    assert!(class("her").any(Class::OBJECT_PRONOUN) && class("her").any(Class::POSSESSIVE_PRONOUN));
    assert!(class("that").any(Class::DETERMINER) && class("that").any(Class::SUBORDINATOR));
    assert!(!class("it").any(Class::HUMAN_PRONOUN));
    assert!(class("whoever").any(Class::HUMAN_PRONOUN));
}

#[test]
fn adding_and_looking_up() {
    let mut lexicon = Lexicon::new();
    assert_eq!(lexicon.get("zonk"), WordId::UNKNOWN);
    assert_eq!(lexicon.class(WordId::UNKNOWN), Class::NONE);
    let before = lexicon.len();
    let zonk = lexicon.add("zonk", Class::BASE);
    assert_eq!((lexicon.get("zonk"), lexicon.len()), (zonk, before + 1));
    assert_eq!(lexicon.add("zonk", Class::ROLE), zonk);
    assert_eq!(lexicon.class(zonk), Class::BASE | Class::ROLE);
    assert_eq!(lexicon.len(), before + 1);
    assert_eq!(lexicon.get("Zonk"), WordId::UNKNOWN);
}

#[test]
fn frequent_words() {
    let mut lexicon = Lexicon::new();
    let mut frequency = |word| {
        let id = lexicon.add(word, Class::NONE);
        lexicon.frequency(id)
    };
    assert!(frequency("zonk") < frequency("wrong"));
    assert!(frequency("wrong") < frequency("error"));
    assert!(frequency("error") < frequency("not"));
    assert!(frequency("not") < frequency("the"));
}

#[test]
fn every_class_has_a_bit_of_its_own() {
    let mut names: Vec<_> = Class::NAMES.iter().map(|(_, name)| name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Class::NAMES.len());
    for (at, (class, name)) in Class::NAMES.iter().enumerate() {
        let others = Class::NAMES.iter().enumerate().filter(|(other, _)| *other != at);
        assert!(others.into_iter().all(|(_, (other, _))| !class.any(*other)), "{name}");
    }
}
