//! Who wrote the commits of a repository.

use std::path::Path;

use super::GitError;
use super::command::Git;

/// So many of the last commits are looked at: a fixed number, so that the same history always names the same people, and so small
/// that the longest history takes a fraction of a second.
const COMMITS: &str = "--max-count=10000";

/// The names of the authors, through `.mailmap`, in no order. A folder outside of any repository has none, nor has one without a commit.
///
/// # Errors
///
/// If Git can't be run, or fails for another reason.
pub(crate) fn authors(folder: &Path) -> Result<Vec<String>, GitError> {
    let git = Git { folder };
    let head = match git.query(&["rev-parse", "--verify", "--quiet", "HEAD"]) {
        Err(GitError::NotARepository(_)) | Ok(None) => return Ok(Vec::new()),
        Ok(Some(head)) => head,
        Err(error) => return Err(error),
    };
    let bytes = git.bytes(&["log", "--use-mailmap", COMMITS, "--format=%aN", &head, "--"])?;
    let mut names: Vec<String> = String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    Ok(names)
}
