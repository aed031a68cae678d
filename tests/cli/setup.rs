//! Starting out: `init`, `config show`, `pack new`, `pack list`, `pack lock`.

use crate::driver::{Folder, PACK};

fn read(folder: &Folder, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

#[test]
fn a_new_configuration_changes_nothing_and_replaces_none() {
    let folder = Folder::empty().file("a.md", "Fine.\n");
    assert_eq!(folder.run("init").status, 0);
    let text = read(&folder, "unblame.toml");
    assert!(text.lines().all(|line| line.is_empty() || line.starts_with('#')));
    folder.check("check --format concise", 0, "", "");
    folder.check("init", 2, "", "error: unblame.toml exists already; nothing was written\n");
    assert_eq!(read(&folder, "unblame.toml"), text);
    let hidden = Folder::empty().file(".unblame.toml", "");
    hidden.check("init", 2, "", "error: .unblame.toml exists already; nothing was written\n");
}

#[test]
fn every_key_of_a_new_configuration_is_one() {
    let folder = Folder::empty().file("a.md", "Fine.\n");
    folder.run("init");
    let text = read(&folder, "unblame.toml")
        .replace("extends = [\"../unblame.toml\", ", "extends = [")
        .split_once("\n\n")
        .unwrap()
        .1
        .replace("\n# ", "\n");
    let keys = text.trim_start_matches("# ");
    folder.run("pack new acme");
    folder.file("unblame.toml", keys).check("check --format concise", 0, "", "");
}

#[test]
fn each_value_with_where_it_comes_from() {
    let base = "builtin = false\npacks = [\"pack.toml\"]\n[severity]\nzonk = \"error\"\n";
    let folder = Folder::empty().file("pack.toml", PACK).file("base.toml", base);
    let config = "extends = [\"base.toml\"]\nignore = [\"meh\"]\n[[overrides]]\nfiles = [\"b.md\"]\nignore = [\"blorp\"]\n";
    let run = folder.file("unblame.toml", config).run("config show b.md --profile strict");
    for line in [
        "profile = \"strict\"                      # --profile",
        "  \"pack.toml\",                          # base.toml:2",
        "  \"meh\",                                # unblame.toml:2",
        "  \"blorp\",                              # unblame.toml:5",
        "\"zonk\" = \"error\"                        # base.toml:4",
        "max-file-size = 33554432                # default",
    ] {
        assert!(run.stdout.lines().any(|one| one == line), "{line}\n{}", run.stdout);
    }
}

#[test]
fn a_new_pack_passes_its_own_tests() {
    let folder = Folder::empty();
    let told = "Wrote packs/acme.toml. Try it with `unblame pack test packs/acme.toml`, and add it to unblame.toml:\npacks = [\"packs/acme.toml\"]\n";
    folder.check("pack new acme", 0, "", told);
    folder.check("pack test packs/acme.toml", 0, "", "acme: 1 rule, 4 examples, 0 failed.\n");
    let run = folder.run("pack new acme");
    assert!(run.status == 2 && run.stderr.starts_with("error: cannot write packs/acme.toml: File exists"), "{run:?}");
    let name = "use lower-case letters, digits and hyphens";
    folder.check("pack new Acme!", 2, "", &format!("error: `Acme!` is no name of a pack: {name}\n"));
    let taken = "error: `core` is the name of a pack that ships with unblame; take another one\n";
    folder.check("pack new core", 2, "", taken);
}

#[test]
fn packs_in_force() {
    let folder = Folder::with_pack().file("unblame.toml", "packs = [\"pack.toml\"]\nignore = [\"meh\"]\n");
    let run = folder.run("pack list");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{run:?}");
    assert!(lines[1].starts_with("strict        0.1.0       0 of "), "{run:?}");
    let acme = "acme          1.0.0       2 of   3 rules  pack.toml                 One rule for the tests of the command line";
    assert_eq!(lines[2], acme);
}

#[test]
fn a_pack_that_changed_after_it_was_locked() {
    let folder = Folder::with_pack().file("a.md", "Fine.\n");
    let run = folder.run("check --locked");
    assert!(run.status == 2 && run.stderr.contains("(`unblame pack lock` writes it)"), "{run:?}");
    folder.check("pack lock", 0, "", "Wrote unblame.lock: 1 pack.\n").check("check --locked --format concise", 0, "", "");
    // What Git does to line ends is no change.
    let folder = folder.file("pack.toml", PACK.replace('\n', "\r\n"));
    folder.check("check --locked --format concise", 0, "", "");
    let folder = folder.file("pack.toml", format!("{PACK}\n# more\n"));
    let run = folder.run("check --locked");
    assert!(
        run.status == 2 && run.stderr.contains("the pack `acme` is not what it was when it was locked (unblame.lock)"),
        "{run:?}"
    );
    folder.check("check --format concise", 0, "", "");
    let folder = folder.file("unblame.toml", "");
    let run = folder.run("check --locked");
    assert!(run.status == 2 && run.stderr.contains("the pack `acme` is locked, but not in force"), "{run:?}");
}
