//! Compiled packs, and which of their rules run.

use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::element::Pattern;
use super::expression::Expressions;
use super::gate::Gate;
use super::pack::{Level, Shift};
use super::signs::{Latch, SignTable};
use super::{PackError, PackInfo, RuleInfo, RuleSetBuilder, WeLevel};
use crate::Severity;
use crate::person::{Hints, Kinds};
use crate::rewrite::{Rewriting, Template};
use crate::suppress::Problem;
use crate::word::{Lexicon, WordId};

/// What `severity-for` may name.
pub(super) const AGENT_KINDS: [&str; 13] =
    ["name", "handle", "label", "role", "pronoun", "self", "someone", "you", "group", "they", "we", "customer", "none"];

/// Severities by kind of agent, in the order of [`AGENT_KINDS`], as far as a rule names them.
pub(super) type SeverityFor = [Option<Level>; AGENT_KINDS.len()];

/// A rule and how its severity moves.
#[derive(Debug, Clone)]
pub(crate) struct CompiledRule {
    pub(super) info: Arc<RuleInfo>,
    /// How many of its patterns, the last ones, come from packs that change it.
    pub(super) added: usize,
    pub(super) templates: Vec<Template>,
    pub(super) severity_for: SeverityFor,
    /// By index of the section.
    pub(super) severity_in: Vec<(usize, Shift)>,
    /// What the configuration says instead.
    pub(super) configured: Option<Severity>,
    pub(super) enabled: bool,
    /// The profile has it, but this run was asked to do without.
    pub(super) left_out: bool,
    /// What it says of suppression comments, in place of patterns.
    pub(super) problem: Option<Problem>,
}

impl CompiledRule {
    pub(crate) fn info(&self) -> &Arc<RuleInfo> {
        &self.info
    }

    /// Whether it runs.
    pub(crate) fn is_enabled(&self) -> bool {
        self.enabled
    }

    /// Whether it would run if the run were not limited to other rules.
    pub(crate) fn is_left_out(&self) -> bool {
        self.left_out
    }

    /// The sort of mistake in suppression comments that it is about.
    pub(crate) fn problem(&self) -> Option<Problem> {
        self.problem
    }

    /// Wordings that unblame completes.
    pub(crate) fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// The severity of a finding, or `None` for silence. `sections` holds a bit for each section that the passage stands in; `we` is
    /// what the configuration says of "we".
    pub(crate) fn severity(
        &self,
        pattern: Option<Severity>,
        sections: u32,
        agent: Option<Kinds>,
        we: Option<WeLevel>,
    ) -> Option<Severity> {
        let severity = self.severity_within(sections, pattern)?;
        let key = agent_key(agent);
        let own = self.severity_for[key];
        if agent == Some(Kinds::WE)
            && let Some(level) = we
        {
            return level.severity();
        }
        let severity = match (own, AGENT_KINDS[key]) {
            (Some(level), _) => level.severity()?.min(if pattern.is_some() { severity } else { Severity::Error }),
            (None, "we" | "customer") => severity.min(Severity::Information),
            (None, "group" | "they") => severity.min(Severity::Warning),
            (None, _) => severity,
        };
        Some(self.configured.unwrap_or(severity))
    }
}

impl CompiledRule {
    /// The severity in these sections, whoever the agent is. Sections that pull in opposite directions leave it as it is.
    fn severity_within(&self, sections: u32, pattern: Option<Severity>) -> Option<Severity> {
        let mut severity = pattern.unwrap_or(self.info.severity);
        let here = || self.severity_in.iter().filter(|(section, _)| sections & (1 << section) != 0).map(|(_, shift)| *shift);
        for shift in here() {
            if let (Some(level), None) = (shift.level(), pattern) {
                severity = level.severity()?;
            }
        }
        let any = |wanted| here().any(|shift| shift == wanted);
        Some(match (any(Shift::Raise), any(Shift::Lower)) {
            (true, false) => severity.raised(),
            (false, true) => severity.lowered(),
            _ => severity,
        })
    }
}

