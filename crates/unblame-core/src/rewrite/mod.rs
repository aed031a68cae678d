//! Other wordings for what was found: templates of packs filled from the clause of the passage.
//!
//! Nothing is offered as an edit that would lose a fact, leave a pronoun without its noun or be found again.

mod branch;
mod check;
mod delete;
mod fill;
mod filled;
mod groups;
mod inflection;
mod joined;
mod lean;
mod markup;
mod number;
mod object;
mod phrases;
mod possession;
mod reading;
mod slots;
mod template;
mod verb;

use std::collections::BTreeMap;
use std::sync::Arc;

use text_size::TextRange;

pub(crate) use phrases::Complement;
pub(crate) use template::{Act as TemplateAct, Lists, Template, parse};

use crate::person::Sentence;
use crate::rule::{Found, Words};
use crate::token::Token;
use crate::{Applicability, Edit, RuleSet, Suggestion};
use check::Relint;
use fill::Filler;
use filled::Filled;
use groups::Groups;
use reading::Reading;

/// What packs say about all rewrites.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rewriting {
    /// Adverbs that no rewrite keeps.
    pub(crate) drop: Vec<Arc<Words>>,
    /// Adverbs that no rewrite keeps beside a negation of its own.
    pub(crate) drop_negated: Vec<Arc<Words>>,
    /// Adverbs beside which no clause is rewritten.
    pub(crate) refuse: Vec<Arc<Words>>,
    /// Words that judge how something was done: no clause before them is rewritten.
    pub(crate) judging: Vec<Arc<Words>>,
    /// Verbs behind *to* that tell what for.
    pub(crate) purpose: Vec<Arc<Words>>,
    /// Verbs that have no passive.
    pub(crate) never_passive: Vec<Arc<Words>>,
    /// Verbs and the nouns for the same act.
    pub(crate) nouns: BTreeMap<String, String>,
    /// Roles and what they do.
    pub(crate) work: BTreeMap<String, String>,
    /// Phrases that belong to the noun before them, by preposition.
    pub(crate) complements: BTreeMap<String, Complement>,
}

impl Rewriting {
    fn drops(&self, token: &Token) -> bool {
        self.drop.iter().any(|words| words.contains(token.word))
    }

    fn drops_negated(&self, token: &Token) -> bool {
        self.drop_negated.iter().any(|words| words.contains(token.word))
    }

    fn refuses(&self, token: &Token) -> bool {
        self.refuse.iter().any(|words| words.contains(token.word))
    }
}

/// A sentence with findings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) sentence: &'a Sentence<'a>,
    pub(crate) rules: &'a RuleSet,
    /// A bit for each section that it stands in.
    pub(crate) sections: u32,
    /// Whether the next sentence goes on with *he* or *she*.
    pub(crate) goes_on: bool,
    /// Whether the next sentence leaves its subject out.
    pub(crate) shares_subject: bool,
}

/// A match of a rule in it, by the index of the rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) rule: usize,
    pub(crate) found: Found,
}

/// What to offer for a finding: what can be carried out before what is only to be read. The first candidate is the finding itself, the
/// others are findings that it covers.
pub(crate) fn suggestions(scene: &Scene<'_>, candidates: &[Candidate]) -> Vec<Suggestion> {
    let Some(own) = candidates.first() else { return Vec::new() };
    let relint = Relint::new(scene, own);
    let groups = Groups::of(scene, own);
    let filled: Vec<(&Template, Filled)> = filled(scene, own).collect();
    let mut suggestions: Vec<Suggestion> = Vec::new();
    suggestions.extend(rewritten(scene, filled.iter().map(|(template, filled)| (*template, filled)), &relint));
    if suggestions.is_empty() {
        suggestions.extend(groups.rewritten(scene, own, &relint));
    }
    if suggestions.is_empty() {
        let others = candidates[1..].iter().find_map(|candidate| {
            let filled: Vec<_> = self::filled(scene, candidate).collect();
            rewritten(scene, filled.iter().map(|(template, filled)| (*template, filled)), &relint)
        });
        let by = || candidates.iter().find_map(|candidate| by_agent(scene, candidate, &relint));
        suggestions.extend(others.or_else(by));
    }
    for candidate in candidates {
        for suggestion in deletions(scene, candidate, &relint) {
            if !suggestions.contains(&suggestion) {
                suggestions.push(suggestion);
            }
        }
    }
    if !suggestions.iter().any(|one| one.applicability == Applicability::Unsafe) {
        suggestions.extend(hint(scene, &filled));
    }
    let mut texts = texts(scene, own, &groups, &filled);
    texts.retain(|text| !suggestions.iter().flat_map(|one| &one.edits).any(|edit| edit.replacement == *text));
    suggestions.extend(texts.into_iter().map(read_only));
    suggestions
}

fn read_only(title: String) -> Suggestion {
    Suggestion { title, applicability: Applicability::DisplayOnly, edits: Vec::new() }
}

fn templates<'a>(scene: &Scene<'a>, candidate: &Candidate) -> &'a [Template] {
    scene.rules.tables().rules[candidate.rule].templates()
}

