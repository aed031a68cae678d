//! Whole documents under the rules that ship. Findings stand below the line that they are about:
//!
//! ```text
//! Priya forgot to renew the certificate.
//! ^^^^^^^^^^^^ person-forgot
//! ```
//!
//! The marks are taken out before the document is linted. Where a passage goes on in the next line, `^^^ ...` says so, and the marks
//! below that line follow; where it covers lines in between, these have marks that end in `...` as well. Columns are counted in
//! characters. Every finding that is at least a warning must be marked; weaker ones may be, as `^^^ minimiser (information)`.
//!
//! With `UPDATE_FIXTURES=1` the test `documents` writes the marks as it finds them. Read the difference before you commit it.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::LazyLock;

use unblame_core::{Diagnostic, Document, Format, RuleSet, Severity, lint};

use crate::driver::root;

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

/// A finding, as `rule` or `rule (severity)`, at its place in the document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    start: usize,
    end: usize,
    name: String,
}

/// A document without its marks, and what they say.
#[derive(Debug, Default)]
struct Fixture {
    text: String,
    findings: Vec<Finding>,
}

/// The columns and the name of a line that is a mark, both counted in characters.
fn mark(line: &str) -> Option<(Range<usize>, &str)> {
    let content = line.trim_start_matches(' ');
    let name = content.trim_start_matches('^');
    let carets = content.len() - name.len();
    let start = line.len() - content.len();
    (carets > 0 && name.starts_with(' ')).then(|| (start..start + carets, name.trim()))
}

impl Fixture {
    fn parse(source: &str) -> Self {
        let mut fixture = Self::default();
        // Where the line above the marks starts, and where a passage started that goes on.
        let (mut line_start, mut open) = (0, None);
        for line in source.split_inclusive('\n') {
            let Some((columns, name)) = mark(line.trim_end()) else {
                line_start = fixture.text.len();
                fixture.text.push_str(line);
                continue;
            };
            let above = &fixture.text[line_start..];
            let at = |column: usize| above.char_indices().nth(column).map_or(above.trim_end().len(), |(at, _)| at);
            let (start, end) = (line_start + at(columns.start), line_start + at(columns.end));
            let start = *open.get_or_insert(start);
            if name != "..." {
                open = None;
                fixture.findings.push(Finding { start, end, name: name.to_owned() });
            }
        }
        assert!(open.is_none(), "a passage goes on and never ends");
        fixture.findings.sort();
        fixture
    }

    /// The same document with other line ends.
    fn with_line_ends(&self, end: &str) -> Self {
        let moved = |at: usize| at + self.text[..at].matches('\n').count() * (end.len() - 1);
        let findings = self.findings.iter();
        Self {
            text: self.text.replace('\n', end),
            findings: findings
                .map(|one| Finding { start: moved(one.start), end: moved(one.end), name: one.name.clone() })
                .collect(),
        }
    }

    /// What the rules find that has to be marked.
    fn found(&self, format: Format) -> Vec<Finding> {
        let found = lint(&Document::new(&self.text, format), &RULES);
        let finding = |one: &Diagnostic| {
            let weak = one.severity < Severity::Warning;
            let name = if weak { format!("{} ({})", one.rule.id, one.severity.as_str()) } else { one.rule.id.clone() };
            let finding = Finding { start: one.range.start().into(), end: one.range.end().into(), name };
            (!weak || self.findings.contains(&finding)).then_some(finding)
        };
        found.iter().filter_map(finding).collect()
    }

    /// What is missing and what is too much, one a line; nothing if all is well.
    fn differences(&self, format: Format) -> String {
        let found = self.found(format);
        let mut report = String::new();
        for (what, list, others) in [("missing", &self.findings, &found), ("unexpected", &found, &self.findings)] {
            for one in list.iter().filter(|one| !others.contains(one)) {
                let line = self.text[..one.start].matches('\n').count() + 1;
                let passage = &self.text[one.start..one.end];
                _ = writeln!(report, "  line {line} without marks: {what} {} at {passage:?}", one.name);
            }
        }
        report
    }

    /// The document with its marks.
    fn render(&self) -> String {
        let mut source = String::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            source.push_str(line);
            let end = start + line.trim_end().len();
            for one in self.findings.iter().filter(|one| one.start < end && start < one.end) {
                let (from, to) = (one.start.max(start), one.end.min(end));
                let width = |part: Range<usize>| self.text[part].chars().count();
                let (before, carets) = (" ".repeat(width(start..from)), "^".repeat(width(from..to)));
                let name = if one.end > end { "..." } else { &one.name };
                _ = writeln!(source, "{before}{carets} {name}");
            }
            start += line.len();
        }
        source
    }
}

fn fixtures() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("tests/fixtures")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn documents() {
    assert!(fixtures().len() >= 12);
    let mut report = String::new();
    for path in fixtures() {
        let format = Format::from_path(&path);
        let mut fixture = Fixture::parse(&std::fs::read_to_string(&path).unwrap());
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            fixture.findings = fixture.found(format);
            std::fs::write(&path, fixture.render()).unwrap();
        }
        for (name, end) in [("", "\n"), (" with the line ends of Windows", "\r\n")] {
            let differences = fixture.with_line_ends(end).differences(format);
            if !differences.is_empty() {
                _ = write!(report, "{}{name}:\n{differences}", path.strip_prefix(root()).unwrap_or(&path).display());
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn marks_are_read_and_written() {
    for source in [
        "",
        "Fine.\n",
        "Zoë: they zonked it.\n          ^^^^^^^^^ zonk\n",
        "> They\n  ^^^^ ...\nnever\n^^^^^ ...\nzonked.\n^^^^^^ zonk (hint)\n",
        "They zonked it, and they zonked it.\n     ^^^^^^^^^ zonk\n                         ^^^^^^^^^ zonk\n",
        "Not ^^ a mark.\n^^^\n",
    ] {
        assert_eq!(Fixture::parse(source).render(), source);
    }
    let fixture = Fixture::parse("é\na zonk\n  ^^^^ x\nb\n");
    assert_eq!(fixture.text, "é\na zonk\nb\n");
    assert_eq!(fixture.findings, [Finding { start: 5, end: 9, name: "x".into() }]);
    let fixture = fixture.with_line_ends("\r\n");
    assert_eq!(&fixture.text[fixture.findings[0].start..fixture.findings[0].end], "zonk");
}

#[test]
fn missing_and_extra_findings_both_fail() {
    let rule = "human-error-cause";
    let differences = |source: &str| Fixture::parse(source).differences(Format::Markdown);
    assert_eq!(differences("The cause was a full disk.\n"), "");
    let text = "The cause was human error.\n";
    let unexpected = differences(text);
    assert!(unexpected.starts_with(&format!("  line 1 without marks: unexpected {rule} at ")), "{unexpected}");
    let missing = differences(&format!("The disk was full.\n    ^^^^ {rule}\n"));
    assert_eq!(missing, format!("  line 1 without marks: missing {rule} at \"disk\"\n"));
    let elsewhere = differences(&format!("{text}^^^ {rule}\n"));
    assert_eq!(elsewhere, format!("  line 1 without marks: missing {rule} at \"The\"\n{unexpected}"));
}
