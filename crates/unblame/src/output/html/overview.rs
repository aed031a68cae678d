//! The head of the page and its side: counts, which are filters as well where scripts run, and the list of documents.

use maud::{Markup, html};

use super::super::text::visible;
use super::tally::{Count, Tally, anchor, plural, ranked};

/// What stands on top.
pub(super) fn header(tally: &Tally) -> Markup {
    let findings = tally.findings();
    let touched = tally.documents.iter().filter(|(_, findings)| *findings > 0).count();
    html! {
        header.top {
            h1 { "Blameless language report" }
            p #shown role="status" data-total=(findings) {
                (plural(findings, "finding")) " in " (touched) " of " (plural(tally.documents.len(), "document"))
            }
            div.controls.script-only {
                button #previous type="button" { "Previous " kbd { "k" } }
                button #next type="button" { "Next " kbd { "j" } }
                label { input #keys type="checkbox" checked; " Keys" }
                button #theme type="button" { "Theme: system" }
            }
        }
    }
}

/// What stands at the side.
pub(super) fn sidebar(tally: &Tally) -> Markup {
    html! {
        aside aria-label="Overview" {
            p.about { "Findings are about wording: each marks a place where a person stands as the cause, and asks about the system instead." }
            @if tally.findings() > 0 {
                (chart("Severity", Some("severity"), &tally.by_severity()))
                (chart("Category", Some("category"), &ranked(&tally.categories)))
                (chart("Section", None, &ranked(&tally.sections)))
            }
            (documents(tally))
        }
    }
}

/// Counts as bars. `filter` names what a row switches on and off.
fn chart(title: &str, filter: Option<&str>, rows: &[(&str, Count)]) -> Markup {
    let most = rows.iter().map(|(_, count)| count.findings).max().unwrap_or(1);
    html! {
        table.chart {
            caption { (title) }
            thead { tr { th scope="col" { (title) } th scope="col" { "Findings" } th scope="col" { "Documents" } } }
            tbody {
                @for (name, count) in rows {
                    @let name = visible(name);
                    tr {
                        th scope="row" {
                            @if let Some(filter) = filter {
                                label { input.script-only type="checkbox" checked name=(filter) value=(name); " " (name) }
                            } @else {
                                (name)
                            }
                            div.bar.(if filter == Some("severity") { &name } else { "plain" }) style={ "width:" (percent(count.findings, most)) "%" } {}
                        }
                        td { (count.findings) }
                        td { (count.documents) }
                    }
                }
            }
        }
    }
}

/// At least one, so that a bar is never invisible.
fn percent(part: usize, whole: usize) -> usize {
    (part * 100 / whole.max(1)).max(1)
}

fn documents(tally: &Tally) -> Markup {
    let (touched, clean): (Vec<_>, Vec<_>) = tally.documents.iter().partition(|(_, findings)| *findings > 0);
    html! {
        nav aria-label="Documents" {
            @if !touched.is_empty() {
                h2 { "Documents" }
                ol { @for (path, findings) in touched { li { a href={ "#" (anchor(path)) } dir="auto" { (visible(path)) } " " span.count { (findings) } } } }
            }
            @if !clean.is_empty() {
                details {
                    summary { (plural(clean.len(), "document")) " without findings" }
                    ul { @for (path, _) in clean { li dir="auto" { (visible(path)) } } }
                }
            }
        }
    }
}

/// Files that are missing from the report, so that nobody takes them for clean.
pub(super) fn unread(tally: &Tally) -> Markup {
    html! {
        @if !tally.unread.is_empty() {
            section.unread aria-labelledby="unread" {
                h2 #unread { "Not checked" }
                ul { @for error in &tally.unread { li dir="auto" { (visible(error)) } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_never_invisible() {
        assert_eq!([percent(1, 1000), percent(5, 10), percent(0, 0)], [1, 50, 1]);
    }
}
