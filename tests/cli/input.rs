//! Bad input: every text and every kind of file that a run may meet.

use std::io::Read as _;
use std::process::Command;
use std::time::Instant;

use crate::driver::{Folder, wait};

#[track_caller]
fn check_text(content: impl AsRef<[u8]>, status: i32, stdout: &str, stderr: &str) {
    let folder = Folder::with_pack().file("a.md", content);
    folder.check("check -q --format concise a.md", status, stdout, stderr);
}

#[test]
fn encodings() {
    check_text("", 0, "", "");
    check_text("They zonked it.\n", 1, "a.md:1:6: @\n", "");
    check_text("They\0 zonked it.\n", 1, "a.md:1:7: @\n", "");
    check_text("\u{feff}They zonked it.\n", 1, "a.md:1:7: @\n", "");
    check_text("One.\r\nThey zonked it.\r\n", 1, "a.md:2:6: @\n", "");
    check_text("One.\rThey zonked it.\r", 1, "a.md:1:11: @\n", "");
    check_text("é𝄞 They zonked it.\n", 1, "a.md:1:9: @\n", "");
    check_text(b"One.\xff They zonked it.\n", 2, "", "error: a.md: not valid UTF-8 at byte offset 4\n");
    check_text(b"\xff\xfea\0", 2, "", "error: a.md: not valid UTF-8 at byte offset 0 (it looks like UTF-16)\n");
}

#[test]
fn a_line_of_ten_megabytes() {
    let folder = Folder::with_pack().file("a.md", format!("{} they zonked it.", "word ".repeat(2_000_000)));
    folder.check("check --format concise a.md", 1, "a.md:1:10000007: @\n", "");
    let full = folder.run("check a.md");
    assert_eq!(full.status, 1);
    assert!(full.stdout.len() < 1000, "{}", full.stdout.len());
}

