//! Words that stand for two: `didn't`, `shoulda`, and how patterns write them.

use super::scan::fold;

/// Words that are not simply one token: contractions without an apostrophe, and what may be half of a pair.
pub(crate) fn split_words() -> impl Iterator<Item = &'static str> {
    let bare = BARE_NOT.iter().chain(WITH_HAVE.iter().map(|(word, _)| word)).copied();
    bare.chain(["cannot", "one"])
}

/// Contractions of `not` that lost their apostrophe.
const BARE_NOT: &[&str] = &[
    "didnt", "doesnt", "dont", "wasnt", "werent", "hasnt", "havent", "hadnt", "couldnt", "shouldnt", "wouldnt", "isnt",
    "arent", "cant", "wont", "mustnt",
];

/// Modal verbs written together with `have`.
const WITH_HAVE: &[(&str, usize)] = &[
    ("shoulda", 6),
    ("coulda", 5),
    ("woulda", 5),
    ("mighta", 5),
    ("musta", 4),
    ("shouldve", 6),
    ("couldve", 5),
    ("wouldve", 5),
    ("mightve", 5),
    ("mustve", 4),
];

/// How many bytes at the end of a folded word are a contraction or a possessive ending.
pub(super) fn contraction(folded: &str) -> Option<usize> {
    // All others have an apostrophe, or one of these letters at their end.
    if !folded.contains('\'') && !folded.ends_with(['t', 'a', 'e']) {
        return None;
    }
    if folded == "cannot" || folded.ends_with("n't") && folded.len() > 3 {
        return Some(3);
    }
    if let Some(at) = folded.rfind('\'') {
        let tail = &folded[at..];
        return (at > 0 && matches!(tail, "'s" | "'ve" | "'d" | "'ll" | "'re" | "'m")).then_some(tail.len());
    }
    if BARE_NOT.contains(&folded) {
        return Some(2);
    }
    WITH_HAVE.iter().find(|(word, _)| *word == folded).map(|(word, head)| word.len() - head)
}

/// The whole word before `n't`: "wo" is "will".
pub(super) fn before_not(head: &str) -> &str {
    match head {
        "ca" => "can",
        "wo" => "will",
        "sha" => "shall",
        other => other,
    }
}

/// Whether a literal word of a pattern is one word and written as it is folded, at a glance: the answer *no* may be wrong.
pub(crate) fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase()) && !word.ends_with(['t', 'a', 'e'])
}

/// The folded words that a literal word of a pattern stands for: contractions are split as in text.
pub(crate) fn literal(word: &str) -> Vec<String> {
    let mut folded = String::new();
    fold(word, &mut folded);
    match contraction(&folded) {
        Some(tail) if folded.len() > tail => {
            let (head, tail) = folded.split_at(folded.len() - tail);
            let head = before_not(head);
            let pronoun = matches!(head, "he" | "she" | "it" | "that" | "there" | "here" | "who" | "what" | "where" | "how");
            let tail = match tail {
                "nt" => "n't",
                "a" | "ve" => "'ve",
                "'s" if pronoun => "is",
                other => other,
            };
            vec![head.to_owned(), tail.to_owned()]
        }
        _ => vec![folded],
    }
}
