//! Templates of packs, with the lists that they name.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::Compiler;
use crate::Applicability;
use crate::rewrite::{self, Lists, Rewriting, Template, TemplateAct};
use crate::rule::mistake::Mistake;
use crate::rule::pack::{PackFile, Polarity, RewriteEntry, RewriteTable};
use crate::rule::pattern::{self, Node};

/// Lists of rewrites that several rules share, by name.
pub(super) type Shared = BTreeMap<String, (usize, Vec<Spanned<RewriteEntry>>)>;

/// The wordings of a rule: those to carry out, and those to read.
#[derive(Debug, Default)]
pub(super) struct Rewrites {
    pub(super) templates: Vec<Template>,
    pub(super) texts: Vec<String>,
}

impl Compiler {
    /// The lists of rewrites of all files.
    pub(super) fn shared_rewrites(files: &[(usize, PackFile)]) -> Shared {
        let named = files.iter().flat_map(|(file, content)| content.rewrites.iter().map(move |list| (*file, list)));
        named.map(|(file, (name, entries))| (name.clone(), (file, entries.clone()))).collect()
    }

    /// What packs say about all rewrites.
    pub(super) fn rewriting(&mut self, files: &[(usize, PackFile)]) -> Rewriting {
        let mut rewriting = Rewriting::default();
        for (file, content) in files {
            let Some(written) = content.rewriting.as_ref().filter(|_| !self.asleep[*file]) else { continue };
            let lists = |compiler: &mut Self, words: &[Spanned<String>]| -> Vec<_> {
                let found = words.iter().filter_map(|word| compiler.lists_of(*file, &word.span(), word.get_ref()));
                found.flat_map(<[_]>::into_vec).collect()
            };
            rewriting.drop.extend(lists(self, &written.drop));
            rewriting.drop_negated.extend(lists(self, &written.drop_negated));
            rewriting.purpose.extend(lists(self, &written.purpose));
            rewriting.refuse.extend(lists(self, &written.refuse));
            rewriting.judging.extend(lists(self, &written.judging));
            rewriting.never_passive.extend(lists(self, &written.never_passive));
            rewriting.nouns.extend(written.nouns.clone());
            rewriting.work.extend(written.work.clone());
            for (preposition, table) in &written.complements {
                let (unless, placing) = (lists(self, &table.unless), lists(self, &table.placing));
                let complement = rewriting.complements.entry(preposition.clone()).or_default();
                complement.nouns.extend(table.nouns.iter().cloned());
                complement.within.extend(table.within.iter().cloned());
                complement.unless.extend(unless);
                complement.placing.extend(placing);
            }
        }
        rewriting
    }

    pub(super) fn rewrites(&mut self, file: usize, entries: &[Spanned<RewriteEntry>], shared: &Shared) -> Rewrites {
        let mut all = Rewrites::default();
        for entry in entries {
            if let RewriteEntry::Text(text) = entry.get_ref()
                && let Some(name) = text.strip_prefix('@')
            {
                if let Some((file, entries)) = shared.get(name) {
                    for entry in entries {
                        self.rewrite(*file, entry, &mut all);
                    }
                } else {
                    let known: Vec<_> = shared.keys().cloned().collect();
                    let message = format!("there are no rewrites `{name}`; known are {}", known.join(", "));
                    self.mistakes.push(Mistake::new(file, entry.span(), message).unknown(name, known));
                }
            } else {
                self.rewrite(file, entry, &mut all);
            }
        }
        all
    }

    fn rewrite(&mut self, file: usize, entry: &Spanned<RewriteEntry>, all: &mut Rewrites) {
        let span = entry.span();
        let mut table = entry.get_ref().clone().into_table();
        if self.asleep[file] {
            // Its lists are left out, and nobody fills its slots.
            table = RewriteTable { text: table.text, ..RewriteTable::default() };
            if table.text.is_none() {
                return;
            }
        }
        match self.template(file, &span, &table) {
            Ok(template) if template.is_plain() => all.texts.extend(table.text),
            Ok(template) => all.templates.push(template),
            Err(message) => self.mistakes.push(Mistake::new(file, span, message)),
        }
    }

    fn template(&mut self, file: usize, span: &Range<usize>, table: &RewriteTable) -> Result<Template, String> {
        let (act, usual) = match (&table.text, &table.delete) {
            (Some(text), None) => (TemplateAct::Write(rewrite::parse(text)?), Applicability::Unsafe),
            (None, Some(words)) if words == "by {agent}" => (TemplateAct::DeleteBy, Applicability::Unsafe),
            (None, Some(words)) => {
                (TemplateAct::Delete(self.lists_of(file, span, words).unwrap_or_default()), Applicability::Safe)
            }
            _ => return Err("a rewrite has either `text` or `delete`".to_owned()),
        };
        let mut lists = |words: &Option<String>| words.as_ref().and_then(|words| self.lists_of(file, span, words));
        let (verb, act_verb) = (lists(&table.verb), lists(&table.act));
        let (object, until) = (lists(&table.object), lists(&table.until));
        let (behind, next, noun) = (lists(&table.behind), lists(&table.next), lists(&table.noun));
        let negated = table.when.map(|when| when == Polarity::Negated);
        let mut template = Template { act, applicability: usual, verb, act_verb, object, until, behind, next, noun, negated };
        if template.has_gap() {
            template.applicability = Applicability::DisplayOnly;
        }
        Ok(template)
    }

    /// Words, verbs and lists as in a pattern: `~forget/~omit`, `@list`.
    fn lists_of(&mut self, file: usize, span: &Range<usize>, words: &str) -> Option<Lists> {
        self.words.scope = self.family.scope(file);
        let message = match pattern::parse(words).as_deref() {
            Ok([Node::Atoms(atoms)]) => match self.words.atoms(atoms) {
                Ok(lists) => return Some(lists.into()),
                Err(list) => {
                    self.no_list(file, span.clone(), &list);
                    return None;
                }
            },
            Ok(_) => format!("`{words}`: name words, verbs or lists as one element of a pattern, such as `~forget/~omit`"),
            Err((_, message)) => format!("in `{words}`: {message}"),
        };
        self.mistakes.push(Mistake::new(file, span.clone(), message));
        None
    }
}
