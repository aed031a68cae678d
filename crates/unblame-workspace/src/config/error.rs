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
        let place = packs.iter().find(|pack| pack.name == error.file).zip(error.range.clone()).map(|(pack, range)| {
            let text: Arc<str> = pack.text.as_str().into();
            let end = range.end.min(text.len());
            Place { path: error.file.clone(), span: range.start.min(end)..end, text }
        });
        // Without its text the error still names the file.
        let (message, help) = match &place {
            None if !error.file.is_empty() => (error.to_string(), None),
            _ => explain(&error.message),
        };
        let near = error.unknown.as_ref().and_then(|unknown| {
            let nearest = nearest(&unknown.name, unknown.known.iter().map(String::as_str))?;
            Some(format!("did you mean `{nearest}`?"))
        });
        Self { message, place, help: near.or(help) }
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
}
