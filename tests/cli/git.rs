//! Only what changed: `--staged`, `--changed` and `--since`.

use std::path::Path;
use std::process::Command;

use crate::driver::{CONCISE, Folder};

/// Runs Git in a folder, without anybody's configuration.
#[track_caller]
fn git_in(folder: &Path, args: &str) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(args.split(' '));
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("HOME", folder).env("XDG_CONFIG_HOME", folder).env("GIT_CONFIG_NOSYSTEM", "1");
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "t").env(format!("GIT_{role}_EMAIL"), "t@example.org");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "git {args}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A repository with one commit: an old finding in line 1 of `old.md`.
fn repository() -> Folder {
    let folder = Folder::with_pack().file("old.md", "They zonked it.\n\nFine.\n");
    git_in(folder.path(), "init -q -b main");
    commit(&folder, "one");
    folder
}

fn commit(folder: &Folder, message: &str) {
    git_in(folder.path(), "add -A");
    git_in(folder.path(), &format!("commit -q --no-verify -m {message}"));
}

#[track_caller]
fn check(folder: &Folder, args: &str, places: &[&str]) {
    let lines = places.iter().fold(String::new(), |lines, place| format!("{lines}{place}: {CONCISE}\n"));
    let run = folder.run(&format!("check -q --format concise {args}"));
    run.check(args, i32::from(!places.is_empty()), &lines, "");
}

#[track_caller]
fn refused(folder: &Folder, args: &str, reason: &str) {
    let run = folder.run(&format!("check {args}"));
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains(reason), "{run:?}");
}

#[test]
fn only_new_lines_count() {
    let folder = repository();
    check(&folder, "--staged", &[]);
    check(&folder, "--changed", &[]);
    let folder = folder.file("old.md", "They zonked it.\n\nFine. They zonked it.\n");
    check(&folder, "--staged", &[]);
    check(&folder, "--changed", &["old.md:3:12"]);
    git_in(folder.path(), "add old.md");
    check(&folder, "--staged", &["old.md:3:12"]);
    check(&folder, "--staged old.md", &["old.md:3:12"]);
    check(&folder, "--since main", &["old.md:3:12"]);
    check(&folder, "", &["old.md:1:6", "old.md:3:12"]);
}

#[test]
fn the_index_is_linted_and_not_the_work_tree() {
    let folder = repository()
        .file("old.md", "New.\n\nThen they zonked it.\n\nWell, they zonked it.\n")
        .file("gone/new.md", "They zonked it.\n");
    git_in(folder.path(), "add -A");
    let folder = folder.file("old.md", "Fine.\n");
    std::fs::remove_dir_all(folder.path().join("gone")).unwrap();
    check(&folder, "--staged", &["gone/new.md:1:6", "old.md:3:11", "old.md:5:12"]);
    check(&folder, "--staged gone/new.md", &["gone/new.md:1:6"]);
    check(&folder, "--staged gone", &["gone/new.md:1:6"]);
    check(&folder, "--changed", &[]);
    refused(&folder, "--staged nowhere.md", "nowhere.md: cannot read");
}

#[test]
fn untracked_files_count_for_the_work_tree() {
    let folder = repository()
        .file("new/a b.md", "They zonked it.\n")
        .file(".gitignore", "ignored.md\n")
        .file("ignored.md", "They zonked it.\n");
    let folder = folder.file("code.rs", "They zonked it.\n").file(".hidden/a.md", "They zonked it.\n");
    check(&folder, "--changed", &["new/a b.md:1:6"]);
    check(&folder, "--since HEAD", &["new/a b.md:1:6"]);
    check(&folder, "--staged", &[]);
    check(&folder, "--changed code.rs", &["code.rs:1:6"]);
    check(&folder, "--changed --no-respect-gitignore", &["ignored.md:1:6", "new/a b.md:1:6"]);
    check(&folder, "--changed --extend-exclude new", &[]);
}

#[test]
fn renames_keep_their_old_lines() {
    let text = (0..20).fold("They zonked it.\n".to_owned(), |text, nth| format!("{text}Line {nth}.\n"));
    let folder = repository().file("a.md", &text);
    commit(&folder, "two");
    git_in(folder.path(), "mv a.md b.md");
    check(&folder, "--staged", &[]);
    let folder = folder.file("b.md", text + "They zonked it.\n");
    git_in(folder.path(), "add -A");
    check(&folder, "--staged", &["b.md:22:6"]);
    check(&folder, "--staged b.md", &["b.md:22:6"]);
    check(&folder, "--since HEAD", &["b.md:22:6"]);
}

