//! The text of a pack file, read.

use serde::Deserialize;
use toml::Spanned;

use super::PackSource;
use super::mistake::Mistake;
use super::pack::PackFile;

/// What stands before the text of files from Windows.
const MARK: char = '\u{FEFF}';

/// The text of a file without its byte order mark; ranges of mistakes refer to this.
pub(super) fn text_of(source: &PackSource) -> &str {
    source.text.strip_prefix(MARK).unwrap_or(&source.text)
}

/// Reads one file. That it was written for a newer unblame goes before all else that is wrong with it.
pub(super) fn read(index: usize, text: &str) -> Result<PackFile, Mistake> {
    let read = toml::from_str::<PackFile>(text);
    let required = match &read {
        Ok(file) => file.pack.as_ref().and_then(|pack| pack.requires.clone()),
        Err(_) => toml::from_str::<Newer>(text).ok().and_then(|newer| newer.pack.requires),
    };
    if let Some(required) = required {
        let own = env!("CARGO_PKG_VERSION");
        let message = match (version(required.get_ref()), version(own)) {
            (None, _) => Some(format!("`{}` is no version: write it as \"0.1\" or \"0.1.0\"", required.get_ref())),
            (required, own) if required <= own => None,
            _ => Some(format!("this pack needs unblame {} or newer, and this is unblame {own}", required.get_ref())),
        };
        if let Some(message) = message {
            return Err(Mistake::new(index, required.span(), message));
        }
    }
    read.map_err(|error| Mistake::new(index, error.span().unwrap_or(0..0), error.message()))
}

/// As much of a pack as every version can read.
#[derive(Deserialize)]
struct Newer {
    pack: NewerHeader,
}

#[derive(Deserialize)]
struct NewerHeader {
    requires: Option<Spanned<String>>,
}

/// Up to three numbers; those that are missing are zero.
fn version(text: &str) -> Option<[u32; 3]> {
    let mut numbers = [0; 3];
    let parts: Vec<&str> = text.split('.').collect();
    for (number, part) in numbers.iter_mut().zip(&parts) {
        *number = part.parse().ok()?;
    }
    (parts.len() <= 3).then_some(numbers)
}
