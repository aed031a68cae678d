//! What speaks for and against a mention being human, word by word: the reasons behind [`classify`](super::classify), told.

use super::{Kinds, Mention, Sentence};
use crate::token::{Kind, Shape};
use crate::word::Class;

/// One reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// The token it is about.
    pub(crate) at: usize,
    /// For a human, or against one.
    pub(crate) human: bool,
    /// To be read behind the word: "a given name".
    pub(crate) what: &'static str,
}

/// What classes of words say.
const BY_CLASS: [(Class, bool, &str); 26] = [
    (Class::ROSTER, true, "listed as a person in the configuration"),
    (Class::SYSTEM_ROSTER, false, "listed as a system in the configuration"),
    (Class::ROLE, true, "a role that people have"),
    (Class::ROLES, true, "people, by their role"),
    (Class::GROUP, true, "a group of people"),
    (Class::DEPARTMENT, true, "a department"),
    (Class::VENDOR, true, "a vendor"),
    (Class::CUSTOMER, true, "customers or users"),
    (Class::HUMAN_MODIFIER, true, "said of people"),
    (Class::HONORIFIC, true, "a title"),
    (Class::GIVEN_NAME, true, "a name, by the lists of the packs"),
    (Class::SELF, true, "the writer"),
    (Class::WE, true, "the writers"),
    (Class::YOU, true, "the reader"),
    (Class::HE_SHE, true, "a pronoun for people"),
    (Class::THEY, true, "a pronoun, mostly for people"),
    (Class::SOMEONE, true, "a pronoun for people"),
    (Class::EVERYONE, true, "a pronoun for people"),
    (Class::NOBODY, false, "stands for nobody"),
    (Class::IT, false, "a pronoun for things"),
    (Class::AMBIGUOUS, false, "a role that components have as well"),
    (Class::SYSTEM_HEAD, false, "a thing or a system"),
    (Class::PRODUCT, false, "a product"),
    (Class::NAMED_PRODUCT, false, "a name that a product has as well"),
    (Class::ADVERSARY, false, "an attacker, who is nobody's colleague"),
    (Class::ASSISTANT, false, "a program that talks"),
];

/// The reasons, in the order of the words. There is at least one.
pub(crate) fn evidence(sentence: &Sentence<'_>, mention: Mention) -> Vec<Evidence> {
    let mut all = Vec::new();
    for at in mention.start..mention.end {
        let mut say = |human, what| all.push(Evidence { at, human, what });
        match sentence.tokens[at].kind {
            Kind::Handle => say(mention.kind == Kinds::HANDLE, handle(mention.kind)),
            Kind::Opaque => say(false, "code, a link or an image"),
            Kind::Number if at + 1 == mention.end => say(false, "a number"),
            Kind::Word => word(sentence, mention, at, &mut say),
            _ => {}
        }
    }
    let human = mention.kind.any(Kinds::HUMAN.with(Kinds::YOU).with(Kinds::WHO));
    if !all.iter().any(|one| one.human == human) {
        let what = if human { "read so from the words around it" } else { "nothing says that this is a person" };
        all.push(Evidence { at: mention.end.saturating_sub(1), human, what });
    }
    all
}

fn handle(kind: Kinds) -> &'static str {
    if kind == Kinds::HANDLE { "a handle or an address" } else { "written like a bot or a version" }
}

fn word(sentence: &Sentence<'_>, mention: Mention, at: usize, say: &mut impl FnMut(bool, &'static str)) {
    let token = &sentence.tokens[at];
    let last = at + 1 == mention.end;
    for (class, human, what) in BY_CLASS {
        // "it": what is said of people is said before a noun.
        if token.is(class) && !(last && class == Class::HUMAN_MODIFIER) {
            say(human, what);
        }
    }
    let folded = sentence.folded(at);
    if token.is(Class::MACHINE_ROLE) && sentence.facts.machines {
        say(false, "a part of a machine in documents such as this one");
    }
    if sentence.facts.is_person(&folded) {
        say(true, "a person, by another place of the document");
    }
    if sentence.facts.is_system(&folded) {
        say(false, "a system, by another place of the document");
    }
    if token.is_capitalised() || sentence.starts_lower {
        name(sentence, &folded, say);
    }
    if last && token.is_capitalised() {
        shape(sentence, mention, at, &folded, say);
    }
}

fn name(sentence: &Sentence<'_>, folded: &str, say: &mut impl FnMut(bool, &'static str)) {
    if sentence.names.is_given(folded) {
        say(true, "a given name");
    } else if sentence.names.is_any_given(folded) {
        say(true, "a given name, but a word or a place as well");
    } else if sentence.names.is_surname(folded) {
        say(true, "a surname");
    }
}

/// How the last word of a mention is written.
fn shape(sentence: &Sentence<'_>, mention: Mention, at: usize, folded: &str, say: &mut impl FnMut(bool, &'static str)) {
    let token = &sentence.tokens[at];
    if token.shape == Shape::Mixed || token.shape == Shape::Upper && folded.chars().count() > 1 {
        say(false, "written like an abbreviation or an identifier");
    } else if token.class == Class::NONE && !sentence.names.is_any_given(folded) {
        if sentence.is_english(folded) {
            say(false, "has the ending of an English word");
        } else {
            say(true, "capitalised, and a word that no list knows");
        }
    }
    let first = &sentence.tokens[mention.start];
    if at > mention.start && first.is(Class::DETERMINER | Class::POSSESSIVE_PRONOUN) && token.class == Class::NONE {
        say(false, "behind an article, which names do not have");
    }
}

#[cfg(test)]
mod tests {
    use crate::person::{self, Kinds};
    use crate::test_support::{covered, marked, with_sentence};

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let (text, marks) = marked(source);
        with_sentence(&text, |sentence| {
            let range = covered(sentence, &marks[0]);
            let mention = person::left_of(sentence, range.end).unwrap();
            let kind = Kinds::NAMES.iter().find(|(_, known)| *known == mention.kind).map_or("", |(name, _)| name);
            let evidence = super::evidence(sentence, mention).into_iter();
            let lines: Vec<String> = evidence
                .map(|one| format!("{}{}: {}", if one.human { '+' } else { '-' }, sentence.source(one.at), one.what))
                .collect();
            assert_eq!(format!("{kind}; {}", lines.join("; ")), expected, "{text}");
        });
    }

    #[test]
    fn for_and_against() {
        check("{Priya} forgot it", "name; +Priya: a given name");
        check("{The engineer} forgot it", "role; +engineer: a role that people have");
        check("{The pod} failed", "system; -pod: a thing or a system");
        check(
            "{The operator} failed (one pod per CRD)",
            "system; +operator: a role that people have; -operator: a part of a machine in documents such as this one",
        );
        check("{She} failed", "pronoun; +She: a pronoun for people");
        check("{It} failed", "system; -It: a pronoun for things");
        check("Then {@kim} failed", "handle; +@kim: a handle or an address");
        check("{`kim`} failed", "system; -`kim`: code, a link or an image");
    }
}
