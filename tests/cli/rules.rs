//! Which rules run, and what is said about them.

use crate::driver::Folder;

fn folder() -> Folder {
    Folder::with_pack().file("a.md", "They mehed, zonked it and blorped.\n")
}

#[track_caller]
fn check(folder: &Folder, flags: &str, expected: &[&str]) {
    let run = folder.run(&format!("check --format json {flags}"));
    let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let rules: Vec<&str> = found.iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, expected, "{flags}: {}", run.stderr);
}

#[test]
fn select_and_ignore() {
    let folder = folder();
    check(&folder, "", &["meh", "zonk", "blorp"]);
    check(&folder, "--select zonk", &["zonk"]);
    check(&folder, "--select acme/zonk,human-error", &["zonk", "blorp"]);
    check(&folder, "--select idiom --ignore meh", &["zonk"]);
    check(&folder, "--select zonk --extend-select blorp", &["zonk", "blorp"]);
    check(&folder, "--extend-select blorp", &["meh", "zonk", "blorp"]);
    check(&folder, "--ignore acme", &[]);
}

#[test]
fn the_command_line_is_stronger_than_the_configuration() {
    let config = "builtin = false\npacks = [\"pack.toml\"]\nselect = [\"blorp\"]\nignore = [\"zonk\"]\n";
    let folder = folder().file("unblame.toml", config);
    check(&folder, "", &["blorp"]);
    check(&folder, "--select acme", &["meh", "blorp"]);
    check(&folder, "--select zonk", &["zonk"]);
    check(&folder, "--extend-select meh", &["meh", "blorp"]);
}

#[test]
fn unknown_names() {
    let folder = folder();
    let error = |name: &str, flag: &str, help: &str| {
        format!("error: unknown rule, category or pack `{name}` in {flag} (did you mean `{help}`?)\n")
    };
    folder.check("check --select zonc", 2, "", &error("zonc", "--select", "zonk"));
    folder.check("check --ignore idioms", 2, "", &error("idioms", "--ignore", "idiom"));
    folder.check("rules --extend-select acme/blorb", 2, "", &error("acme/blorb", "--extend-select", "blorp"));
    folder.check("explain blorb", 2, "", "error: unknown rule `blorb` (did you mean `blorp`?)\n");
}

#[test]
fn the_list() {
    let expected = "\
acme/blorp  error        human-error       core        Nobody blorps alone.
acme/meh    hint         idiom             core        Meh.
acme/zonk   warning      idiom             core        Say what the system did.
";
    let folder = folder();
    folder.check("rules", 0, expected, "");
    let run = folder.run("rules --select zonk --format json");
    let rows: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(rows[0]["rule"], "zonk");
    assert_eq!(rows[0]["question"], "How did the system allow it?");
    assert_eq!(rows.as_array().unwrap().len(), 1);
}

#[test]
fn a_rule_explained() {
    let expected = "\
acme/zonk  warning  idiom  (pack acme)

  Say what the system did.

Why
  The word says nothing about the system.

Ask
  How did the system allow it?

Found
  They «zonked it» again.

Left alone
  They renewed it again.

Write
  {system} did {what}.

Sources
  the tests

https://unblame.github.io/unblame/rules/idiom.html#zonk
";
    folder().check("explain zonk", 0, expected, "").check("explain acme/zonk", 0, expected, "");
}
