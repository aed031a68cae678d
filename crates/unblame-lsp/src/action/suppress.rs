//! Comments that silence a finding.
//!
//! Where a comment is a comment depends on the format and the place. Each way to write it is tried, and the first one that the
//! engine obeys is offered.

use unblame_core::{Diagnostic, Document, Edit, Format, TextRange, TextSize};

use crate::document::Snapshot;
use crate::lint::Findings;
use crate::to_proto::rule_name;

/// How much text is linted at most to answer one request; where that is not enough, the most likely comment has to do.
const TRIED: usize = 512 << 10;

/// Whether there is time to try comments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tries(bool);

impl Tries {
    /// For so many findings in a text of so many bytes.
    pub(super) fn new(findings: usize, bytes: usize) -> Self {
        Self(findings.saturating_mul(bytes) <= TRIED)
    }

    /// Silences a rule on the line where a finding starts.
    pub(super) fn for_line(self, findings: &Findings, found: &Diagnostic, name: &str) -> Option<Edit> {
        let snapshot = &findings.snapshot;
        let line = snapshot.lines.line(found.range.start().into());
        let (start, end) = snapshot.lines.content(&snapshot.text, line);
        let content = &snapshot.text[start..end];
        let indent = &content[..content.len() - content.trim_start().len()];
        let next_line = |leader: &str, closer: &str| {
            let break_ = line_break(&snapshot.text);
            insert(start, format!("{indent}{leader} unblame-disable-next-line {name}{closer}{break_}"))
        };
        let own_line = start + behind(content);
        let comment = format!("<!-- unblame-disable-line {name} -->");
        let spaced = if snapshot.text[start..own_line].ends_with(' ') { format!("{comment} ") } else { format!(" {comment}") };
        let ways = match snapshot.format {
            Format::Markdown => vec![insert(own_line, spaced), next_line("<!--", " -->"), next_line("#", "")],
            Format::PlainText => vec![next_line("<!--", " -->"), next_line("#", "")],
            Format::CommitMessage => vec![next_line("#", "")],
        };
        self.obeyed(findings, found, ways)
    }

    /// Silences a rule in the whole document.
    pub(super) fn for_file(self, findings: &Findings, found: &Diagnostic, name: &str) -> Option<Edit> {
        let snapshot = &findings.snapshot;
        let text = &snapshot.text;
        let break_ = line_break(text);
        let top = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let html = format!("<!-- unblame-disable-file {name} -->{break_}");
        let hash = format!("# unblame-disable-file {name}{break_}");
        let ways = match snapshot.format {
            Format::Markdown => {
                let front = front_matter(text, top);
                let mut ways = vec![insert(front, format!("{html}{break_}"))];
                if front > top {
                    ways[0] = insert(front, format!("{break_}{html}"));
                }
                ways.push(insert(text.len(), format!("{break_}{break_}{html}")));
                ways
            }
            Format::PlainText => vec![insert(top, html), insert(top, hash)],
            Format::CommitMessage => vec![insert(text.len(), format!("{break_}{hash}")), insert(top, hash)],
        };
        self.obeyed(findings, found, ways)
    }

    fn obeyed(self, findings: &Findings, found: &Diagnostic, ways: Vec<Edit>) -> Option<Edit> {
        let snapshot = &findings.snapshot;
        if !self.0 {
            return ways.into_iter().next();
        }
        let settings = findings.settings.as_ref()?;
        ways.into_iter().find(|edit| {
            let text = applied(snapshot, edit);
            let moved = if edit.range.start() <= found.range.start() { TextSize::of(&edit.replacement) } else { 0.into() };
            let passage = found.range + moved;
            let left = unblame_core::lint(&Document::new(&text, snapshot.format), &settings.rules);
            let same = |one: &Diagnostic| rule_name(&one.rule) == rule_name(&found.rule);
            !left.iter().any(|one| same(one) && one.range.intersect(passage).is_some())
        })
    }
}

fn insert(at: usize, replacement: String) -> Edit {
    let at = TextSize::try_from(at).unwrap_or_default();
    Edit { range: TextRange::empty(at), replacement }
}

/// The line end that the document uses.
fn line_break(text: &str) -> &'static str {
    if text.find('\n').is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" }
}

/// Where on a line of Markdown a comment goes: before what makes a line break or ends a table row.
fn behind(line: &str) -> usize {
    let end = line.trim_end().len();
    let line = &line[..end];
    let is_row = line.trim_start().starts_with('|') && line.len() > 1;
    match line.as_bytes().last() {
        Some(b'\\') => end - 1,
        Some(b'|') if is_row => end - 1,
        _ => end,
    }
}

/// The offset behind the front matter, or `top` if there is none.
fn front_matter(text: &str, top: usize) -> usize {
    let mut at = top;
    for (count, line) in text[top..].split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        at += line.len();
        match (count, bare) {
            (0, "---" | "+++") => {}
            (0, _) => return top,
            (_, "---" | "+++" | "...") => return at,
            _ => {}
        }
    }
    top
}

fn applied(snapshot: &Snapshot, edit: &Edit) -> String {
    let mut text = snapshot.text.clone();
    text.replace_range(std::ops::Range::<usize>::from(edit.range), &edit.replacement);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stand_before_what_ends_a_line() {
        for (line, expected) in [("a b", 3), ("a b  ", 3), ("a\\", 1), ("| a | b |", 8), ("|", 1), ("a |", 3)] {
            assert_eq!(behind(line), expected, "{line:?}");
        }
    }

    #[test]
    fn front_matter_ends() {
        for (text, expected) in [("---\na: b\n---\nx", 13), ("a\n---\n", 0), ("---\nx", 0), ("+++\r\n+++\r\n", 10)] {
            assert_eq!(front_matter(text, 0), expected, "{text:?}");
        }
    }
}
