//! The alternatives inside a pattern, and which of them a passage shows.

use std::collections::BTreeSet;

use crate::rule::pattern::{self, Atom, Forms, Node, Slot};
use crate::token;
use crate::word::{noun_forms, verb_forms};

/// What may stand at one place of a pattern, beside other things.
struct Alternative {
    /// As a pack writes it.
    shown: String,
    /// Of each of these sets, one word stands in the passage.
    words: Vec<Vec<String>>,
    inner: Vec<Alternative>,
}

/// The alternatives of a pattern that none of the passages shows, as a pack writes them. Entries of lists are no alternatives, and what has
/// no words of its own, such as a slot, counts as shown.
pub(super) fn unshown(pattern: &str, passages: &[&str]) -> Vec<String> {
    let Ok(nodes) = pattern::parse(pattern) else { return Vec::new() };
    let passages: Vec<BTreeSet<String>> = passages.iter().map(|passage| words_of(passage)).collect();
    let mut unshown = Vec::new();
    collect(&of_row(&nodes), &passages.iter().collect::<Vec<_>>(), &mut unshown);
    unshown
}

fn collect(alternatives: &[Alternative], passages: &[&BTreeSet<String>], unshown: &mut Vec<String>) {
    for one in alternatives {
        let shows = |passage: &&&BTreeSet<String>| one.words.iter().all(|any| any.iter().any(|word| passage.contains(word)));
        let showing: Vec<&BTreeSet<String>> = passages.iter().filter(shows).copied().collect();
        if showing.is_empty() {
            unshown.push(one.shown.clone());
        } else {
            collect(&one.inner, &showing, unshown);
        }
    }
}

/// The folded words of a passage; those with a hyphen also in parts and as one.
fn words_of(passage: &str) -> BTreeSet<String> {
    let is_inner = |character: char| character.is_alphanumeric() || matches!(character, '\'' | '’' | '-' | '‑' | '.' | '_');
    let words = passage.split(|character| !is_inner(character)).map(|word| word.trim_matches(['.', '-']));
    let folded: Vec<String> = words.filter(|word| !word.is_empty()).flat_map(token::literal).collect();
    let pairs = folded.windows(2).map(|pair| format!("{}-{}", pair[0], pair[1]));
    let joined = folded.iter().filter(|word| word.contains('-')).map(|word| word.replace('-', ""));
    let parts = folded.iter().flat_map(|word| word.split('-')).map(str::to_owned);
    pairs.chain(joined).chain(parts).chain(folded.iter().cloned()).collect()
}

fn of_row(nodes: &[Node]) -> Vec<Alternative> {
    nodes.iter().flat_map(of_node).collect()
}

fn of_node(node: &Node) -> Vec<Alternative> {
    match node {
        Node::Atoms(atoms) if atoms.len() > 1 => {
            let named = atoms.iter().filter(|atom| !matches!(atom, Atom::List(..)));
            named.map(|atom| Alternative { shown: atom_shown(atom), words: vec![forms(atom)], inner: Vec::new() }).collect()
        }
        Node::Group(rows) if rows.len() > 1 => {
            let row = |row: &Vec<Node>| Alternative { shown: row_shown(row), words: words(row), inner: of_row(row) };
            rows.iter().map(row).collect()
        }
        Node::Group(rows) => rows.iter().flat_map(|row| of_row(row)).collect(),
        Node::Optional(row) => of_row(row),
        _ => Vec::new(),
    }
}

/// What a row asks for by name.
fn words(row: &[Node]) -> Vec<Vec<String>> {
    let named = row.iter().filter_map(|node| match node {
        Node::Atoms(atoms) if !atoms.iter().any(|atom| matches!(atom, Atom::List(..))) => {
            Some(atoms.iter().flat_map(forms).collect())
        }
        _ => None,
    });
    named.collect()
}

