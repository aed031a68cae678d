//! Patterns of packs to elements.

use std::ops::Range;

use toml::Spanned;

use super::Compiler;
use crate::person::Kinds;
use crate::rule::anchor;
use crate::rule::edge::Edge;
use crate::rule::element::{Element, Group, Pattern};
use crate::rule::mistake::{self, Mistake};
use crate::rule::pack::Tense;
use crate::rule::pattern::{self, Atom, Forms, Node};
use crate::word::Class;

impl Compiler {
    /// Adds a pattern; `plain` says all that its elements don't.
    pub(super) fn pattern(&mut self, file: usize, span: Range<usize>, written: &Spanned<String>, tense: Tense, plain: Pattern) {
        let source = written.get_ref();
        let nodes = match pattern::parse(source) {
            Ok(nodes) => nodes,
            Err((at, message)) => {
                let range = mistake::within(written, at..source.len());
                return self.mistakes.push(Mistake::new(file, range, format!("in the pattern `{source}`: {message}")));
            }
        };
        let (subject, negative, nodes) = split_subject(&nodes);
        self.words.scope = self.family.scope(file);
        let elements = match self.sequence(nodes) {
            Ok(elements) => elements,
            Err(list) => {
                let name = format!("@{list}");
                let at = source.find(&name).map_or(0..source.len(), |at| at..at + name.len());
                return self.no_list(file, mistake::within(written, at), &list);
            }
        };
        let Some(anchor) = anchor::choose(&elements) else {
            let message = format!("the pattern `{source}` has no word to look for: name at least one word, verb or list");
            return self.mistakes.push(Mistake::new(file, span, message));
        };
        let index = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
        self.anchors.extend(anchor.cue.words.iter().map(|&word| (word, index)));
        self.patterns.push(Pattern {
            source: source.clone(),
            subject,
            negative,
            present: tense == Tense::Any,
            beside: Edge::beside(&elements, anchor.element),
            single: elements[anchor.element].is_single_word(),
            cue: anchor::telling(&elements[anchor.element]).filter(|_| !elements[anchor.element].is_single_word()),
            anchor: anchor.element,
            inner: anchor.cue.lead,
            lead: anchor.lead,
            elements,
            ..plain
        });
    }

    /// Reports a list that does not exist.
    pub(super) fn no_list(&mut self, file: usize, span: Range<usize>, list: &str) {
        let elsewhere = self.words.scope_of_list(list).and_then(|scope| self.family.first_of(scope));
        let more = elsewhere.map_or(String::new(), |pack| format!("; `{pack}` has one: add that pack to `extends`"));
        let message = format!("there is no list `{list}` in this pack and those that it extends{more}");
        self.mistakes.push(Mistake::new(file, span, message).unknown(list, self.words.list_names()));
    }

    /// # Errors
    ///
    /// The name of a list that doesn't exist; as in [`Self::element`].
    fn sequence(&mut self, nodes: &[Node]) -> Result<Vec<Element>, String> {
        nodes.iter().map(|node| self.element(node)).collect()
    }

    fn element(&mut self, node: &Node) -> Result<Element, String> {
        const FORMS: [Class; 5] = [Class::BASE, Class::S, Class::PAST, Class::PARTICIPLE, Class::ING];
        Ok(match node {
            Node::Atoms(atoms) => Element::Words(self.words.atoms(atoms)?.into()),
            Node::Group(alternatives) => {
                let rows = alternatives.iter().map(|nodes| self.sequence(nodes)).collect::<Result<_, _>>()?;
                Element::Group(Box::new(Group::new(rows, false)))
            }
            Node::Optional(nodes) => Element::Group(Box::new(optional(self.sequence(nodes)?))),
            Node::Any => Element::Any,
            Node::Gap(most) => Element::Gap(usize::from(*most)),
            Node::VerbForm(forms) => {
                let accepted = FORMS.into_iter().enumerate().filter(|(index, _)| forms.has(*index));
                Element::Class(accepted.fold(Class::NONE, |classes, (_, class)| classes | class))
            }
            Node::Adverb => Element::Adverb,
            Node::Number => Element::Number,
            Node::Not => Element::Not,
            Node::Start => Element::Start,
            Node::End => Element::End,
            Node::Mark(mark) => Element::Mark(*mark),
            Node::Slot(slot) => Element::Slot(*slot),
            Node::Object(None) => Element::Object(None),
            Node::Object(Some(list)) => {
                Element::Object(Some(self.words.atoms(&[Atom::List(list.clone(), Forms::default())])?.into()))
            }
        })
    }
}

/// An optional group is one group.
fn optional(mut row: Vec<Element>) -> Group {
    match row.pop() {
        Some(Element::Group(group)) if row.is_empty() => Group { optional: true, ..*group },
        last => {
            row.extend(last);
            Group::new(vec![row], true)
        }
    }
}

/// A slot for people before a verb group is a subject; a `not` after it asks for a negated group.
fn split_subject(nodes: &[Node]) -> (Option<Kinds>, bool, &[Node]) {
    match nodes {
        [Node::Slot(slot), Node::Not, rest @ ..] if !slot.possessive && !rest.is_empty() => (Some(slot.kinds), true, rest),
        [Node::Slot(slot), rest @ ..] if !slot.possessive && starts_predicate(rest) => (Some(slot.kinds), false, rest),
        _ => (None, false, nodes),
    }
}

fn starts_predicate(nodes: &[Node]) -> bool {
    const AUXILIARIES: &[&str] = &[
        "should", "could", "would", "might", "must", "ought", "shall", "will", "can", "may", "was", "were", "is", "are", "be",
        "been", "had", "has", "have", "did", "does", "do", "got", "gets", "shoulda", "never", "always", "'d", "needs", "need",
        "cannot",
    ];
    match nodes.first() {
        Some(Node::Atoms(atoms)) => atoms.iter().any(|atom| match atom {
            Atom::Verb(..) | Atom::List(..) => true,
            Atom::Word(word) => AUXILIARIES.contains(&word.as_str()) || word.ends_with("ly"),
            Atom::Noun(_) => false,
        }),
        Some(Node::VerbForm(_) | Node::Adverb) => true,
        Some(Node::Group(alternatives)) => alternatives.iter().any(|nodes| starts_predicate(nodes)),
        Some(Node::Optional(inner)) => starts_predicate(inner) || starts_predicate(&nodes[1..]),
        _ => false,
    }
}
