//! Findings that were there when a team began: they are written down, and don't count.
//!
//! A baseline names findings by their text, so that moving or wrapping a passage changes nothing. It holds no text, and it only
//! shrinks: once written, it takes no new findings in.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use unblame_workspace::{Replacement, Source};

use crate::output::finding::{Age, File};
use crate::output::fingerprint::Fingerprint;
use crate::output::rule_name;

/// What this version writes and reads.
const VERSION: u64 = 1;

/// The rule and the name of a finding.
type Entry = (String, Fingerprint);

/// The file on disk: an entry per line, sorted, so that its changes are small and merge.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    version: u64,
    files: BTreeMap<String, Vec<String>>,
}

/// A baseline, as it was read.
#[derive(Debug)]
pub(crate) struct Baseline {
    path: PathBuf,
    /// Paths in the file are relative to this.
    folder: PathBuf,
    /// `None` where the file is going to be written for the first time.
    files: Option<BTreeMap<String, BTreeSet<Entry>>>,
    /// Entries of files that are gone; they may have been renamed.
    homeless: HashSet<Entry>,
}

/// What a run found in one file, all of it, whatever is filtered out of the output.
#[derive(Debug)]
pub(crate) struct Seen {
    key: String,
    known: BTreeSet<Entry>,
    /// Those of the known ones that a file that is gone had.
    adopted: Vec<Entry>,
    fresh: usize,
    /// Entries of rules that ran, and found nothing of the kind any more.
    stale: BTreeSet<Entry>,
}

/// Why there is no baseline.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BaselineError {
    #[error("cannot read the baseline {0}: {1}")]
    Read(String, io::Error),
    #[error("the baseline {0} does not exist; write it with --update-baseline")]
    Missing(String),
    #[error("the baseline {0} is damaged: {1}")]
    Damaged(String, String),
    #[error("the baseline {0} is of version {1}, which is newer than this unblame")]
    Newer(String, u64),
    #[error("cannot write the baseline {0}: {1}")]
    Write(String, io::Error),
}

impl Baseline {
    /// Reads a baseline. One that is to be written may be missing.
    pub(crate) fn read(path: &Path, cwd: &Path, may_be_missing: bool) -> Result<Self, BaselineError> {
        let shown = path.display().to_string();
        let absolute = cwd.join(path);
        let folder = absolute.parent().unwrap_or(cwd);
        let folder = folder.canonicalize().map_err(|error| BaselineError::Read(shown.clone(), error))?;
        let files = match read_text(&absolute) {
            Ok(text) => Some(parse(&text, &shown)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound && may_be_missing => None,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BaselineError::Missing(shown)),
            Err(error) => return Err(BaselineError::Read(shown, error)),
        };
        let gone = files.iter().flatten().filter(|(path, _)| !folder.join(path).exists());
        let homeless = gone.flat_map(|(_, entries)| entries.iter().cloned()).collect();
        Ok(Self { path: path.to_path_buf(), folder, files, homeless })
    }

    /// Marks the findings that the baseline holds. For one that is written for the first time these are all.
    pub(crate) fn mark(&self, file: &mut File<'_>, source: &Source, cwd: &Path) -> Seen {
        let place = cwd.join(&source.display);
        let key = relative(&place.canonicalize().unwrap_or(place), &self.folder);
        let none = BTreeSet::new();
        let held = self.files.as_ref().and_then(|files| files.get(&key)).unwrap_or(&none);
        let (mut known, mut adopted, mut fresh) = (BTreeSet::new(), Vec::new(), 0);
        for finding in &mut file.findings {
            let entry = (rule_name(&finding.diagnostic.rule).into_owned(), finding.fingerprint);
            let is_held = self.files.is_none() || held.contains(&entry);
            let is_known = is_held || self.homeless.contains(&entry);
            finding.baseline = Some(if is_known { Age::Known } else { Age::New });
            if is_known {
                adopted.extend((!is_held).then(|| entry.clone()));
                known.insert(entry);
            } else {
                fresh += 1;
            }
        }
        let ran: HashSet<_> = source.settings.rules.rules().iter().map(|rule| rule_name(rule)).collect();
        let stale = held.difference(&known).filter(|(rule, _)| ran.contains(rule.as_str())).cloned().collect();
        Seen { key, known, adopted, fresh, stale }
    }

    /// The number of entries that no passage answers to any more, in files that were looked at or are gone from below `paths`.
    pub(crate) fn stale(&self, seen: &[Seen], paths: &[PathBuf]) -> usize {
        let Some(files) = &self.files else { return 0 };
        let in_files: usize = seen.iter().map(|seen| seen.stale.len()).sum();
        let moved: HashSet<&Entry> = seen.iter().flat_map(|seen| &seen.adopted).collect();
        let gone = files.iter().filter(|(path, _)| self.is_gone(path, paths));
        in_files + gone.flat_map(|(_, entries)| entries).filter(|entry| !moved.contains(entry)).count()
    }

