//! Suppression comments, and what is said about those that are wrong.

use crate::driver::{Folder, Run, wait};

/// With the rules about comments beside those of the tests.
fn folder() -> Folder {
    let rules = include_str!("../../rules/core/suppression.toml");
    let pack = format!("[pack]\nname = \"core\"\n{rules}");
    let config = "builtin = false\npacks = [\"pack.toml\", \"comments/core.toml\"]\n";
    Folder::with_pack().file("unblame.toml", config).file("comments/core.toml", pack)
}

const UNUSED: &str = "information unused-suppression This suppression comment does nothing here\n";

#[test]
fn comments_that_do_nothing() {
    let folder = folder().file("a.md", "Fine. <!-- unblame-disable-line acme/zonk -->\n");
    folder.check("check --format concise a.md", 0, &format!("a.md:1:7: {UNUSED}"), "");
    folder.check("check --format concise --fail-on information a.md", 1, &format!("a.md:1:7: {UNUSED}"), "");
    // Nobody knows what the rules that did not run would have found.
    folder.check("check --format concise --select blorp,suppression a.md", 0, "", "");
    folder.check("check --format concise --ignore acme a.md", 0, "", "");
    folder.check("check --format concise --min-severity warning a.md", 0, "", "");
    folder.check("check --format concise --ignore suppression a.md", 0, "", "");
}

#[test]
fn comments_whose_findings_are_not_shown_are_of_use() {
    let folder = folder().file("a.md", "They mehed. <!-- unblame-disable-line acme/meh -->\n");
    folder.check("check --format concise --min-severity warning a.md", 0, "", "");
    folder.check("check --format concise a.md", 0, "", "");
}

#[test]
fn names_that_nothing_has() {
    let folder = folder()
        .file("a.md", "They zonked it. <!-- unblame-disable-line zonc: x -->\n")
        .file("COMMIT_EDITMSG", "They zonked it.\n# unblame-disable-nextline zonk\n");
    folder.check(
        "check --format concise a.md COMMIT_EDITMSG",
        1,
        "COMMIT_EDITMSG:1:6: @\n\
         COMMIT_EDITMSG:2:1: warning malformed-suppression `unblame-disable-nextline` starts like a suppression comment, but there is \
         none of this name (did you mean `unblame-disable-next-line`?)\n\
         a.md:1:6: @\n\
         a.md:1:43: warning unknown-suppression No rule or category is called `zonc` (did you mean `zonk`?)\n",
        "",
    );
}

#[test]
fn reasons_are_asked_for_by_the_profile_strict() {
    let folder = folder().file("a.txt", "# unblame-disable-next-line zonk\nThey zonked it.\n");
    folder.check("check --format concise a.txt", 0, "", "");
    let expected =
        "a.txt:1:3: warning unexplained-suppression Say why the passage may stay: `unblame-disable-next-line …: reason`\n";
    folder.check("check --format concise --profile strict a.txt", 1, expected, "");
}

#[test]
fn they_are_rules_like_others() {
    let folder = folder().file("a.md", "Fine. <!-- unblame-disable-line zonk -->\n");
    assert!(folder.run("rules").stdout.contains("unknown-suppression"));
    assert_eq!(folder.run("explain unexplained-suppression").status, 0);
    let graded = folder.file(
        "graded/unblame.toml",
        "builtin = false\npacks = [\"../pack.toml\", \"../comments/core.toml\"]\n[severity]\nsuppression = \"error\"\n",
    );
    let graded = graded.file("graded/a.md", "Fine. <!-- unblame-disable-line zonk -->\n");
    let expected = format!("graded/a.md:1:7: {}", UNUSED.replace("information", "error"));
    graded.check("check --format concise graded/a.md", 1, &expected, "");
    let run = graded.run("check --format sarif a.md");
    let sarif: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "unused-suppression");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "unused-suppression"));
}

const ADD: [&str; 4] = ["check", "--add-suppressions", "--reason", "kept on purpose"];

fn add(folder: &Folder, more: &[&str]) -> Run {
    let mut command = folder.command("");
    command.args(ADD).args(["--format", "concise"]).args(more);
    wait(command.spawn().unwrap())
}

