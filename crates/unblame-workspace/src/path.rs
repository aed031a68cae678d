//! How paths are made absolute and how they are shown.

use std::path::{Component, Path, PathBuf};

/// An absolute path without `.` and `..`. Where `..` follows a link, the file system is asked, since `link/..` isn't where it seems to be.
pub(crate) fn absolute(path: &Path, cwd: &Path) -> PathBuf {
    let joined = cwd.join(path);
    if !joined.components().any(|part| part == Component::ParentDir) {
        return joined.components().collect();
    }
    joined.canonicalize().unwrap_or_else(|_| lexical(&joined))
}

fn lexical(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                result.pop();
            }
            Component::CurDir => {}
            other => result.push(other),
        }
    }
    result
}

/// The path as it is shown: relative to the current folder where it lies below it, else as it was given; always with `/`.
pub(crate) fn display(absolute: &Path, given: &Path, cwd: &Path) -> String {
    let below = |path: &Path| path.strip_prefix(cwd).ok().map(Path::to_path_buf);
    let shown = below(absolute)
        .or_else(|| absolute.canonicalize().ok().as_deref().and_then(below))
        .unwrap_or_else(|| given.to_path_buf());
    let shown = if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown };
    slashed(&shown)
}

/// With `/`, whatever the platform writes.
pub(crate) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_relative_where_below() {
        let cwd = Path::new("/nowhere/here");
        assert_eq!(display(Path::new("/nowhere/here/a/b.md"), Path::new("x"), cwd), "a/b.md");
        assert_eq!(display(Path::new("/nowhere/b.md"), Path::new("../b.md"), cwd), "../b.md");
    }

    #[test]
    fn dots_are_resolved() {
        let cwd = Path::new("/nowhere/here");
        assert_eq!(absolute(Path::new("./a/./b.md"), cwd), Path::new("/nowhere/here/a/b.md"));
        assert_eq!(absolute(Path::new("../b.md"), cwd), Path::new("/nowhere/b.md"));
    }
}
