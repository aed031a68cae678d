//! Where findings go: standard output, and the file of `--output-file`.

use std::io::{self, BufWriter, IsTerminal as _};
use std::path::PathBuf;
use std::sync::Arc;

use anstream::AutoStream;
use unblame_workspace::{FileError, Replacement};

use super::document::Document;
use super::finding::File;
use super::sarif::Rules;
use super::{Part, Printer, snippet, stdout};
use crate::cli::Format;

/// One printer for each place; shared by all threads.
#[derive(Debug)]
pub(crate) struct Printers {
    shown: Printer,
    filed: Option<Printer>,
}

/// What one file comes to in each place.
pub(crate) struct Rendered {
    shown: Part,
    filed: Part,
}

impl Rendered {
    /// What goes to standard output and nowhere else.
    pub(crate) fn alone(shown: String) -> Self {
        Self { shown: Part { text: shown, ..Part::default() }, filed: Part::default() }
    }
}

impl Printers {
    /// With a file, the format is that of the file, and standard output is for a reader.
    pub(crate) fn new(format: Format, to_file: bool, rules: Rules) -> Self {
        let rules = Arc::new(rules);
        let shown = if to_file { Format::Full } else { format };
        let printer = |format, color| Printer::new(format, color, Arc::clone(&rules));
        Self { shown: printer(shown, snippet::colors(&io::stdout())), filed: to_file.then(|| printer(format, false)) }
    }

    /// Whether a format tells of findings that comments in a text silence.
    pub(crate) fn tell_of_suppressed(&self) -> bool {
        std::iter::once(&self.shown).chain(&self.filed).any(Printer::tells_of_suppressed)
    }

    /// Renders the findings of one file.
    pub(crate) fn render(&self, file: &File<'_>) -> Rendered {
        let filed = self.filed.as_ref().map(|printer| printer.render(file)).unwrap_or_default();
        Rendered { shown: self.shown.render(file), filed }
    }
}

/// Both places, open.
pub(crate) struct Sinks {
    shown: Document<BufWriter<AutoStream<io::StdoutLock<'static>>>>,
    shown_result: io::Result<()>,
    filed: Option<Filed>,
}

struct Filed {
    path: PathBuf,
    document: Document<Replacement>,
    result: io::Result<()>,
}

/// Why the output is not complete.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Standard output.
    Shown(io::Error),
    /// The file.
    Filed(PathBuf, io::Error),
}

impl Sinks {
    /// Opens the file; standard output is open already.
    pub(crate) fn open(printers: &Printers, path: Option<PathBuf>) -> Result<Self, Failure> {
        let filed = match (path, &printers.filed) {
            (Some(path), Some(printer)) => {
                let file = Replacement::create(&path).map_err(|error| Failure::Filed(path.clone(), error))?;
                Some(Filed { path, document: Document::new(printer.clone(), file, false), result: Ok(()) })
            }
            _ => None,
        };
        let shown = Document::new(printers.shown.clone(), stdout(), io::stdout().is_terminal());
        Ok(Self { shown, shown_result: Ok(()), filed })
    }

    /// Adds the findings of one file.
    pub(crate) fn add(&mut self, rendered: &Rendered) {
        if self.shown_result.is_ok() {
            self.shown_result = self.shown.add(&rendered.shown);
        }
        if let Some(filed) = self.filed.as_mut().filter(|filed| filed.result.is_ok()) {
            filed.result = filed.document.add(&rendered.filed);
        }
    }

    /// Adds a file that could not be linted, where the format has a place for that.
    pub(crate) fn fail(&mut self, error: &FileError) {
        if self.shown_result.is_ok() {
            self.shown_result = self.shown.fail(error);
        }
        if let Some(filed) = self.filed.as_mut().filter(|filed| filed.result.is_ok()) {
            filed.result = filed.document.fail(error);
        }
    }

    /// Whether anybody still reads.
    pub(crate) fn is_open(&self) -> bool {
        self.shown_result.is_ok() || self.filed.as_ref().is_some_and(|filed| filed.result.is_ok())
    }

    /// Ends both; the file first, since it has to be complete.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        if let Some(Filed { path, document, result }) = self.filed {
            let end = result.and_then(|()| document.finish()).and_then(Replacement::commit);
            end.map_err(|error| Failure::Filed(path, error))?;
        }
        self.shown_result.and_then(|()| self.shown.finish().map(drop)).map_err(Failure::Shown)
    }
}
