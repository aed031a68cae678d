//! Versions of one Markdown document: what an edit can't have changed is not parsed again.
//!
//! A heading at the top level closes all that is open above it, so that the text from there on reads as if it stood alone. An edit is
//! parsed from the last such heading above it to the first one below it, which has to be one still. Three things reach across headings:
//! definitions of links and footnotes, sums of money, which decide whether there are formulas, and front matter that waits for its end.
//! Where they might be in play the whole document is parsed.

use std::sync::Arc;

use text_size::{TextRange, TextSize};

use super::markdown::{self, Read};
use super::{Block, BlockKind, Mask, Piece, text_start};
use crate::{Document, Format};

/// The last version of a document.
#[derive(Debug, Default)]
pub(crate) struct Versions {
    text: String,
    mask: Arc<Mask>,
    /// See [`Read`]. `None` where nothing of this version is of use for the next.
    known: Option<Known>,
}

#[derive(Debug)]
struct Known {
    tops: Vec<usize>,
    money: Option<usize>,
}

/// The part of a text to be parsed: it starts with a top heading, and ends before one or with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Window {
    start: usize,
    /// In the last version.
    old_end: usize,
    new_end: usize,
}

impl Versions {
    /// The mask of the next version; the same as [`mask`](super::mask) gives.
    pub(crate) fn mask(&mut self, document: &Document<'_>) -> Arc<Mask> {
        let text = document.text();
        if document.format() != Format::Markdown {
            *self = Self { mask: Arc::new(super::mask(document)), ..Self::default() };
        } else if !self.follow(text) {
            let Read { mask, tops, money } = markdown::read(text);
            let known = (!reaches_far(text) && !waits_for_front_matter(text)).then_some(Known { tops, money });
            *self = Self { text: text.to_owned(), mask: Arc::new(mask), known };
        }
        Arc::clone(&self.mask)
    }

    /// Parses what is between the headings around an edit; `false` where that is not enough.
    fn follow(&mut self, text: &str) -> bool {
        let Some(known) = &self.known else { return false };
        let Some(window) = window(&self.text, text, &known.tops) else { return false };
        let Some(read) = read(text, window, known) else { return false };
        let Read { mask, tops, .. } = read;
        let moved = |at: usize| at - window.old_end + window.new_end;
        let before = known.tops.iter().copied().filter(|&top| top < window.start);
        let after = known.tops.iter().filter(|&&top| top >= window.old_end).map(|&top| moved(top));
        let tops = before.chain(tops).chain(after).collect();
        let money = known.money.map(|at| if at < window.start { at } else { moved(at) });
        self.mask = Arc::new(spliced(&self.mask, &mask, window));
        self.text.replace_range(window.start..window.old_end, &text[window.start..window.new_end]);
        self.known = Some(Known { tops, money });
        true
    }
}

/// Whether something may be said elsewhere about what stands here.
fn reaches_far(text: &str) -> bool {
    text.contains("]:")
}

/// Whether a line below could make what stands above front matter.
fn waits_for_front_matter(text: &str) -> bool {
    let body = &text[text_start(text)..];
    let opens = body.starts_with("---") || body.starts_with("+++");
    opens && super::body_start(&Document::new(text, Format::Markdown)) == text_start(text)
}

/// The headings around what is different in two texts.
fn window(old: &str, new: &str, tops: &[usize]) -> Option<Window> {
    let (old_bytes, new_bytes) = (old.as_bytes(), new.as_bytes());
    let shorter = old.len().min(new.len());
    let prefix = shared(shorter, |from, to| old_bytes[from..to] == new_bytes[from..to]);
    let from_end = |bytes: &[u8], from: usize, to: usize| bytes.len() - to..bytes.len() - from;
    let suffix = shared(shorter - prefix, |from, to| {
        old_bytes[from_end(old_bytes, from, to)] == new_bytes[from_end(new_bytes, from, to)]
    });
    // The line of the heading belongs to what is the same.
    let line_end = |top: usize| old[top..].find('\n').map_or(old.len() + 1, |length| top + length + 1);
    let start = tops[..tops.partition_point(|&top| top < prefix)].iter().rev().copied().find(|&top| line_end(top) <= prefix)?;
    let below = tops[tops.partition_point(|&top| top < old.len() - suffix)..].first().copied();
    let old_end = below.unwrap_or(old.len());
    Some(Window { start, old_end, new_end: new.len() - (old.len() - old_end) })
}

/// How many bytes are the same, of at most so many; `same` compares some of them at once.
fn shared(most: usize, same: impl Fn(usize, usize) -> bool) -> usize {
    const STEP: usize = 256;
    let steps = (0..most / STEP).take_while(|&step| same(step * STEP, (step + 1) * STEP)).count();
    (steps * STEP..most).find(|&at| !same(at, at + 1)).unwrap_or(most)
}

