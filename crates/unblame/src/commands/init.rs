//! `unblame init`.

use std::io::Write as _;
use std::path::Path;

use unblame_workspace::config::FILE_NAME;

use super::{Outcome, current_folder};
use crate::exit::ExitStatus;
use crate::output::errors;

const TEMPLATE: &str = include_str!("../templates/unblame.toml");

pub(crate) fn run() -> Outcome {
    let cwd = current_folder()?;
    if let Some(other) = [FILE_NAME, ".unblame.toml"].iter().find(|name| cwd.join(name).exists()) {
        errors::print(&format_args!("{other} exists already; nothing was written"));
        return Err(ExitStatus::Error);
    }
    create(Path::new(FILE_NAME), TEMPLATE)?;
    errors::note(&format_args!("Wrote {FILE_NAME}. Everything in it is a comment: take out the `#` of what you need."));
    Ok(ExitStatus::Success)
}

/// Writes a file that must not exist yet.
pub(super) fn create(path: &Path, text: &str) -> Result<(), ExitStatus> {
    let file = std::fs::File::create_new(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| {
        errors::print(&format_args!("cannot write {}: {error}", path.display()));
        ExitStatus::Error
    })
}
