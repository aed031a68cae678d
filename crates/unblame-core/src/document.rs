//! A text and how to read it.

use std::path::Path;

/// How a text is marked up, which decides what of it is prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// `CommonMark` with the GitHub extensions, front matter included.
    #[default]
    Markdown,
    /// Paragraphs separated by blank lines.
    PlainText,
    /// A Git commit message: comment lines, the scissors line and trailers are not prose.
    CommitMessage,
}

impl Format {
    /// The format that a file name announces; Markdown where it announces none.
    pub fn from_path(path: &Path) -> Self {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if matches!(name, "COMMIT_EDITMSG" | "MERGE_MSG" | "SQUASH_MSG" | "TAG_EDITMSG") {
            return Self::CommitMessage;
        }
        match path.extension().and_then(|extension| extension.to_str()) {
            Some(extension) if extension.eq_ignore_ascii_case("txt") || extension.eq_ignore_ascii_case("text") => {
                Self::PlainText
            }
            _ => Self::Markdown,
        }
    }
}

/// A text to lint, borrowed, with its format. All positions in results are byte offsets into this text.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    text: &'a str,
    format: Format,
}

impl<'a> Document<'a> {
    /// Wraps a text. Texts over 4 GiB are cut at a character boundary, since offsets are 32 bits wide.
    pub fn new(text: &'a str, format: Format) -> Self {
        let limit = u32::MAX as usize;
        let text = if text.len() > limit { &text[..floor_char_boundary(text, limit)] } else { text };
        Self { text, format }
    }

    /// The whole text, a byte order mark included.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How the text is read.
    pub fn format(&self) -> Format {
        self.format
    }
}

/// The largest character boundary at or below `index`; the method of `str` is newer than our minimum toolchain.
fn floor_char_boundary(text: &str, index: usize) -> usize {
    (0..=index).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
