//! Git commit messages: a subject, a body, and what Git or its tools added.

use text_size::TextRange;

use super::{BlockKind, Mask, PieceKind, line_directive, lines, plain::Writer, span, text_start};

/// Finds the prose of a commit message.
pub(crate) fn mask(text: &str) -> Mask {
    let mut lines = message_lines(text);
    let blank = |line: &TextRange| text[*line].trim().is_empty();
    let first = lines.iter().position(|line| !blank(line) && !is_comment(text, *line));
    let end = first.map_or(lines.len(), |first| trailers_start(text, &lines, first + 1));
    let mut mask = Mask::default();
    let mut heading = None;
    // Comments behind the trailers may still be directives.
    let comments: Vec<TextRange> = lines.drain(end..).filter(|line| is_comment(text, *line)).collect();

    for line in &lines[..first.unwrap_or(lines.len())] {
        mask.directives.extend(line_directive(text, *line));
    }
    if let Some(first) = first {
        mask.open(BlockKind::Heading(1), None, None);
        mask.push(subject(text, lines[first]), PieceKind::Prose);
        heading = mask.close();
    }
    let mut writer = Writer::new(text, mask, heading);
    for line in lines.into_iter().skip(first.map_or(usize::MAX, |first| first + 1)) {
        if is_comment(text, line) && line_directive(text, line).is_none() {
            writer.flush();
        } else {
            writer.line(line);
        }
    }
    let mut mask = writer.finish();
    mask.directives.extend(comments.into_iter().filter_map(|line| line_directive(text, line)));
    mask
}

/// The lines that `git commit` would read: whatever stands behind the scissors is the diff of `--verbose`.
fn message_lines(text: &str) -> Vec<TextRange> {
    lines(text, text_start(text)).take_while(|line| !is_scissors(&text[*line])).collect()
}

/// Git writes the scissors behind the comment character, which can be configured.
pub(super) fn is_scissors(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next().is_some_and(|first| !first.is_alphanumeric())
        && chars.as_str().trim_end() == " ------------------------ >8 ------------------------"
}

fn is_comment(text: &str, line: TextRange) -> bool {
    text[line].starts_with('#')
}

/// The subject without the marks by which `git rebase --autosquash` finds its target.
fn subject(text: &str, line: TextRange) -> TextRange {
    let range = super::trimmed(text, line);
    let mut rest = &text[range];
    while let Some(next) = ["fixup! ", "squash! ", "amend! "].iter().find_map(|mark| rest.strip_prefix(mark)) {
        rest = next;
    }
    let end = usize::from(range.end());
    span(end - rest.len(), end)
}

/// Where the trailers at the end of the last paragraph start, as an index into the lines; past the last one if there are none.
fn trailers_start(text: &str, lines: &[TextRange], body: usize) -> usize {
    let mut start = lines.len();
    let mut in_paragraph = false;
    for (at, &range) in lines.iter().enumerate().skip(body).rev() {
        let line = &text[range];
        let blank = line.trim().is_empty();
        if is_comment(text, range) || (blank && !in_paragraph) {
            continue;
        }
        in_paragraph = true;
        if is_trailer(line) {
            start = at;
        } else if blank || !line.starts_with([' ', '\t']) {
            // An indented line may go on with the trailer above it; the next round shows whether there is one.
            break;
        }
    }
    start
}

/// Whether a line is `Signed-off-by: …` or the like. Single words are trailers only when they usually are: `Note: …` is prose.
fn is_trailer(line: &str) -> bool {
    const SINGLE: [&str; 14] = [
        "acked",
        "bug",
        "cc",
        "change",
        "closes",
        "fixes",
        "issue",
        "issues",
        "link",
        "ref",
        "references",
        "refs",
        "resolves",
        "ticket",
    ];
    if line.starts_with("(cherry picked from commit ") {
        return true;
    }
    let Some((token, value)) = line.split_once(':') else { return false };
    let is_token = token.starts_with(|first: char| first.is_ascii_alphabetic())
        && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_token
        && (value.is_empty() || value.starts_with([' ', '\t']))
        && (token.contains('-') || SINGLE.iter().any(|single| token.eq_ignore_ascii_case(single)))
}

#[cfg(test)]
mod tests {
    use super::super::test_support::render;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(render(text, &mask(text)), expected, "{text:?}");
    }

    #[test]
    fn subject_and_body() {
        check("", "");
        check("# only\n# comments\n", "");
        check("fix(ci): a\n\nb\nc\n\n- d\n", "H1[fix(ci): a] P[b⏎c] LI[d]");
        check("\n# x\nfixup! squash! a\n", "H1[a]");
        check("\u{feff}a\r\n\r\nb\r\n", "H1[a] P[b]");
        check("a\nb", "H1[a] P[b]");
        let mask = mask("a\n\nb\n\nc");
        assert_eq!(mask.blocks.iter().map(|block| block.heading).collect::<Vec<_>>(), [None, Some(0), Some(0)]);
    }

    #[test]
    fn comments_and_scissors() {
        check("a\n\nb\n# c\nd\n", "H1[a] P[b] P[d]");
        check(
            "a\n\nb\n# ------------------------ >8 ------------------------\n# x\ndiff --git a b\n+Bob forgot\n",
            "H1[a] P[b]",
        );
        check("a\n; ------------------------ >8 ------------------------\r\nb", "H1[a]");
        check(
            "# unblame-disable-file x\na\n# unblame-disable-next-line y\nb\n\nFixes: #1\n# unblame-enable\n",
            "H1[a] P[b] D[unblame-disable-file x] D[unblame-disable-next-line y] D[unblame-enable]",
        );
    }

    #[test]
    fn trailers() {
        check("a\n\nb\n\nSigned-off-by: B <b@c>\nCo-authored-by: D\n  E\nCc: f\n\n# x\n", "H1[a] P[b]");
        check("a\n\nSigned-off-by: B\n\nb\n", "H1[a] P[Signed-off-by: B] P[b]");
        check("a\n\nb\nReviewed-by: C\n", "H1[a] P[b]");
        check("a\n\nNote: Bob\nhttps://x.y\n", "H1[a] P[Note: Bob⏎https://x.y]");
        check("Root-cause: a\n", "H1[Root-cause: a]");
        check("a\n\n  b\n", "H1[a] P[b]");
        check("a\n\nb\n(cherry picked from commit 1234)", "H1[a] P[b]");
    }
}
