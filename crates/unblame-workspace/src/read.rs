//! Reading a text without ever blocking, filling the memory or guessing an encoding.

use std::fs::{File, FileType, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Why one file could not be linted.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {kind}")]
pub struct FileError {
    /// The path as it is shown.
    pub path: String,
    /// What happened.
    pub kind: FileErrorKind,
}

/// What can happen to a file.
#[derive(Debug, thiserror::Error)]
pub enum FileErrorKind {
    /// The system refused.
    #[error("cannot read: {0}")]
    Io(#[from] io::Error),
    /// The system refused to take the new text.
    #[error("cannot write: {0}")]
    Write(#[source] io::Error),
    /// Somebody else wrote it in the meantime.
    #[error("changed while it was read; nothing was written")]
    Changed,
    /// The bytes are no text.
    #[error("not valid UTF-8 at byte offset {offset}{hint}")]
    NotUtf8 {
        /// The first byte that does not belong.
        offset: usize,
        /// What it may be instead, ready to print.
        hint: &'static str,
    },
    /// Over `max-file-size`.
    #[error("larger than max-file-size ({limit} bytes)")]
    TooLarge {
        /// The limit in force.
        limit: u64,
    },
    /// Reading it could block or has no end.
    #[error("not a regular file but {0}")]
    NotRegular(&'static str),
    /// A bug in unblame.
    #[error("internal error: {0}; please report it at https://github.com/unblame/unblame/issues")]
    Internal(String),
}

impl FileErrorKind {
    /// Whether the fault is ours; `--ignore-errors` does not cover these.
    pub fn is_internal(&self) -> bool {
        matches!(self, Self::Internal(_))
    }
}

/// Reads a file of at most `limit` bytes.
pub(crate) fn read_file(path: &Path, limit: u64) -> Result<String, FileErrorKind> {
    // Opening a FIFO blocks until somebody writes, so the type is checked before.
    ensure_regular(&std::fs::metadata(path)?)?;
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    ensure_regular(&metadata)?;
    if metadata.len() > limit {
        return Err(FileErrorKind::TooLarge { limit });
    }
    read_sized(file, metadata.len(), limit)
}

/// Reads a stream of at most `limit` bytes as UTF-8.
///
/// # Errors
///
/// If the stream fails, is longer, or is no UTF-8.
pub fn read_bounded(stream: impl Read, limit: u64) -> Result<String, FileErrorKind> {
    read_sized(stream, 0, limit)
}

fn read_sized(stream: impl Read, expected: u64, limit: u64) -> Result<String, FileErrorKind> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
    // One byte more than allowed shows that there is more; a file may grow while it is read.
    stream.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(FileErrorKind::TooLarge { limit });
    }
    String::from_utf8(bytes).map_err(|error| FileErrorKind::NotUtf8 {
        offset: error.utf8_error().valid_up_to(),
        hint: match error.as_bytes() {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => " (it looks like UTF-16)",
            _ => "",
        },
    })
}

fn ensure_regular(metadata: &Metadata) -> Result<(), FileErrorKind> {
    if metadata.is_file() { Ok(()) } else { Err(FileErrorKind::NotRegular(kind_name(metadata.file_type()))) }
}

/// What a file is that is not regular, in words.
pub(crate) fn kind_name(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_block_device() || kind.is_char_device() {
            return "a device";
        }
    }
    if kind.is_dir() { "a folder" } else { "something else" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], limit: u64, expected: &str) {
        let shown = match read_bounded(bytes, limit) {
            Ok(text) => text,
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn bounds_and_encoding() {
        check(b"abc", 3, "abc");
        check(b"abcd", 3, "larger than max-file-size (3 bytes)");
        check(b"a\0b", 9, "a\0b");
        check(b"ab\xFFcd", 9, "not valid UTF-8 at byte offset 2");
        check(b"\xFF\xFEa\0", 9, "not valid UTF-8 at byte offset 0 (it looks like UTF-16)");
        check("\u{feff}é".as_bytes(), 9, "\u{feff}é");
    }
}
