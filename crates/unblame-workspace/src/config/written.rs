//! Values with the place where they were written.

use std::fmt;
use std::path::PathBuf;

use super::error::Place;

/// A value and where it was written.
#[derive(Debug, Clone)]
pub(crate) struct Written<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

/// Where a value was written.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    File(Place),
    Flag(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(place) => write!(f, "{}:{}", place.path, place.line_col().0),
            Self::Flag(flag) => f.write_str(flag),
        }
    }
}

impl Origin {
    /// The place, if it is one in a file.
    pub(crate) fn place(&self) -> Option<Place> {
        match self {
            Self::File(place) => Some(place.clone()),
            Self::Flag(_) => None,
        }
    }

    /// What to put behind a message that has no place to show.
    pub(crate) fn suffix(&self) -> String {
        match self {
            Self::File(_) => String::new(),
            Self::Flag(flag) => format!(" in {flag}"),
        }
    }
}

/// A glob and the folder that it is relative to.
#[derive(Debug, Clone)]
pub(crate) struct Glob {
    pub(crate) pattern: Written<String>,
    pub(crate) base: PathBuf,
}

/// A pack on disk.
#[derive(Debug, Clone)]
pub(crate) struct PackPath {
    pub(crate) path: Written<PathBuf>,
    pub(crate) shown: PathBuf,
}
