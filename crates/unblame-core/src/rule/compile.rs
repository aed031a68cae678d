//! Packs to a [`RuleSet`]. The only place that reports pack errors.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use toml::Spanned;

use super::element::{Element, Owner, Pattern, Through, WordSet, Words};
use super::pack::{Entry, Level, List, PackFile, People, Tense};
use super::pattern::{self, Atom, Forms, Node};
use super::set::{self, AGENT_KINDS, Anchors, CompiledRule, Section, SeverityFor, Silencer, Tables};
use super::{PackError, PackSource, RuleInfo, RuleSetBuilder};
use crate::LineIndex;
use crate::person::{Kinds, MachineWords};
use crate::token;
use crate::word::{Class, Form, Lexicon, WordId, noun_forms, verb_forms};

/// A problem in one file, as a byte range.
type Located = (usize, Range<usize>, String);

/// Compiles all files together: lists of one file are seen by the rules of all.
pub(super) fn compile(settings: &RuleSetBuilder) -> Result<Tables, Vec<PackError>> {
    let sources = &settings.packs;
    let mut errors = Vec::new();
    let mut files = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let text = source.text.strip_prefix('\u{FEFF}').unwrap_or(&source.text);
        match toml::from_str::<PackFile>(text) {
            Ok(file) => files.push((index, file)),
            Err(error) => errors.push((index, error.span().unwrap_or(0..0), error.message().to_owned())),
        }
    }
    let names = pack_names(sources, &files, &mut errors);
    let mut compiler = Compiler::new(names, errors);
    compiler.declare(&files);
    compiler.roster(settings);
    let mut rules = compiler.rules(files);
    if !compiler.errors.is_empty() {
        return Err(compiler.errors.into_iter().map(|error| locate(sources, error)).collect());
    }
    set::select(&mut rules, settings)?;
    Ok(compiler.finish(rules))
}

/// The pack that each file belongs to: its own header's, or that of another file in the same folder.
fn pack_names(sources: &[PackSource], files: &[(usize, PackFile)], errors: &mut Vec<Located>) -> Vec<String> {
    let folder = |index: usize| sources[index].name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let headers: Vec<_> = files.iter().filter_map(|(index, file)| Some((*index, &file.pack.as_ref()?.name))).collect();
    let mut names = vec![String::new(); sources.len()];
    for (index, _) in files {
        let own = headers.iter().find(|(header, _)| header == index);
        match own.or_else(|| headers.iter().find(|(header, _)| folder(*header) == folder(*index))) {
            Some((_, name)) => names[*index].clone_from(name),
            None => errors.push((*index, 0..0, "no file of this pack has a table `[pack]` with its `name`".to_owned())),
        }
    }
    names
}

fn locate(sources: &[PackSource], (file, range, message): Located) -> PackError {
    let source = &sources[file];
    let position = LineIndex::new(&source.text).line_col(&source.text, u32::try_from(range.start).unwrap_or(u32::MAX).into());
    PackError { file: source.name.clone(), line: position.line, column: position.column, message }
}

struct Compiler {
    lexicon: Lexicon,
    /// The name of the pack of each file.
    names: Vec<String>,
    lists: BTreeMap<String, List>,
    sections: Vec<Section>,
    silencers: Vec<Silencer>,
    patterns: Vec<Pattern>,
    anchors: Vec<(WordId, u32)>,
    machine_words: Vec<String>,
    errors: Vec<Located>,
}

impl Compiler {
    fn new(names: Vec<String>, errors: Vec<Located>) -> Self {
        Self {
            lexicon: Lexicon::new(),
            names,
            lists: BTreeMap::new(),
            sections: Vec::new(),
            silencers: Vec::new(),
            patterns: Vec::new(),
            anchors: Vec::new(),
            machine_words: Vec::new(),
            errors,
        }
    }

    /// First pass: everything that rules may refer to.
    fn declare(&mut self, files: &[(usize, PackFile)]) {
        for (_, file) in files {
            self.people(&file.people);
            for (name, list) in &file.lists {
                let known = self.lists.entry(name.get_ref().clone()).or_default();
                known.verbs.extend(list.verbs.iter().cloned());
                known.nouns.extend(list.nouns.iter().cloned());
                known.words.extend(list.words.iter().cloned());
            }
            for (name, words) in &file.sections {
                let words = words.iter().map(|word| word.to_lowercase());
                match self.sections.iter_mut().find(|known| known.name == *name) {
                    Some(known) => known.words.extend(words),
                    None => self.sections.push(Section { name: name.clone(), words: words.collect() }),
                }
            }
            self.silencers.extend(file.silencer.iter().map(|silencer| Silencer { name: silencer.name.get_ref().clone() }));
        }
        let verbs: Vec<_> = self.lists.values().flat_map(|list| list.verbs.clone()).collect();
        for verb in verbs {
            self.verb(&verb, Forms::default());
        }
    }

