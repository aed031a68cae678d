//! The given-name lists, searched where they lie: no table is built at start-up.

/// Sorted lists of folded names, one a line.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Names {
    /// Given names.
    pub(crate) given: &'static str,
    /// Those that are also words or places, and need a second signal.
    pub(crate) words: &'static str,
    /// Surnames, which count only beside another name.
    pub(crate) surnames: &'static str,
}

impl Names {
    /// The lists that ship with unblame; empty without the feature `builtin`.
    pub(crate) fn builtin() -> Self {
        #[cfg(feature = "builtin")]
        return Self { given: unblame_rules::GIVEN_NAMES, words: unblame_rules::WORD_NAMES, surnames: unblame_rules::SURNAMES };
        #[cfg(not(feature = "builtin"))]
        Self::default()
    }

    /// Whether it is a given name, and nothing else that is common.
    pub(crate) fn is_given(&self, folded: &str) -> bool {
        self.is_any_given(folded) && !contains(self.words, folded)
    }

    /// Whether it is a given name, perhaps also a word.
    pub(crate) fn is_any_given(&self, folded: &str) -> bool {
        let compound =
            || folded.split_once('-').is_some_and(|(first, second)| contains(self.given, first) && !second.is_empty());
        contains(self.given, folded) || compound()
    }

    /// Whether it is a surname.
    pub(crate) fn is_surname(&self, folded: &str) -> bool {
        contains(self.surnames, folded)
    }
}

/// Binary search for a line in a bytewise sorted text.
fn contains(list: &str, line: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = bytes[low..middle].iter().rposition(|&byte| byte == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|&byte| byte == b'\n').map_or(high, |at| middle + at);
        match bytes[start..end].cmp(line.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = (end + 1).min(high),
            std::cmp::Ordering::Greater => high = start.saturating_sub(usize::from(start > low)),
        }
        if end == high && start == low {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn finds_every_line_and_nothing_else() {
        let list = "ana\nbo\ncarl\ndee\neve\n";
        for name in ["ana", "bo", "carl", "dee", "eve"] {
            assert!(contains(list, name), "{name}");
        }
        for other in ["", "an", "anna", "b", "zed", "carl\n"] {
            assert!(!contains(list, other), "{other}");
        }
        assert!(contains("solo", "solo"));
        assert!(!contains("", "x"));
    }
}
