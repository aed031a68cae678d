//! English inflection: packs name lemmas, this module makes their forms.
//!
//! Regular rules and the irregular table follow the standard descriptions (Huddleston & Pullum, *The Cambridge Grammar of the English
//! Language*, ch. 18). Where British and American spelling differ both forms are made.

use super::irregular::{IRREGULAR_NOUNS, IRREGULAR_VERBS};

/// A verb form. `Base` is also the present tense of every person but the third singular.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    Base,
    /// Third person singular present.
    S,
    Past,
    /// Past participle.
    Participle,
    Ing,
}

/// Irregular verbs may carry one of these in front: `oversee`, `misread`, `undo`.
const PREFIXES: &[&str] =
    &["over", "under", "mis", "re", "un", "out", "fore", "with", "inter", "up", "down", "fat-", "hot-", "half-", "force-"];

/// Verbs that only look like a prefix on an irregular verb.
const NOT_PREFIXED: &[&str] = &["relay", "outlet", "reset", "offset", "underlet", "welcome", "understate"];

/// Verbs of more than one syllable whose last consonant is doubled, since the stress lies on the last syllable.
const DOUBLING: &[&str] = &[
    "forget", "begin", "upset", "reset", "preset", "offset", "input", "output", "forbid", "outrun", "overrun", "rerun",
    "undercut", "outbid", "overlap", "unwrap", "unpin", "unset", "abet", "admit", "allot", "commit", "compel", "concur",
    "confer", "control", "debug", "defer", "deter", "emit", "equip", "expel", "format", "impel", "incur", "infer", "kidnap",
    "occur", "omit", "outwit", "patrol", "permit", "prefer", "program", "propel", "rebel", "rebut", "recap", "recur", "refer",
    "regret", "remit", "repel", "resubmit", "submit", "transfer", "transmit", "unplug", "unzip", "untag", "handicap", "zigzag",
    "hiccup",
];

/// Verbs that British English doubles and American English does not.
const BOTH: &[&str] = &[
    "cancel", "label", "travel", "model", "signal", "level", "channel", "counsel", "total", "fuel", "tunnel", "mislabel",
    "shovel",
];

/// All forms of a one-word verb, each with its spelling; variants give several entries of one form.
pub(crate) fn verb_forms(lemma: &str) -> Vec<(String, Form)> {
    if let Some((head, tail)) = lemma.rsplit_once('-').filter(|(_, tail)| !tail.is_empty()) {
        return verb_forms(tail).into_iter().map(|(form, tag)| (format!("{head}-{form}"), tag)).collect();
    }
    let mut forms = vec![(lemma.to_owned(), Form::Base)];
    if lemma == "be" {
        let other = [
            ("is", Form::S),
            ("am", Form::S),
            ("are", Form::S),
            ("'m", Form::S),
            ("'re", Form::S),
            ("was", Form::Past),
            ("were", Form::Past),
            ("been", Form::Participle),
            ("being", Form::Ing),
        ];
        forms.extend(other.map(|(form, tag)| (form.to_owned(), tag)));
        return forms;
    }
    forms.push((if lemma == "have" { "has".to_owned() } else { with_s(lemma) }, Form::S));
    if let Some((past, participle)) = irregular(lemma) {
        forms.extend(past.into_iter().map(|form| (form, Form::Past)));
        forms.extend(participle.into_iter().map(|form| (form, Form::Participle)));
    } else {
        for form in regular_past(lemma) {
            forms.push((form.clone(), Form::Past));
            forms.push((form, Form::Participle));
        }
    }
    forms.extend(ing(lemma).into_iter().map(|form| (form, Form::Ing)));
    forms
}

/// Singular and plural of a noun; the last word is inflected, or the first one before a preposition.
pub(crate) fn noun_forms(lemma: &str) -> Vec<String> {
    let links: &[&str] = if lemma.contains(' ') { &[" of ", " in ", " at ", " on ", " with "] } else { &[] };
    let (head, rest) = match links.iter().find_map(|link| lemma.find(link)) {
        Some(at) => lemma.split_at(at),
        None => (lemma, ""),
    };
    let start = head.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (before, word) = head.split_at(start);
    let plural = match IRREGULAR_NOUNS.iter().find(|(singular, _)| *singular == word) {
        Some((_, plural)) => (*plural).to_owned(),
        None if word.len() > 3 && word.ends_with("man") => format!("{}men", &word[..word.len() - 3]),
        None => with_s(word),
    };
    let plural = format!("{before}{plural}{rest}");
    if plural == lemma { vec![plural] } else { vec![lemma.to_owned(), plural] }
}

