//! What a run prints: one file per format, each with its own wire types.

mod checkstyle;
mod concise;
pub(crate) mod document;
pub(crate) mod errors;
pub(crate) mod finding;
pub(crate) mod fingerprint;
mod full;
mod github;
mod gitlab;
pub(crate) mod html;
pub(crate) mod json;
mod junit;
mod position;
mod rdjson;
pub(crate) mod sarif;
pub(crate) mod sinks;
pub(crate) mod snippet;
pub(crate) mod style;
pub(crate) mod summary;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub(crate) mod trace;
mod uri;
mod xml;

use std::borrow::Cow;
use std::io::{self, BufWriter};
use std::sync::Arc;

use unblame_core::RuleInfo;

use self::finding::File;
use self::sarif::Rules;
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

/// What one file comes to in one format.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// Ready to be joined with that of other files.
    text: String,
    /// For the format that counts; empty in others.
    tally: html::Tally,
}

/// Turns findings into text; shared by all threads.
#[derive(Debug, Clone)]
pub(crate) struct Printer {
    format: Format,
    color: bool,
    rules: Arc<Rules>,
}

impl Printer {
    /// One for a format; `rules` are all that may speak.
    pub(crate) fn new(format: Format, color: bool, rules: Arc<Rules>) -> Self {
        Self { format, color, rules }
    }

    /// Whether the format tells of findings that comments in a text silence.
    pub(crate) fn tells_of_suppressed(&self) -> bool {
        self.format == Format::Sarif
    }

    /// The findings of one file; empty where there is nothing to say.
    pub(crate) fn render(&self, file: &File<'_>) -> Part {
        let text = match self.format {
            Format::Html => {
                let (text, tally) = html::render(file);
                return Part { text, tally };
            }
            Format::Full => full::render(file, self.color),
            Format::Concise => concise::render(file, &Styles::new(self.color)),
            Format::Json => json::render(file, json::SEPARATOR),
            Format::JsonLines => json::render(file, "\n"),
            Format::Sarif => sarif::render(file, &self.rules),
            Format::Github => github::render(file),
            Format::Gitlab => gitlab::render(file),
            Format::Junit => junit::render(file),
            Format::Checkstyle => checkstyle::render(file),
            Format::Rdjson => rdjson::render(file),
        };
        Part { text, tally: html::Tally::default() }
    }
}

/// Standard output, locked and buffered; escape sequences are dropped where they aren't wanted.
pub(crate) fn stdout() -> BufWriter<anstream::AutoStream<io::StdoutLock<'static>>> {
    BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(io::stdout().lock()))
}
