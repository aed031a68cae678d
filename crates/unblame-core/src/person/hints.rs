//! Words that tell what a document is about and who takes part in it, found in one pass over the raw text.

use aho_corasick::{AhoCorasick, MatchKind};

/// What a word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// The document is about machines whose parts are named like roles.
    Machines,
    /// A field of people follows, if a colon does: "Responders:".
    People,
}

/// Whole words, in any capitalisation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hints {
    automaton: Option<AhoCorasick>,
    /// How many words of the automaton, from the first on, are about machines.
    machines: usize,
}

impl Hints {
    /// Compiles the two lists.
    pub(crate) fn new(machines: &[String], people: &[String]) -> Self {
        let words: Vec<&String> = machines.iter().chain(people).collect();
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        // The automaton is limited to sizes that no word list reaches; without it there are no hints.
        let automaton = builder.build(&words).ok().filter(|_| !words.is_empty());
        Self { automaton, machines: machines.len() }
    }

    /// Every whole word of the lists: what it tells, which word it is, and where it ends.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Hint, usize, usize)> + 'a {
        let bytes = text.as_bytes();
        let inner = move |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        let whole = found.filter(move |found| !inner(found.start().checked_sub(1)) && !inner(Some(found.end())));
        whole.map(|found| {
            let word = found.pattern().as_usize();
            (if word < self.machines { Hint::Machines } else { Hint::People }, word, found.end())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_any_case() {
        let hints = Hints::new(&["pod".into(), "crd".into()], &["responders".into()]);
        let found = |text| hints.find(text).collect::<Vec<_>>();
        assert_eq!(found("The CRD was applied."), [(Hint::Machines, 1, 7)]);
        assert_eq!(found("Responders: Ana"), [(Hint::People, 2, 10)]);
        assert_eq!(found("A podcast on tripods"), []);
        assert_eq!(Hints::default().find("pod").count(), 0);
    }
}
