//! The book hangs together: every page is in its contents, and every link leads somewhere.

use std::path::{Path, PathBuf};

use super::{markdown_in, pages};
use crate::driver::root;

/// The destinations of inline links, without those that leave the repository.
fn links(page: &str) -> Vec<&str> {
    let mut inside = false;
    let prose = page.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    let destinations = prose.flat_map(|line| line.split("](").skip(1)).filter_map(|rest| rest.split(')').next());
    destinations.filter(|link| !link.contains("://") && !link.starts_with("mailto:")).collect()
}

/// The anchors that headings make, as GitHub and mdBook do it.
fn anchors(page: &str) -> Vec<String> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let text = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

fn check(page: &Path) {
    let text = std::fs::read_to_string(page).unwrap();
    for link in links(&text) {
        let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
        let target = if file.is_empty() { page.to_path_buf() } else { page.parent().unwrap().join(file) };
        assert!(target.exists(), "{}: {link} leads nowhere", page.display());
        if let Some(anchor) = anchor {
            let anchors = anchors(&std::fs::read_to_string(&target).unwrap());
            assert!(anchors.iter().any(|one| one == anchor), "{}: no heading for {link}", page.display());
        }
    }
}

fn book() -> Vec<PathBuf> {
    let mut book = pages();
    book.extend(markdown_in("docs/rules"));
    book
}

#[test]
fn links_lead_somewhere() {
    let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "editors/README.md"].map(|page| root().join(page));
    book().iter().chain(&top).for_each(|page| check(page));
}

#[test]
fn every_page_is_in_the_contents() {
    let docs = root().join("docs");
    let summary = std::fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    let listed: Vec<PathBuf> = links(&summary).iter().map(|link| docs.join(link)).collect();
    for page in book().iter().filter(|page| !page.ends_with("SUMMARY.md")) {
        assert!(listed.contains(page), "docs/SUMMARY.md does not list {}", page.display());
    }
}

#[test]
fn links_and_anchors() {
    assert_eq!(links("[a](b.md#c) ![d](e.png)\n```\n[x](y)\n```\n[f](https://g)"), ["b.md#c", "e.png"]);
    assert_eq!(anchors("# A report, to read\n## `x`: Y_z\n"), ["a-report-to-read", "x-y_z"]);
}
