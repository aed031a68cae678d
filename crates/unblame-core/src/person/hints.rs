//! Words that tell what a document is about and who takes part in it, found in the raw text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Whole words, in any capitalisation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hints {
    /// Words of documents about machines whose parts are named like roles.
    machines: Option<AhoCorasick>,
    /// Words behind which a colon opens a field of people: "Responders:".
    people: Option<AhoCorasick>,
}

/// What may stand between such a word and its colon.
const BEFORE_COLON: [char; 6] = ['*', '_', ' ', '(', 's', ')'];
/// No such word, with what stands behind it, is longer, in bytes.
const LONGEST: usize = 64;

impl Hints {
    /// Compiles the two lists.
    pub(crate) fn new(machines: &[String], people: &[String]) -> Self {
        Self { machines: automaton(machines), people: automaton(people) }
    }

    /// Whether at least so many different words about machines stand in a text.
    pub(crate) fn is_about_machines(&self, text: &str, least: usize) -> bool {
        let mut seen: Vec<usize> = Vec::new();
        whole_words(self.machines.as_ref(), text).any(|(word, _)| {
            if !seen.contains(&word) {
                seen.push(word);
            }
            seen.len() >= least
        })
    }

    /// Where the names of fields of people start: behind the colon, or behind the border of a cell that takes its place.
    pub(crate) fn fields_of_people<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let named = move |&colon: &usize| {
            let start = (colon.saturating_sub(LONGEST)..=colon).find(|&at| text.is_char_boundary(at)).unwrap_or(colon);
            let before = &text[start..colon];
            let before = &before[before.rfind('\n').map_or(0, |line| line + 1)..];
            whole_words(self.people.as_ref(), before).any(|(_, end)| before[end..].trim_start_matches(BEFORE_COLON).is_empty())
        };
        // One character at a time is looked for in many bytes at once.
        let colons = text.match_indices(':').chain(text.match_indices('|'));
        colons.map(|(at, _)| at).filter(named).map(|colon| colon + 1)
    }
}

fn automaton(words: &[String]) -> Option<AhoCorasick> {
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA));
    // The automaton is limited to sizes that no word list reaches; without it there are no hints.
    builder.build(words).ok().filter(|_| !words.is_empty())
}

/// Every whole word of a list: which it is, and where it ends.
fn whole_words<'a>(automaton: Option<&'a AhoCorasick>, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
    let inner = move |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let found = automaton.into_iter().flat_map(move |automaton| automaton.find_iter(text));
    let whole = found.filter(move |found| !inner(found.start().checked_sub(1)) && !inner(Some(found.end())));
    whole.map(|found| (found.pattern().as_usize(), found.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_any_case() {
        let hints = Hints::new(&["pod".into(), "crd".into()], &[]);
        assert!(hints.is_about_machines("The CRD was applied.", 1));
        assert!(!hints.is_about_machines("A podcast on tripods", 1));
        assert!(!Hints::default().is_about_machines("pod", 1));
    }

    #[test]
    fn different_words_count() {
        let hints = Hints::new(&["pod".into(), "crd".into()], &[]);
        assert!(!hints.is_about_machines("a pod and a pod", 2));
        assert!(hints.is_about_machines("a pod and a CRD", 2));
    }

    #[test]
    fn fields_open_with_a_colon_or_a_cell() {
        let hints = Hints::new(&[], &["author".into(), "responders".into()]);
        let found = |text| hints.fields_of_people(text).collect::<Vec<_>>();
        assert_eq!(found("Responders: Ana"), [11]);
        assert_eq!(found("**Author(s)**: Ana"), [14]);
        assert!(found("| Authors | Ana |").is_empty());
        assert_eq!(found("| Author | Ana |"), [10]);
        assert!(found("Authority: low").is_empty());
        assert!(found("The author said: no").is_empty());
        assert_eq!(Hints::default().fields_of_people("author: x").count(), 0);
    }
}