#[test]
fn white_space_is_no_wording() {
    let folder = repository().file("bare.md", "They zonked it.");
    commit(&folder, "two");
    let folder = folder.file("bare.md", "They zonked it.\n\nFine.\n").file("old.md", "They zonked it.\r\n\r\nFine.\r\n");
    check(&folder, "--changed", &[]);
}

#[test]
fn before_the_first_commit() {
    let folder = Folder::with_pack().file("a.md", "They zonked it.\n");
    git_in(folder.path(), "init -q -b main");
    check(&folder, "--staged", &[]);
    check(&folder, "--changed", &["a.md:1:6"]);
    git_in(folder.path(), "add -A");
    check(&folder, "--staged", &["a.md:1:6"]);
    check(&folder, "--changed", &["a.md:1:6"]);
    refused(&folder, "--since main", "the repository has no commit yet");
}

#[test]
fn since_compares_with_the_merge_base() {
    let folder = repository();
    git_in(folder.path(), "checkout -q -b feature");
    let folder = folder.file("feature.md", "They zonked it.\n");
    commit(&folder, "feature");
    git_in(folder.path(), "checkout -q main");
    let folder = folder.file("main.md", "They zonked it.\n");
    commit(&folder, "main");
    git_in(folder.path(), "checkout -q feature");
    check(&folder, "--since main", &["feature.md:1:6"]);
    git_in(folder.path(), "checkout -q --detach");
    check(&folder, "--since main", &["feature.md:1:6"]);
    check(&folder, "--changed", &[]);
    for revision in ["nowhere", "--output=x", "-x", "main:old.md"] {
        refused(&folder, &format!("--since={revision}"), &format!("Git knows no commit `{revision}`"));
    }
    git_in(folder.path(), "checkout -q --orphan other");
    commit(&folder, "other");
    refused(&folder, "--since main", "`main` and HEAD have no commit in common");
}

#[test]
fn a_merge_counts_only_what_neither_side_had() {
    let folder = repository();
    git_in(folder.path(), "checkout -q -b theirs");
    let folder = folder.file("theirs.md", "They zonked it.\n");
    commit(&folder, "theirs");
    git_in(folder.path(), "checkout -q main");
    let folder = folder.file("ours.md", "They zonked it.\n");
    commit(&folder, "ours");
    git_in(folder.path(), "merge -q --no-commit --no-ff theirs");
    for flag in ["--staged", "--changed"] {
        check(&folder, flag, &[]);
    }
    let folder = folder.file("theirs.md", "They zonked it.\n\nWell. They zonked it.\n");
    git_in(folder.path(), "add -A");
    for flag in ["--staged", "--changed"] {
        check(&folder, flag, &["theirs.md:3:12"]);
    }
}

#[test]
fn a_conflict_is_an_error_for_what_is_staged() {
    let folder = repository();
    git_in(folder.path(), "checkout -q -b theirs");
    let folder = folder.file("old.md", "Theirs.\n");
    commit(&folder, "theirs");
    git_in(folder.path(), "checkout -q main");
    let folder = folder.file("old.md", "Ours.\n");
    commit(&folder, "ours");
    let merge = Command::new("git").args(["merge", "-q", "theirs"]).current_dir(folder.path()).output().unwrap();
    assert!(!merge.status.success());
    refused(&folder, "--staged", "old.md has an unresolved merge conflict");
    check(&folder, "--changed", &[]);
}

#[test]
fn strange_names() {
    let folder = repository();
    for name in ["a b.md", "\"q\".md", "é\n+++ x.md", "--flag.md", "tab\t.md", "MIXED.Md", "+++ b.md"] {
        let folder_path = folder.path().join(name);
        std::fs::write(folder_path, "They zonked it.\n").unwrap();
    }
    for (flag, prepare) in [("--changed", "status"), ("--staged", "add -A"), ("--since=HEAD~1", "commit -q -m two")] {
        git_in(folder.path(), prepare);
        let run = folder.run(&format!("check -q --format json {flag}"));
        let findings: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
        let mut paths: Vec<&str> = findings.iter().map(|one| one["path"].as_str().unwrap()).collect();
        paths.sort_unstable();
        assert_eq!(paths, ["\"q\".md", "+++ b.md", "--flag.md", "MIXED.Md", "a b.md", "tab\t.md", "é\n+++ x.md"], "{flag}");
    }
}

