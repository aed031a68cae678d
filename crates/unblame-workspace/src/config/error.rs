//! Mistakes in a configuration, with their place.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use unblame_core::{LineIndex, PackError, PackSource, TextSize};

use crate::nearest;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// What was found.
    pub message: String,
    /// Where, if it stands in a file.
    pub place: Option<Place>,
    /// What would be right.
    pub help: Option<String>,
}

/// A range of a text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path as it is shown.
    pub path: String,
    /// The whole file.
    pub text: Arc<str>,
    /// Byte range of the mistake, on character boundaries.
    pub span: Range<usize>,
}

impl Place {
    /// 1-based line and column of the start.
    pub fn line_col(&self) -> (u32, u32) {
        let offset = TextSize::try_from(self.span.start).unwrap_or_default();
        let position = LineIndex::new(&self.text).line_col(&self.text, offset);
        (position.line, position.column)
    }
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            let (line, column) = place.line_col();
            write!(f, "{}:{line}:{column}: ", place.path)?;
        }
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, " ({help})"))
    }
}

impl ConfigError {
    /// A mistake that stands in no file.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None, help: None }
    }

    /// Adds the place.
    #[must_use]
    pub fn at(mut self, place: Option<Place>) -> Self {
        self.place = place;
        self
    }

    /// Adds what would be right.
    #[must_use]
    pub fn help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// What the TOML reader says, with the nearest valid name for a name that it doesn't know.
    pub(crate) fn from_toml(error: &toml::de::Error, path: &str, text: &Arc<str>) -> Self {
        let span = error.span().unwrap_or(0..0);
        let place = Place { path: path.to_owned(), text: Arc::clone(text), span };
        let (message, help) = explain(error.message());
        Self { message, place: Some(place), help }
    }

    /// A mistake in a pack, found by the rule compiler.
    pub(crate) fn from_pack(error: &PackError, packs: &[PackSource]) -> Self {
        let place = packs.iter().find(|pack| pack.name == error.file).map(|pack| {
            let text: Arc<str> = pack.text.as_str().into();
            let span = span_at(&text, error.line, error.column);
            Place { path: error.file.clone(), text, span }
        });
        // Without its text the error still names the file.
        let message = match &place {
            None if !error.file.is_empty() => error.to_string(),
            _ => error.message.clone(),
        };
        Self { message, place, help: None }
    }
}

/// Serde lists the names that it expects between backticks, in a long line; the nearest one is help enough.
fn explain(message: &str) -> (String, Option<String>) {
    let Some((what, expected)) = message.split_once(", expected") else { return (message.to_owned(), None) };
    let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let (found, known) = (quoted(what), quoted(expected));
    let ([found], [_, ..]) = (found.as_slice(), known.as_slice()) else { return (message.to_owned(), None) };
    let what = what.replace("unknown field", "unknown key").replace("unknown variant", "unknown value");
    (what, Some(did_you_mean(found, known.iter().map(String::as_str))))
}

/// The nearest name, or all of them where none is near.
fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("known are {}", known.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// From a position to the end of the word there, so that the caret underlines something.
fn span_at(text: &str, line: u32, column: u32) -> Range<usize> {
    let start = LineIndex::new(text).line_start(line).map_or(text.len(), usize::from);
    let rest = &text[start..];
    let skipped = (column as usize).saturating_sub(1);
    let from = rest.char_indices().nth(skipped).map_or(rest.len(), |(at, _)| at);
    let word = rest[from..].find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len() - from);
    let next = rest[from..].chars().next().filter(|&c| c != '\n').map_or(0, char::len_utf8);
    start + from..start + from + word.max(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_messages_are_shortened() {
        let (message, help) = explain("unknown field `profil`, expected one of `profile`, `packs`");
        assert_eq!((message.as_str(), help.as_deref()), ("unknown key `profil`", Some("did you mean `profile`?")));
        let (message, help) = explain("unknown variant `zzz`, expected `core` or `strict`");
        assert_eq!((message.as_str(), help.as_deref()), ("unknown value `zzz`", Some("known are `core`, `strict`")));
        let (message, help) = explain("invalid type: integer `1`, expected a string");
        assert_eq!((message.as_str(), help), ("invalid type: integer `1`, expected a string", None));
    }

    #[test]
    fn a_position_underlines_its_word() {
        assert_eq!(span_at("a = 1\nbé-c = 2\n", 2, 1), 6..11);
        assert_eq!(span_at("a = 1\n", 1, 3), 2..3);
        assert_eq!(span_at("a\n", 9, 9), 2..2);
    }
}