    fn people(&mut self, people: &People) {
        self.machine_words.extend(people.machine_context.iter().cloned());
        let plain: [(&[String], Class); 8] = [
            (&people.adjectives, Class::ADJECTIVE),
            (&people.human_modifiers, Class::HUMAN_MODIFIER),
            (&people.products, Class::PRODUCT),
            (&people.named_products, Class::NAMED_PRODUCT),
            (&people.names, Class::GIVEN_NAME),
            (&people.plural_roles, Class::ROLES),
            (&people.departments, Class::DEPARTMENT),
            (&people.assistants, Class::ASSISTANT),
        ];
        for (words, class) in plain {
            for word in words {
                self.lexicon.add(&word.to_lowercase(), class);
            }
        }
        let nouns: [(&[String], Class, Class); 8] = [
            (&people.roles, Class::ROLE, Class::ROLES),
            (&people.ambiguous_roles, Class::AMBIGUOUS, Class::AMBIGUOUS),
            (&people.machine_roles, Class::ROLE | Class::MACHINE_ROLE, Class::ROLES),
            (&people.groups, Class::GROUP, Class::GROUP),
            (&people.vendors, Class::VENDOR, Class::VENDOR),
            (&people.customers, Class::CUSTOMER, Class::CUSTOMER),
            (&people.adversaries, Class::ADVERSARY, Class::ADVERSARY),
            (&people.system_heads, Class::SYSTEM_HEAD, Class::SYSTEM_HEAD),
        ];
        for (words, singular, plural) in nouns {
            for word in words {
                for (index, form) in noun_forms(&word.to_lowercase()).into_iter().enumerate() {
                    self.lexicon.add(&form, if index == 0 { singular } else { plural });
                }
            }
        }
    }

    /// Who the configuration says is human, and who is not.
    fn roster(&mut self, settings: &RuleSetBuilder) {
        for (names, class) in [(&settings.people, Class::ROSTER), (&settings.systems, Class::SYSTEM_ROSTER)] {
            for name in names.iter().flat_map(|name| name.split_whitespace()) {
                self.lexicon.add(&name.to_lowercase(), class);
            }
        }
    }

    /// Second pass: the rules and silencers.
    fn rules(&mut self, files: Vec<(usize, PackFile)>) -> Vec<CompiledRule> {
        let mut rules: Vec<CompiledRule> = Vec::new();
        let mut silencer_index = 0;
        for (file, content) in files {
            let name = self.names[file].clone();
            for silencer in content.silencer {
                for entry in silencer.r#match {
                    self.entry(file, entry, Owner::Silencer(silencer_index), Some(silencer.r#where), &[]);
                }
                silencer_index += 1;
            }
            for rule in content.rule {
                let index = rules.len();
                if rules.iter().any(|known| known.info.id == *rule.id.get_ref() && known.info.pack == name) {
                    self.errors.push((
                        file,
                        rule.id.span(),
                        format!("there is already a rule `{}` in this pack", rule.id.get_ref()),
                    ));
                }
                self.check(file, &rule);
                for entry in rule.r#match {
                    self.entry(file, entry, Owner::Rule(index), None, &rule.through);
                }
                for entry in rule.except {
                    self.entry(file, entry, Owner::Except(index), None, &[]);
                }
                let sections = rule
                    .severity_in
                    .into_iter()
                    .filter_map(|(section, level)| {
                        Some((self.section(file, section.get_ref(), section.span())?, level.severity()))
                    })
                    .collect();
                rules.push(CompiledRule {
                    info: Arc::new(RuleInfo {
                        id: rule.id.into_inner(),
                        pack: name.clone(),
                        category: rule.category.into_inner(),
                        severity: rule.severity,
                        profile: rule.profile,
                        message: rule.message.into_inner(),
                        why: rule.why,
                        question: rule.question,
                        rewrites: rule.rewrites,
                        sources: rule.sources,
                        bad: rule.bad,
                        good: rule.good,
                    }),
                    severity_for: severity_for(&rule.severity_for),
                    severity_in: sections,
                    configured: None,
                    enabled: true,
                });
            }
        }
        rules
    }

