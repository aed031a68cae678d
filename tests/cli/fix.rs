//! `--fix`, `--unsafe-fixes` and `--diff`: what is written, what is shown, and what is left alone.

use std::path::Path;

use crate::driver::Folder;

const BEFORE: &str = "Sam carelessly dropped the table.\n\nFine 🎉. Sam forgot it.\n";

fn read(folder: &Folder, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

#[track_caller]
fn check(args: &str, before: &str, status: i32, after: &str, stderr: &str) {
    let folder = Folder::empty().file("a.md", before);
    let run = folder.run(&format!("check --isolated --format concise {args} a.md"));
    assert_eq!((run.status, read(&folder, "a.md").as_str(), run.stderr.as_str()), (status, after, stderr), "{}", run.stdout);
}

#[test]
fn files_are_rewritten() {
    let safe = "Sam dropped the table.\n\nFine 🎉. Sam forgot it.\n";
    check("--fix", BEFORE, 1, safe, "Rewrote 1 passage in 1 file. 2 findings left for the author.\n");
    check("--fix", safe, 1, safe, "Nothing to rewrite. 2 findings left for the author.\n");
    let all = "The table was dropped.\n\nFine 🎉. It was forgotten.\n";
    check("--fix --unsafe-fixes", BEFORE, 0, all, "Rewrote 2 passages in 1 file. 0 findings left for the author.\n");
    check("--fix --unsafe-fixes -q", BEFORE, 0, all, "");
    check(
        "--fix --unsafe-fixes --select person-forgot",
        BEFORE,
        0,
        &BEFORE.replace("Sam forgot it", "It was forgotten"),
        "Rewrote 1 passage in 1 file. 0 findings left for the author.\n",
    );
}

#[test]
fn every_byte_outside_stays() {
    let bytes =
        |end: &str| format!("\u{feff}# Retro\r\n\r\nSam carelessly dropped\r\n  the table at 10:42.\r\n\r\n\tcode{end}");
    let after = |end: &str| bytes(end).replace("Sam carelessly dropped\r\n  the table", "The table was dropped");
    for end in ["", "\n", "\r\n", "\n\n\n"] {
        check("--fix --unsafe-fixes -q", &bytes(end), 0, &after(end), "");
    }
}

#[test]
fn a_diff_shows_what_would_be_written() {
    let folder = Folder::empty().file("docs/my notes.md", BEFORE).file("b.md", "All is well.\n");
    let diff = "--- ./docs/my notes.md\t\n+++ ./docs/my notes.md\t\n@@ -1,3 +1,3 @@\n-Sam carelessly dropped the table.\n+Sam dropped the table.\n \n Fine 🎉. Sam forgot it.\n";
    let shown = |args: &str| {
        let run = folder.run(&format!("check --isolated --diff {args}"));
        (run.status, run.stdout, run.stderr)
    };
    let told = "Found 2 findings (2 errors) in 1 of 2 files.\nWould rewrite 1 passage in 1 file.\n";
    assert_eq!(shown(""), (1, diff.into(), told.into()));
    assert_eq!(shown("--fix --format json"), (1, diff.into(), "Would rewrite 1 passage in 1 file.\n".into()));
    assert_eq!(shown("--exit-zero -q"), (0, diff.into(), String::new()));
    assert_eq!(shown("b.md"), (0, String::new(), "No findings in 1 file.\nNothing to rewrite.\n".into()));
    assert_eq!(read(&folder, "docs/my notes.md"), BEFORE);
}

#[test]
fn a_diff_can_be_applied() {
    for least in ["", "--unsafe-fixes"] {
        let files = [
            ("a.md", BEFORE),
            ("docs/é b.md", "x\r\n\r\nPriya forgot to renew the licence."),
            ("docs/c.md", "Sam carelessly dropped it\n"),
        ];
        let fill = || files.iter().fold(Folder::empty(), |folder, (path, text)| folder.file(path, text));
        let (fixed, patched) = (fill(), fill());
        fixed.run(&format!("check --isolated --fix {least}"));
        let diff = patched.run(&format!("check --isolated --diff {least}")).stdout;
        std::fs::write(patched.path().join("p.diff"), diff).unwrap();
        let git = std::process::Command::new("git").args(["apply", "p.diff"]).current_dir(patched.path()).output().unwrap();
        assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
        for (path, _) in files {
            assert_eq!(read(&fixed, path), read(&patched, path));
        }
    }
}

#[test]
fn what_cannot_be_written() {
    let folder = Folder::empty().file("a.md", BEFORE).file("latin.md", b"Sam carelessly dropped caf\xe9.\n");
    let run = folder.run("check --isolated --fix latin.md");
    assert_eq!(run.status, 2);
    assert_eq!(std::fs::read(folder.path().join("latin.md")).unwrap(), b"Sam carelessly dropped caf\xe9.\n");
    let path = folder.path().join("a.md");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let run = folder.run("check --isolated --fix a.md");
    assert_eq!((run.status, read(&folder, "a.md").as_str()), (2, BEFORE));
    assert!(run.stderr.contains("a.md: cannot write: it is read-only"), "{}", run.stderr);
    assert_eq!(folder.run("check --isolated --diff a.md").status, 1);
}

#[test]
fn flags_that_do_not_fit() {
    let folder = Folder::empty().file("a.md", BEFORE);
    folder.check("check --isolated --unsafe-fixes", 2, "", "error: --unsafe-fixes says which rewrites: add --fix or --diff\n");
    let input = folder.run_with_stdin("check --isolated --fix -", BEFORE.as_bytes());
    assert_eq!((input.status, input.stdout.as_str()), (2, ""));
    assert_eq!(folder.run("check --isolated --fix --staged").status, 2);
    let input = folder.run_with_stdin("check --isolated --diff --stdin-filename x.md -", BEFORE.as_bytes());
    assert_eq!((input.status, input.stdout.starts_with("--- ./x.md\n")), (1, true), "{}", input.stdout);
}

#[cfg(unix)]
#[test]
fn links_and_modes_are_kept() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    let folder = Folder::empty().file("real.md", BEFORE).file("one.md", BEFORE);
    let at = |path: &str| folder.path().join(path);
    std::fs::set_permissions(at("real.md"), std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.md", at("link.md")).unwrap();
    std::fs::hard_link(at("one.md"), at("two.md")).unwrap();
    folder.run("check --isolated --fix link.md one.md");
    assert!(std::fs::symlink_metadata(at("link.md")).unwrap().is_symlink());
    assert_eq!(std::fs::metadata(at("real.md")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(std::fs::metadata(at("one.md")).unwrap().ino(), std::fs::metadata(at("two.md")).unwrap().ino());
    for path in ["real.md", "two.md"] {
        assert!(read(&folder, path).starts_with("Sam dropped"), "{path}");
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(left.iter().all(|path| path.extension() == Some(Path::new("x.md").extension().unwrap())), "{left:?}");
}

/// Findings that a run leaves out are left alone.
#[test]
fn only_what_is_shown_is_rewritten() {
    let folder = Folder::empty().file("a.md", "Sam forgot it.\n");
    folder.run("check --isolated --baseline b.json --update-baseline");
    std::fs::write(folder.path().join("a.md"), "Sam forgot it.\n\nKim deleted the database.\n").unwrap();
    folder.run("check --isolated --baseline b.json --fix --unsafe-fixes");
    assert_eq!(read(&folder, "a.md"), "Sam forgot it.\n\nThe database was deleted.\n");
}
