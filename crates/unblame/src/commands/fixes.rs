//! `--fix` and `--diff`: suggestions carried out, in files or on paper.

use std::fmt;
use std::io::{self, IsTerminal as _};

use similar::TextDiff;
use unblame_core::{Applicability, Fixed, TextRange};
use unblame_workspace::{FileError, Source};

use crate::cli::Fixing;
use crate::output::finding::File;
use crate::output::summary::plural;
use crate::output::text::visible;

/// How many rewrites were carried out.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rewrites {
    passages: usize,
    files: usize,
}

impl Rewrites {
    /// Those of one file.
    pub(crate) fn of(passages: usize) -> Self {
        Self { passages, files: usize::from(passages > 0) }
    }

    /// Adds those of another file.
    pub(crate) fn add(&mut self, other: Self) {
        self.passages += other.passages;
        self.files += other.files;
    }

    /// Whether there were any.
    pub(crate) fn any(self) -> bool {
        self.passages > 0
    }

    /// What to say at the end; `left` counts the findings that remain.
    pub(crate) fn told(self, fixing: Fixing, left: usize) -> impl fmt::Display {
        let (_, writes) = fixing.scope();
        let done = format!("{} in {}", plural(self.passages, "passage"), plural(self.files, "file"));
        let verb = if writes { "Rewrote" } else { "Would rewrite" };
        let rest = if writes { format!(" {} left for the author.", plural(left, "finding")) } else { String::new() };
        if self.any() { format!("{verb} {done}.{rest}") } else { format!("Nothing to rewrite.{rest}") }
    }
}

/// The text of a file with its suggestions carried out, but for findings that the run leaves out.
pub(crate) fn fix(source: &Source, file: &File<'_>, least: Applicability) -> Result<Fixed, FileError> {
    let fresh: Vec<TextRange> = file.fresh().map(|finding| finding.diagnostic.range).collect();
    source.fix(&file.text, least, |one| fresh.contains(&one.range))
}

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// The change as `patch -p0` and `git apply` read it: the one takes `./` for what it is, the other leaves the first folder out.
/// Empty where nothing changes.
pub(crate) fn diff(path: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let name = if path.starts_with(['/', '.']) { path.to_owned() } else { format!("./{path}") };
    // A tab ends a name that has spaces in it.
    let name = if name.contains(' ') { format!("{name}\t") } else { name };
    let diff = diff.unified_diff().context_radius(CONTEXT).header(&name, &name).to_string();
    if io::stdout().is_terminal() { diff.split_inclusive('\n').map(shown).collect() } else { diff }
}

/// A line as a terminal may see it.
fn shown(line: &str) -> String {
    let (content, end) = line.strip_suffix('\n').map_or((line, ""), |content| (content, "\n"));
    format!("{}{end}", visible(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, old: &str, new: &str, expected: &str) {
        assert_eq!(diff(path, old, new), expected);
    }

    #[test]
    fn changes_as_a_patch() {
        check("a.md", "x\n", "x\n", "");
        check("a.md", "x\ny\n", "x\nz\n", "--- ./a.md\n+++ ./a.md\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n");
        check("a b.md", "y\r\n", "z\r\n", "--- ./a b.md\t\n+++ ./a b.md\t\n@@ -1 +1 @@\n-y\r\n+z\r\n");
        let unterminated = "\\ No newline at end of file\n";
        check("a", "y", "z", &format!("--- ./a\n+++ ./a\n@@ -1 +1 @@\n-y\n{unterminated}+z\n{unterminated}"));
    }
}
