//! Packs to a [`RuleSet`]. The only place that reports pack errors.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::anchor;
use super::border::Border;
use super::element::{Element, Owner, Pattern, Through};
use super::gate::Gate;
use super::pack::{Entry, Level, PackFile, People, Shift, Tense};
use super::pattern::{self, Atom, Forms, Node};
use super::set::{self, AGENT_KINDS, Anchors, CompiledRule, SectionWords, SeverityFor, Silencer, Tables};
use super::words::{WordCompiler, Words};
use super::{PackError, PackSource, RuleInfo, RuleSetBuilder};
use crate::LineIndex;
use crate::person::{Hints, Kinds};
use crate::word::{Class, WordId, noun_forms};

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
    words: WordCompiler,
    /// The name of the pack of each file.
    names: Vec<String>,
    sections: Vec<(String, Vec<String>)>,
    silencers: Vec<Silencer>,
    patterns: Vec<Pattern>,
    gates: Vec<Gate>,
    anchors: Vec<(WordId, u32)>,
    machine_words: Vec<String>,
    people_fields: Vec<String>,
    errors: Vec<Located>,
}

impl Compiler {
    fn new(names: Vec<String>, errors: Vec<Located>) -> Self {
        Self {
            words: WordCompiler::default(),
            names,
            sections: Vec::new(),
            silencers: Vec::new(),
            patterns: Vec::new(),
            gates: Vec::new(),
            anchors: Vec::new(),
            machine_words: Vec::new(),
            people_fields: Vec::new(),
            errors,
        }
    }

    /// First pass: everything that rules may refer to.
    fn declare(&mut self, files: &[(usize, PackFile)]) {
        for (index, file) in files {
            self.people(&file.people);
            for (name, list) in &file.lists {
                self.words.declare(name.get_ref(), list);
            }
            for (name, words) in &file.sections {
                let words = words.iter().map(|word| word.to_lowercase());
                match self.sections.iter_mut().find(|(known, _)| known == name) {
                    Some((_, known)) => known.extend(words),
                    None => self.sections.push((name.clone(), words.collect())),
                }
            }
            if self.sections.len() > SectionWords::MOST {
                let message = format!("there are more than {} sorts of sections", SectionWords::MOST);
                self.errors.push((*index, 0..0, message));
            }
            self.silencers.extend(file.silencer.iter().map(|silencer| Silencer { name: silencer.name.get_ref().clone() }));
        }
        self.words.register_verbs();
    }

