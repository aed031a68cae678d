//! The pattern language: text to syntax tree. `docs/pack-syntax.md` describes it.

use std::fmt;

use crate::nearest;
use crate::person::Kinds;
use crate::token;

/// Which forms of a verb an element accepts; all if none is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Forms(u8);

impl Forms {
    const NAMES: &'static [&'static str] = &["base", "s", "past", "pp", "ing"];

    fn add(self, name: &str) -> Option<Self> {
        let bit = Self::NAMES.iter().position(|form| *form == name)?;
        Some(Self(self.0 | 1 << bit))
    }

    /// Whether the form with this index (in the order base, s, past, pp, ing) is accepted.
    pub(super) fn has(self, index: usize) -> bool {
        self.0 == 0 || self.0 & (1 << index) != 0
    }
}

impl fmt::Display for Forms {
    /// As a pattern has it behind a verb or list.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named: Vec<&str> =
            (0..).zip(Self::NAMES).filter(|(index, _)| self.0 & (1 << index) != 0).map(|(_, name)| *name).collect();
        if named.is_empty() { Ok(()) } else { write!(f, ":{}", named.join("/")) }
    }
}

/// A simple element that can be joined with others by `/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Atom {
    Word(String),
    Verb(String, Forms),
    Noun(String),
    List(String, Forms),
}

/// One element of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Atoms(Vec<Atom>),
    Group(Vec<Vec<Node>>),
    Optional(Vec<Node>),
    Any,
    Gap(u8),
    /// A verb in one of these forms.
    VerbForm(Forms),
    Adverb,
    Number,
    Not,
    Start,
    End,
    Mark(char),
    Slot(Slot),
    Object(Option<String>),
}

/// A place for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) kinds: Kinds,
    pub(crate) possessive: bool,
}

/// Parses a pattern. The error says what was found, what is valid, and at which byte of the pattern.
pub(super) fn parse(source: &str) -> Result<Vec<Node>, (usize, String)> {
    let mut parser = Parser { source, at: 0 };
    let nodes = parser.sequence(None)?;
    if parser.at < source.len() {
        return Err((parser.at, format!("`{}` closes nothing", &source[parser.at..=parser.at])));
    }
    if nodes.is_empty() {
        return Err((0, "the pattern is empty".to_owned()));
    }
    Ok(nodes)
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
}

type Parsed<T> = Result<T, (usize, String)>;

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn sequence(&mut self, close: Option<char>) -> Parsed<Vec<Node>> {
        let mut nodes = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(character) if Some(character) == close || close.is_some() && character == '|' => break,
                Some(bracket @ (')' | ']' | '|')) if close.is_none() && !self.is_lone(bracket) => break,
                Some(_) => self.node(&mut nodes)?,
            }
        }
        Ok(nodes)
    }

    fn node(&mut self, nodes: &mut Vec<Node>) -> Parsed<()> {
        let start = self.at;
        match self.peek() {
            Some('[') => {
                let mut alternatives = self.alternatives(']')?;
                let inner = if alternatives.len() == 1 { alternatives.remove(0) } else { vec![Node::Group(alternatives)] };
                nodes.push(Node::Optional(inner));
            }
            Some('(') if !self.is_lone('(') => {
                let alternatives = self.alternatives(')')?;
                nodes.push(Node::Group(alternatives));
            }
            Some('{') => {
                let end = self.source[start..].find('}').ok_or((start, "`{` is never closed".to_owned()))? + start;
                let possessive = ["'s", "’s"].iter().find(|ending| self.source[end + 1..].starts_with(**ending));
                self.at = end + 1 + possessive.map_or(0, |ending| ending.len());
                nodes.push(slot(&self.source[start + 1..end], possessive.is_some()).map_err(|message| (start, message))?);
            }
            _ => {
                let end = self.word_end();
                let word = &self.source[start..end];
                self.at = end;
                element(word, nodes).map_err(|message| (start, message))?;
            }
        }
        Ok(())
    }

    /// `(a b|c)` or `[a b|c]`, from the open bracket on.
    fn alternatives(&mut self, close: char) -> Parsed<Vec<Vec<Node>>> {
        let start = self.at;
        self.at += 1;
        let mut alternatives = vec![self.sequence(Some(close))?];
        while self.peek() == Some('|') {
            self.at += 1;
            alternatives.push(self.sequence(Some(close))?);
        }
        self.expect(close, start)?;
        Ok(alternatives)
    }

    /// A bracket that stands alone means the character.
    fn is_lone(&self, bracket: char) -> bool {
        let (before, after) = (&self.source[..self.at], &self.source[self.at + bracket.len_utf8()..]);
        before.chars().next_back().is_none_or(char::is_whitespace) && after.chars().next().is_none_or(char::is_whitespace)
    }

    fn expect(&mut self, close: char, open: usize) -> Parsed<()> {
        if self.peek() == Some(close) {
            self.at += 1;
            return Ok(());
        }
        Err((open, format!("this is never closed by `{close}`")))
    }

    /// The end of a word; `(s)` belongs to it.
    fn word_end(&self) -> usize {
        let mut at = self.at;
        let mut first = true;
        while let Some(character) = self.source[at..].chars().next() {
            if character.is_whitespace() || matches!(character, '[' | ']' | '|' | '{') || character == ')' && !first {
                break;
            }
            if character == '(' && !first {
                if !self.source[at..].starts_with("(s)") {
                    break;
                }
                at += 3;
                continue;
            }
            at += character.len_utf8();
            first = false;
        }
        at
    }
}