    /// Writes the baseline for the first time, or takes out what is stale. Says what happened.
    pub(crate) fn update(&self, seen: &[Seen], paths: &[PathBuf]) -> Result<String, BaselineError> {
        let shown = self.path.display().to_string();
        let mut files = self.files.clone().unwrap_or_default();
        files.retain(|path, _| !self.is_gone(path, paths));
        for seen in seen {
            let entries = files.entry(seen.key.clone()).or_default();
            entries.extend(seen.known.iter().cloned());
            entries.retain(|entry| !seen.stale.contains(entry));
        }
        files.retain(|_, entries| !entries.is_empty());
        let count: usize = files.values().map(BTreeSet::len).sum();
        let message = if self.files.is_some() {
            let fresh: usize = seen.iter().map(|seen| seen.fresh).sum();
            let refused = if fresh == 0 {
                String::new()
            } else {
                format!(" New findings are not added ({fresh}), since a baseline only shrinks; delete it to start anew.")
            };
            format!("Removed {} stale from the baseline {shown}, kept {count}.{refused}", self.stale(seen, paths))
        } else {
            format!("Wrote {count} to the baseline {shown}.")
        };
        if self.files.as_ref() != Some(&files) {
            self.write(&files).map_err(|error| BaselineError::Write(shown, error))?;
        }
        Ok(message)
    }

    /// The name that it was given.
    pub(crate) fn shown(&self) -> std::path::Display<'_> {
        self.path.display()
    }

    /// Whether a file of the baseline is gone, and one of `paths` would have led to it.
    fn is_gone(&self, path: &str, paths: &[PathBuf]) -> bool {
        let place = normal(&self.folder.join(path));
        !place.exists() && paths.iter().any(|path| place.starts_with(path))
    }

    fn write(&self, files: &BTreeMap<String, BTreeSet<Entry>>) -> io::Result<()> {
        let line = |(rule, fingerprint): &Entry| format!("{rule} {fingerprint}");
        let files = files.iter().map(|(path, entries)| (path.clone(), entries.iter().map(line).collect())).collect();
        let text = serde_json::to_string_pretty(&Wire { version: VERSION, files })?;
        let mut file = Replacement::create(&self.folder.join(self.path.file_name().unwrap_or_default()))?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.commit()
    }
}

fn read_text(path: &Path) -> io::Result<String> {
    // A pipe would block.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    std::fs::read_to_string(path)
}

fn parse(text: &str, shown: &str) -> Result<BTreeMap<String, BTreeSet<Entry>>, BaselineError> {
    let damaged = |reason: String| BaselineError::Damaged(shown.to_owned(), reason);
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| damaged(error.to_string()))?;
    match value.get("version").and_then(serde_json::Value::as_u64) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(BaselineError::Newer(shown.to_owned(), version)),
        _ => return Err(damaged("it has no valid `version`".to_owned())),
    }
    let wire: Wire = serde_json::from_value(value).map_err(|error| damaged(error.to_string()))?;
    let entry = |line: &String| {
        let (rule, fingerprint) = line.split_once(' ').unwrap_or((line, ""));
        let fingerprint = Fingerprint::parse(fingerprint).ok_or_else(|| damaged(format!("`{line}` is no entry")))?;
        Ok((rule.to_owned(), fingerprint))
    };
    wire.files.iter().map(|(path, lines)| Ok((path.clone(), lines.iter().map(entry).collect::<Result<_, _>>()?))).collect()
}

/// A path without `..`, which leads nowhere once a folder is gone.
fn normal(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut normal, part| {
        match part {
            Component::ParentDir => _ = normal.pop(),
            Component::CurDir => {}
            other => normal.push(other),
        }
        normal
    })
}

/// The way from a folder to a file, with `/`.
fn relative(path: &Path, folder: &Path) -> String {
    let path = normal(path);
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".into());
    let down = path.components().skip(shared).map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(parse(text, "b.json").unwrap_err().to_string(), expected);
    }

    #[test]
    fn what_is_no_baseline() {
        check("", "the baseline b.json is damaged: EOF while parsing a value at line 1 column 0");
        check("{}", "the baseline b.json is damaged: it has no valid `version`");
        check("{\"version\": 2}", "the baseline b.json is of version 2, which is newer than this unblame");
        check("{\"version\": 1, \"files\": {\"a\": [\"x\"]}}", "the baseline b.json is damaged: `x` is no entry");
        assert!(parse("{\"version\": 1, \"files\": {}, \"more\": 1}", "b.json").is_err());
    }

    #[test]
    fn ways() {
        assert_eq!(relative(Path::new("/a/b/c.md"), Path::new("/a")), "b/c.md");
        assert_eq!(relative(Path::new("/a/b/../c.md"), Path::new("/a/x/y")), "../../c.md");
    }
}