/// Where the kind of an agent stands in [`AGENT_KINDS`].
fn agent_key(agent: Option<Kinds>) -> usize {
    let name = match agent {
        None => "none",
        Some(kind) if kind.any(Kinds::UNKNOWN_NAME) => "name",
        Some(kind) if kind.any(Kinds::AMBIGUOUS) => "role",
        Some(kind) if kind.any(Kinds::OMITTED) => "self",
        Some(kind) if kind.any(Kinds::THEY) => "they",
        Some(kind) if kind.any(Kinds::ANY_GROUP) => "group",
        Some(kind) => Kinds::NAMES.iter().find(|(_, known)| *known == kind).map_or("none", |(name, _)| name),
    };
    AGENT_KINDS.iter().position(|known| *known == name).unwrap_or(AGENT_KINDS.len() - 1)
}

/// A silencer of a pack.
#[derive(Debug, Clone)]
pub(crate) struct Silencer {
    pub(crate) name: String,
    /// Why what it finds speaks against blame.
    pub(crate) why: String,
}

/// The sorts of sections, by the words of their headings.
#[derive(Debug, Clone, Default)]
pub(crate) struct SectionWords {
    automaton: Option<AhoCorasick>,
    /// For each word of the automaton, the bit of its section.
    bits: Vec<u32>,
    /// For each bit.
    names: Vec<String>,
}

impl SectionWords {
    /// How many sorts of sections there can be: one for each bit.
    pub(super) const MOST: usize = u32::BITS as usize;

    /// From the words of each section; the place in the list is the number of the bit.
    pub(super) fn new(sections: &[(String, Vec<String>)]) -> Self {
        let words =
            sections.iter().enumerate().flat_map(|(index, (_, words))| words.iter().map(move |word| (word, 1 << index)));
        let (words, bits): (Vec<&String>, Vec<u32>) = words.unzip();
        // The automaton is limited to sizes that no word list reaches; without it no section is known.
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&words).ok().filter(|_| !words.is_empty());
        Self { automaton, bits, names: sections.iter().map(|(name, _)| name.clone()).collect() }
    }

    /// The name of the section with this bit.
    pub(crate) fn nth(&self, bit: usize) -> Option<&str> {
        self.names.get(bit).map(String::as_str)
    }

    /// The name of the section that a heading opens; of several the one with the lowest bit.
    pub(crate) fn name(&self, heading: &str) -> Option<&str> {
        self.names.get(self.opened_by(heading).trailing_zeros() as usize).map(String::as_str)
    }

    /// A bit for each section that a heading opens, by whole words.
    pub(crate) fn opened_by(&self, heading: &str) -> u32 {
        let inner = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let found = self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(heading));
        found.fold(0, |bits, found| {
            let whole = !inner(heading[..found.start()].chars().next_back()) && !inner(heading[found.end()..].chars().next());
            if whole { bits | self.bits[found.pattern().as_usize()] } else { bits }
        })
    }
}

/// Everything that matching needs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tables {
    pub(crate) packs: Vec<PackInfo>,
    pub(crate) lexicon: Lexicon,
    pub(crate) patterns: Vec<Pattern>,
    /// One for each pattern.
    pub(crate) gates: Vec<Gate>,
    pub(crate) signs: SignTable,
    /// Where rules may match.
    pub(crate) anchors: Anchors,
    /// Where silencers and exceptions may match; asked only about sentences in which a rule did.
    pub(crate) silencer_anchors: Anchors,
    pub(crate) expressions: Expressions,
    pub(crate) rules: Vec<CompiledRule>,
    pub(crate) silencers: Vec<Silencer>,
    pub(crate) sections: SectionWords,
    pub(crate) hints: Hints,
    pub(crate) rewriting: Rewriting,
}

/// The patterns to try at each word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Anchors {
    /// For the word with index `i`: `entries[starts[i]..starts[i + 1]]`.
    starts: Vec<u32>,
    entries: Vec<Anchored>,
}

/// A pattern that may be tried at a word, with what is asked first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchored {
    pub(crate) pattern: u32,
    pub(crate) latch: Latch,
}