fn element(word: &str, nodes: &mut Vec<Node>) -> Result<(), String> {
    let node = match word {
        "*" => Node::Any,
        "..." => Node::Gap(5),
        "^" => Node::Start,
        "$" => Node::End,
        "not" => Node::Not,
        "," | ";" | "?" | "!" | ":" | "(" | ")" | "." | "-" | "\"" => Node::Mark(word.chars().next().unwrap_or(' ')),
        _ if word.starts_with("...") => {
            let count =
                word[3..].parse().map_err(|_| format!("`{word}`: after `...` stands a number of words, such as `...3`"))?;
            Node::Gap(count)
        }
        _ if word.starts_with('%') => class(&word[1..])?,
        _ => return atoms(word, nodes),
    };
    nodes.push(node);
    Ok(())
}

/// `past`, `past/%pp`, `adv`: what stands behind a `%`.
fn class(name: &str) -> Result<Node, String> {
    match name {
        "verb" => return Ok(Node::VerbForm(Forms::default())),
        "adv" => return Ok(Node::Adverb),
        "num" => return Ok(Node::Number),
        _ => {}
    }
    let forms = name.split('/').try_fold(Forms::default(), |forms, form| forms.add(form.strip_prefix('%').unwrap_or(form)));
    forms.map(Node::VerbForm).ok_or_else(|| {
        format!("`%{name}` is no word class; known are %verb, %base, %s, %past, %pp, %ing (joined by `/`), %adv, %num")
    })
}

/// `drop/lose`, `~drop:past`, `mistake(s)/error(s)`, `@list`.
fn atoms(word: &str, nodes: &mut Vec<Node>) -> Result<(), String> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut sequences: Vec<Vec<Node>> = Vec::new();
    for part in word.split('/') {
        if let Some(Atom::Verb(_, forms) | Atom::List(_, forms)) = atoms.last_mut()
            && let Some(more) = forms.add(part).filter(|_| *forms != Forms::default())
        {
            *forms = more;
            continue;
        }
        if part.is_empty() {
            return Err(format!("`{word}` has an empty alternative"));
        }
        // `~lie/rest/sit`: what follows a verb is a verb.
        let atom = match (atom(part)?, atoms.last()) {
            (Atom::Word(word), Some(Atom::Verb(_, forms))) => Atom::Verb(word, *forms),
            (atom, _) => atom,
        };
        if let Atom::Word(source) = &atom
            && !token::is_plain(source)
        {
            let words = token::literal(source);
            if words.len() > 1 {
                sequences.push(words.into_iter().map(|word| Node::Atoms(vec![Atom::Word(word)])).collect());
                continue;
            }
        }
        atoms.push(atom);
    }
    match (atoms.is_empty(), sequences.len()) {
        (false, 0) => nodes.push(Node::Atoms(atoms)),
        (true, 1) => nodes.append(&mut sequences[0]),
        _ => {
            if !atoms.is_empty() {
                sequences.push(vec![Node::Atoms(atoms)]);
            }
            nodes.push(Node::Group(sequences));
        }
    }
    Ok(())
}

