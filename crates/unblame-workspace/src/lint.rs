//! One text from disk or standard input, read and linted.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unblame_core::{Applicability, Diagnostic, Document, Fixed, Format, SilenceOptions, Silenced};

use crate::Replacement;
use crate::Settings;
use crate::git::{self, Lines};
use crate::read::{FileError, FileErrorKind, read_bounded, read_file};
use crate::replace::overwrite;

/// Where a text comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A regular file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// What is staged of a file, which need not be what the work tree has.
    Index {
        /// Where the file would be.
        path: PathBuf,
        /// Git's name for the content.
        blob: String,
        /// A folder of the repository.
        folder: PathBuf,
    },
}

/// A text that is going to be linted.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it is.
    pub input: Input,
    /// The path as it is shown.
    pub display: String,
    /// The settings in force there.
    pub settings: Arc<Settings>,
    /// The lines that count; all where this is `None`.
    pub lines: Option<Lines>,
}

/// A text and what was found in it.
#[derive(Debug)]
pub struct Linted {
    /// The whole text.
    pub text: String,
    /// Sorted by position, then rule.
    pub diagnostics: Vec<Diagnostic>,
}

impl Source {
    /// Reads the text.
    ///
    /// # Errors
    ///
    /// If that fails, or the text is no UTF-8 or over `max-file-size`.
    pub fn text(&self) -> Result<String, FileError> {
        self.read().map_err(|kind| FileError { path: self.display.clone(), kind })
    }

    /// Reads and lints the text. A panic of the engine stays with its file.
    ///
    /// # Errors
    ///
    /// If the text can't be read, or linting it panicked.
    pub fn lint(&self) -> Result<Linted, FileError> {
        self.read().map_err(|kind| self.error(kind)).and_then(|text| self.lint_text(text))
    }

    /// Lints a text as if it stood there.
    ///
    /// # Errors
    ///
    /// If linting it panicked.
    pub fn lint_text(&self, text: String) -> Result<Linted, FileError> {
        let diagnostics = guarded(|| unblame_core::lint(&self.document(&text), &self.settings.rules));
        let diagnostics = diagnostics.map_err(|kind| self.error(kind))?;
        Ok(Linted { text, diagnostics })
    }

    /// Carries suggestions out, in memory; see [`unblame_core::fix`].
    ///
    /// # Errors
    ///
    /// If the engine panicked.
    pub fn fix(&self, text: &str, least: Applicability, keep: impl Fn(&Diagnostic) -> bool) -> Result<Fixed, FileError> {
        let fixed = guarded(|| unblame_core::fix(&self.document(text), &self.settings.rules, least, keep));
        fixed.map_err(|kind| self.error(kind))
    }

    /// Puts `new` in the place of `old`, which is what was read.
    ///
    /// # Errors
    ///
    /// If this is no file, can't be written, or holds something else by now; nothing is written then.
    pub fn overwrite(&self, old: &str, new: &str) -> Result<(), FileError> {
        let Input::File(path) = &self.input else {
            return Err(self.error(FileErrorKind::NotRegular("no place to write to")));
        };
        match self.read() {
            Ok(now) if now == old => overwrite(path, new.as_bytes()).map_err(|error| self.error(FileErrorKind::Write(error))),
            Ok(_) => Err(self.error(FileErrorKind::Changed)),
            Err(kind) => Err(self.error(kind)),
        }
    }

    /// Writes comments that silence findings into the file, unless there is nothing to silence. A link stays, and so does everything
    /// else about the file. `None` for what is no file.
    ///
    /// # Errors
    ///
    /// If the text can't be read or written, or linting it panicked; the file is as it was then.
    pub fn suppress(&self, options: SilenceOptions<'_>) -> Result<Option<Silenced>, FileError> {
        let Input::File(path) = &self.input else { return Ok(None) };
        let suppressed = self.read().and_then(|text| {
            let suppressed = guarded(|| unblame_core::silence(&self.document(&text), &self.settings.rules, options))?;
            if suppressed.text != text {
                Replacement::write(path, suppressed.text.as_bytes()).map_err(FileErrorKind::Write)?;
            }
            Ok(Some(suppressed))
        });
        suppressed.map_err(|kind| FileError { path: self.display.clone(), kind })
    }

    fn read(&self) -> Result<String, FileErrorKind> {
        let limit = self.settings.max_file_size;
        match &self.input {
            Input::File(path) => read_file(path, limit),
            Input::Stdin => read_bounded(std::io::stdin().lock(), limit),
            Input::Index { blob, folder, .. } => git::blob(folder, blob, limit),
        }
    }

    fn document<'a>(&self, text: &'a str) -> Document<'a> {
        Document::new(text, Format::from_path(Path::new(&self.display)))
    }

    fn error(&self, kind: FileErrorKind) -> FileError {
        FileError { path: self.display.clone(), kind }
    }
}

fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, FileErrorKind> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| FileErrorKind::Internal(panic_message(panic.as_ref())))
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without a message").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let error = guarded(|| panic!("range {}", 7)).map(|(): ()| ()).unwrap_err();
        assert!(error.is_internal());
        assert!(error.to_string().starts_with("internal error: range 7;"), "{error}");
    }
}
