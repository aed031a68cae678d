//! From marked-up text to prose: see [`Mask`].
mod mask;
pub use mask::{Block, BlockKind, Directive, Mask, Piece, PieceKind};
