//! What a document tells about who is who, gathered before its sentences are read.

use crate::RuleSet;
use crate::token;
use crate::word::{Class, Lexicon};

/// A bracket behind a name is read up to this many bytes.
const BRACKET: usize = 60;
/// A field of people is read up to this many bytes.
const FIELD: usize = 400;
/// So many different words make a document one about machines; a single one may be a passing mention.
const MACHINE_WORDS: usize = 2;

/// Facts about a whole document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Whether the document talks of machines whose parts are named like roles (Kubernetes operators and controllers).
    pub(crate) machines: bool,
    /// Names that the document declares to be people: "Responders: Ana, Li", "Xiuying (SRE)". Folded and sorted.
    people: Vec<String>,
    /// Names that it declares to be systems: "Odin (our session service)". Folded and sorted.
    systems: Vec<String>,
}

impl Facts {
    /// Gathers the facts.
    pub(crate) fn of(text: &str, rules: &RuleSet) -> Self {
        let mut facts = Self::default();
        let hints = &rules.tables().hints;
        facts.machines = hints.is_about_machines(text, MACHINE_WORDS);
        hints.fields_of_people(text).for_each(|start| facts.field(&text[start..]));
        facts.brackets(text, &rules.tables().lexicon);
        for names in [&mut facts.people, &mut facts.systems] {
            names.sort_unstable();
            names.dedup();
        }
        facts
    }

    pub(crate) fn is_person(&self, folded: &str) -> bool {
        self.people.binary_search_by(|known| known.as_str().cmp(folded)).is_ok()
    }

    pub(crate) fn is_system(&self, folded: &str) -> bool {
        self.systems.binary_search_by(|known| known.as_str().cmp(folded)).is_ok()
    }

    /// The names behind "Responders:".
    fn field(&mut self, rest: &str) {
        let names = bounded(rest, FIELD).lines().next().unwrap_or_default();
        // A sentence is no list of names.
        let names: Vec<&str> =
            names.split(|c: char| !(c.is_alphanumeric() || "-'’@.".contains(c))).filter(|name| !name.is_empty()).collect();
        if names.len() > 24 || names.iter().filter(|name| !is_name_shaped(name)).count() * 2 > names.len() {
            return;
        }
        self.people.extend(names.into_iter().filter(|name| is_name_shaped(name)).map(fold));
    }

    /// What brackets behind capitalised words say of them.
    fn brackets(&mut self, text: &str, lexicon: &Lexicon) {
        for (open, _) in text.match_indices('(') {
            let before = text[..open].trim_end_matches([' ', '*', '_', '`']);
            let start = before.rfind(|c: char| !(c.is_alphanumeric() || c == '-')).map_or(0, |at| at + 1);
            let Some(name) = before.get(start..).filter(|name| is_name_shaped(name)) else { continue };
            let inside = bounded(&text[open + 1..], BRACKET);
            let Some(inside) = inside.split_once(')').map(|(inside, _)| inside) else { continue };
            let last = inside.rsplit([' ', ',']).next().unwrap_or_default();
            let class = lexicon.class(lexicon.get(&fold(last)));
            if class.any(Class::SYSTEM_HEAD) {
                self.systems.push(fold(name));
            } else if class.any(Class::ROLE | Class::DEPARTMENT) {
                self.people.push(fold(name));
            }
        }
    }
}

fn fold(source: &str) -> String {
    let mut folded = String::new();
    token::fold(source, &mut folded);
    folded
}

/// One capital, then lower-case letters, at least three in all.
fn is_name_shaped(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase) && word.chars().count() > 2 && characters.any(char::is_lowercase)
}

/// The first bytes of a text, up to a character boundary.
fn bounded(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}
