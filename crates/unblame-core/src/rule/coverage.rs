//! Which patterns the examples of a pack show at work.

use std::collections::BTreeSet;
use std::fmt;

use super::element::Owner;
use super::examples::marked;
use super::{RuleInfo, RuleSet};
use crate::lint::every_pattern;
use crate::{Document, Format};

/// A pattern that could be taken out of its rule without any `bad` example missing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntestedPattern {
    /// The pack and the rule.
    pub rule: String,
    /// The pattern as it is written.
    pub pattern: String,
}

impl fmt::Display for UntestedPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: no bad example shows `{}`", self.rule, self.pattern)
    }
}

/// The patterns of the rules of one pack that find the marked passage of no `bad` example, in the order of the pack. Of rules that it
/// changes only the patterns that were added count: the others are for the pack below to test.
pub fn untested_patterns(rules: &RuleSet, pack: &str) -> Vec<UntestedPattern> {
    let tables = rules.tables();
    let mut untested = Vec::new();
    for (index, rule) in tables.rules.iter().enumerate() {
        let info = rule.info();
        if !rule.is_enabled() || !info.is_of(pack) {
            continue;
        }
        let shown: BTreeSet<u32> = info.bad.iter().flat_map(|example| shown_by(rules, example)).collect();
        let below = if info.pack == pack { 0 } else { info.patterns.len() - rule.added };
        // Patterns keep their order when they are compiled.
        let compiled = tables.patterns.iter().zip(0..).filter(|(pattern, _)| pattern.owner == Owner::Rule(index));
        let written = compiled.zip(&info.patterns).skip(below).filter(|((_, number), _)| !shown.contains(number));
        untested.extend(written.map(|(_, pattern)| UntestedPattern { rule: name(info), pattern: pattern.clone() }));
    }
    untested
}

fn name(rule: &RuleInfo) -> String {
    format!("{}/{}", rule.pack, rule.id)
}

/// The patterns, of whatever rule, that find exactly the marked passage.
fn shown_by(rules: &RuleSet, example: &str) -> Vec<u32> {
    let Some((text, passage)) = marked(example) else { return Vec::new() };
    let found = every_pattern(&Document::new(&text, Format::Markdown), rules);
    found
        .into_iter()
        .filter(|(_, range)| std::ops::Range::<usize>::from(*range) == passage)
        .map(|(pattern, _)| pattern)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PackSource;

    #[track_caller]
    fn check(rule: &str, expected: &[&str]) {
        let head = "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"m\"\n\
            why = \"w\"\nquestion = \"q\"\ngood = [\"The host restarted.\"]\n";
        let packs = vec![PackSource { name: "acme.toml".into(), text: format!("{head}{rule}") }];
        let rules = super::super::RuleSetBuilder { packs, ..RuleSet::builder() }.build().unwrap();
        let untested: Vec<String> = untested_patterns(&rules, "acme").into_iter().map(|one| one.pattern).collect();
        assert_eq!(untested, expected);
    }

    #[test]
    fn each_pattern_needs_an_example() {
        check("match = ['zonked it', 'blorped it']\nbad = ['They «zonked it» again.']", &["blorped it"]);
        check("match = ['zonked it', 'blorped it']\nbad = ['They «blorped it», or «zonked it».']", &["zonked it"]);
        check("match = ['zonked it', 'blorped it']\nbad = ['They «zonked it».', 'They «blorped it».']", &[]);
    }

    #[test]
    fn an_example_shows_all_that_find_its_passage() {
        check("match = ['zonked it', 'zonked/blorped it']\nbad = ['They «zonked it» again.']", &[]);
        check("match = ['zonked it', 'zonked it again']\nbad = ['They «zonked it» again.']", &["zonked it again"]);
    }

    #[test]
    fn a_change_answers_for_what_it_adds() {
        let rule = "[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"m\"\nwhy = \"w\"\n\
            question = \"q\"\nmatch = ['zonked it', 'blorped it']\nbad = ['They «zonked it» again.']\ngood = ['The host restarted.']\n";
        let below = format!("[pack]\nname = \"below\"\n{rule}");
        let change = "[pack]\nname = \"acme\"\nextends = [\"below\"]\n[[change]]\nrule = \"zonk\"\nmatch = ['frobbed it']\n";
        let packs = [("below.toml", below.as_str()), ("acme.toml", change)];
        let packs = packs.map(|(name, text)| PackSource { name: name.into(), text: text.to_owned() }).to_vec();
        let rules = super::super::RuleSetBuilder { packs, ..RuleSet::builder() }.build().unwrap();
        let untested = |pack| untested_patterns(&rules, pack).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(untested("acme"), ["below/zonk: no bad example shows `frobbed it`"]);
        assert_eq!(untested("below").len(), 2);
    }

    #[test]
    fn a_pattern_that_an_exception_silences_is_not_shown() {
        check("match = ['zonked it']\nexcept = ['again']\nbad = ['They «zonked it» again.']", &["zonked it"]);
    }
}