impl Anchors {
    /// From pairs of a word and a pattern, in any order; each pattern has its latch.
    pub(super) fn new(words: usize, mut pairs: Vec<(WordId, u32)>, latches: &[Latch]) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = Vec::with_capacity(words + 1);
        let mut at = 0;
        for word in 0..=words {
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
            at += pairs[at..].iter().take_while(|(id, _)| id.0 as usize == word).count();
        }
        let entry = |(_, pattern)| Anchored { pattern, latch: latches[pattern as usize] };
        Self { starts, entries: pairs.into_iter().map(entry).collect() }
    }

    /// The patterns that may match around this word.
    #[inline]
    pub(crate) fn at(&self, word: WordId) -> &[Anchored] {
        let word = word.0 as usize;
        match (self.starts.get(word), self.starts.get(word + 1)) {
            (Some(&start), Some(&end)) => &self.entries[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// Switches rules on and off as the configuration says, and sets their severities.
pub(super) fn select(rules: &mut [CompiledRule], settings: &RuleSetBuilder) -> Result<(), Vec<PackError>> {
    let named = |info: &RuleInfo, name: &str| {
        name == info.id
            || name == info.category
            || name == info.pack
            || name.split_once('/').is_some_and(|(pack, id)| pack == info.pack && id == info.id)
    };
    let lists = settings.select.iter().chain(&settings.extend_select).chain(&settings.ignore);
    let written = lists.chain(settings.severity.iter().map(|(name, _)| name));
    let unknown: Vec<PackError> =
        written.filter(|name| !rules.iter().any(|rule| named(&rule.info, name))).map(|name| unknown_name(name)).collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    // A pack or category brings its rules of the profile, or all where the profile has none of them; a rule's own name brings the rule.
    let within = |name: &&String| rules.iter().any(|rule| rule.info.profile <= settings.profile && named(&rule.info, name));
    let wide: Vec<_> = settings.select.iter().chain(&settings.extend_select).filter(|name| !within(name)).cloned().collect();
    for rule in &mut *rules {
        let in_profile = rule.info.profile <= settings.profile;
        let by_name = |name: &String| {
            let whole = *name == rule.info.pack || *name == rule.info.category;
            named(&rule.info, name) && (in_profile || !whole || wide.contains(name))
        };
        let selected = if settings.select.is_empty() { in_profile } else { settings.select.iter().any(by_name) };
        let selected = selected || settings.extend_select.iter().any(by_name);
        rule.enabled = rule.enabled && selected && !settings.ignore.iter().any(|name| named(&rule.info, name));
        rule.left_out = in_profile && !rule.enabled;
        // A rule's own name is stronger than that of its category or pack.
        let mut levels: Vec<_> = settings.severity.iter().filter(|(name, _)| named(&rule.info, name)).collect();
        levels.sort_by_key(|(name, _)| *name != rule.info.category && *name != rule.info.pack);
        rule.configured = levels.last().map(|(_, severity)| *severity);
    }
    Ok(())
}

fn unknown_name(name: &str) -> PackError {
    let message = format!("unknown rule, category or pack `{name}`");
    PackError { file: String::new(), line: 0, column: 0, range: None, message, unknown: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_by_word() {
        let anchors =
            Anchors::new(4, vec![(WordId(2), 7), (WordId(0), 1), (WordId(2), 3), (WordId(2), 7)], &[Latch::default(); 8]);
        let at = |word| anchors.at(WordId(word)).iter().map(|entry| entry.pattern).collect::<Vec<_>>();
        assert_eq!(at(0), [1]);
        assert!(anchors.at(WordId(1)).is_empty());
        assert_eq!(at(2), [3, 7]);
        assert!(anchors.at(WordId(9)).is_empty());
    }

    #[test]
    fn headings_by_whole_words() {
        let sections = SectionWords::new(&[
            ("cause".into(), vec!["root cause".into()]),
            ("actions".into(), vec!["action items".into(), "todo".into()]),
        ]);
        assert_eq!(sections.opened_by("📝 Action items (open)"), 0b10);
        assert_eq!(sections.opened_by("Todo: root cause"), 0b11);
        assert_eq!(sections.opened_by("Reaction items, todos"), 0);
        assert_eq!(sections.name("Todo: root cause"), Some("cause"));
        assert_eq!(sections.name("Reaction items, todos"), None);
    }
}