fn atom(part: &str) -> Result<Atom, String> {
    let with_forms = |rest: &str| -> Result<(String, Forms), String> {
        let (name, suffix) = rest.split_once(':').unwrap_or((rest, ""));
        if suffix.is_empty() {
            return Ok((name.to_owned(), Forms::default()));
        }
        let forms = Forms::default()
            .add(suffix)
            .ok_or_else(|| format!("`:{suffix}` is no verb form; known are {}", Forms::NAMES.join(", ")))?;
        Ok((name.to_owned(), forms))
    };
    if let Some(rest) = part.strip_prefix('~') {
        let (lemma, forms) = with_forms(rest)?;
        return Ok(Atom::Verb(lemma.to_lowercase(), forms));
    }
    if let Some(rest) = part.strip_prefix('@') {
        let (name, forms) = with_forms(rest)?;
        return Ok(Atom::List(name, forms));
    }
    if let Some(noun) = part.strip_suffix("(s)") {
        return Ok(Atom::Noun(noun.to_lowercase()));
    }
    Ok(Atom::Word(if token::is_plain(part) { part.to_owned() } else { part.to_lowercase() }))
}

/// The slots that stand for more than one kind of mention.
const WIDE: [&str; 4] = ["person", "group", "human", "object"];

fn slot(inner: &str, possessive: bool) -> Result<Node, String> {
    if let Some(rest) = inner.strip_prefix("object") {
        return match rest.strip_prefix(":@") {
            Some(list) => Ok(Node::Object(Some(list.to_owned()))),
            None if rest.is_empty() => Ok(Node::Object(None)),
            None => Err(format!("`{{{inner}}}`: write `{{object}}` or `{{object:@list}}`")),
        };
    }
    let mut kinds = Kinds::default();
    for part in inner.split('|') {
        let (name, lenient) = part.strip_suffix('?').map_or((part, false), |name| (name, true));
        let kind = match name {
            "person" => Kinds::PERSON,
            "group" => Kinds::ANY_GROUP,
            "human" => Kinds::HUMAN,
            _ => Kinds::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind).ok_or_else(|| {
                let known: Vec<_> = WIDE.into_iter().chain(Kinds::NAMES.iter().map(|(known, _)| *known)).collect();
                let guess =
                    nearest(name, known.iter().copied()).map_or(String::new(), |one| format!(" (did you mean `{{{one}}}`?)"));
                format!("`{{{name}}}` is no slot{guess}; known are {}", known.join(", "))
            })?,
        };
        kinds = kinds.with(kind);
        if lenient {
            kinds = kinds.with(Kinds::LENIENT);
        }
    }
    Ok(Node::Slot(Slot { kinds, possessive }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(word: &str) -> Node {
        Node::Atoms(vec![Atom::Word(word.to_owned())])
    }

    #[test]
    fn elements() {
        assert_eq!(
            parse("drop/lose the ball").unwrap()[0],
            Node::Atoms(vec![Atom::Word("drop".into()), Atom::Word("lose".into())])
        );
        assert_eq!(parse("couldn't").unwrap(), [word("could"), word("n't")]);
        assert_eq!(
            parse("[really] (a b|c)").unwrap(),
            [Node::Optional(vec![word("really")]), Node::Group(vec![vec![word("a"), word("b")], vec![word("c")]])]
        );
        assert_eq!(parse("mistake(s)").unwrap(), [Node::Atoms(vec![Atom::Noun("mistake".into())])]);
        let verb = |lemma: &str| Atom::Verb(lemma.into(), Forms::default());
        assert_eq!(parse("~lie/rest").unwrap(), [Node::Atoms(vec![verb("lie"), verb("rest")])]);
        let forms = Forms::default().add("base").unwrap().add("ing").unwrap();
        assert_eq!(parse("~drop:base/ing").unwrap(), [Node::Atoms(vec![Atom::Verb("drop".into(), forms)])]);
        assert_eq!(parse("{person}'s").unwrap(), [Node::Slot(Slot { kinds: Kinds::PERSON, possessive: true })]);
        assert_eq!(parse("( ...3 )").unwrap(), [Node::Mark('('), Node::Gap(3), Node::Mark(')')]);
    }

    #[track_caller]
    fn check_error(source: &str, at: usize, part: &str) {
        let (found, message) = parse(source).unwrap_err();
        assert_eq!(found, at, "{message}");
        assert!(message.contains(part), "{message}");
    }

    #[test]
    fn errors() {
        check_error("", 0, "empty");
        check_error("a [b", 2, "`]`");
        check_error("{persn} ~go", 0, "known are person");
        check_error("a ~go:pat", 2, "base, s, past");
        check_error("a b)", 3, "closes nothing");
        check_error("a %noun", 2, "%verb");
    }
}