    /// What a rule must have, whatever it matches.
    fn check(&mut self, file: usize, rule: &super::pack::Rule) {
        let id = rule.id.get_ref();
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            self.errors.push((
                file,
                rule.id.span(),
                format!("`{id}` is no rule id: use lower-case letters, digits and hyphens"),
            ));
        }
        if rule.message.get_ref().chars().count() > 90 {
            self.errors.push((file, rule.message.span(), format!("the message of `{id}` is longer than 90 characters")));
        }
        if rule.bad.is_empty() || rule.good.is_empty() {
            self.errors.push((file, rule.id.span(), format!("`{id}` needs at least one `bad` and one `good` example")));
        }
        for (kind, _) in &rule.severity_for {
            if !AGENT_KINDS.contains(&kind.get_ref().as_str()) {
                self.errors.push((
                    file,
                    kind.span(),
                    format!("`{}` is no kind of agent; known are {}", kind.get_ref(), AGENT_KINDS.join(", ")),
                ));
            }
        }
    }

    fn section(&mut self, file: usize, name: &str, span: Range<usize>) -> Option<usize> {
        let found = self.sections.iter().position(|known| known.name == name);
        if found.is_none() {
            let known: Vec<_> = self.sections.iter().map(|known| known.name.as_str()).collect();
            self.errors.push((file, span, format!("`{name}` is no section; known are {}", known.join(", "))));
        }
        found
    }

    fn through(&mut self, file: usize, span: &Range<usize>, names: &[String]) -> Through {
        let mut through = Through::default();
        for name in names {
            match name.as_str() {
                "hypothetical" => through.hypothetical = true,
                "quoted" => through.quoted = true,
                "negated" => through.negated = true,
                _ => {
                    let found: Vec<usize> = self
                        .silencers
                        .iter()
                        .enumerate()
                        .filter(|(_, known)| known.name == *name)
                        .map(|(index, _)| index)
                        .collect();
                    if found.is_empty() {
                        let known: Vec<_> = self.silencers.iter().map(|known| known.name.as_str()).collect();
                        let message =
                            format!("`{name}` is no silencer; known are hypothetical, quoted, negated, {}", known.join(", "));
                        self.errors.push((file, span.clone(), message));
                    }
                    through.named.extend(found);
                }
            }
        }
        through
    }

    fn entry(
        &mut self,
        file: usize,
        entry: Spanned<Entry>,
        owner: Owner,
        position: Option<super::pack::Where>,
        through: &[Spanned<String>],
    ) {
        let span = entry.span();
        let table = entry.into_inner().into_table();
        let nodes = match pattern::parse(&table.pattern) {
            Ok(nodes) => nodes,
            Err((at, message)) => {
                return self.errors.push((
                    file,
                    span.start + at + 1..span.end,
                    format!("in the pattern `{}`: {message}", table.pattern),
                ));
            }
        };
        let names: Vec<String> =
            through.iter().map(|name| name.get_ref().clone()).chain(table.through.iter().cloned()).collect();
        let through = self.through(file, &span, &names);
        let sections = table.sections.iter().filter_map(|name| self.section(file, name, span.clone())).collect();
        let (subject, negative, nodes) = split_subject(&nodes);
        let elements = match self.sequence(nodes) {
            Ok(elements) => elements,
            Err(message) => return self.errors.push((file, span, message)),
        };
        let Some((lead, words)) = self.anchor(&elements) else {
            return self.errors.push((
                file,
                span,
                format!("the pattern `{}` has no word to look for: name at least one word, verb or list", table.pattern),
            ));
        };
        let index = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
        self.anchors.extend(words.into_iter().map(|word| (word, index)));
        self.patterns.push(Pattern {
            owner,
            subject,
            negative,
            present: table.tense == Tense::Any,
            elements,
            lead,
            severity: table.severity,
            sections,
            through,
            position: table.r#where.or(position).unwrap_or_default(),
        });
    }

    fn sequence(&mut self, nodes: &[Node]) -> Result<Vec<Element>, String> {
        nodes.iter().map(|node| self.element(node)).collect()
    }

    fn element(&mut self, node: &Node) -> Result<Element, String> {
        const FORMS: [Class; 5] = [Class::BASE, Class::S, Class::PAST, Class::PARTICIPLE, Class::ING];
        Ok(match node {
            Node::Atoms(atoms) => Element::Words(Box::new(self.atoms(atoms)?)),
            Node::Group(alternatives) => {
                Element::Group(alternatives.iter().map(|nodes| self.sequence(nodes)).collect::<Result<_, _>>()?)
            }
            Node::Optional(nodes) => Element::Optional(self.sequence(nodes)?),
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
                Element::Object(Some(Box::new(self.atoms(&[Atom::List(list.clone(), Forms::default())])?)))
            }
        })
    }

    fn atoms(&mut self, atoms: &[Atom]) -> Result<Words, String> {
        let mut words = Words::default();
        for atom in atoms {
            match atom {
                Atom::Word(word) => self.phrase(&mut words, word),
                Atom::Noun(noun) => noun_forms(noun).iter().for_each(|form| self.phrase(&mut words, form)),
                Atom::Verb(lemma, forms) => self.verb_phrase(&mut words, lemma, *forms),
                Atom::List(name, forms) => self.list(&mut words, name, *forms)?,
            }
        }
        words.single.0.sort_unstable();
        words.single.0.dedup();
        // Longer phrases first, so that "take down the site" is preferred to "take down".
        words.phrases.values_mut().for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len())));
        Ok(words)
    }

    fn list(&mut self, words: &mut Words, name: &str, forms: Forms) -> Result<(), String> {
        let Some(list) = self.lists.get(name).cloned() else {
            let known: Vec<_> = self.lists.keys().map(String::as_str).collect();
            return Err(format!("there is no list `{name}`; known are {}", known.join(", ")));
        };
        for verb in &list.verbs {
            self.verb_phrase(words, verb, forms);
        }
        for noun in list.nouns.iter().flat_map(|noun| noun_forms(&noun.to_lowercase())) {
            self.phrase(words, &noun);
        }
        for word in &list.words {
            self.phrase(words, &word.to_lowercase());
        }
        Ok(())
    }

    /// Adds a word or a phrase; a hyphenated word also in its spellings with a space and as one word.
    fn phrase(&mut self, words: &mut Words, phrase: &str) {
        self.plain_phrase(words, phrase);
        if phrase.contains('-') && !phrase.contains(' ') && phrase.len() > 3 {
            self.plain_phrase(words, &phrase.replace('-', " "));
            self.plain_phrase(words, &phrase.replace('-', ""));
        }
    }

    fn plain_phrase(&mut self, words: &mut Words, phrase: &str) {
        let mut parts = phrase.split_whitespace().flat_map(token::literal);
        let Some(first) = parts.next() else { return };
        let first = self.lexicon.add(&first, Class::NONE);
        let rest: Vec<_> = parts.map(|word| self.single(&word)).collect();
        if rest.is_empty() { words.single.0.push(first) } else { words.phrases.entry(first).or_default().push(rest) }
    }

    fn single(&mut self, word: &str) -> Element {
        let id = self.lexicon.add(word, Class::NONE);
        Element::Words(Box::new(Words { single: WordSet(vec![id]), phrases: FxHashMap::default() }))
    }

    /// Adds the forms of a verb, whose first word is inflected. A particle may stand behind a short object.
    fn verb_phrase(&mut self, words: &mut Words, lemma: &str, forms: Forms) {
        const PARTICLES: &[&str] =
            &["down", "up", "off", "out", "over", "in", "on", "away", "back", "offline", "through", "apart"];
        let (verb, rest) = lemma.split_once(' ').unwrap_or((lemma, ""));
        let heads = self.verb(verb, forms);
        if rest.is_empty() {
            words.single.0.extend(heads);
            return;
        }
        let tail: Vec<_> = rest.split_whitespace().flat_map(token::literal).map(|word| self.single(&word)).collect();
        let split = PARTICLES.contains(&rest);
        for head in heads {
            let phrases = words.phrases.entry(head).or_default();
            phrases.push(tail.clone());
            if split {
                phrases.push(std::iter::once(Element::ShortObject).chain(tail.iter().cloned()).collect());
            }
        }
    }

    /// Registers the forms of a one-word verb and returns those asked for. Also spells hyphenated verbs as one word.
    fn verb(&mut self, verb: &str, forms: Forms) -> Vec<WordId> {
        let verb = verb.split(' ').next().unwrap_or(verb).to_lowercase();
        let mut ids = Vec::new();
        for (form, tag) in verb_forms(&verb) {
            let (index, class) = match tag {
                Form::Base => (0, Class::BASE),
                Form::S => (1, Class::S),
                Form::Past => (2, Class::PAST),
                Form::Participle => (3, Class::PARTICIPLE),
                Form::Ing => (4, Class::ING),
            };
            let id = self.lexicon.add(&form, class);
            let joined = form.contains('-').then(|| self.lexicon.add(&form.replace('-', ""), class));
            if forms.has(index) {
                ids.push(id);
                ids.extend(joined);
            }
        }
        ids
    }

    /// The element to look for: how many tokens lie before it, and its words. Rare words are better than common ones.
    fn anchor(&self, elements: &[Element]) -> Option<((usize, usize), Vec<WordId>)> {
        let mut lead = (0, 0);
        let mut best: Option<(usize, (usize, usize), Vec<WordId>)> = None;
        for element in elements {
            if let Some((offset, words)) = self.anchor_words(element) {
                let cost: usize = words.iter().map(|&word| self.commonness(word)).max().unwrap_or(0);
                if best.as_ref().is_none_or(|(known, ..)| cost < *known) {
                    best = Some((cost, (lead.0 + offset.0, lead.1 + offset.1), words));
                }
            }
            let (least, most) = width(element);
            // An adverb may slip in before each element.
            lead = (lead.0 + least, (lead.1 + most + 1).min(14));
        }
        best.map(|(_, lead, words)| ((lead.0.min(14), (lead.1 + 1).min(14)), words))
    }

    fn anchor_words(&self, element: &Element) -> Option<((usize, usize), Vec<WordId>)> {
        match element {
            Element::Words(words) => {
                Some(((0, 0), words.single.0.iter().copied().chain(words.phrases.keys().copied()).collect()))
            }
            Element::Group(alternatives) => {
                let anchors: Option<Vec<_>> = alternatives.iter().map(|alternative| self.anchor(alternative)).collect();
                let anchors = anchors?;
                let least = anchors.iter().map(|(lead, _)| lead.0).min()?;
                let most = anchors.iter().map(|(lead, _)| lead.1).max()?;
                Some(((least, most), anchors.into_iter().flat_map(|(_, words)| words).collect()))
            }
            _ => None,
        }
    }

    /// How common a word is, roughly: function words stand in every sentence.
    fn commonness(&self, word: WordId) -> usize {
        let class = self.lexicon.class(word);
        let function = Class::DETERMINER
            | Class::PREPOSITION
            | Class::BE
            | Class::HAVE
            | Class::TO
            | Class::COORDINATOR
            | Class::POSSESSIVE
            | Class::SUBJECT_PRONOUN
            | Class::OBJECT_PRONOUN;
        if class.any(function) {
            4
        } else if class.any(Class::MODAL | Class::NEGATION | Class::DO | Class::ADVERB | Class::SUBORDINATOR | Class::GET) {
            3
        } else if class.any(Class::WH | Class::SOMEONE | Class::NOBODY | Class::QUANTIFIER) {
            2
        } else {
            1
        }
    }

    /// Patterns of rules that do not run are never tried.
    fn finish(self, rules: Vec<CompiledRule>) -> Tables {
        let runs = |pattern: u32| match self.patterns[pattern as usize].owner {
            Owner::Rule(rule) | Owner::Except(rule) => rules[rule].enabled,
            Owner::Silencer(_) => true,
        };
        let anchors = self.anchors.iter().copied().filter(|&(_, pattern)| runs(pattern)).collect();
        let anchors = Anchors::new(self.lexicon.len(), anchors);
        Tables {
            lexicon: self.lexicon,
            patterns: self.patterns,
            anchors,
            rules,
            silencers: self.silencers,
            sections: self.sections,
            machine_words: MachineWords::new(&self.machine_words),
        }
    }
}

