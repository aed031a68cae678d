//! Which files are linted.

use crate::driver::Folder;

#[track_caller]
fn check(folder: &Folder, args: &str, expected: &[&str]) {
    let lines = expected.iter().fold(String::new(), |lines, path| lines + path + "\n");
    folder.check(&format!("check --show-files {args}"), 0, &lines, "");
}

fn tree() -> Folder {
    ["a.md", "B.MD", "c.markdown", "d.txt", "e.rs", "docs/a.md", "docs/deep/a.text", ".hidden/a.md", ".github/pr.md", "docs.md"]
        .into_iter()
        .fold(Folder::empty(), |folder, path| folder.file(path, "Fine.\n"))
}

#[test]
fn extensions_and_order() {
    let folder = tree();
    let all = [".github/pr.md", "B.MD", "a.md", "c.markdown", "d.txt", "docs.md", "docs/a.md", "docs/deep/a.text"];
    check(&folder, "", &all);
    check(&folder, ". docs a.md ./a.md docs/../a.md docs/", &all);
    check(&folder, "e.rs docs/deep", &["docs/deep/a.text", "e.rs"]);
    check(&folder, &folder.path().join("docs").to_string_lossy(), &["docs/a.md", "docs/deep/a.text"]);
    check(&folder, ".hidden", &[".hidden/a.md"]);
}

#[test]
fn paths_outside_of_the_current_folder_stay_as_given() {
    let outside = tree();
    let root = outside.path().to_string_lossy();
    check(&Folder::empty(), &format!("{root}/docs"), &[&format!("{root}/docs/a.md"), &format!("{root}/docs/deep/a.text")]);
}

#[test]
fn gitignore_counts_without_git() {
    let folder = tree().file(".gitignore", "docs/\n*.txt\n").file("docs/deep/.gitignore", "!a.text\n");
    let kept = [".github/pr.md", "B.MD", "a.md", "c.markdown", "docs.md"];
    check(&folder, "", &kept);
    check(&folder, "--isolated", &kept);
    check(&folder, "d.txt", &["d.txt"]);
    check(&folder, "--no-respect-gitignore docs d.txt", &["d.txt", "docs/a.md", "docs/deep/a.text"]);
}

#[test]
fn excluded_by_configuration() {
    let folder = tree().file("unblame.toml", "exclude = [\"docs/**\", \"*.txt\", \"/.github\"]\n");
    check(&folder, "", &["B.MD", "a.md", "c.markdown", "docs.md"]);
    check(&folder, "docs/a.md d.txt", &["d.txt", "docs/a.md"]);
    check(&folder, "--force-exclude docs/a.md a.md", &["a.md"]);
    check(&folder, "--extend-exclude a.md", &["B.MD", "c.markdown", "docs.md"]);
    check(&folder, "--exclude .github --exclude *.m*", &["B.MD", "d.txt", "docs/deep/a.text"]);
}

#[test]
fn globs_are_relative_to_their_configuration() {
    let folder = tree().file("docs/unblame.toml", "exclude = [\"/a.md\"]\n");
    let kept = [".github/pr.md", "B.MD", "a.md", "c.markdown", "d.txt", "docs.md", "docs/deep/a.text"];
    check(&folder, "", &kept);
}

#[test]
fn nothing_left_is_no_error() {
    let folder = tree();
    folder.check("check --force-exclude --exclude a.md a.md", 0, "", "No files to check.\n");
    folder.check("check --force-exclude --exclude a.md a.md --format json -q", 0, "[]\n", "");
}
