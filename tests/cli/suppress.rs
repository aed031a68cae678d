//! Suppression comments, and what is said about those that are wrong.

use crate::driver::Folder;

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