fn reading(scene: &Scene<'_>, candidate: &Candidate) -> Option<Reading> {
    let tables = scene.rules.tables();
    Reading::of(scene.sentence, &candidate.found, &tables.rewriting, &tables.lexicon)
        .or_else(|| branch::reading(scene.sentence, &candidate.found, &tables.rewriting, &tables.lexicon))
        .or_else(|| Reading::of_question(scene.sentence, &candidate.found, &tables.lexicon))
}

/// Every way in which the templates of a candidate can be filled.
fn filled<'a>(scene: &'a Scene<'a>, candidate: &'a Candidate) -> impl Iterator<Item = (&'a Template, Filled)> + 'a {
    let reading = reading(scene, candidate);
    let ready = templates(scene, candidate).iter().filter(|template| matches!(template.act, TemplateAct::Write(_)));
    ready.filter_map(move |template| {
        let filler = Filler { scene, found: &candidate.found, reading: reading.as_ref() };
        Some((template, filler.fill(template)?))
    })
}

/// The first wording that keeps the facts and is not found again.
fn rewritten<'a>(
    scene: &Scene<'_>,
    mut filled: impl Iterator<Item = (&'a Template, &'a Filled)>,
    relint: &Relint<'_>,
) -> Option<Suggestion> {
    filled.find_map(|(template, filled)| {
        let sure = !template.has_gap()
            && filled.keeps_facts(scene.sentence)
            && !check::dangles(scene, filled)
            && !check::shares_subject(scene.sentence, filled)
            && !lean::leans(scene, filled);
        let edit = Edit { range: filled.range, replacement: filled.text.clone() };
        (sure && relint.is_clean(&edit)).then(|| offer(edit, template.applicability))
    })
}

fn by_agent(scene: &Scene<'_>, candidate: &Candidate, relint: &Relint<'_>) -> Option<Suggestion> {
    let by = templates(scene, candidate).iter().filter(|template| matches!(template.act, TemplateAct::DeleteBy));
    by.filter_map(|template| delete::by_agent(scene, candidate, template)).find(|edit| relint.is_clean(edit)).map(|edit| {
        let title = "Leave out who it was".to_owned();
        Suggestion { title, applicability: Applicability::Unsafe, edits: vec![edit] }
    })
}

/// The words that can go without a change to what is told.
fn deletions(scene: &Scene<'_>, candidate: &Candidate, relint: &Relint<'_>) -> Vec<Suggestion> {
    let lists = templates(scene, candidate).iter().filter_map(|template| match &template.act {
        TemplateAct::Delete(lists) => Some((lists, template.next.as_ref())),
        _ => None,
    });
    let edits = lists.flat_map(|(lists, next)| delete::words(scene.sentence, &candidate.found, lists, next));
    edits
        .filter(|(_, edit)| relint.is_milder(edit, candidate.rule))
        .map(|(word, edit)| Suggestion {
            title: format!("Leave out \"{word}\""),
            applicability: Applicability::Safe,
            edits: vec![edit],
        })
        .collect()
}

fn offer(edit: Edit, applicability: Applicability) -> Suggestion {
    let words: Vec<_> = edit.replacement.split_whitespace().collect();
    Suggestion { title: format!("Write \"{}\"", words.join(" ")), applicability, edits: vec![edit] }
}

/// The wording of a clause that the rest of the sentence does not fit, or fits only perhaps.
fn hint(scene: &Scene<'_>, filled: &[(&Template, Filled)]) -> Option<Suggestion> {
    let (_, filled) = filled.iter().filter(|(template, _)| !template.has_gap()).find(|(_, filled)| {
        filled.keeps_facts(scene.sentence) && !filled.tells_of(scene.sentence) && !check::is_reflexive(scene.sentence)
    })?;
    let words: Vec<_> = filled.text.split_whitespace().collect();
    let mut text = words.join(" ");
    inflection::capitalise(&mut text);
    Some(read_only(text + "."))
}

/// What there is to read: templates with a gap as far as they can be filled, and plain texts.
fn texts(scene: &Scene<'_>, candidate: &Candidate, groups: &Groups, filled: &[(&Template, Filled)]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for (template, filled) in filled {
        if template.has_gap() && texts.len() < 2 {
            let mut text = filled.text.split_whitespace().collect::<Vec<_>>().join(" ");
            inflection::capitalise(&mut text);
            texts.push(text);
        }
    }
    texts.extend(scene.rules.tables().rules[candidate.rule].info().rewrites.iter().map(|text| groups.fill(text).0));
    texts
}

/// The sentence with one edit carried out, and where the new words stand in it.
fn edited(sentence: &Sentence<'_>, edit: &Edit) -> Option<(String, TextRange)> {
    let whole = sentence.range(0, sentence.tokens.len())?.cover(edit.range);
    let before = &sentence.text[TextRange::new(whole.start(), edit.range.start())];
    let after = &sentence.text[TextRange::new(edit.range.end(), whole.end())];
    let start = text_size::TextSize::of(before);
    let range = TextRange::at(start, text_size::TextSize::of(edit.replacement.as_str()));
    Some((format!("{before}{}{after}", edit.replacement), range))
}
