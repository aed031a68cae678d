//! A mistake in a pack on its way to a [`PackError`].

use std::ops::Range;

use toml::Spanned;

use super::source::text_of;
use super::{PackError, PackSource, Unknown};
use crate::LineIndex;

/// What is wrong, at a byte range of a file.
#[derive(Debug)]
pub(super) struct Mistake {
    file: usize,
    range: Range<usize>,
    message: String,
    unknown: Option<Unknown>,
}

impl Mistake {
    pub(super) fn new(file: usize, range: Range<usize>, message: impl Into<String>) -> Self {
        Self { file, range, message: message.into(), unknown: None }
    }

    /// A name that nothing has, and those that would do.
    pub(super) fn unknown(mut self, name: &str, known: Vec<String>) -> Self {
        self.unknown = Some(Unknown { name: name.to_owned(), known });
        self
    }

    /// With its line and column.
    pub(super) fn located(self, sources: &[PackSource]) -> PackError {
        let source = &sources[self.file];
        let skipped = source.text.len() - text_of(source).len();
        let range = self.range.start + skipped..self.range.end.max(self.range.start) + skipped;
        let position =
            LineIndex::new(&source.text).line_col(&source.text, u32::try_from(range.start).unwrap_or(u32::MAX).into());
        let column = if position.line == 1 && skipped > 0 { position.column.saturating_sub(1).max(1) } else { position.column };
        PackError {
            file: source.name.clone(),
            line: position.line,
            column,
            range: Some(range),
            message: self.message,
            unknown: self.unknown,
        }
    }
}

/// Some bytes of a string, in the file; all of it where escapes make it longer there.
pub(super) fn within(source: &Spanned<String>, range: Range<usize>) -> Range<usize> {
    let (span, quote) = (source.span(), '"'.len_utf8());
    if span.len() == source.get_ref().len() + 2 * quote {
        span.start + quote + range.start..span.start + quote + range.end.max(range.start + 1)
    } else {
        span
    }
}
