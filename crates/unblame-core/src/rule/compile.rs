//! Packs to a [`RuleSet`]. The only place that reports pack errors.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::change::Changes;
use super::element::{Owner, Pattern, Through};
use super::expression::{Expression, Expressions};
use super::family::Family;
use super::mistake::Mistake;
use super::pack::{self, Entry, Level, PackFile, Shift, What};
use super::set::{self, AGENT_KINDS, Anchors, CompiledRule, SectionWords, SeverityFor, Silencer, Tables};
use super::signs;
use super::words::WordCompiler;
use super::{PackError, RuleInfo, RuleSetBuilder, source};
use crate::person::Hints;
use crate::rewrite::Rewriting;
use crate::word::WordId;

/// Compiles all files together: lists of one file are seen by the rules of its pack and of those that extend it.
pub(super) fn compile(settings: &RuleSetBuilder) -> Result<Tables, Vec<PackError>> {
    let sources = &settings.packs;
    let mut mistakes = Vec::new();
    let mut files = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        match source::read(index, source::text_of(source)) {
            Ok(file) => files.push((index, file)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    let family = Family::new(sources, &files, &mut mistakes);
    let changes = Changes::take(&mut files, &family, &mut mistakes);
    let asleep = dormant(settings, &files, &family);
    let mut compiler = Compiler { asleep, ..Compiler::new(family, changes, mistakes) };
    compiler.declare(&files);
    compiler.words.roster(settings);
    let rewriting = compiler.rewriting(&files);
    let mut rules = compiler.rules(files);
    if !compiler.mistakes.is_empty() {
        return Err(compiler.mistakes.into_iter().map(|mistake| mistake.located(sources)).collect());
    }
    set::select(&mut rules, settings)?;
    Ok(compiler.finish(rules, rewriting))
}

/// For each source, whether it is optional and nothing asks for a rule of its pack.
fn dormant(settings: &RuleSetBuilder, files: &[(usize, PackFile)], family: &Family) -> Vec<bool> {
    let named = |pack: &str, rule: &pack::Rule| {
        let mut names = settings.select.iter().chain(&settings.extend_select);
        let (id, category) = (rule.id.get_ref(), rule.category.get_ref());
        names.any(|name| name == pack || name == id || name == category || name.split_once('/') == Some((pack, id)))
    };
    let mut asleep: Vec<bool> = settings.packs.iter().map(|source| settings.optional.contains(&source.name)).collect();
    let awake = files.iter().filter(|(file, content)| {
        let pack = family.name(*file);
        content.rule.iter().any(|rule| rule.profile <= settings.profile || named(pack, rule))
    });
    let awake: Vec<&str> = awake.map(|(file, _)| family.name(*file)).collect();
    let extended = |pack: &str| files.iter().any(|(file, _)| family.extends(*file, pack));
    for (file, _) in files {
        let pack = family.name(*file);
        asleep[*file] &= !awake.contains(&pack) && !extended(pack);
    }
    asleep
}

mod expressions;
mod patterns;
mod rewrites;

struct Compiler {
    words: WordCompiler,
    family: Family,
    changes: Changes,
    /// The sources whose words and patterns are left out.
    asleep: Vec<bool>,
    sections: Vec<(String, Vec<String>)>,
    silencers: Vec<Silencer>,
    patterns: Vec<Pattern>,
    anchors: Vec<(WordId, u32)>,
    expressions: Vec<Expression>,
    machine_words: Vec<String>,
    people_fields: Vec<String>,
    mistakes: Vec<Mistake>,
}

impl Compiler {
    fn new(family: Family, changes: Changes, mistakes: Vec<Mistake>) -> Self {
        Self {
            words: WordCompiler::default(),
            family,
            changes,
            asleep: Vec::new(),
            sections: Vec::new(),
            silencers: Vec::new(),
            patterns: Vec::new(),
            anchors: Vec::new(),
            expressions: Vec::new(),
            machine_words: Vec::new(),
            people_fields: Vec::new(),
            mistakes,
        }
    }

    /// First pass: everything that rules may refer to.
    fn declare(&mut self, files: &[(usize, PackFile)]) {
        for (index, file) in files {
            self.words.scope = self.family.scope(*index);
            if !self.asleep[*index] {
                self.words.people(&file.people);
                self.machine_words.extend(file.people.machine_context.iter().cloned());
                self.people_fields.extend(file.people.fields.iter().cloned());
                for (name, list) in &file.lists {
                    self.words.declare(name.get_ref(), list);
                }
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
                self.mistakes.push(Mistake::new(*index, 0..0, message));
            }
            let silencers = file.silencer.iter();
            self.silencers.extend(
                silencers.map(|silencer| Silencer { name: silencer.name.get_ref().clone(), why: silencer.why.clone() }),
            );
        }
        self.words.register_verbs();
    }

    /// Second pass: the rules and silencers.
    fn rules(&mut self, files: Vec<(usize, PackFile)>) -> Vec<CompiledRule> {
        let mut rules: Vec<CompiledRule> = Vec::new();
        let mut silencer_index = 0;
        let defaults = self.section_defaults(&files);
        let shared = Self::shared_rewrites(&files);
        for (file, content) in files {
            let name = self.family.name(file).to_owned();
            for silencer in content.silencer {
                for entry in silencer.r#match {
                    self.entry(file, entry, Owner::Silencer(silencer_index), Some(silencer.r#where), &[]);
                }
                silencer_index += 1;
            }
            for mut rule in content.rule {
                let index = rules.len();
                if rules.iter().any(|known| known.info.id == *rule.id.get_ref() && known.info.pack == name) {
                    let message = format!("there is already a rule `{}` in this pack", rule.id.get_ref());
                    self.mistakes.push(Mistake::new(file, rule.id.span(), message));
                }
                let effect = self.changes.apply(&name, &mut rule);
                self.check(file, &rule);
                let rewrites = self.rewrites(file, &rule.rewrites, &shared);
                let added = effect.matches.len();
                let patterns = rule.r#match.iter().chain(effect.matches.iter().map(|(_, entry)| entry));
                let patterns = patterns.map(|entry| entry.get_ref().source()).collect();
                for (file, entry) in rule.r#match.into_iter().map(|entry| (file, entry)).chain(effect.matches) {
                    self.entry(file, entry, Owner::Rule(index), None, &rule.through);
                }
                for (file, entry) in rule.except.into_iter().map(|entry| (file, entry)).chain(effect.exceptions) {
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
                        rewrites: rewrites.texts,
                        sources: rule.sources,
                        patterns,
                        changed_by: effect.packs,
                        bad: rule.bad,
                        good: rule.good,
                    }),
                    added,
                    templates: rewrites.templates,
                    severity_for: severity_for(&rule.severity_for),
                    severity_in: sections,
                    configured: None,
                    enabled: !effect.off,
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
            defaults.extend(shifts.into_iter().map(|shift| (self.family.name(*file).to_owned(), shift)));
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
            let message = format!("`{id}` is no rule id: use lower-case letters, digits and hyphens");
            self.mistakes.push(Mistake::new(file, rule.id.span(), message));
        }
        if rule.message.get_ref().chars().count() > 90 {
            let message = format!("the message of `{id}` is longer than 90 characters");
            self.mistakes.push(Mistake::new(file, rule.message.span(), message));
        }
        if rule.bad.is_empty() || rule.good.is_empty() {
            let message = format!("`{id}` needs at least one `bad` and one `good` example");
            self.mistakes.push(Mistake::new(file, rule.id.span(), message));
        }
        if rule.r#match.is_empty() && rule.suppressions.is_none() {
            let message = format!("`{id}` has no pattern under `match`, so it can find nothing");
            self.mistakes.push(Mistake::new(file, rule.id.span(), message));
        }
        if let Some(problem) = rule.suppressions.as_ref().filter(|_| !rule.r#match.is_empty()) {
            let message = format!("`{id}` has patterns under `match`, so it can't be about `suppressions`");
            self.mistakes.push(Mistake::new(file, problem.span(), message));
        }
        for kind in rule.severity_for.keys() {
            self.known(file, kind.span(), kind.get_ref(), "kind of agent", || AGENT_KINDS.map(str::to_owned).to_vec());
        }
    }

    /// Reports a name that is none of the known ones.
    fn known(&mut self, file: usize, span: Range<usize>, name: &str, what: &str, known: impl Fn() -> Vec<String>) -> bool {
        let known = known();
        let is_known = known.iter().any(|one| one == name);
        if !is_known {
            let message = format!("`{name}` is no {what}; known are {}", known.join(", "));
            self.mistakes.push(Mistake::new(file, span, message).unknown(name, known));
        }
        is_known
    }

    fn section(&mut self, file: usize, name: &str, span: Range<usize>) -> Option<usize> {
        let found = self.sections.iter().position(|(known, _)| known == name);
        if found.is_none() {
            let known: Vec<_> = self.sections.iter().map(|(known, _)| known.clone()).collect();
            self.known(file, span, name, "section", || known.clone());
        }
        found
    }

    fn through<'n>(&mut self, file: usize, names: impl Iterator<Item = (Range<usize>, &'n str)>) -> Through {
        let mut through = Through::default();
        for (span, name) in names {
            match name {
                "hypothetical" => through.hypothetical = true,
                "quoted" => through.quoted = true,
                "negated" => through.negated = true,
                _ => {
                    let found: Vec<usize> = self
                        .silencers
                        .iter()
                        .enumerate()
                        .filter(|(_, known)| known.name == name)
                        .map(|(index, _)| index)
                        .collect();
                    if found.is_empty() {
                        let built_in = ["hypothetical", "quoted", "negated"].map(str::to_owned);
                        let declared = self.silencers.iter().map(|known| known.name.clone());
                        let known: Vec<_> = built_in.into_iter().chain(declared).collect();
                        self.known(file, span, name, "silencer", || known.clone());
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
        if self.asleep[file] {
            return;
        }
        let span = entry.span();
        let mut table = entry.into_inner().into_table(span.clone());
        let Some(what) = table.take() else {
            let message = "an entry has either `pattern` or `regex`";
            return self.mistakes.push(Mistake::new(file, span, message));
        };
        let of_rule = through.iter().map(|name| (name.span(), name.get_ref().as_str()));
        let own = table.through.iter().map(|name| (span.clone(), name.as_str()));
        let through = self.through(file, of_rule.chain(own));
        let sections = table.sections.iter().filter_map(|name| self.section(file, name, span.clone())).collect();
        let plain = Pattern {
            severity: table.severity,
            sections,
            through,
            position: table.r#where.or(position).unwrap_or_default(),
            ..Pattern::without_elements(owner)
        };
        match what {
            What::Pattern(source) => self.pattern(file, span, &source, table.tense.unwrap_or_default(), plain),
            What::Regex(source) if table.tense.is_none() => self.expression(file, &source, plain),
            What::Regex(source) => {
                let message = "`tense` is for patterns: a regular expression knows no verbs";
                self.mistakes.push(Mistake::new(file, source.span(), message));
            }
        }
    }

    /// Patterns of rules that do not run are never tried.
    fn finish(self, rules: Vec<CompiledRule>, rewriting: Rewriting) -> Tables {
        let runs = |pattern: u32| match self.patterns[pattern as usize].owner {
            Owner::Rule(rule) | Owner::Except(rule) => rules[rule].enabled,
            Owner::Silencer(_) => true,
        };
        let running = self.anchors.iter().copied().filter(|&(_, pattern)| runs(pattern));
        let of_rule = |pattern: u32| matches!(self.patterns[pattern as usize].owner, Owner::Rule(_));
        let (rules_anchors, silencers): (Vec<_>, Vec<_>) = running.partition(|&(_, pattern)| of_rule(pattern));
        let expressions = self.expressions.into_iter().filter(|one| runs(one.pattern()));
        let (of_rules, of_silencers) = expressions.partition(|one| of_rule(one.pattern()));
        let words = self.words.lexicon.len();
        let (latches, gates, signs) = signs::gates(&self.patterns, &self.words.lexicon);
        Tables {
            packs: self.family.into_infos(),
            lexicon: self.words.lexicon,
            patterns: self.patterns,
            gates,
            signs,
            anchors: Anchors::new(words, rules_anchors, &latches),
            silencer_anchors: Anchors::new(words, silencers, &latches),
            expressions: Expressions { rules: of_rules, silencers: of_silencers },
            rules,
            silencers: self.silencers,
            sections: SectionWords::new(&self.sections),
            hints: Hints::new(&self.machine_words, &self.people_fields),
            rewriting,
        }
    }
}

fn severity_for(levels: &BTreeMap<Spanned<String>, Level>) -> SeverityFor {
    AGENT_KINDS.map(|kind| levels.iter().find(|(known, _)| known.get_ref() == kind).map(|(_, level)| *level))
}

#[cfg(test)]
mod growth;

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
