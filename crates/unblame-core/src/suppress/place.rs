//! Where a comment for a passage may stand, by format and block.

use text_size::TextRange;

use crate::Format;
use crate::format::{Block, BlockKind};

/// Text to put in at an offset.
pub(super) type Insertion = (usize, String);

/// The place of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) text: &'a str,
    pub(super) format: Format,
    /// The lines of the text, without what ends them.
    pub(super) lines: &'a [TextRange],
    pub(super) block: &'a Block,
    /// The line on which the passage starts; in formats whose comments have lines of their own, the first line of its block.
    pub(super) line: usize,
}

/// What the comment says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment<'a> {
    pub(super) names: &'a str,
    /// May be empty.
    pub(super) reason: &'a str,
}

impl Comment<'_> {
    /// What stands behind the word that says what the comment does.
    pub(super) fn content(&self) -> String {
        match self.reason {
            "" => self.names.to_owned(),
            reason => format!("{}: {reason}", self.names),
        }
    }
}

impl Spot<'_> {
    /// The ways to silence the passage, the most readable first. Each is a row of insertions; some may turn out not to work.
    pub(super) fn ways(&self, comment: Comment<'_>) -> Vec<Vec<Insertion>> {
        if self.format != Format::Markdown {
            return vec![vec![self.above("#", "disable-next-line", "", comment)], self.around(comment)];
        }
        let html = || vec![self.above("<!--", "disable-next-line", " -->", comment)];
        let at_end = || vec![self.at_end(comment)];
        match self.block.kind {
            BlockKind::FrontMatter => vec![vec![self.above("#", "disable-next-line", "", comment)]],
            BlockKind::TableRow | BlockKind::TableHeader | BlockKind::ListItem => vec![at_end(), html()],
            BlockKind::Heading(_) | BlockKind::Paragraph if self.starts_block() => vec![html(), at_end()],
            BlockKind::Heading(_) | BlockKind::Paragraph => vec![at_end()],
        }
    }

    /// For formats whose comments have lines of their own: one above the block and one below it.
    fn around(&self, comment: Comment<'_>) -> Vec<Insertion> {
        let end = self.block.range.end();
        let last = self.lines.partition_point(|line| line.start() < end).saturating_sub(1);
        let end = self.lines.get(last).map_or(self.text.len(), |line| line.end().into());
        let (indent, names) = (self.indent(), comment.names);
        let enable = format!("{}{indent}# unblame-enable {names}", line_break(self.text));
        vec![self.above("#", "disable", "", comment), (end, enable)]
    }

    fn above(&self, leader: &str, word: &str, closer: &str, comment: Comment<'_>) -> Insertion {
        let (indent, end, content) = (self.indent(), line_break(self.text), comment.content());
        (self.start(), format!("{indent}{leader} unblame-{word} {content}{closer}{end}"))
    }

    fn at_end(&self, comment: Comment<'_>) -> Insertion {
        let is_row = matches!(self.block.kind, BlockKind::TableRow | BlockKind::TableHeader);
        // A bare bar would start another cell, also within a comment.
        let content = if is_row { comment.content().replace('|', "\\|") } else { comment.content() };
        let comment = format!("<!-- unblame-disable-line {content} -->");
        let end = behind(self.content(), is_row);
        let spaced = if self.content()[..end].ends_with(' ') { format!("{comment} ") } else { format!(" {comment}") };
        (self.start() + end, spaced)
    }

    fn starts_block(&self) -> bool {
        self.lines[self.line].contains_inclusive(self.block.range.start())
    }

    /// Where the line starts, behind a byte order mark.
    fn start(&self) -> usize {
        let line = &self.text[self.lines[self.line]];
        usize::from(self.lines[self.line].start()) + (line.len() - line.trim_start_matches('\u{feff}').len())
    }

    fn content(&self) -> &str {
        &self.text[self.start()..self.lines[self.line].end().into()]
    }

    fn indent(&self) -> &str {
        let content = self.content();
        &content[..content.len() - content.trim_start().len()]
    }
}

/// The line end that a text uses.
pub(super) fn line_break(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Where on a line of Markdown a comment goes: before what makes a line break or ends a table row.
fn behind(line: &str, is_row: bool) -> usize {
    let end = line.trim_end().len();
    match &line.as_bytes()[..end] {
        [.., b'\\'] => end - 1,
        [_, .., b'|'] if is_row => end - 1,
        _ => end,
    }
}
