//! The exit status.

use crate::driver::Folder;

#[track_caller]
fn check(folder: &Folder, flags: &str, status: i32) {
    let run = folder.run(&format!("check -q --format json {flags}"));
    assert_eq!(run.status, status, "{flags}: {run:?}");
}

#[test]
fn fail_on() {
    let folder =
        Folder::with_pack().file("h.md", "They mehed.\n").file("w.md", "They zonked it.\n").file("e.md", "They blorped.\n");
    for (flags, status) in [
        ("h.md", 0),
        ("h.md --fail-on hint", 1),
        ("h.md --fail-on hint --min-severity warning", 0),
        ("w.md", 1),
        ("w.md --fail-on error", 0),
        ("e.md --fail-on error", 1),
        ("w.md --exit-zero", 0),
        ("w.md nowhere.md --exit-zero", 2),
        ("w.md nowhere.md --ignore-errors", 1),
    ] {
        check(&folder, flags, status);
    }
}

#[test]
fn max_warnings() {
    let folder = Folder::with_pack().file("w.md", "They zonked it.\n\nThey zonked it.\n").file("e.md", "They blorped.\n");
    for (flags, status) in [
        ("w.md --max-warnings 2", 0),
        ("w.md --max-warnings 1", 1),
        ("w.md --max-warnings 1 --fail-on error", 1),
        ("w.md e.md --max-warnings 9", 1),
        ("w.md --max-warnings 0 --min-severity error", 0),
    ] {
        check(&folder, flags, status);
    }
}

#[test]
fn min_severity_removes_findings() {
    let folder = Folder::with_pack().file("a.md", "They mehed.\n\nThey zonked it.\n");
    folder.check("check --format concise --min-severity warning", 1, "a.md:3:6: @\n", "");
}

#[test]
fn wrong_usage() {
    for args in
        ["", "chekc", "check --nope", "check --format yaml", "check -j 0", "check --isolated --config x.toml", "explain"]
    {
        let run = Folder::empty().run(args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args}");
        assert!(!run.stderr.is_empty(), "{args}");
    }
    for args in ["--version", "--help", "check --help", "explain --help"] {
        let run = Folder::empty().run(args);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args}");
    }
}