/// Parses a window, and the line of the heading below it: only that tells whether it is a heading still.
fn read(text: &str, window: Window, known: &Known) -> Option<Read> {
    let Window { start, old_end, new_end } = window;
    if known.money.is_some_and(|at| (start..old_end).contains(&at)) || reaches_far(&text[start..new_end]) {
        return None;
    }
    let line = text[new_end..].find('\n').map_or(text.len(), |length| new_end + length + 1);
    let mut read = markdown::read_from(&text[..line], start, known.money.is_none())?;
    if new_end < text.len() && read.tops.pop() != Some(new_end) {
        return None;
    }
    let end = size(new_end);
    read.mask.blocks.truncate(read.mask.blocks.partition_point(|block| block.range.start() < end));
    read.mask.pieces.truncate(read.mask.blocks.last().map_or(0, |block| block.pieces.1 as usize));
    read.mask.directives.truncate(read.mask.directives.partition_point(|directive| directive.range.start() < end));
    Some(read)
}

/// A mask with another one in place of a part of it.
fn spliced(old: &Mask, new: &Mask, window: Window) -> Mask {
    let (start, old_end) = (size(window.start), size(window.old_end));
    let first = old.blocks.partition_point(|block| block.range.start() < start);
    let rest = old.blocks.partition_point(|block| block.range.start() < old_end);
    let piece_at = |block: usize| old.blocks.get(block).map_or(old.pieces.len(), |block| block.pieces.0 as usize);
    let (first_piece, rest_piece) = (piece_at(first), piece_at(rest));
    let mut mask = Mask {
        blocks: old.blocks[..first].to_vec(),
        pieces: old.pieces[..first_piece].to_vec(),
        directives: old.directives.iter().copied().filter(|one| one.range.start() < start).collect(),
    };
    let above = last_heading(&mask.blocks);
    let inner = Shift { blocks: (0, first), pieces: (0, first_piece), above, start: 0, moved: 0 };
    mask.blocks.extend(new.blocks.iter().map(|block| inner.block(block)));
    mask.pieces.extend(&new.pieces);
    mask.directives.extend(&new.directives);
    let above = last_heading(&mask.blocks);
    let moved = i64::try_from(window.new_end).unwrap_or(0) - i64::try_from(window.old_end).unwrap_or(0);
    let outer = Shift { blocks: (rest, mask.blocks.len()), pieces: (rest_piece, mask.pieces.len()), above, start: rest, moved };
    mask.blocks.extend(old.blocks[rest..].iter().map(|block| outer.block(block)));
    mask.pieces.extend(old.pieces[rest_piece..].iter().map(|piece| Piece { range: outer.range(piece.range), ..*piece }));
    let below = old.directives.iter().filter(|one| one.range.start() >= old_end);
    mask.directives
        .extend(below.map(|one| super::Directive { range: outer.range(one.range), content: outer.range(one.content) }));
    mask
}

/// How the blocks of a part move: indices count from the first number and are to count from the second.
struct Shift {
    blocks: (usize, usize),
    pieces: (usize, usize),
    /// The heading above the part.
    above: Option<u32>,
    /// Headings before this block are not part of the part.
    start: usize,
    /// By how many bytes.
    moved: i64,
}

impl Shift {
    fn block(&self, block: &Block) -> Block {
        let index = |at: u32, (from, to): (usize, usize)| u32::try_from(at as usize + to - from).unwrap_or(u32::MAX);
        let pieces = (index(block.pieces.0, self.pieces), index(block.pieces.1, self.pieces));
        let within = |heading: u32| heading as usize >= self.start;
        Block {
            range: self.range(block.range),
            pieces,
            heading: block.heading.filter(|&at| within(at)).map(|at| index(at, self.blocks)).or(self.above),
            header: block.header.map(|at| index(at, self.blocks)),
            ..*block
        }
    }

    fn range(&self, range: TextRange) -> TextRange {
        let moved = |at: TextSize| TextSize::new(u32::try_from(i64::from(u32::from(at)) + self.moved).unwrap_or(u32::MAX));
        TextRange::new(moved(range.start()), moved(range.end()))
    }
}

fn last_heading(blocks: &[Block]) -> Option<u32> {
    let at = blocks.iter().rposition(|block| matches!(block.kind, BlockKind::Heading(_)))?;
    u32::try_from(at).ok()
}

fn size(at: usize) -> TextSize {
    TextSize::new(u32::try_from(at).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
