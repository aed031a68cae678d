//! The reference of the rules: a page for each category, made from the packs. With `UPDATE_RULE_DOCS=1` this writes the pages; else it
//! fails where they are not what the packs say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use unblame_core::rule::Profile;
use unblame_core::{RuleInfo, RuleSet};

use super::markdown_in;
use crate::driver::root;

/// Examples shown on each side.
const EXAMPLES: usize = 5;

const FOLDER: &str = "docs/rules";
const CONTENTS: &str = "docs/SUMMARY.md";
/// The line of the contents under which the pages stand.
const INDEX: &str = "- [What is looked for](rules/README.md)\n";

type Categories = BTreeMap<String, Vec<Arc<RuleInfo>>>;

fn categories() -> Categories {
    let mut builder = RuleSet::builder().with_builtin();
    builder.profile = Profile::Strict;
    let rules = builder.build().unwrap();
    let mut categories = Categories::new();
    for rule in rules.rules() {
        categories.entry(rule.category.clone()).or_default().push(Arc::clone(rule));
    }
    categories
}

/// All files, by path.
fn files(categories: &Categories) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        categories.iter().map(|(name, rules)| (format!("{FOLDER}/{name}.md"), page(name, rules))).collect();
    files.insert(format!("{FOLDER}/README.md"), index(categories));
    files.insert(CONTENTS.to_owned(), contents(categories));
    files
}

fn index(categories: &Categories) -> String {
    let mut page = String::from(
        "# What is looked for\n\n<!-- Generated from the packs: UPDATE_RULE_DOCS=1 cargo test -p unblame docs:: -->\n\n\
         The rules that ship with unblame, by category. `unblame explain RULE` says the same on the command line.\n\n\
         | category | rule | severity | what to do |\n|---|---|---|---|\n",
    );
    for (name, rules) in categories {
        for rule in rules {
            let RuleInfo { id, severity, message, .. } = &**rule;
            let severity = severity.as_str();
            _ = writeln!(page, "| [{name}]({name}.md) | [{id}]({name}.md#{id}) | {severity} | {} |", escaped(message));
        }
    }
    page
}

fn page(name: &str, rules: &[Arc<RuleInfo>]) -> String {
    let mut page = format!("# {name}\n\n<!-- Generated from the packs: UPDATE_RULE_DOCS=1 cargo test -p unblame docs:: -->\n");
    for rule in rules {
        _ = write!(page, "\n## {}\n\n", rule.id);
        let profile = match rule.profile {
            Profile::Core => String::new(),
            Profile::Postmortem => ", from the profile `postmortem` on".to_owned(),
            Profile::Strict => ", in the profile `strict`".to_owned(),
        };
        _ = writeln!(page, "*{}*{profile} · **{}**\n", rule.severity.as_str(), escaped(&rule.message));
        _ = writeln!(page, "{}\n\n**Ask:** {}", escaped(&rule.why), escaped(&rule.question));
        let list = |page: &mut String, title: &str, items: &mut dyn Iterator<Item = String>| {
            let items = items.fold(String::new(), |items, item| items + &format!("- {item}\n"));
            if !items.is_empty() {
                _ = write!(page, "\n**{title}:**\n\n{items}");
            }
        };
        list(&mut page, "Instead", &mut rule.rewrites.iter().map(|rewrite| escaped(rewrite)));
        list(&mut page, "Found", &mut rule.bad.iter().take(EXAMPLES).map(|example| marked(example)));
        list(&mut page, "Left alone", &mut rule.good.iter().take(EXAMPLES).map(|example| escaped(&one_line(example))));
        list(&mut page, "Sources", &mut rule.sources.iter().map(|source| escaped(source)));
    }
    page
}

fn contents(categories: &Categories) -> String {
    let old = std::fs::read_to_string(root().join(CONTENTS)).unwrap();
    let (head, rest) = old.split_once(INDEX).unwrap_or_else(|| panic!("{CONTENTS} has no line {INDEX}"));
    let tail = rest.split_inclusive('\n').skip_while(|line| line.starts_with("  - "));
    let pages = categories.keys().fold(String::new(), |pages, name| pages + &format!("  - [{name}](rules/{name}.md)\n"));
    format!("{head}{INDEX}{pages}{}", tail.collect::<String>())
}

/// Text that Markdown takes as it is.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |escaped, c| match c {
        '\\' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '|' | '~' | '#' | '&' => escaped + "\\" + c.encode_utf8(&mut [0; 4]),
        other => escaped + other.encode_utf8(&mut [0; 4]),
    })
}

/// An example with its passage set off.
fn marked(example: &str) -> String {
    escaped(&one_line(example)).replace('«', "<mark>").replace('»', "</mark>")
}

/// Examples may be documents of several lines.
fn one_line(example: &str) -> String {
    example.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
}

#[test]
fn the_pages_are_those_of_the_packs() {
    let files = files(&categories());
    let stale: BTreeSet<_> =
        markdown_in(FOLDER).into_iter().filter(|path| !files.keys().any(|file| root().join(file) == *path)).collect();
    if std::env::var_os("UPDATE_RULE_DOCS").is_some() {
        for (path, text) in &files {
            std::fs::write(root().join(path), text).unwrap();
        }
        for path in stale {
            std::fs::remove_file(path).unwrap();
        }
        return;
    }
    let again = "UPDATE_RULE_DOCS=1 cargo test -p unblame docs:: writes them anew";
    assert!(stale.is_empty(), "{stale:?} are pages of no category; {again}");
    for (path, text) in &files {
        let written = std::fs::read_to_string(root().join(path)).unwrap_or_default();
        assert!(written == *text, "{path} is not what the packs say; {again}");
    }
}

#[test]
fn examples_are_shown_as_they_are() {
    assert_eq!(marked("# A_b\n\n«Ana *forgot*» it."), "\\# A\\_b / <mark>Ana \\*forgot\\*</mark> it.");
}
