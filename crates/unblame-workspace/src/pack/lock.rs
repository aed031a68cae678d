//! `unblame.lock`: the packs on disk that were looked at, by the hash of their content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use unblame_core::{PackInfo, PackSource};

use crate::{ConfigError, Settings};

/// The name of the file, in the folder of the configuration.
const LOCK_NAME: &str = "unblame.lock";

/// Hashes by the name of the pack.
type Digests = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lock {
    version: u32,
    #[serde(default)]
    packs: Digests,
}

/// The hash of each pack. Byte order marks and line ends don't count: Git may change them.
pub(crate) fn digests(packs: &[PackInfo], sources: &[PackSource]) -> Digests {
    let mut digests = Digests::new();
    for pack in packs {
        let mut files: Vec<&PackSource> = sources.iter().filter(|source| pack.files.contains(&source.name)).collect();
        if files.is_empty() {
            continue;
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let mut hash = Sha256::new();
        for file in files {
            let text = file.text.strip_prefix('\u{FEFF}').unwrap_or(&file.text).replace("\r\n", "\n");
            let name = file.name.rsplit('/').next().unwrap_or_default();
            hash.update(format!("{}:{name}{}:{text}", name.len(), text.len()));
        }
        digests.insert(pack.name.clone(), format!("sha256:{:x}", hash.finalize()));
    }
    digests
}

/// Where the lock of some settings lies.
fn path(settings: &Settings, cwd: &Path) -> PathBuf {
    settings.file.as_deref().and_then(Path::parent).unwrap_or(cwd).join(LOCK_NAME)
}

/// Writes the lock; returns where, and how many packs it holds.
///
/// # Errors
///
/// If the file can't be written.
pub fn write_lock(settings: &Settings, cwd: &Path) -> Result<(PathBuf, usize), ConfigError> {
    let path = path(settings, cwd);
    let digests = settings.digests();
    let lines: Vec<String> = digests.iter().map(|(name, hash)| format!("{name} = \"{hash}\"\n")).collect();
    let text = format!(
        "# Written by `unblame pack lock`; `unblame check --locked` fails where a pack is not the one that is named here.\n\
         version = 1\n\n[packs]\n{}",
        lines.concat()
    );
    let refused = |error| ConfigError::new(format!("cannot write {}: {error}", path.display()));
    std::fs::write(&path, text).map_err(refused)?;
    Ok((path, digests.len()))
}

/// Compares the packs in force with the lock.
///
/// # Errors
///
/// A missing or broken lock, and each pack that is another one, is not in it, or is not in force any more.
pub fn check_lock(settings: &Settings, cwd: &Path) -> Result<(), Vec<ConfigError>> {
    let path = path(settings, cwd);
    let shown = path.strip_prefix(cwd).unwrap_or(&path).display();
    let help = |text: &str| Some(text.to_owned());
    let text = std::fs::read_to_string(&path).map_err(|error| {
        vec![ConfigError::new(format!("cannot read {shown}: {error}")).help(help("`unblame pack lock` writes it"))]
    })?;
    let lock: Lock = toml::from_str(&text)
        .map_err(|error| vec![ConfigError::from_toml(&error, &shown.to_string(), &text.as_str().into())])?;
    if lock.version != 1 {
        return Err(vec![ConfigError::new(format!("{shown} was written by a newer unblame"))]);
    }
    let digests = settings.digests();
    let names: std::collections::BTreeSet<&String> = lock.packs.keys().chain(digests.keys()).collect();
    let wrong = names.into_iter().filter_map(|name| {
        let what = match (lock.packs.get(name), digests.get(name)) {
            (Some(locked), Some(found)) if locked == found => return None,
            (Some(_), Some(_)) => "is not what it was when it was locked",
            (None, _) => "is not locked",
            (_, None) => "is locked, but not in force",
        };
        let after = help("look at the change, then run `unblame pack lock`");
        Some(ConfigError::new(format!("the pack `{name}` {what} ({shown})")).help(after))
    });
    let wrong: Vec<_> = wrong.collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
