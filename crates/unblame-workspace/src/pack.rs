//! Packs on disk: a `.toml` file, or a folder of them.

use std::io;
use std::path::{Path, PathBuf};

use unblame_core::PackSource;

use crate::path::slashed;

/// The sources of one entry of `packs`, in the order of their file names.
pub(crate) fn load(path: &Path, shown: &Path) -> io::Result<Vec<PackSource>> {
    if !path.is_dir() {
        return Ok(vec![read(path, shown)?]);
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "toml") && file.is_file())
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "the folder holds no .toml file"));
    }
    files.iter().map(|file| read(file, &shown.join(file.file_name().unwrap_or_default()))).collect()
}

fn read(path: &Path, shown: &Path) -> io::Result<PackSource> {
    // A pipe named as a pack would block for ever.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    Ok(PackSource { name: slashed(shown), text: std::fs::read_to_string(path)? })
}

/// Whether a pack ships with unblame. Its rules go by their id alone.
pub fn is_builtin_pack(name: &str) -> bool {
    matches!(name, "core" | "postmortem" | "strict")
}
