//! Packs on disk: a `.toml` file, or a folder of them.

mod lock;
mod tested;

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use unblame_core::PackSource;

pub(crate) use self::lock::digests;
pub use self::lock::{check_lock, write_lock};
pub use self::tested::TestedPack;
use crate::ConfigError;
use crate::nearest;
use crate::path::slashed;

/// The packs that ship with unblame.
const BUILTIN: [&str; 2] = ["core", "strict"];

/// Whether a pack ships with unblame. Its rules go by their id alone.
pub fn is_builtin_pack(name: &str) -> bool {
    BUILTIN.contains(&name)
}

/// Packs from disk, each once: those that are asked for, and those that they extend.
#[derive(Debug, Default)]
pub(crate) struct Loader {
    pub(crate) packs: Vec<LoadedPack>,
}

/// One pack from disk.
#[derive(Debug)]
pub(crate) struct LoadedPack {
    path: PathBuf,
    /// In the order of their file names.
    pub(crate) files: Vec<PackSource>,
}

impl LoadedPack {
    /// The names of the packs that are declared in it, and those that these extend.
    fn headers(&self) -> impl Iterator<Item = Header> {
        self.files.iter().filter_map(|file| header(&file.text))
    }
}

impl Loader {
    /// Reads a file or folder, and what it extends as far as that lies beside it. What lies elsewhere may be asked for, too; whether
    /// something is missing shows when all is compiled.
    ///
    /// # Errors
    ///
    /// If a file can't be read, or a folder holds no pack.
    pub(crate) fn add(&mut self, path: &Path, shown: &Path) -> io::Result<()> {
        if self.packs.iter().any(|pack| pack.path == path) {
            return Ok(());
        }
        let pack = LoadedPack { path: path.to_path_buf(), files: load(path, shown)? };
        let below: Vec<String> = pack.headers().flat_map(|header| header.extends).collect();
        self.packs.push(pack);
        for name in below.iter().filter(|name| is_plain(name) && !is_builtin_pack(name)) {
            if self.packs.iter().flat_map(LoadedPack::headers).any(|header| header.name == *name) {
                continue;
            }
            let beside = [format!("{name}.toml"), name.clone()];
            if let Some(found) = beside.iter().find(|file| path.with_file_name(file).exists()) {
                self.add(&path.with_file_name(found), &shown.with_file_name(found))?;
            }
        }
        Ok(())
    }

    /// All files.
    pub(crate) fn into_sources(self) -> Vec<PackSource> {
        self.packs.into_iter().flat_map(|pack| pack.files).collect()
    }
}

/// A name, and no way to another folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\', '.'])
}

fn load(path: &Path, shown: &Path) -> io::Result<Vec<PackSource>> {
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

/// The pack of a name: a file or folder in `packs`, or beside it, of the folder.
///
/// # Errors
///
/// If there is none.
pub(crate) fn find(name: &str, folder: &Path) -> Result<PathBuf, ConfigError> {
    let places = [folder.join("packs"), folder.to_path_buf()];
    let mut candidates = places.iter().flat_map(|place| [place.join(format!("{name}.toml")), place.join(name)]);
    candidates.find(|path| is_plain(name) && path.exists()).ok_or_else(|| {
        let near = names_in(&places[0]);
        let known = BUILTIN.iter().copied().chain(near.iter().map(String::as_str));
        let help = nearest(name, known).map_or_else(
            || format!("built in are {}; others are looked for in packs/ and beside this file", BUILTIN.join(", ")),
            |nearest| format!("did you mean `pack:{nearest}`?"),
        );
        ConfigError::new(format!("there is no pack `{name}`")).help(Some(help))
    })
}

/// The names that the packs of a folder go by.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned())).collect()
}

/// As much of a header as is needed before the pack is compiled.
#[derive(Debug, Deserialize)]
struct Header {
    #[serde(default)]
    name: String,
    #[serde(default)]
    extends: Vec<String>,
}

/// The header of a pack file; mistakes are reported when the pack is compiled.
fn header(text: &str) -> Option<Header> {
    #[derive(Deserialize)]
    struct File {
        pack: Header,
    }
    // Most files of a large pack have none, and reading them twice would take its time.
    if !text.contains("[pack]") {
        return None;
    }
    Some(toml::from_str::<File>(text.strip_prefix('\u{FEFF}').unwrap_or(text)).ok()?.pack)
}
