//! Who is human, who is not, and where people may be named.

use std::process::Command;

use crate::driver::Folder;

#[track_caller]
fn check(folder: &Folder, text: &str, expected: &[&str]) {
    std::fs::write(folder.path().join("a.md"), text).unwrap();
    let run = folder.run("check --format json --fail-on hint a.md");
    let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let found: Vec<&str> = found.as_array().unwrap().iter().map(|one| one["agent"]["text"].as_str().unwrap_or("-")).collect();
    assert_eq!(found, expected, "{text}{}", run.stderr);
}

fn with(config: &str) -> Folder {
    Folder::empty().file("unblame.toml", config)
}

const TEXT: &str =
    "Jenkins failed to renew it.\n\nPriya failed to test it.\n\n@kim failed to test it.\n\n@deploybot failed to test it.\n";

#[test]
fn the_roster_is_stronger_than_all_that_is_built_in() {
    check(&with(""), TEXT, &["Priya", "@kim"]);
    let people = with("[people]\nroster = [\"Jenkins\", \"@deploybot\"]\n");
    check(&people, TEXT, &["Jenkins", "Priya", "@kim", "@deploybot"]);
    check(&with("[people]\nsystems = [\"Priya\", \"@kim\"]\n"), TEXT, &[]);
}

#[test]
fn who_is_on_both_lists_is_a_system() {
    check(&with("[people]\nroster = [\"Priya\"]\nsystems = [\"Priya\"]\n"), "Priya failed to test it.\n", &[]);
}

#[test]
fn a_base_adds_people_unless_the_other_list_has_them() {
    let base = "[people]\nroster = [\"Jenkins\"]\nsystems = [\"Priya\"]\n";
    let folder = with("extends = [\"base.toml\"]\n[people]\nroster = [\"@deploybot\"]\n").file("base.toml", base);
    check(&folder, TEXT, &["Jenkins", "@kim", "@deploybot"]);
    let folder = with("extends = [\"base.toml\"]\n[people]\nroster = [\"Priya\"]\n").file("base.toml", base);
    check(&folder, TEXT, &["Jenkins", "Priya", "@kim"]);
}

#[test]
fn a_part_of_a_name_that_is_a_word_names_nobody() {
    let folder = with("[people]\nroster = [\"Tomasz Build\"]\n");
    check(&folder, "The build failed to start. Build failed to start.\n", &[]);
    check(&folder, "Tomasz failed to start it.\n", &["Tomasz"]);
}

#[test]
fn code_owners_are_people() {
    let text = "Zxkoh failed to test it.\n";
    let folder = with("[people]\nroster-from = [\"codeowners\"]\n");
    check(&folder, text, &[]);
    let folder = folder.file(".github/CODEOWNERS", "* @zxkoh @acme/team\n");
    check(&folder, text, &["Zxkoh"]);
    check(&Folder::empty().file("CODEOWNERS", "* @zxkoh\n"), text, &[]);
}

#[test]
fn authors_are_people() {
    let text = "Zxkoh failed to test it.\n\nVrelka failed to test it.\n";
    let folder = with("[people]\nroster-from = [\"git\"]\n");
    check(&folder, text, &[]);
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Zxkoh Brannick", "-c", "user.email=z@example.org", "-c", "commit.gpgsign=false"]);
        assert!(git.args(args).current_dir(folder.path()).env("HOME", folder.path()).output().unwrap().status.success());
    };
    git(&["init", "--quiet"]);
    check(&folder, text, &[]);
    git(&["commit", "--quiet", "--allow-empty", "-m", "x"]);
    check(&folder, text, &["Zxkoh"]);
    let folder = folder.file(".mailmap", "Vrelka Ondrey <v@example.org>\n");
    check(&folder, text, &["Zxkoh", "Vrelka"]);
}

#[test]
fn an_unknown_source_of_people() {
    with("[people]\nroster-from = [\"codeowner\"]\n").file("a.md", "Fine.\n").check(
        "check",
        2,
        "",
        "error: unknown value `codeowner`
 --> unblame.toml:2:16
  |
2 | roster-from = [\"codeowner\"]
  |                ^^^^^^^^^^^
  |
  = help: did you mean `codeowners`?

",
    );
}

#[test]
fn roles_instead_of_names() {
    let timeline = "At 10:02 Aroha deployed build 91.\n";
    let cause = "# Root cause\n\nAt 10:02 Aroha deployed build 91.\n";
    let role = "# Root cause\n\nAt 10:02 the responder deployed build 91.\n";
    for (naming, expected) in [("allow", [0, 0]), ("roles-in-cause", [0, 1]), ("roles-only", [1, 1])] {
        let folder = with(&format!("[people]\nnaming = \"{naming}\"\n"));
        check(&folder, timeline, &["Aroha"][..expected[0]]);
        check(&folder, cause, &["Aroha"][..expected[1]]);
        check(&folder, role, &[]);
    }
    check(&with("profile = \"strict\"\n"), cause, &[]);
}

#[test]
fn naming_needs_the_built_in_packs() {
    with("builtin = false\n[people]\nnaming = \"roles-only\"\n").file("a.md", "Fine.\n").check(
        "check",
        2,
        "",
        "error: the rules for `naming` are in the built-in packs, which `builtin = false` leaves out
 --> unblame.toml:3:10
  |
3 | naming = \"roles-only\"
  |          ^^^^^^^^^^^^

",
    );
}