#[test]
fn a_hundred_thousand_nested_quotes() {
    let folder = Folder::with_pack().file("a.md", format!("{} They zonked it.\n", ">".repeat(100_000)));
    let started = Instant::now();
    let run = folder.run("check -q --format concise a.md");
    assert!(run.status < 2, "{run:?}");
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

#[test]
fn standard_input() {
    let folder = Folder::with_pack();
    let check = |args: &str, stdout: &str| {
        folder.run_with_stdin(args, b"They zonked it.\n").check(args, i32::from(!stdout.is_empty()), stdout, "");
    };
    check("check --format concise -", "-:1:6: @\n");
    check("check --format concise - --stdin-filename docs/new.md", "docs/new.md:1:6: @\n");
    check("check -q --format concise - --stdin-filename new.md --exclude new.md --force-exclude", "");
    let run = folder.run_with_stdin("check --format concise -", b"a\xff");
    run.check("-", 2, "", "error: -: not valid UTF-8 at byte offset 1\n");
}

#[test]
fn a_file_over_the_limit() {
    let folder =
        Folder::empty().file("unblame.toml", "max-file-size = 10\n").file("a.md", "0123456789").file("b.md", "01234567890");
    let error = "error: b.md: larger than max-file-size (10 bytes)\n";
    folder.check("check --format concise", 2, "", error);
    folder.check("check --format concise --ignore-errors", 0, "", error);
    folder.run_with_stdin("check -q -", b"01234567890").check("-", 2, "", "error: -: larger than max-file-size (10 bytes)\n");
}

#[test]
fn a_missing_file() {
    let folder = Folder::empty().file("a.md", "Fine.\n");
    let error = "error: b.md: cannot read: No such file or directory (os error 2)\n";
    folder.check("check --format json a.md b.md", 2, "[]\n", error);
    folder.check("check --format json a.md b.md --ignore-errors", 0, "[]\n", error);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::process::CommandExt as _;

    use super::*;

    #[test]
    fn links_are_not_followed() {
        let outside = Folder::empty().file("secret.md", "They zonked it.\n");
        let folder = Folder::with_pack().file("docs/a.md", "They zonked it.\n");
        symlink("..", folder.path().join("docs/loop")).unwrap();
        symlink(".", folder.path().join("docs/itself")).unwrap();
        symlink("a.md", folder.path().join("docs/b.md")).unwrap();
        symlink("nowhere.md", folder.path().join("docs/c.md")).unwrap();
        symlink(outside.path(), folder.path().join("outside")).unwrap();
        folder.check("check --format concise", 1, "docs/a.md:1:6: @\n", "");
        folder.check("check --format concise docs/b.md docs docs/loop/docs/a.md", 1, "docs/a.md:1:6: @\n", "");
        let error = "error: docs/c.md: cannot read: No such file or directory (os error 2)\n";
        folder.check("check --format concise docs/c.md", 2, "", error);
        symlink("d.md", folder.path().join("docs/d.md")).unwrap();
        let error = "error: docs/d.md: cannot read: Too many levels of symbolic links (os error 40)\n";
        folder.check("check --format concise docs/d.md", 2, "", error);
    }

    #[test]
    fn pipes_and_devices_never_block() {
        let folder = Folder::with_pack().file("a.md", "They zonked it.\n");
        assert!(Command::new("mkfifo").arg(folder.path().join("p.md")).status().unwrap().success());
        folder.check("check --format concise", 1, "a.md:1:6: @\n", "");
        let error = "error: p.md: not a regular file but a named pipe\n";
        folder.check("check --format concise p.md a.md", 2, "a.md:1:6: @\n", error);
        folder.check("check --format concise /dev/zero", 2, "", "error: /dev/zero: not a regular file but a device\n");
    }

    #[test]
    fn a_file_or_folder_that_may_not_be_read() {
        let folder = Folder::with_pack().file("a.md", "Fine.\n").file("docs/b.md", "Fine.\n").file("c.md", "They zonked it.\n");
        let allow = |path: &str, mode| {
            std::fs::set_permissions(folder.path().join(path), std::fs::Permissions::from_mode(mode)).unwrap();
        };
        allow("", 0o755);
        allow("a.md", 0o000);
        allow("docs", 0o000);
        let mut command = folder.command("check --format concise");
        if std::fs::read(folder.path().join("a.md")).is_ok() {
            // The superuser may read everything; nobody may not.
            command.uid(65534);
        }
        let run = command.spawn().map(wait);
        allow("docs", 0o755);
        let Ok(run) = run else {
            eprintln!("skipped: nobody may not run the command either");
            return;
        };
        let errors = "error: docs: cannot read: permission denied\nerror: a.md: cannot read: Permission denied (os error 13)\n";
        run.check("check", 2, "c.md:1:6: @\n", errors);
    }

    #[test]
    fn a_file_that_vanishes() {
        let folder = Folder::with_pack().file("a.md", "They zonked it.\n\n".repeat(20_000)).file("b.md", "Fine.\n");
        let mut child = folder.command("check -j 1 --format concise").spawn().unwrap();
        // The files are listed, and the next one has to wait until somebody reads what the command says of this one.
        let mut stdout = child.stdout.take().unwrap();
        assert_eq!(stdout.read(&mut [0]).unwrap(), 1);
        std::fs::remove_file(folder.path().join("b.md")).unwrap();
        child.stdout = Some(stdout);
        let run = wait(child);
        let error = "error: b.md: cannot read: No such file or directory (os error 2)\n";
        assert_eq!((run.status, run.stderr.as_str()), (2, error));
        assert_eq!(run.stdout.lines().count(), 20_000);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_text() {
        use std::os::unix::ffi::OsStrExt as _;

        let folder = Folder::with_pack();
        let name = std::ffi::OsStr::from_bytes(b"x\xff.md");
        std::fs::write(folder.path().join(name), "They zonked it.\n").unwrap();
        folder.check("check --format concise", 1, "x\u{fffd}.md:1:6: @\n", "");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_output_that_takes_nothing() {
        let folder = Folder::with_pack().file("a.md", "They zonked it.\n");
        for format in ["full", "concise", "json", "json-lines"] {
            let mut command = folder.command(&format!("check -q --format {format} a.md"));
            let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let error = "error: cannot write the output: No space left on device (os error 28)\n";
            wait(command.stdout(full).spawn().unwrap()).check(format, 2, "", error);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_fails_while_it_is_read() {
        let error = "error: /proc/self/mem: cannot read: Input/output error (os error 5)\n";
        Folder::empty().check("check --format concise /proc/self/mem", 2, "", error);
    }

    #[test]
    fn a_reader_that_closes_the_pipe() {
        let folder = Folder::with_pack().file("a.md", "They zonked it.\n\n".repeat(20_000));
        for format in ["full", "concise", "json", "json-lines"] {
            let mut child = folder.command(&format!("check -q --format {format} a.md")).spawn().unwrap();
            let mut stdout = child.stdout.take().unwrap();
            assert_eq!(stdout.read(&mut [0]).unwrap(), 1);
            drop(stdout);
            wait(child).check(format, 1, "", "");
        }
        for args in ["rules", "explain acme/zonk", "completions bash", "--help"] {
            let mut child = folder.command(args).spawn().unwrap();
            drop(child.stdout.take());
            wait(child).check(args, 0, "", "");
        }
    }
}
