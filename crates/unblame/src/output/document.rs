//! The output of a run as a whole: what stands before, between and after the files.

use std::io::{self, Write};

use serde_json::Value;
use unblame_workspace::FileError;

use super::{Part, Printer, checkstyle, html, json, junit, rdjson, sarif};
use crate::cli::Format;

/// Writes rendered files one after the other.
pub(crate) struct Document<W> {
    printer: Printer,
    writer: W,
    /// Whether somebody watches, who wants to see the first finding before the last file is read.
    live: bool,
    empty: bool,
    notifications: Vec<Value>,
    tally: html::Tally,
    /// What can't be written before everything is counted.
    held: String,
}

/// What a format puts around the files.
struct Frame {
    start: &'static str,
    separator: &'static str,
    end: &'static str,
    /// In place of all of these where nothing was said.
    empty: &'static str,
}

fn frame(format: Format) -> Frame {
    let (start, separator, end, empty) = match format {
        Format::Full | Format::Concise | Format::Github | Format::Html => ("", "", "", ""),
        Format::JsonLines => ("", "\n", "\n", ""),
        Format::Json | Format::Gitlab => ("[\n  ", json::SEPARATOR, "\n]\n", "[]\n"),
        Format::Rdjson => (rdjson::START, json::SEPARATOR, rdjson::END, rdjson::EMPTY),
        // The end is made at the end; it tells what happened.
        Format::Sarif => (sarif::START, json::SEPARATOR, "\n", sarif::START),
        Format::Junit => (junit::START, "", junit::END, junit::EMPTY),
        Format::Checkstyle => (checkstyle::START, "", checkstyle::END, checkstyle::EMPTY),
    };
    Frame { start, separator, end, empty }
}

impl<W: Write> Document<W> {
    /// An empty one.
    pub(crate) fn new(printer: Printer, writer: W, live: bool) -> Self {
        Self {
            printer,
            writer,
            live,
            empty: true,
            notifications: Vec::new(),
            tally: html::Tally::default(),
            held: String::new(),
        }
    }

    /// Adds the findings of one file.
    pub(crate) fn add(&mut self, part: &Part) -> io::Result<()> {
        self.tally.add(&part.tally);
        if self.printer.format == Format::Html {
            self.held.push_str(&part.text);
            return Ok(());
        }
        self.write(&part.text)
    }

    fn write(&mut self, rendered: &str) -> io::Result<()> {
        if rendered.is_empty() {
            return Ok(());
        }
        let frame = frame(self.printer.format);
        let before = if self.empty { frame.start } else { frame.separator };
        self.empty = false;
        self.writer.write_all(before.as_bytes())?;
        self.writer.write_all(rendered.as_bytes())?;
        if self.live { self.writer.flush() } else { Ok(()) }
    }

    /// Adds a file that could not be linted, where the format has a place for that.
    pub(crate) fn fail(&mut self, error: &FileError) -> io::Result<()> {
        match self.printer.format {
            Format::Sarif => self.notifications.push(sarif::notification(error)),
            Format::Junit => return self.write(&junit::render_error(error)),
            Format::Html => self.tally.fail(error),
            _ => {}
        }
        Ok(())
    }

    /// Ends the output, and gives the writer back.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        let frame = frame(self.printer.format);
        let end = if self.empty { frame.empty } else { frame.end };
        self.writer.write_all(end.as_bytes())?;
        if self.printer.format == Format::Html {
            for part in [&html::start(&self.tally), &self.held, html::END] {
                self.writer.write_all(part.as_bytes())?;
            }
        }
        if self.printer.format == Format::Sarif {
            self.writer.write_all(sarif::end(&self.printer.rules, &self.notifications).as_bytes())?;
        }
        self.writer.flush()?;
        Ok(self.writer)
    }
}
