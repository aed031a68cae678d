//! What a run prints: one file per format, each with its own wire types.

mod concise;
pub(crate) mod errors;
mod fingerprint;
mod full;
pub(crate) mod json;
mod position;
pub(crate) mod snippet;
pub(crate) mod style;
pub(crate) mod summary;
#[cfg(test)]
mod tests;
pub(crate) mod text;

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal as _, Write};

use unblame_core::RuleInfo;
use unblame_workspace::Linted;

use self::style::Styles;
use crate::cli::Format;

/// How a rule is named where its pack isn't: team packs carry their name in front.
pub(crate) fn rule_name(rule: &RuleInfo) -> Cow<'_, str> {
    if unblame_workspace::is_builtin_pack(&rule.pack) {
        Cow::Borrowed(&rule.id)
    } else {
        Cow::Owned(format!("{}/{}", rule.pack, rule.id))
    }
}

/// Turns findings into text; shared by all threads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printer {
    format: Format,
    color: bool,
}

impl Printer {
    pub(crate) fn new(format: Format) -> Self {
        Self { format, color: snippet::colors(&io::stdout()) }
    }

    /// The findings of one file; empty where there are none.
    pub(crate) fn render(self, path: &str, linted: &Linted) -> String {
        match self.format {
            Format::Full => full::render(path, linted, self.color),
            Format::Concise => concise::render(path, linted, &Styles::new(self.color)),
            Format::Json => json::render(path, linted, ",\n  "),
            Format::JsonLines => json::render(path, linted, "\n"),
        }
    }

    /// Writes rendered files one after the other.
    pub(crate) fn document<W: Write>(self, writer: W) -> Document<W> {
        Document { format: self.format, writer, empty: true }
    }
}

/// Standard output, locked and buffered; escape sequences are dropped where they aren't wanted.
pub(crate) fn stdout() -> BufWriter<anstream::AutoStream<io::StdoutLock<'static>>> {
    BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(io::stdout().lock()))
}

/// The whole output of a run.
pub(crate) struct Document<W> {
    format: Format,
    writer: W,
    empty: bool,
}

impl<W: Write> Document<W> {
    /// Adds the findings of one file.
    pub(crate) fn add(&mut self, rendered: &str) -> io::Result<()> {
        if rendered.is_empty() {
            return Ok(());
        }
        let before = match (self.format, self.empty) {
            (Format::Full | Format::Concise, _) | (Format::JsonLines, true) => "",
            (Format::JsonLines, false) => "\n",
            (Format::Json, true) => "[\n  ",
            (Format::Json, false) => ",\n  ",
        };
        self.empty = false;
        self.writer.write_all(before.as_bytes())?;
        self.writer.write_all(rendered.as_bytes())?;
        // Who watches wants to see the first finding before the last file is read.
        if io::stdout().is_terminal() { self.writer.flush() } else { Ok(()) }
    }

    /// Ends the output.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        let end = match (self.format, self.empty) {
            (Format::Json, true) => "[]\n",
            (Format::Json, false) => "\n]\n",
            (Format::JsonLines, false) => "\n",
            (Format::JsonLines, true) | (Format::Full | Format::Concise, _) => "",
        };
        self.writer.write_all(end.as_bytes())?;
        self.writer.flush()
    }
}
