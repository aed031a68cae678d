//! Which lines changed, as Git tells it. The `git` command does the work, so that every repository reads as its owner is used to.

mod authors;
mod command;
mod diff;
mod error;
mod lines;
mod select;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(crate) use self::authors::authors;
use self::command::Git;
pub(crate) use self::command::blob;
pub use self::error::GitError;
pub use self::lines::Lines;
pub use self::select::discover_changed;

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// The index with HEAD.
    Staged,
    /// The work tree, untracked files included, with HEAD.
    WorkTree,
    /// The work tree, untracked files included, with the merge base of HEAD and this revision.
    Since(String),
}

/// The changed files of a repository.
#[derive(Debug)]
pub struct Changed {
    /// The work tree's top folder, without links.
    top: PathBuf,
    /// By path below the top folder.
    files: BTreeMap<PathBuf, ChangedFile>,
}

/// One changed file.
#[derive(Debug, Clone)]
struct ChangedFile {
    lines: Lines,
    /// The object that holds the staged content.
    blob: Option<String>,
}

/// Asks Git what changed. Only files with one of `extensions` are looked at, all where that is `None`; `untracked` files that are
/// ignored count as well where `ignored` is set.
fn changed(cwd: &Path, changes: &Changes, extensions: Option<&[String]>, ignored: bool) -> Result<Changed, GitError> {
    let git = Git { folder: cwd };
    let top = git.top()?;
    let specs: Vec<String> = match extensions {
        Some(extensions) => extensions.iter().map(|extension| format!(":(top,icase)*.{extension}")).collect(),
        None => vec![":(top)".to_owned()],
    };
    let cached = *changes == Changes::Staged;
    let base = base(&git, changes)?;
    let mut files = diff::files(&git, cached, base.as_deref(), &specs)?;
    // Lines that come from the other side of a merge were written and looked at there.
    for other in merged(&git)? {
        let theirs = diff::files(&git, cached, Some(&other), &specs)?;
        files.retain(|path, file| {
            let Some(their) = theirs.get(path) else { return false };
            file.lines = file.lines.intersection(&their.lines);
            !file.lines.is_empty()
        });
    }
    if !cached {
        for path in git.untracked(&specs, ignored)? {
            // A walk follows no link either.
            if !top.join(&path).symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
                continue;
            }
            files.entry(path).or_insert(ChangedFile { lines: Lines::all(), blob: None });
        }
    }
    Ok(Changed { top, files })
}

/// The commit or tree to compare with; `None` leaves it to Git, which then means HEAD or nothing.
fn base(git: &Git<'_>, changes: &Changes) -> Result<Option<String>, GitError> {
    let head = git.query(&["rev-parse", "--verify", "--quiet", "HEAD"])?;
    match (changes, head) {
        (Changes::Staged, _) => Ok(None),
        (Changes::WorkTree, Some(head)) => Ok(Some(head)),
        // Before the first commit everything is new.
        (Changes::WorkTree, None) => Ok(Some(git.line(&["hash-object", "-t", "tree", "--stdin"])?)),
        (Changes::Since(_), None) => Err(GitError::Unborn),
        (Changes::Since(revision), Some(head)) => {
            let shallow = git.line(&["rev-parse", "--is-shallow-repository"])? == "true";
            let unknown = || GitError::UnknownRevision { revision: revision.clone(), shallow };
            if revision.starts_with('-') || revision.is_empty() {
                return Err(unknown());
            }
            let commit = git.query(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])?;
            let base = git.query(&["merge-base", &commit.ok_or_else(unknown)?, &head])?;
            base.ok_or_else(|| GitError::NoMergeBase { revision: revision.clone(), shallow }).map(Some)
        }
    }
}

/// The commits that are being merged.
fn merged(git: &Git<'_>) -> Result<Vec<String>, GitError> {
    let place = git.line(&["rev-parse", "--git-path", "MERGE_HEAD"])?;
    let text = std::fs::read_to_string(git.folder.join(place)).unwrap_or_default();
    Ok(text.lines().map(str::to_owned).collect())
}