fn forms(atom: &Atom) -> Vec<String> {
    match atom {
        Atom::Word(word) => vec![word.clone(), word.replace('-', "")],
        Atom::Noun(noun) => noun_forms(noun),
        Atom::Verb(lemma, _) => verb_forms(lemma).into_iter().map(|(form, _)| form).collect(),
        Atom::List(..) => Vec::new(),
    }
}

fn atom_shown(atom: &Atom) -> String {
    let with_forms = |sign: char, name: &str, forms: &Forms| format!("{sign}{name}{forms}");
    match atom {
        Atom::Word(word) => word.clone(),
        Atom::Noun(noun) => format!("{noun}(s)"),
        Atom::Verb(lemma, forms) => with_forms('~', lemma, forms),
        Atom::List(name, forms) => with_forms('@', name, forms),
    }
}

fn row_shown(row: &[Node]) -> String {
    // Contractions are two words.
    row.iter().map(node_shown).collect::<Vec<_>>().join(" ").replace(" n't", "n't").replace(" '", "'")
}

fn node_shown(node: &Node) -> String {
    let rows = |rows: &[Vec<Node>]| rows.iter().map(|row| row_shown(row)).collect::<Vec<_>>().join("|");
    match node {
        Node::Atoms(atoms) => atoms.iter().map(atom_shown).collect::<Vec<_>>().join("/"),
        Node::Group(alternatives) => format!("({})", rows(alternatives)),
        Node::Optional(row) => match &row[..] {
            [Node::Group(alternatives)] => format!("[{}]", rows(alternatives)),
            _ => format!("[{}]", row_shown(row)),
        },
        Node::Any => "*".to_owned(),
        Node::Gap(_) => "...".to_owned(),
        Node::VerbForm(_) => "%verb".to_owned(),
        Node::Adverb => "%adv".to_owned(),
        Node::Number => "%num".to_owned(),
        Node::Not => "not".to_owned(),
        Node::Start => "^".to_owned(),
        Node::End => "$".to_owned(),
        Node::Mark(mark) => mark.to_string(),
        Node::Slot(Slot { possessive: true, .. }) => "{…}'s".to_owned(),
        Node::Slot(_) => "{…}".to_owned(),
        Node::Object(None) => "{object}".to_owned(),
        Node::Object(Some(list)) => format!("{{object:@{list}}}"),
    }
}

#[cfg(test)]
mod tests {
    use super::unshown;

    #[track_caller]
    fn check(pattern: &str, passages: &[&str], expected: &[&str]) {
        assert_eq!(unshown(pattern, passages), expected);
    }

    #[test]
    fn words_and_their_forms() {
        check("zonked/blorped it", &["Zonked it"], &["blorped"]);
        check("~zonk/blorp the hose", &["zonking the hose", "blorps the hose"], &[]);
        check("~go:past/pp there", &["went there"], &[]);
        check("slip(s)/slip-up(s)/mis-step of", &["slips of", "slip ups of", "misstep of"], &[]);
        check("didn't/never zonk", &["never zonk"], &["didn't"]);
        check("didn't/never zonk", &["didn't zonk", "never zonk"], &[]);
    }

    #[test]
    fn rows_inside_brackets() {
        check("zonked (by|on the part of) it", &["zonked by it"], &["on the part of"]);
        check("zonked [for|of] it", &["zonked it"], &["for", "of"]);
        check("zonked [really] it", &["zonked it"], &[]);
        check("zonked (it|(the|a) hose(s)) again", &["zonked the hoses again", "zonked it again"], &["a"]);
        check("zonked (it|(the|a) hose(s)) again", &["zonked it again"], &["(the|a) hose(s)"]);
    }

    #[test]
    fn what_has_no_words_of_its_own_is_not_asked_for() {
        check("zonked ({person}|{group}|%num) again", &["zonked Kim again"], &[]);
        check("@zonk/@blorp/frobbed it", &["zonked it"], &["frobbed"]);
        check("/zonk(ed|s)/", &["zonked"], &[]);
    }
}