fn irregular(lemma: &str) -> Option<(Vec<String>, Vec<String>)> {
    let row = |word: &str, prefix: &str| {
        let at = IRREGULAR_VERBS.binary_search_by_key(&word, |(base, ..)| base).ok()?;
        let (_, past, participle) = IRREGULAR_VERBS[at];
        let split = |forms: &str| forms.split('/').map(|form| format!("{prefix}{form}")).collect();
        Some((split(past), split(participle)))
    };
    row(lemma, "").or_else(|| {
        let prefix = PREFIXES.iter().find(|prefix| lemma.strip_prefix(**prefix).is_some_and(|rest| rest.len() > 1))?;
        if NOT_PREFIXED.contains(&lemma) { None } else { row(&lemma[prefix.len()..], prefix) }
    })
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Words on -o that take -es; technical ones (photo, repo, macro) take a plain -s.
const O_WITH_ES: [&str; 12] =
    ["potato", "tomato", "hero", "echo", "cargo", "torpedo", "veto", "embargo", "go", "do", "undo", "redo"];

fn with_s(word: &str) -> String {
    let bytes = word.as_bytes();
    match bytes {
        [.., before, b'y'] if !is_vowel(*before) => format!("{}ies", &word[..word.len() - 1]),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{word}es"),
        [.., b'o'] if O_WITH_ES.contains(&word) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn syllables(word: &str) -> usize {
    let bytes = word.as_bytes();
    (0..bytes.len()).filter(|&at| is_vowel(bytes[at]) && (at == 0 || !is_vowel(bytes[at - 1]))).count()
}

fn doubles(word: &str) -> bool {
    let bytes = word.as_bytes();
    let [.., before, vowel, last] = bytes else { return false };
    let closed = !is_vowel(*last) && !matches!(last, b'w' | b'x' | b'y') && is_vowel(*vowel) && !is_vowel(*before);
    let qu = bytes.len() > 3 && bytes[bytes.len() - 4] == b'q' && *before == b'u';
    (closed || qu && !is_vowel(*last)) && (syllables(word) == 1 || DOUBLING.contains(&word) || qu && syllables(word) == 2)
}

fn stems(word: &str) -> Vec<String> {
    let doubled = || format!("{word}{}", &word[word.len() - 1..]);
    if BOTH.contains(&word) {
        vec![word.to_owned(), doubled()]
    } else if doubles(word) {
        vec![doubled()]
    } else {
        vec![word.to_owned()]
    }
}

fn regular_past(lemma: &str) -> Vec<String> {
    match lemma.as_bytes() {
        [.., b'e'] => vec![format!("{lemma}d")],
        [.., before, b'y'] if !is_vowel(*before) => vec![format!("{}ied", &lemma[..lemma.len() - 1])],
        [.., b'c'] if lemma.ends_with("ic") => vec![format!("{lemma}ked")],
        _ => stems(lemma).into_iter().map(|stem| format!("{stem}ed")).collect(),
    }
}

fn ing(lemma: &str) -> Vec<String> {
    match lemma.as_bytes() {
        [.., b'i', b'e'] => vec![format!("{}ying", &lemma[..lemma.len() - 2])],
        [.., b'e' | b'o' | b'y', b'e'] => vec![format!("{lemma}ing")],
        [.., b'e'] if lemma.len() > 2 => vec![format!("{}ing", &lemma[..lemma.len() - 1])],
        [.., b'c'] if lemma.ends_with("ic") => vec![format!("{lemma}king")],
        _ => stems(lemma).into_iter().map(|stem| format!("{stem}ing")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lemma: &str, expected: &str) {
        let forms: Vec<_> = verb_forms(lemma).into_iter().map(|(form, _)| form).collect();
        assert_eq!(forms.join(" "), expected);
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(IRREGULAR_VERBS.is_sorted());
    }

    #[test]
    fn verbs() {
        check("forget", "forget forgets forgot forgotten forgetting");
        check("skip", "skip skips skipped skipped skipping");
        check("rush", "rush rushes rushed rushed rushing");
        check("deny", "deny denies denied denied denying");
        check("delay", "delay delays delayed delayed delaying");
        check("ignore", "ignore ignores ignored ignored ignoring");
        check("lie", "lie lies lied lied lying");
        check("overwrite", "overwrite overwrites overwrote overwritten overwriting");
        check("misread", "misread misreads misread misread misreading");
        check("fat-finger", "fat-finger fat-fingers fat-fingered fat-fingered fat-fingering");
        check("panic", "panic panics panicked panicked panicking");
        check("omit", "omit omits omitted omitted omitting");
        check("visit", "visit visits visited visited visiting");
        check("knock", "knock knocks knocked knocked knocking");
        check("quit", "quit quits quit quit quitting");
        check("unplug", "unplug unplugs unplugged unplugged unplugging");
        check("cancel", "cancel cancels canceled canceled cancelled cancelled canceling cancelling");
        check("have", "have has had had having");
        check("do", "do does did done doing");
        check("relay", "relay relays relayed relayed relaying");
    }

    #[test]
    fn nouns() {
        assert_eq!(noun_forms("error of judgement"), ["error of judgement", "errors of judgement"]);
        assert_eq!(noun_forms("slip-up"), ["slip-up", "slip-ups"]);
        assert_eq!(noun_forms("foreman"), ["foreman", "foremen"]);
        assert_eq!(noun_forms("oversight"), ["oversight", "oversights"]);
        assert_eq!(noun_forms("staff"), ["staff"]);
    }
}
