//! Back from a form of a verb to its base, and from there to any other form.

use super::inflect::{Form, verb_forms};
use super::irregular::IRREGULAR_VERBS;

/// The base of a verb form, among those that `is_base` accepts.
pub(crate) fn lemma(form: &str, is_base: impl Fn(&str) -> bool) -> Option<String> {
    let has_form = |base: &String| verb_forms(base).iter().any(|(known, _)| known == form);
    let find = |bases: Vec<String>| bases.into_iter().find(|base| is_base(base) && has_form(base));
    find(regular(form)).or_else(|| find(irregular(form)))
}

/// One form of a verb. Where spellings differ, the one that looks like `like`.
pub(crate) fn form_of(base: &str, form: Form, like: &str) -> Option<String> {
    let forms = verb_forms(base);
    let doubled = like.contains("ll");
    let all = || forms.iter().filter(|(_, tag)| *tag == form).map(|(form, _)| form);
    all()
        .find(|one| like == one.as_str())
        .or_else(|| all().find(|one| one.contains("ll") == doubled))
        .or_else(|| all().next())
        .cloned()
}

/// What a form on a regular ending may come from.
fn regular(form: &str) -> Vec<String> {
    let mut bases = vec![form.to_owned()];
    for (ending, replacements) in ENDINGS {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        bases.extend(replacements.iter().map(|replacement| format!("{stem}{replacement}")));
        let mut letters = stem.chars().rev();
        if letters.next() == letters.next() {
            bases.push(stem[..stem.len() - 1].to_owned());
        }
    }
    bases
}

/// What a form may come from by the table of irregular verbs, prefixes included.
fn irregular(form: &str) -> Vec<String> {
    let mut bases = Vec::new();
    for (base, past, participle) in IRREGULAR_VERBS {
        for old in past.split('/').chain(participle.split('/')) {
            if let Some(before) = form.strip_suffix(old) {
                bases.push(format!("{before}{base}"));
            }
        }
    }
    bases
}

/// Endings and what may have stood in their place.
const ENDINGS: [(&str, &[&str]); 7] = [
    ("ying", &["y", "ie"]),
    ("ing", &["", "e"]),
    ("ied", &["y"]),
    ("ked", &["", "k", "ke"]),
    ("ed", &["", "e"]),
    ("ies", &["y"]),
    ("s", &[""]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: &str, base: &str, participle: &str, ing: &str) {
        let found = lemma(form, |word| word == base).unwrap();
        assert_eq!(form_of(&found, Form::Participle, form).unwrap(), participle);
        assert_eq!(form_of(&found, Form::Ing, form).unwrap(), ing);
    }

    #[test]
    fn bases_of_forms() {
        check("dropped", "drop", "dropped", "dropping");
        check("took", "take", "taken", "taking");
        check("overwrote", "overwrite", "overwritten", "overwriting");
        check("misread", "misread", "misread", "misreading");
        check("fat-fingered", "fat-finger", "fat-fingered", "fat-fingering");
        check("deployed", "deploy", "deployed", "deploying");
        check("applied", "apply", "applied", "applying");
        check("panicked", "panic", "panicked", "panicking");
        check("cancelled", "cancel", "cancelled", "cancelling");
        check("canceled", "cancel", "canceled", "canceling");
        check("erasing", "erase", "erased", "erasing");
        check("checks", "check", "checked", "checking");
        check("force-pushed", "force-push", "force-pushed", "force-pushing");
        check("forgot", "forget", "forgotten", "forgetting");
        assert_eq!(lemma("table", |word| word == "tab"), None);
    }
}