    fn people(&mut self, people: &People) {
        self.machine_words.extend(people.machine_context.iter().cloned());
        self.people_fields.extend(people.fields.iter().cloned());
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
                self.words.lexicon.add(&word.to_lowercase(), class);
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
                    self.words.lexicon.add(&form, if index == 0 { singular } else { plural });
                }
            }
        }
    }

    /// Who the configuration says is human, and who is not.
    fn roster(&mut self, settings: &RuleSetBuilder) {
        for (names, class) in [(&settings.people, Class::ROSTER), (&settings.systems, Class::SYSTEM_ROSTER)] {
            for name in names.iter().flat_map(|name| name.split_whitespace()) {
                self.words.lexicon.add(&name.to_lowercase(), class);
            }
        }
    }

    /// Second pass: the rules and silencers.
    fn rules(&mut self, files: Vec<(usize, PackFile)>) -> Vec<CompiledRule> {
        let mut rules: Vec<CompiledRule> = Vec::new();
        let mut silencer_index = 0;
        let defaults = self.section_defaults(&files);
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
                let mut sections = self.shifts(file, &rule.severity_in);
                let own: Vec<usize> = sections.iter().map(|(section, _)| *section).collect();
                let inherited = defaults.iter().filter(|(pack, (section, _))| *pack == name && !own.contains(section));
                sections.extend(inherited.map(|(_, shift)| *shift));
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
                    left_out: false,
                    problem: rule.suppressions.map(Spanned::into_inner),
                });
            }
        }
        rules
    }

    /// What each pack says of sections for all of its rules.
    fn section_defaults(&mut self, files: &[(usize, PackFile)]) -> Vec<(String, (usize, Shift))> {
        let mut defaults = Vec::new();
        for (file, content) in files {
            let shifts = self.shifts(*file, &content.severity_in);
            defaults.extend(shifts.into_iter().map(|shift| (self.names[*file].clone(), shift)));
        }
        defaults
    }

    fn shifts(&mut self, file: usize, written: &BTreeMap<Spanned<String>, Shift>) -> Vec<(usize, Shift)> {
        let known = |(section, shift): (&Spanned<String>, &Shift)| {
            Some((self.section(file, section.get_ref(), section.span())?, *shift))
        };
        written.iter().filter_map(known).collect()
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
        if let Some(problem) = rule.suppressions.as_ref().filter(|_| !rule.r#match.is_empty()) {
            let message = format!("`{id}` has patterns under `match`, so it can't be about `suppressions`");
            self.errors.push((file, problem.span(), message));
        }
        for kind in rule.severity_for.keys() {
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
        let found = self.sections.iter().position(|(known, _)| known == name);
        if found.is_none() {
            let known: Vec<_> = self.sections.iter().map(|(known, _)| known.as_str()).collect();
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
        let Some(anchor) = anchor::choose(&elements) else {
            return self.errors.push((
                file,
                span,
                format!("the pattern `{}` has no word to look for: name at least one word, verb or list", table.pattern),
            ));
        };
        let index = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
        self.anchors.extend(anchor.words.into_iter().map(|word| (word, index)));
        self.gates.push(Gate::new(subject, &elements, negative));
        let first = Border::first(&elements);
        let at_start = matches!(elements.first(), Some(Element::Start));
        self.patterns.push(Pattern {
            owner,
            subject,
            negative,
            present: table.tense == Tense::Any,
            elements,
            lead: anchor.lead,
            first,
            beside: anchor.beside,
            at_start,
            severity: table.severity,
            sections,
            through,
            position: table.r#where.or(position).unwrap_or_default(),
        });
    }

    fn atoms(&mut self, atoms: &[Atom]) -> Result<Vec<Arc<Words>>, String> {
        self.words.atoms(atoms).map_err(|name| {
            // There are hundreds of lists: only those that start alike help.
            let alike = |known: &&String| known.chars().next() == name.chars().next();
            let known: Vec<_> = self.words.lists.keys().filter(alike).map(String::as_str).collect();
            if known.is_empty() {
                format!("there is no list `{name}`")
            } else {
                format!("there is no list `{name}`; those that start alike are {}", known.join(", "))
            }
        })
    }

    fn sequence(&mut self, nodes: &[Node]) -> Result<Vec<Element>, String> {
        nodes.iter().map(|node| self.element(node)).collect()
    }

    fn element(&mut self, node: &Node) -> Result<Element, String> {
        const FORMS: [Class; 5] = [Class::BASE, Class::S, Class::PAST, Class::PARTICIPLE, Class::ING];
        Ok(match node {
            Node::Atoms(atoms) => Element::Words(self.atoms(atoms)?.into()),
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
                Element::Object(Some(self.atoms(&[Atom::List(list.clone(), Forms::default())])?.into()))
            }
        })
    }

    /// Patterns of rules that do not run are never tried.
    fn finish(self, rules: Vec<CompiledRule>) -> Tables {
        let runs = |pattern: u32| match self.patterns[pattern as usize].owner {
            Owner::Rule(rule) | Owner::Except(rule) => rules[rule].enabled,
            Owner::Silencer(_) => true,
        };
        let running = self.anchors.iter().copied().filter(|&(_, pattern)| runs(pattern));
        let of_rule = |pattern: u32| matches!(self.patterns[pattern as usize].owner, Owner::Rule(_));
        let (rules_anchors, silencers): (Vec<_>, Vec<_>) = running.partition(|&(_, pattern)| of_rule(pattern));
        let words = self.words.lexicon.len();
        Tables {
            lexicon: self.words.lexicon,
            patterns: self.patterns,
            gates: self.gates,
            anchors: Anchors::new(words, rules_anchors),
            silencer_anchors: Anchors::new(words, silencers),
            rules,
            silencers: self.silencers,
            sections: SectionWords::new(&self.sections),
            hints: Hints::new(&self.machine_words, &self.people_fields),
        }
    }
}

fn severity_for(levels: &BTreeMap<Spanned<String>, Level>) -> SeverityFor {
    AGENT_KINDS.map(|kind| levels.iter().find(|(known, _)| known.get_ref() == kind).map(|(_, level)| *level))
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

#[cfg(test)]
mod tests {
    use crate::{PackSource, RuleSet};

    #[test]
    fn sections_have_a_bit_each() {
        let sections: Vec<String> = (0..33).map(|number| format!("s{number} = [\"heading {number}\"]")).collect();
        let sections = sections.join("\n");
        let mut builder = RuleSet::builder();
        builder.packs.push(PackSource { name: "p.toml".into(), text: format!("[pack]\nname = \"p\"\n[sections]\n{sections}") });
        let errors = builder.build().unwrap_err();
        assert_eq!(errors[0].to_string(), "p.toml:1:1: there are more than 32 sorts of sections");
    }
}
