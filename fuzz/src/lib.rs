//! What the fuzz targets share: from bytes to documents, and what has to hold for findings and edits.

mod document;
mod hold;
mod rules;

pub use document::{Input, prose};
pub use hold::{assert_edits, assert_findings, assert_mask, is_part};
pub use rules::{BUILTIN, EVERY_RULE, PACK};
