//! Why Git could not tell what changed.

use std::io;
use std::path::PathBuf;

/// What can go wrong between unblame and Git.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no such program.
    #[error("cannot run git, which is needed to tell what changed: {0}")]
    Missing(io::Error),
    /// The folder belongs to no repository.
    #[error("{} is not in a Git repository, so there is no telling what changed", .0.display())]
    NotARepository(PathBuf),
    /// The revision names no commit.
    #[error("Git knows no commit `{revision}`{}", deepen(*.shallow))]
    UnknownRevision {
        /// As it was given.
        revision: String,
        /// Whether part of the history is missing.
        shallow: bool,
    },
    /// Two histories that don't meet, as far as they are known.
    #[error("`{revision}` and HEAD have no commit in common{}", deepen(*.shallow))]
    NoMergeBase {
        /// As it was given.
        revision: String,
        /// Whether part of the history is missing.
        shallow: bool,
    },
    /// There is no commit yet.
    #[error("the repository has no commit yet, so there is nothing to compare with; --staged and --changed work")]
    Unborn,
    /// A conflict is not resolved.
    #[error("{0} has an unresolved merge conflict, so it has no staged content")]
    Unmerged(String),
    /// A path that belongs to no repository or to another one.
    #[error("{} lies outside of the Git repository {}", .path.display(), .top.display())]
    Outside {
        /// As it was given.
        path: PathBuf,
        /// The top folder.
        top: PathBuf,
    },
    /// A path that belongs to a submodule or another nested repository.
    #[error("{} belongs to the Git repository {}; run unblame there", .path.display(), .inner.display())]
    Nested {
        /// As it was given.
        path: PathBuf,
        /// The top folder of the nested repository.
        inner: PathBuf,
    },
    /// Anything else, in Git's own words.
    #[error("git {command} failed: {message}")]
    Failed {
        /// The subcommand.
        command: String,
        /// What it said.
        message: String,
    },
}

fn deepen(shallow: bool) -> &'static str {
    if shallow { " (the clone is shallow: fetch more of its history, for example with `git fetch --unshallow`)" } else { "" }
}
