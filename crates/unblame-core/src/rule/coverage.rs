//! Which patterns the examples of a pack show at work.

use std::collections::BTreeMap;
use std::fmt;

use text_size::TextRange;

use super::element::Owner;
use super::examples::marked;
use super::{RuleInfo, RuleSet};
use crate::lint::every_pattern;
use crate::{Document, Format};

mod alternatives;

/// A pattern, or alternatives of one, that could be taken out of its rule without any `bad` example missing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntestedPattern {
    /// The pack and the rule.
    pub rule: String,
    /// The pattern as it is written.
    pub pattern: String,
    /// Those of its alternatives that no example shows; none where that is true of the whole pattern.
    pub alternatives: Vec<String>,
}

impl fmt::Display for UntestedPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, pattern, alternatives } = self;
        if alternatives.is_empty() {
            return write!(f, "{rule}: no bad example shows `{pattern}`");
        }
        write!(f, "{rule}: no bad example shows `{pattern}` with `{}`", alternatives.join("`, `"))
    }
}

/// The patterns of the rules of one pack that find the marked passage of no `bad` example, and those with alternatives of which that is
/// true, in the order of the pack. Of rules that it
/// changes only the patterns that were added count: the others are for the pack below to test.
pub fn untested_patterns(rules: &RuleSet, pack: &str) -> Vec<UntestedPattern> {
    let tables = rules.tables();
    let mut untested = Vec::new();
    for (index, rule) in tables.rules.iter().enumerate() {
        let info = rule.info();
        if !rule.is_enabled() || !info.is_of(pack) {
            continue;
        }
        let mut passages: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for example in &info.bad {
            for (pattern, passage) in shown_by(rules, example) {
                passages.entry(pattern).or_default().push(passage);
            }
        }
        let below = if info.pack == pack { 0 } else { info.patterns.len() - rule.added };
        // Patterns keep their order when they are compiled.
        let compiled = tables.patterns.iter().zip(0..).filter(|(pattern, _)| pattern.owner == Owner::Rule(index));
        let written = compiled.zip(&info.patterns).skip(below);
        untested.extend(written.filter_map(|((_, number), pattern)| {
            let alternatives = match passages.get(&number) {
                Some(passages) => Some(alternatives::unshown(pattern, passages)).filter(|unshown| !unshown.is_empty())?,
                None => Vec::new(),
            };
            Some(UntestedPattern { rule: name(info), pattern: pattern.clone(), alternatives })
        }));
    }
    untested
}

fn name(rule: &RuleInfo) -> String {
    format!("{}/{}", rule.pack, rule.id)
}

/// The patterns, of whatever rule, that find exactly the marked passage, and that passage.
fn shown_by<'e>(rules: &RuleSet, example: &'e str) -> Vec<(u32, &'e str)> {
    let Some((text, passage)) = marked(example) else { return Vec::new() };
    let found = every_pattern(&Document::new(&text, Format::Markdown), rules);
    let mark = '«'.len_utf8();
    let marked = &example[passage.start + mark..passage.end + mark];
    let exactly = |range: TextRange| std::ops::Range::<usize>::from(range) == passage;
    found.into_iter().filter(|(_, range)| exactly(*range)).map(|(pattern, _)| (pattern, marked)).collect()
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
        let untested: Vec<String> = untested_patterns(&rules, "acme").iter().map(shown).collect();
        assert_eq!(untested, expected);
    }

    fn shown(one: &UntestedPattern) -> String {
        let alternatives = one.alternatives.iter().map(|alternative| format!(" | {alternative}"));
        one.pattern.clone() + &alternatives.collect::<String>()
    }

    #[test]
    fn each_pattern_needs_an_example() {
        check("match = ['zonked it', 'blorped it']\nbad = ['They «zonked it» again.']", &["blorped it"]);
        check("match = ['zonked it', 'blorped it']\nbad = ['They «blorped it», or «zonked it».']", &["zonked it"]);
        check("match = ['zonked it', 'blorped it']\nbad = ['They «zonked it».', 'They «blorped it».']", &[]);
    }

    #[test]
    fn an_example_shows_all_that_find_its_passage() {
        check("match = ['zonked it', 'zonked it [again]']\nbad = ['They «zonked it» now.']", &[]);
        check("match = ['zonked it', 'zonked it again']\nbad = ['They «zonked it» again.']", &["zonked it again"]);
    }

    #[test]
    fn each_alternative_needs_an_example() {
        let rule = "match = ['zonked/blorped (it|the hose(s))']\nbad = ['They «zonked it».'";
        check(&format!("{rule}]"), &["zonked/blorped (it|the hose(s)) | blorped | the hose(s)"]);
        check(&format!("{rule}, 'They «zonked the hoses».']"), &["zonked/blorped (it|the hose(s)) | blorped"]);
        check(&format!("{rule}, 'They «blorped the hose».']"), &[]);
    }

    #[test]
    fn expressions_need_an_example_too() {
        check("match = ['zonked it', { regex = 'blorp(ed|s)' }]\nbad = ['They «zonked it».']", &["/blorp(ed|s)/"]);
        check("match = [{ regex = 'blorp(ed|s)' }]\nbad = ['They «blorped» it.']", &[]);
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