fn read(folder: &Folder, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

const TEXT: &str = "# They blorped\n\nThey zonked it, and\nthey zonked it. They zonked it.\n\n- They zonked it.\n- They mehed.\n\n\
                    | who | what |\n|---|---|\n| They | zonked it |\n";

#[test]
fn comments_are_added_for_what_is_found() {
    let folder = Folder::with_pack().file("a.md", TEXT).file("b.txt", "They zonked it.\n").file("fine.md", "Fine.\n");
    let added = "a.md: silenced 7 findings, with comments in 6 places\nb.txt: silenced 1 finding, with comments in 1 place\n";
    add(&folder, &[]).check("", 0, "", added);
    let expected = "\
<!-- unblame-disable-next-line acme/blorp: kept on purpose -->
# They blorped

<!-- unblame-disable-next-line acme/zonk: kept on purpose -->
They zonked it, and
they zonked it. They zonked it. <!-- unblame-disable-line acme/zonk: kept on purpose -->

- They zonked it. <!-- unblame-disable-line acme/zonk: kept on purpose -->
- They mehed. <!-- unblame-disable-line acme/meh: kept on purpose -->

| who | what |
|---|---|
| They | zonked it <!-- unblame-disable-line acme/zonk: kept on purpose --> |
";
    assert_eq!(read(&folder, "a.md"), expected);
    assert_eq!(read(&folder, "b.txt"), "# unblame-disable-next-line acme/zonk: kept on purpose\nThey zonked it.\n");
    folder.check("check --format concise", 0, "", "");
    add(&folder, &[]).check("", 0, "", "");
    assert_eq!(read(&folder, "a.md"), expected);
}

#[test]
fn only_those_that_the_flags_ask_for() {
    let folder = Folder::with_pack().file("a.md", TEXT);
    let run = add(&folder, &["--min-severity", "error"]);
    run.check("", 0, "", "a.md: silenced 1 finding, with comments in 1 place\n");
    let expected = format!("<!-- unblame-disable-next-line acme/blorp: kept on purpose -->\n{TEXT}");
    assert_eq!(read(&folder, "a.md"), expected);
}

#[test]
fn the_whole_file_is_named_where_nothing_smaller_works() {
    let text = "A `span\nof` They zonked it `over\nlines`.\n";
    let folder = Folder::with_pack().file("a.md", text);
    let told = "a.md: silenced 1 finding, acme/zonk in the whole file, as no comment beside the passage would leave the text as it is\n";
    add(&folder, &[]).check("", 0, "", told);
    assert_eq!(read(&folder, "a.md"), format!("<!-- unblame-disable-file acme/zonk: kept on purpose -->\n{text}"));
}

#[test]
fn what_cannot_be_read_or_written_stays() {
    let bytes = b"They zonked it. \xff\n";
    let folder = Folder::with_pack().file("a.md", bytes).file("b.md", "They zonked it.\n");
    let read_only = folder.path().join("b.md");
    let mut permissions = std::fs::metadata(&read_only).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&read_only, permissions).unwrap();
    let run = add(&folder, &[]);
    assert_eq!((run.status, run.stdout.as_str()), (2, "b.md:1:6: warning acme/zonk Say what the system did.\n"));
    let expected = "error: b.md: cannot write: it is read-only\nerror: a.md: not valid UTF-8 at byte offset 16\n";
    assert_eq!(run.stderr, expected);
    assert_eq!(std::fs::read(folder.path().join("a.md")).unwrap(), bytes);
    assert_eq!(read(&folder, "b.md"), "They zonked it.\n");
}

#[cfg(unix)]
#[test]
fn everything_else_about_a_file_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with_pack().file("docs/a.md", "\u{feff}They zonked it.\r\n\r\nFine.");
    let target = folder.path().join("docs/a.md");
    std::fs::set_permissions(&target, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("docs/a.md", folder.path().join("link.md")).unwrap();
    assert_eq!(add(&folder, &["link.md"]).status, 0);
    let comment = "<!-- unblame-disable-next-line acme/zonk: kept on purpose -->";
    assert_eq!(read(&folder, "docs/a.md"), format!("\u{feff}{comment}\r\nThey zonked it.\r\n\r\nFine."));
    assert_eq!(std::fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(folder.path().join("link.md").is_symlink());
}

#[test]
fn a_reason_is_needed_and_has_to_fit() {
    let folder = Folder::with_pack().file("a.md", "They zonked it.\n");
    let refused = |args: &[&str]| {
        let mut command = folder.command("check");
        command.args(args);
        let run = wait(command.spawn().unwrap());
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        run.stderr
    };
    assert!(refused(&["--add-suppressions"]).contains("--reason"));
    assert!(refused(&["--add-suppressions", "--reason", " "]).contains("say in a few words"));
    assert!(refused(&["--add-suppressions", "--reason", "a --> b"]).contains("no `--`"));
    assert!(refused(&["--add-suppressions", "--reason", "a", "--staged"]).contains("--staged"));
    assert!(refused(&["--add-suppressions", "--reason", "a", "-"]).contains("standard input"));
    assert_eq!(read(&folder, "a.md"), "They zonked it.\n");
}
