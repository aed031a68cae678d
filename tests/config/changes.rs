//! Packs on top of packs.

use crate::driver::{Folder, PACK};

const ON_TOP: &str = "[pack]\nname = \"top\"\nextends = [\"acme\"]\n";

/// `acme`, and a pack on top of it.
fn folder(changes: &str) -> Folder {
    let folder = Folder::empty().file("acme.toml", PACK).file("top.toml", format!("{ON_TOP}{changes}"));
    let folder = folder.file("unblame.toml", "builtin = false\npacks = [\"top.toml\"]\n");
    folder.file("a.md", "They zonked it. They mehed. They glitched.\n")
}

#[track_caller]
fn check(changes: &str, expected: &str) {
    folder(changes).check("check --format concise --exit-zero", 0, expected, "");
}

#[test]
fn a_rule_switched_off_graded_and_worded_anew() {
    let changes =
        "[[change]]\nrule = \"meh\"\noff = true\n[[change]]\nrule = \"acme/zonk\"\nseverity = \"error\"\nmessage = \"Zonk.\"\n";
    check(changes, "a.md:1:6: error acme/zonk Zonk.\n");
}

#[test]
fn patterns_add_to_those_below() {
    let changes = "[[change]]\nrule = \"meh\"\nmatch = [\"glitched\"]\n[[change]]\nrule = \"zonk\"\nexcept = [\"they\"]\n";
    check(changes, "a.md:1:22: hint acme/meh Meh.\na.md:1:34: hint acme/meh Meh.\n");
}

#[test]
fn words_add_to_a_list_below() {
    let below = format!("{PACK}\n[lists]\noops = {{ words = [\"hiccuped\"] }}\n").replace("[\"mehed\"]", "[\"mehed/@oops\"]");
    let folder = folder("[lists]\noops = { words = [\"glitched\"] }\n").file("acme.toml", below);
    let expected =
        "a.md:1:6: warning acme/zonk Say what the system did.\na.md:1:22: hint acme/meh Meh.\na.md:1:34: hint acme/meh Meh.\n";
    folder.check("check --format concise --exit-zero", 0, expected, "");
}

#[test]
fn examples_of_changed_rules_are_run() {
    let folder = folder("[[change]]\nrule = \"zonk\"\nexcept = [\"again\"]\n");
    let run = folder.run("pack test top.toml");
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stdout.starts_with("acme/zonk: "), "{run:?}");
    let changes = "[[change]]\nrule = \"zonk\"\nexcept = [\"again\"]\nbad = [\"They «zonked it».\"]\ngood = [\"They zonked it again.\"]\n";
    let folder = folder.file("top.toml", format!("{ON_TOP}{changes}"));
    folder.check("pack test top.toml", 0, "", "top: 1 rule, 2 examples, 0 failed.\n");
}

/// What the files of the pack `core` find in the fixtures and the accuracy corpus when the pack is called `name`, which is as long.
fn found_by(name: &str, flags: &str) -> Vec<serde_json::Value> {
    let mut folder = Folder::empty().file("unblame.toml", "builtin = false\npacks = [\"pack\"]\n");
    let documents = [
        ("tests/fixtures", "docs"),
        ("tests/accuracy/documents", "docs/accuracy"),
        ("tests/accuracy/sentences", "docs/sentences"),
    ];
    for (from, to) in documents.into_iter().chain([("rules/core", "pack")]) {
        for entry in std::fs::read_dir(crate::driver::root().join(from)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap().replace("name = \"core\"", &format!("name = \"{name}\""));
            // Comments name the pack, too.
            let text = text.replace("core/person-", &format!("{name}/person-"));
            // The corpus marks its passages, and what stands between quotation marks is quoted.
            let text = if from.contains("accuracy") { text.replace(['«', '»'], "") } else { text };
            folder = folder.file(&format!("{to}/{}", path.file_name().unwrap().to_str().unwrap()), text);
        }
    }
    let run = folder.run(&format!("check docs --exit-zero --format json {flags}"));
    let mut found: Vec<serde_json::Value> =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    for one in &mut found {
        for field in ["pack", "fingerprint", "url"] {
            one.as_object_mut().unwrap().remove(field);
        }
    }
    found
}

#[test]
fn core_under_another_name_finds_the_same() {
    let (mine, core) = (found_by("mine", ""), found_by("core", "--isolated"));
    assert!(core.len() > 500, "{}", core.len());
    let different: Vec<_> = mine.iter().zip(&core).filter(|(mine, core)| mine != core).collect();
    assert!(mine.len() == core.len() && different.is_empty(), "{} and {}: {different:?}", mine.len(), core.len());
}
