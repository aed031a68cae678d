//! *be* and other verbs in the tense of a passage, agreeing with a new subject.

use super::reading::{Reading, Tense};
use crate::word::{self, Form};

/// Who or what a verb agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    First,
    Singular,
    Plural,
}

impl Number {
    fn pick(self, first: &'static str, singular: &'static str, plural: &'static str) -> &'static str {
        match self {
            Self::First => first,
            Self::Singular => singular,
            Self::Plural => plural,
        }
    }
}

/// *was not*, *has never been*; the adverbs stand behind it.
pub(super) fn be(tense: Tense, number: Number, negation: Option<&str>, adverbs: &[&str]) -> Option<String> {
    let was = number.pick("was", "was", "were");
    let (first, second) = match tense {
        Tense::Present => (number.pick("am", "is", "are"), None),
        Tense::Past | Tense::Unreal => (was, None),
        Tense::PastProgressive => (was, Some("being")),
        Tense::PresentPerfect => (number.pick("have", "has", "have"), Some("been")),
        Tense::PastPerfect => ("had", Some("been")),
        Tense::Untold => return None,
    };
    let words = [Some(first), negation, second].into_iter().flatten();
    Some(words.chain(adverbs.iter().copied()).collect::<Vec<_>>().join(" "))
}

/// *occurred*, *did not occur*, *had occurred*.
pub(super) fn verb(base: &str, reading: &Reading, number: Number, negation: Option<&str>) -> Option<String> {
    let form = |form: Form| word::form_of(base, form, base);
    let have = number.pick("have", "has", "have");
    Some(match (reading.tense, negation) {
        (Tense::Past | Tense::Unreal | Tense::PastProgressive, None) => form(Form::Past)?,
        (Tense::Past | Tense::Unreal | Tense::PastProgressive, Some("never")) => format!("never {}", form(Form::Past)?),
        (Tense::Past | Tense::Unreal | Tense::PastProgressive, Some(_)) => format!("did not {base}"),
        (Tense::PastPerfect, None) => format!("had {}", form(Form::Participle)?),
        (Tense::PastPerfect, Some(not)) => format!("had {not} {}", form(Form::Participle)?),
        (Tense::PresentPerfect, None) => format!("{have} {}", form(Form::Participle)?),
        (Tense::PresentPerfect, Some(not)) => format!("{have} {not} {}", form(Form::Participle)?),
        (Tense::Present, None) if number == Number::Singular => form(Form::S)?,
        (Tense::Present, None) => base.to_owned(),
        (Tense::Untold, _) => return None,
        (Tense::Present, Some(_)) => format!("{} not {base}", number.pick("do", "does", "do")),
    })
}

/// The form of a pronoun as a subject.
pub(super) fn as_subject(word: &str) -> Option<&'static str> {
    Some(match word {
        "me" => "I",
        "him" => "he",
        "her" => "she",
        "us" => "we",
        "them" => "they",
        _ => return None,
    })
}

/// *a* or *an*.
pub(super) fn article(next: &str) -> &'static str {
    let next = next.trim_start_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    let silent = ["hour", "honest", "honour", "honor"].iter().any(|start| next.starts_with(start));
    let spoken = ["uni", "use", "usa", "usu", "uti", "one", "eu"].iter().any(|start| next.starts_with(start));
    if silent || next.starts_with(['a', 'e', 'i', 'o', 'u']) && !spoken { "an" } else { "a" }
}

/// The first letter as a capital.
pub(super) fn capitalise(text: &mut String) {
    let word = text.split_whitespace().next().unwrap_or_default();
    // Identifiers keep their case.
    let plain = word
        .chars()
        .all(|c| c.is_lowercase() || !c.is_alphanumeric() && matches!(c, '\'' | '’' | '-' | ',' | '*' | '_' | '[' | '.'))
        && !word.contains('_')
        && !word.starts_with('`');
    if let Some((at, first)) =
        text.char_indices().find(|(_, c)| !matches!(c, '*' | '[' | '(')).filter(|_| plain && !word.starts_with('.'))
    {
        let upper: String = first.to_uppercase().collect();
        text.replace_range(at..at + first.len_utf8(), &upper);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_be() {
        assert_eq!(be(Tense::Past, Number::Plural, Some("not"), &["properly"]).as_deref(), Some("were not properly"));
        assert_eq!(be(Tense::PastPerfect, Number::Singular, Some("never"), &[]).as_deref(), Some("had never been"));
        assert_eq!(be(Tense::PresentPerfect, Number::Singular, None, &["again"]).as_deref(), Some("has been again"));
        assert_eq!(be(Tense::PastProgressive, Number::Plural, None, &[]).as_deref(), Some("were being"));
    }

    #[test]
    fn articles() {
        assert_eq!(["oversight", "unit", "hour", "mistake", "useless"].map(article), ["an", "a", "an", "a", "a"]);
    }

    #[test]
    fn capitals() {
        let check = |text: &str, expected: &str| {
            let mut text = text.to_owned();
            capitalise(&mut text);
            assert_eq!(text, expected);
        };
        check("the table", "The table");
        check("`users` was dropped", "`users` was dropped");
        check("eBPF was off", "eBPF was off");
        check("**the table** was", "**The table** was");
        check("max_jobs was", "max_jobs was");
    }
}
