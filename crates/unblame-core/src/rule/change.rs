//! What a pack changes about the rules of the packs that it extends.

use toml::Spanned;

use super::family::Family;
use super::mistake::Mistake;
use super::pack::{Change, Entry, PackFile, Rule};

/// The changes of all packs, checked, in the order in which they apply.
#[derive(Debug, Default)]
pub(super) struct Changes(Vec<Targeted>);

/// A change whose rule is known.
#[derive(Debug)]
struct Targeted {
    /// The file that holds it.
    file: usize,
    /// The pack of that file.
    by: String,
    /// The pack of the rule.
    pack: String,
    rule: String,
    change: Change,
}

/// What the changes of a rule do beside replacing parts of it.
#[derive(Debug, Default)]
pub(super) struct Effect {
    /// The packs that change the rule.
    pub(super) packs: Vec<String>,
    /// More patterns for `match`, with the file that holds them.
    pub(super) matches: Vec<(usize, Spanned<Entry>)>,
    /// More patterns for `except`.
    pub(super) exceptions: Vec<(usize, Spanned<Entry>)>,
    pub(super) off: bool,
}

impl Changes {
    /// Takes the changes out of the files.
    pub(super) fn take(files: &mut [(usize, PackFile)], family: &Family, mistakes: &mut Vec<Mistake>) -> Self {
        let taken: Vec<(usize, Change)> = files
            .iter_mut()
            .flat_map(|(file, content)| std::mem::take(&mut content.change).into_iter().map(|change| (*file, change)))
            .collect();
        let mut changes: Vec<Targeted> =
            taken.into_iter().filter_map(|(file, change)| target(file, change, files, family, mistakes)).collect();
        changes.sort_by_key(|change| family.rank(change.file));
        contradictions(&changes, family, mistakes);
        Self(changes)
    }

    /// Applies the changes of one rule.
    pub(super) fn apply(&mut self, pack: &str, rule: &mut Rule) -> Effect {
        let mut effect = Effect::default();
        for one in self.0.iter_mut().filter(|one| one.pack == pack && one.rule == *rule.id.get_ref()) {
            let change = &mut one.change;
            effect.packs.push(one.by.clone());
            effect.off = change.off.unwrap_or(effect.off);
            rule.severity = change.severity.unwrap_or(rule.severity);
            replace(&mut rule.message, change.message.take());
            replace(&mut rule.why, change.why.take());
            replace(&mut rule.question, change.question.take());
            replace(&mut rule.rewrites, change.rewrites.take());
            replace(&mut rule.sources, change.sources.take());
            replace(&mut rule.bad, change.bad.take());
            replace(&mut rule.good, change.good.take());
            effect.matches.extend(std::mem::take(&mut change.r#match).into_iter().map(|entry| (one.file, entry)));
            effect.exceptions.extend(std::mem::take(&mut change.except).into_iter().map(|entry| (one.file, entry)));
        }
        effect
    }
}

fn replace<T>(old: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *old = new;
    }
}

/// Finds the rule that a change is about.
fn target(
    file: usize,
    change: Change,
    files: &[(usize, PackFile)],
    family: &Family,
    mistakes: &mut Vec<Mistake>,
) -> Option<Targeted> {
    let name = change.rule.get_ref();
    let rules = || {
        files
            .iter()
            .flat_map(|(file, content)| content.rule.iter().map(|rule| (family.name(*file), rule.id.get_ref().as_str())))
    };
    let named = |pack: &str, id: &str| name == id || name.split_once('/') == Some((pack, id));
    let below: Vec<_> = rules().filter(|(pack, _)| family.extends(file, pack)).collect();
    if let Some((pack, rule)) = below.iter().find(|(pack, id)| named(pack, id)) {
        return Some(Targeted {
            file,
            by: family.name(file).to_owned(),
            pack: (*pack).to_owned(),
            rule: (*rule).to_owned(),
            change,
        });
    }
    let elsewhere = rules().find(|(pack, id)| named(pack, id));
    let mistake = match elsewhere {
        Some((pack, _)) if pack == family.name(file) => {
            format!("`{name}` is a rule of this pack itself: change it where it stands")
        }
        Some((pack, _)) => format!("`{name}` is a rule of `{pack}`, which this pack does not extend: add it to `extends`"),
        None => format!("there is no rule `{name}` to change"),
    };
    let known = below.iter().map(|(pack, id)| format!("{pack}/{id}")).collect();
    let mistake = Mistake::new(file, change.rule.span(), mistake);
    mistakes.push(if elsewhere.is_none() { mistake.unknown(name, known) } else { mistake });
    None
}

/// Two packs may change the same about a rule only if one builds on the other.
fn contradictions(changes: &[Targeted], family: &Family, mistakes: &mut Vec<Mistake>) {
    for (index, later) in changes.iter().enumerate() {
        for earlier in &changes[..index] {
            if (&earlier.pack, &earlier.rule) != (&later.pack, &later.rule)
                || family.extends(later.file, family.name(earlier.file))
            {
                continue;
            }
            let fields = earlier.change.fields();
            let Some(field) = later.change.fields().into_iter().find(|field| fields.contains(field)) else { continue };
            let (rule, first, second) = (&later.rule, family.name(earlier.file), family.name(later.file));
            let message = if first == second {
                format!("`{second}` changes the `{field}` of `{rule}` twice: keep one of the two")
            } else {
                format!(
                    "`{first}` and `{second}` both change the `{field}` of `{rule}`: let one extend the other, which then has the last word"
                )
            };
            mistakes.push(Mistake::new(later.file, later.change.rule.span(), message));
        }
    }
}