#[test]
fn a_subfolder_and_paths_outside() {
    let folder = repository().file("docs/deep/a.md", "They zonked it.\n").file("b.md", "They zonked it.\n");
    git_in(folder.path(), "add -A");
    let mut command = folder.command("check -q --format concise --staged");
    let run = crate::driver::wait(command.current_dir(folder.path().join("docs")).spawn().unwrap());
    run.check("", 1, "deep/a.md:1:6: @\n", "");
    let outside = Folder::empty();
    refused(&folder, &format!("--staged {}", outside.path().display()), "lies outside of the Git repository");
    refused(&outside, "--staged", "is not in a Git repository");
    refused(&folder, "--staged -", "Git knows nothing of standard input");
    refused(&folder, "--staged --changed", "cannot be used with");
    refused(&folder, "--staged --update-baseline", "cannot be used with");
}

#[test]
fn without_git() {
    let folder = repository();
    let mut command = folder.command("check --staged");
    let run = crate::driver::wait(command.env("PATH", folder.path()).spawn().unwrap());
    assert_eq!(run.status, 2);
    assert!(run.stderr.starts_with("error: cannot run git, which is needed"), "{run:?}");
}

#[test]
fn a_shallow_clone() {
    let folder = repository();
    for nth in ["two", "three"] {
        std::fs::write(folder.path().join(format!("{nth}.md")), "They zonked it.\n").unwrap();
        commit(&folder, nth);
    }
    let root = git_in(folder.path(), "rev-list --max-parents=0 HEAD");
    let clone = Folder::empty();
    let from = format!("clone -q --depth 1 file://{} .", folder.path().display());
    git_in(clone.path(), &from);
    refused(&clone, &format!("--since {}", root.trim()), "the clone is shallow: fetch more of its history");
    check(&clone, "--changed", &[]);
}

#[test]
fn worktrees_and_submodules() {
    let folder = repository();
    let place = Folder::empty();
    git_in(folder.path(), &format!("worktree add -q {}/tree", place.path().display()));
    let place = place.file("tree/new.md", "They zonked it.\n");
    git_in(&place.path().join("tree"), "add -A");
    let mut command = place.command("check -q --format concise --staged");
    let run = crate::driver::wait(command.current_dir(place.path().join("tree")).spawn().unwrap());
    run.check("", 1, "new.md:1:6: @\n", "");

    let outer = repository();
    let add = format!("-c protocol.file.allow=always submodule --quiet add file://{} inner", folder.path().display());
    git_in(outer.path(), &add);
    commit(&outer, "two");
    let outer = outer.file("inner/new.md", "They zonked it.\n");
    git_in(&outer.path().join("inner"), "add -A");
    check(&outer, "--staged", &[]);
    check(&outer, "--changed", &[]);
    refused(&outer, "--changed inner/new.md", "run unblame there");
    let mut command = outer.command("check -q --format concise --staged");
    let run = crate::driver::wait(command.current_dir(outer.path().join("inner")).spawn().unwrap());
    run.check("", 1, "new.md:1:6: @\n", "");
}

#[test]
fn settings_of_git_change_nothing() {
    let folder = repository().file("old.md", "They zonked it.\n\nFine. They zonked it.\n");
    for setting in [
        "diff.noprefix true",
        "diff.mnemonicPrefix true",
        "diff.external false",
        "diff.interHunkContext 9",
        "diff.context 9",
        "diff.relative true",
        "color.ui always",
        "core.fsmonitor false",
        "diff.renames false",
    ] {
        git_in(folder.path(), &format!("config {setting}"));
    }
    let folder = folder.file(".gitattributes", "*.md -diff binary\n");
    check(&folder, "--changed", &["old.md:3:12"]);
}

#[test]
fn nothing_is_written() {
    let folder = repository().file("old.md", "They zonked it.\n\nFine. They zonked it.\n");
    git_in(folder.path(), "add -A");
    let index = || std::fs::read(folder.path().join(".git/index")).unwrap();
    let before = index();
    for flag in ["--staged", "--changed", "--since HEAD"] {
        folder.run(&format!("check {flag}"));
    }
    assert!(before == index());
    assert_eq!(git_in(folder.path(), "status --porcelain"), "M  old.md\n");
}
