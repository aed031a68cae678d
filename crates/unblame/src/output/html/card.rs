//! What stands beside a passage: the reason, the question, other wordings.

use maud::{Markup, html};
use unblame_core::{Applicability, RuleInfo, Suggestion, TextRange, TextSize};

use super::super::finding::{File, Finding};
use super::super::full;
use super::super::text::visible;

/// Rewrites shown per finding.
const REWRITES: usize = 3;

/// A finding and its name on the page.
pub(super) struct Card<'a> {
    finding: &'a Finding,
    text: &'a str,
    /// Counted from 1 in each document, so that passage and card find each other on paper.
    pub(super) number: usize,
    /// Unique on the page, and the same as long as the passage stays.
    id: String,
}

impl<'a> Card<'a> {
    pub(super) fn new(file: &'a File<'_>, number: usize, finding: &'a Finding) -> Self {
        Self { finding, text: &file.text, number, id: finding.fingerprint.within(file.path).to_string() }
    }

    pub(super) fn rule(&self) -> &'a RuleInfo {
        &self.finding.diagnostic.rule
    }

    pub(super) fn severity(&self) -> &'static str {
        self.finding.diagnostic.severity.as_str()
    }

    pub(super) fn range(&self) -> TextRange {
        self.finding.diagnostic.range
    }

    pub(super) fn start(&self) -> TextSize {
        self.range().start()
    }

    /// The name of the passage, for links.
    pub(super) fn passage_id(&self) -> String {
        format!("p-{}", self.id)
    }

    /// The name of the card, for links.
    pub(super) fn card_id(&self) -> String {
        format!("f-{}", self.id)
    }

    /// The card; `line` is where the passage starts.
    pub(super) fn render(&self, line: usize) -> Markup {
        let rule = self.rule();
        let name = super::super::rule_name(rule);
        let title = format!("t-{}", self.id);
        html! {
            article.card.(self.severity()) id=(self.card_id()) tabindex="-1" aria-labelledby=(title)
                data-severity=(self.severity()) data-category=(visible(&rule.category)) {
                h3 id=(title) dir="auto" { span.number { (self.number) } " " (visible(&rule.message)) }
                p.facts {
                    span.severity { (self.severity()) } " "
                    a href={ "#" (self.passage_id()) } { "line " (line) } " "
                    a href=(rule.url()) rel="noopener noreferrer" title={ "Category: " (visible(&rule.category)) } { (visible(&name)) }
                }
                @if !rule.why.trim().is_empty() { p.why dir="auto" { (visible(&rule.why)) } }
                @if !rule.question.trim().is_empty() { p.ask dir="auto" { b { "Ask" } " " (visible(&rule.question)) } }
                (self.rewrites())
            }
        }
    }

    fn rewrites(&self) -> Markup {
        let diagnostic = &self.finding.diagnostic;
        let wording = |suggestion: &Suggestion| {
            (full::wording(suggestion, diagnostic.range, self.text), advice(suggestion.applicability))
        };
        let mut wordings: Vec<_> = diagnostic.suggestions.iter().map(wording).collect();
        if wordings.is_empty() {
            wordings = diagnostic.rule.rewrites.iter().map(|rewrite| (rewrite.clone(), None)).collect();
        }
        wordings.retain(|(wording, _)| !wording.trim().is_empty());
        wordings.truncate(REWRITES);
        html! {
            @if !wordings.is_empty() {
                div.try {
                    b { "Try" }
                    ul {
                        @for (wording, advice) in &wordings {
                            li dir="auto" { (with_gaps(wording)) @if let Some(advice) = advice { " " i { (advice) } } }
                        }
                    }
                }
            }
        }
    }
}

/// How far a rewrite that can be carried out may be trusted.
fn advice(applicability: Applicability) -> Option<&'static str> {
    match applicability {
        Applicability::Safe => Some("keeps the facts"),
        Applicability::Unsafe => Some("read it before you use it"),
        Applicability::DisplayOnly => None,
    }
}

/// Sets off the gaps that only the author can fill: `{step}`.
fn with_gaps(wording: &str) -> Markup {
    let wording = visible(wording);
    let mut rest = &*wording;
    let mut parts = Vec::new();
    while let Some((start, end)) = rest.find('{').and_then(|start| Some((start, start + rest[start..].find('}')? + 1))) {
        parts.push((&rest[..start], &rest[start..end]));
        rest = &rest[end..];
    }
    html! { @for (text, gap) in parts { (text) span.gap { (gap) } } (rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wording: &str, expected: &str) {
        assert_eq!(with_gaps(wording).into_string(), expected);
    }

    #[test]
    fn gaps() {
        check("{Step} & {a}.", "<span class=\"gap\">{Step}</span> &amp; <span class=\"gap\">{a}</span>.");
        check("no } gap {", "no } gap {");
        check("<b>", "&lt;b&gt;");
    }
}
