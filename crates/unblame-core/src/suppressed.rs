//! What a document asks not to hear, for those who keep a record of it.

use text_size::TextRange;

use crate::format::{self, Mask};
use crate::lint::masked;
use crate::suppress::Suppressions;
use crate::{Diagnostic, Document, RuleSet};

/// A finding that a comment in the document silences.
#[derive(Debug, Clone)]
pub struct Suppressed {
    /// What [`lint`](crate::lint()) would say without the comment.
    pub diagnostic: Diagnostic,
    /// The reason that the comment gives.
    pub reason: Option<TextRange>,
}

/// The findings that comments in the document silence, in the order of the text. Costs nothing where there is no such comment.
pub fn suppressed(document: &Document<'_>, rules: &RuleSet) -> Vec<Suppressed> {
    let mask = format::mask(document);
    if mask.directives.is_empty() {
        return Vec::new();
    }
    let suppressions = Suppressions::parse(document.text(), &mask);
    let without = Mask { directives: Vec::new(), ..mask };
    let silenced = |diagnostic: Diagnostic| {
        let reason = suppressions.silencer(diagnostic.range, &diagnostic.rule)?.reason;
        Some(Suppressed { diagnostic, reason })
    };
    masked(document, rules, &without).into_iter().filter_map(silenced).collect()
}

#[cfg(all(test, feature = "builtin"))]
mod tests {
    use super::*;
    use crate::{Format, lint};

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>)], left: &[&str]) {
        let (document, rules) = (Document::new(text, Format::Markdown), RuleSet::builtin());
        let found = suppressed(&document, &rules);
        let found: Vec<_> =
            found.iter().map(|one| (&text[one.diagnostic.range], one.reason.map(|reason| &text[reason]))).collect();
        assert_eq!(found, expected, "{text:?}");
        let counted = lint(&document, &rules);
        let counted: Vec<_> = counted.iter().map(|one| &text[one.range]).filter(|passage| !passage.contains('-')).collect();
        assert_eq!(counted, left, "{text:?}");
    }

    #[test]
    fn with_the_reason_where_there_is_one() {
        check("Ana forgot to check it.\n", &[], &["Ana forgot to"]);
        let quoted = "<!-- unblame-disable-next-line: a quote -->\nAna forgot to check it.\n";
        check(quoted, &[("Ana forgot to", Some("a quote"))], &[]);
        let line = "Ana forgot to check it. <!-- unblame-disable-line omission -->\n\nBob forgot to check it.\n";
        check(line, &[("Ana forgot to", None)], &["Bob forgot to"]);
        check("<!-- unblame-disable-file hindsight -->\n\nAna forgot to check it.\n", &[], &["Ana forgot to"]);
    }
}