fn severity_for(levels: &BTreeMap<Spanned<String>, Level>) -> SeverityFor {
    AGENT_KINDS.map(|kind| levels.iter().find(|(known, _)| known.get_ref() == kind).map(|(_, level)| level.severity()))
}

/// How many tokens an element takes, at least and at most.
fn width(element: &Element) -> (usize, usize) {
    let sequence = |elements: &[Element]| elements.iter().map(width).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    match element {
        Element::Words(words) => {
            let longest = words.phrases.values().flatten().map(|phrase| sequence(phrase).1 + 1).max().unwrap_or(1);
            let shortest = if words.single.0.is_empty() {
                words.phrases.values().flatten().map(|phrase| sequence(phrase).0 + 1).min().unwrap_or(1)
            } else {
                1
            };
            (shortest, longest)
        }
        Element::Group(alternatives) => {
            let widths = alternatives.iter().map(|alternative| sequence(alternative));
            widths.fold((usize::MAX, 0), |sum, one| (sum.0.min(one.0), sum.1.max(one.1)))
        }
        Element::Optional(inner) => (0, sequence(inner).1),
        Element::Gap(most) => (0, *most),
        Element::Start | Element::End => (0, 0),
        Element::Not => (1, 2),
        Element::Slot(_) | Element::Object(_) => (1, 6),
        Element::ShortObject => (1, 5),
        _ => (1, 1),
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
