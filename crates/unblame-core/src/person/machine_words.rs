//! Words that tell a document about machines, whose parts are named like roles.

use aho_corasick::{AhoCorasick, MatchKind};

/// Whole words, found in any capitalisation in one pass over the raw text.
#[derive(Debug, Clone, Default)]
pub(crate) struct MachineWords(Option<AhoCorasick>);

impl MachineWords {
    /// Compiles a list of words.
    pub(crate) fn new(words: &[String]) -> Self {
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        // The automaton is limited to sizes that no word list reaches; without it no document is about machines.
        Self(if words.is_empty() { None } else { builder.build(words).ok() })
    }

    /// Whether a text holds one of the words.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let inner = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        self.0
            .iter()
            .flat_map(|automaton| automaton.find_iter(text))
            .any(|found| !inner(found.start().checked_sub(1)) && !inner(Some(found.end())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_any_case() {
        let words = MachineWords::new(&["pod".into(), "crd".into()]);
        assert!(words.is_in("The CRD was applied."));
        assert!(!words.is_in("A podcast on tripods"));
        assert!(!MachineWords::default().is_in("pod"));
    }
}
