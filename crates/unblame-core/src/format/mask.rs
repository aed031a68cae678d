//! Which bytes of a document are prose, and how they hang together.

use text_size::{TextRange, TextSize};

/// What sort of block some prose stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The text of a list item (each paragraph of a loose item is a block of its own).
    ListItem,
    /// One row of a table; cells are separated by [`PieceKind::CellBreak`].
    TableRow,
    /// The header row of a table, likewise.
    TableHeader,
    /// A front matter value such as `title: …`.
    FrontMatter,
}

/// How a piece of a block reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// Prose, taken from the text as it is. Emphasis marks, link destinations and line prefixes such as `> ` lie between pieces.
    Prose,
    /// Prose under strong emphasis: `**Root cause:**`.
    Strong,
    /// Something to read over as one opaque noun: a code span, a URL, an image, inline HTML with content that is not prose.
    Opaque,
    /// The border between two cells of a table row; the range may be empty.
    CellBreak,
    /// A hard line break, which ends a line but not a sentence.
    LineBreak,
}

/// A run of bytes of the document that reads in one way. Soft line breaks are part of the pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the document.
    pub range: TextRange,
    /// How they read.
    pub kind: PieceKind,
}

/// Prose that belongs together: sentences never cross a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// From the first to the last piece.
    pub range: TextRange,
    /// Where its pieces lie in [`Mask::pieces`].
    pub pieces: (u32, u32),
    /// The heading above it, as an index into [`Mask::blocks`].
    pub heading: Option<u32>,
    /// For table rows: the header row, as an index into [`Mask::blocks`].
    pub header: Option<u32>,
}

/// A comment that may hold a suppression, where it stands. Its content is never linted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Directive {
    /// The whole comment.
    pub range: TextRange,
    /// What is inside its delimiters.
    pub content: TextRange,
}

/// The prose of a document: sorted, disjoint pieces in sorted, disjoint blocks. Whatever is in no piece is never linted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mask {
    /// In document order.
    pub blocks: Vec<Block>,
    /// In document order.
    pub pieces: Vec<Piece>,
    /// In document order.
    pub directives: Vec<Directive>,
}

impl Mask {
    /// The pieces of a block.
    pub fn pieces_of(&self, block: &Block) -> &[Piece] {
        &self.pieces[block.pieces.0 as usize..block.pieces.1 as usize]
    }

    /// Starts a block of this kind; pieces pushed from now on belong to it.
    pub(crate) fn open(&mut self, kind: BlockKind, heading: Option<u32>, header: Option<u32>) {
        let at = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        self.blocks.push(Block { kind, range: TextRange::empty(TextSize::new(0)), pieces: (at, at), heading, header });
    }

    /// Adds a piece to the block opened last. Empty prose is left out.
    pub(crate) fn push(&mut self, range: TextRange, kind: PieceKind) {
        if range.is_empty() && kind != PieceKind::CellBreak {
            return;
        }
        self.pieces.push(Piece { range, kind });
    }

    /// Ends the block opened last; one without pieces is dropped again. Returns its index.
    pub(crate) fn close(&mut self) -> Option<u32> {
        let end = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        let block = self.blocks.last_mut()?;
        block.pieces.1 = end;
        let pieces = &self.pieces[block.pieces.0 as usize..];
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            self.blocks.pop();
            return None;
        };
        block.range = TextRange::new(first.range.start(), last.range.end());
        u32::try_from(self.blocks.len() - 1).ok()
    }
}
