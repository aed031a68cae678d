//! From marked-up text to prose: see [`Mask`].

mod commit;
mod front_matter;
mod lines;
mod markdown;
mod mask;
mod outline;
mod plain;
mod unread;
mod versions;

use text_size::{TextRange, TextSize};

use crate::{Document, Format};

pub(crate) use lines::lines;
pub use mask::{Block, BlockKind, Directive, Mask, Piece, PieceKind};
pub(crate) use outline::{body_start, outline};
pub use unread::Unread;
pub(crate) use unread::unread;
pub(crate) use versions::Versions;

/// What every directive starts with, in any format.
pub(crate) const DIRECTIVE_PREFIX: &str = "unblame-";

/// Finds the prose of a document. Takes time linear in its length and never fails.
pub fn mask(document: &Document<'_>) -> Mask {
    match document.format() {
        Format::Markdown => markdown::mask(document.text()),
        Format::PlainText => plain::mask(document.text()),
        Format::CommitMessage => commit::mask(document.text()),
    }
}

/// Where the text behind a byte order mark starts.
fn text_start(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Byte offsets as a range. Documents are cut at 4 GiB, so that nothing is lost.
fn span(start: usize, end: usize) -> TextRange {
    let size = |offset: usize| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    TextRange::new(size(start), size(end.max(start)))
}

/// The range without the white space at both of its ends.
fn trimmed(text: &str, range: TextRange) -> TextRange {
    let slice = &text[range];
    let start = usize::from(range.start()) + (slice.len() - slice.trim_start().len());
    span(start, start + slice.trim().len())
}

/// Adds the comments `<!-- … -->` of a range that may be directives. One that is not closed ends the search.
fn push_comments(text: &str, range: TextRange, mask: &mut Mask) {
    let (mut at, end) = (usize::from(range.start()), usize::from(range.end()));
    while let Some(open) = text[at..end].find("<!--") {
        let open = at + open;
        let inside = open + "<!--".len();
        let Some(length) = text[inside..end].find("-->") else { return };
        at = inside + length + "-->".len();
        if text[inside..inside + length].contains(DIRECTIVE_PREFIX) {
            let content = trimmed(text, span(inside, inside + length));
            mask.directives.push(Directive { range: span(open, at), content });
        }
    }
}

/// The directive that a line of its own holds behind one of the usual comment leaders.
fn line_directive(text: &str, line: TextRange) -> Option<Directive> {
    let range = trimmed(text, line);
    let comment = &text[range];
    let content = if let Some(rest) = comment.strip_prefix("<!--") {
        rest.strip_suffix("-->").unwrap_or(rest)
    } else {
        let rest = comment.trim_start_matches(['#', '/', ';', '%']);
        // A lone slash starts a path, not a comment.
        if rest.len() == comment.len() || (comment.starts_with('/') && !comment.starts_with("//")) {
            return None;
        }
        rest
    };
    if !content.trim_start().starts_with(DIRECTIVE_PREFIX) {
        return None;
    }
    let start = if comment.starts_with("<!--") { "<!--".len() } else { comment.len() - content.len() };
    let start = usize::from(range.start()) + start;
    Some(Directive { range, content: trimmed(text, span(start, start + content.len())) })
}

#[cfg(test)]
mod test_support {
    //! A mask as one line of text: blocks as `H1[…] P[…] LI[…] TH[…] TR[…] FM[…]`, strong pieces as `**…**`, opaque ones as
    //! `<…>`, cell breaks as `|`, hard breaks as `↵`, line ends inside prose as `⏎`, directives as `D[…]` at the end, and `¦`
    //! where two pieces of one kind meet.

    use super::*;

    pub(super) fn render(text: &str, mask: &Mask) -> String {
        assert_sound(text, mask);
        let mut parts: Vec<String> = mask.blocks.iter().map(|block| render_block(text, mask, block)).collect();
        parts.extend(mask.directives.iter().map(|directive| format!("D[{}]", &text[directive.content])));
        parts.join(" ")
    }

    fn render_block(text: &str, mask: &Mask, block: &Block) -> String {
        let name = match block.kind {
            BlockKind::Heading(level) => format!("H{level}"),
            BlockKind::Paragraph => "P".into(),
            BlockKind::ListItem => "LI".into(),
            BlockKind::TableRow => "TR".into(),
            BlockKind::TableHeader => "TH".into(),
            BlockKind::FrontMatter => "FM".into(),
        };
        let mut inside = String::new();
        let mut before = None;
        for piece in mask.pieces_of(block) {
            if before == Some(piece.kind) && piece.kind != PieceKind::CellBreak {
                inside.push('¦');
            }
            let slice = text[piece.range].replace("\r\n", "⏎").replace(['\n', '\r'], "⏎");
            let written = match piece.kind {
                PieceKind::Prose => slice,
                PieceKind::Strong => format!("**{slice}**"),
                PieceKind::Opaque => format!("<{slice}>"),
                PieceKind::CellBreak => "|".into(),
                PieceKind::LineBreak => "↵".into(),
            };
            inside.push_str(&written);
            before = Some(piece.kind);
        }
        format!("{name}[{inside}]")
    }

    /// Sorted, disjoint, on character boundaries, and every index in range.
    pub(super) fn assert_sound(text: &str, mask: &Mask) {
        let mut end = TextSize::new(0);
        for piece in &mask.pieces {
            assert!(piece.range.start() >= end, "{piece:?} overlaps what ends at {end:?} in {text:?}");
            assert!(text.get(std::ops::Range::<usize>::from(piece.range)).is_some(), "{piece:?} splits a character");
            end = piece.range.end();
        }
        let mut next = 0;
        for (at, block) in mask.blocks.iter().enumerate() {
            assert_eq!(block.pieces.0, next, "pieces between blocks in {text:?}");
            assert!(block.pieces.1 > block.pieces.0);
            assert!(block.heading.is_none_or(|heading| (heading as usize) < at));
            assert!(block.header.is_none_or(|header| (header as usize) < at));
            next = block.pieces.1;
        }
        assert_eq!(next as usize, mask.pieces.len());
        assert!(mask.directives.is_sorted_by_key(|directive| directive.range.start()));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn masks_are_sound(text in "([ \\-\n\r>*_`#|<!\\[\\](){}:;&~$^+.\"'\\\\0-9a-cé\u{feff}\u{0}]|<!--|-->|<code>|</code>|\\*\\*|title: |---\n|<br>|\\|-\\|-\\|\n|&amp;|\\[\\^a\\]|unblame-disable){0,60}") {
            for format in [Format::Markdown, Format::PlainText, Format::CommitMessage] {
                let mask = mask(&Document::new(&text, format));
                test_support::assert_sound(&text, &mask);
            }
        }
    }
}
