//! Configurations on top of others, for some files, and in the manifests of other tools.

use crate::driver::{Folder, PACK};

const TEXT: &str = "They zonked it.\n";
const FOUND: &str = "zonk Say what the system did.";

/// A folder of texts above which `base.toml` lies.
fn folder() -> Folder {
    let base =
        "builtin = false\npacks = [\"pack.toml\"]\nignore = [\"meh\"]\nexclude = [\"old/**\"]\n[severity]\nzonk = \"error\"\n";
    let folder = Folder::empty().file("pack.toml", PACK).file("base.toml", base);
    folder.file("docs/a.md", TEXT).file("docs/status/b.md", TEXT).file("old/c.md", TEXT)
}

#[track_caller]
fn check(folder: &Folder, expected: &[&str]) {
    let run = folder.run("check --format concise --fail-on error --exit-zero");
    let lines: Vec<&str> = run.stdout.lines().map(|line| line.strip_suffix(FOUND).unwrap_or(line).trim_end()).collect();
    assert_eq!((lines, run.stderr.as_str(), run.status), (expected.to_vec(), "", 0));
}

#[track_caller]
fn refused(folder: &Folder, expected: &str) {
    folder.check("check docs/a.md", 2, "", &format!("{}\n\n", expected.trim_matches('\n')));
}

#[test]
fn the_base_counts_unless_overridden() {
    let folder = folder().file("docs/unblame.toml", "extends = [\"../base.toml\"]\n");
    check(&folder, &["docs/a.md:1:6: error acme/", "docs/status/b.md:1:6: error acme/", "old/c.md:1:6:"][..2]);
    let folder = folder.file("docs/unblame.toml", "extends = [\"../base.toml\"]\n[severity]\nzonk = \"hint\"\n");
    check(&folder, &["docs/a.md:1:6: hint acme/", "docs/status/b.md:1:6: hint acme/"]);
    let folder = folder.file("docs/unblame.toml", "extends = [\"../base.toml\"]\nignore = [\"zonk\"]\n");
    check(&folder, &[]);
}

#[test]
fn globs_of_a_base_are_relative_to_it() {
    let folder = folder().file("unblame.toml", "extends = [\"shared/base.toml\"]\n");
    let base = "builtin = false\npacks = [\"../pack.toml\"]\nexclude = [\"docs/**\"]\n";
    let folder = folder.file("shared/base.toml", base).file("shared/docs/d.md", TEXT);
    check(&folder, &["docs/a.md:1:6: warning acme/", "docs/status/b.md:1:6: warning acme/", "old/c.md:1:6: warning acme/"]);
}

#[test]
fn the_later_base_is_stronger() {
    let folder = folder().file("more.toml", "[severity]\nzonk = \"hint\"\n");
    let folder = folder.file("unblame.toml", "extends = [\"base.toml\", \"more.toml\"]\n");
    check(&folder, &["docs/a.md:1:6: hint acme/", "docs/status/b.md:1:6: hint acme/"]);
}

#[test]
fn overrides_for_some_files() {
    let overrides = "[[overrides]]\nfiles = [\"docs/status/**\"]\nignore = [\"zonk\"]\n";
    let folder = folder().file("unblame.toml", format!("extends = [\"base.toml\"]\n{overrides}"));
    check(&folder, &["docs/a.md:1:6: error acme/"]);
    let overrides = "[[overrides]]\nfiles = [\"b.md\"]\nseverity = { zonk = \"hint\" }\n";
    let folder = folder.file("unblame.toml", format!("extends = [\"base.toml\"]\n{overrides}"));
    check(&folder, &["docs/a.md:1:6: error acme/", "docs/status/b.md:1:6: hint acme/"]);
    // The command line is stronger.
    let run = folder.run("check --format concise --select zonk --ignore zonk docs");
    assert_eq!((run.stdout.as_str(), run.status), ("", 0));
}

#[test]
fn a_name_in_an_override_that_nothing_has() {
    let overrides = "[[overrides]]\nfiles = [\"nowhere/**\"]\nignore = [\"zonc\"]\n";
    refused(
        &folder().file("unblame.toml", format!("extends = [\"base.toml\"]\n{overrides}")),
        "
error: unknown rule, category or pack `zonc`
 --> unblame.toml:4:11
  |
4 | ignore = [\"zonc\"]
  |           ^^^^^^
  |
  = help: did you mean `zonk`?
",
    );
}

#[test]
fn a_bad_glob_in_an_override() {
    refused(
        &folder().file("unblame.toml", "extends = [\"base.toml\"]\n[[overrides]]\nfiles = [\"a[\"]\n"),
        "
error: bad glob `a[`: unclosed character class; missing ']'
 --> unblame.toml:3:10
  |
3 | files = [\"a[\"]
  |          ^^^^
",
    );
}

#[test]
fn an_override_without_files() {
    refused(
        &folder().file("unblame.toml", "extends = [\"base.toml\"]\n[[overrides]]\nignore = [\"zonk\"]\n"),
        "
error: missing field `files`
 --> unblame.toml:2:1
  |
2 | [[overrides]]
  | ^^^^^^^^^^^^^
",
    );
}

#[test]
fn a_base_that_is_not_there() {
    refused(
        &folder().file("unblame.toml", "extends = [\"bse.toml\"]\n"),
        "
error: cannot read the configuration bse.toml: No such file or directory (os error 2)
 --> unblame.toml:1:12
  |
1 | extends = [\"bse.toml\"]
  |            ^^^^^^^^^^
",
    );
}

#[test]
fn a_mistake_in_a_base() {
    refused(
        &folder().file("unblame.toml", "extends = [\"base.toml\"]\n").file("base.toml", "profil = \"core\"\n"),
        "
error: unknown key `profil`
 --> base.toml:1:1
  |
1 | profil = \"core\"
  | ^^^^^^
  |
  = help: did you mean `profile`?
",
    );
}

#[test]
fn a_circle() {
    let folder = folder().file("unblame.toml", "extends = [\"base.toml\"]\n");
    refused(
        &folder.file("base.toml", "profile = \"core\"\nextends = [\"unblame.toml\"]\n"),
        "
error: the configuration extends itself: unblame.toml -> base.toml -> unblame.toml
 --> base.toml:2:12
  |
2 | extends = [\"unblame.toml\"]
  |            ^^^^^^^^^^^^^^
  |
  = help: take this entry out, or move what both share into a file of its own
",
    );
}

#[test]
fn a_pack_by_name() {
    let folder = folder().file("packs/house.toml", PACK).file("unblame.toml", "builtin = false\nextends = [\"pack:house\"]\n");
    refused(
        &folder.file("unblame.toml", "extends = [\"pack:hause\"]\n"),
        "
error: there is no pack `hause`
 --> unblame.toml:1:12
  |
1 | extends = [\"pack:hause\"]
  |            ^^^^^^^^^^^^
  |
  = help: did you mean `pack:house`?
",
    );
    let folder = Folder::empty().file("packs/acme.toml", PACK).file("docs/a.md", TEXT);
    check(&folder.file("unblame.toml", "builtin = false\nextends = [\"pack:acme\"]\n"), &["docs/a.md:1:6: warning acme/"]);
}

#[test]
fn a_pack_above_the_profile_runs_when_it_is_named() {
    let folder = Folder::empty().file("a.md", "The sole cause was a full disk.\n");
    assert_eq!(folder.run("check --format concise --fail-on hint").status, 0);
    for config in ["extends = [\"pack:strict\"]\n", "profile = \"strict\"\n", "select = [\"strict\"]\n"] {
        let folder = Folder::empty().file("a.md", "The sole cause was a full disk.\n").file("unblame.toml", config);
        let run = folder.run("check --format concise --fail-on hint");
        assert!(run.status == 1 && run.stdout.starts_with("a.md:1:1: information single-cause "), "{config}{run:?}");
    }
}

#[test]
fn manifests_of_other_tools() {
    let section = "packs = [\"pack.toml\"]\nbuiltin = false\nignore = [\"zonk\"]\n";
    let manifests = [
        ("pyproject.toml", format!("[project]\nname = \"x\"\n[tool.unblame]\n{section}")),
        ("Cargo.toml", format!("[package]\nname = \"x\"\n[package.metadata.unblame]\n{section}")),
        ("Cargo.toml", format!("[workspace.metadata.unblame]\n{section}")),
    ];
    for (name, manifest) in manifests {
        let folder = Folder::with_pack().file("docs/a.md", TEXT).file("docs/pack.toml", PACK);
        check(&folder, &["docs/a.md:1:6: warning acme/"]);
        check(&folder.file(&format!("docs/{name}"), manifest), &[]);
    }
    // Without our section they are no configuration, even where they are broken.
    let folder = Folder::with_pack().file("docs/a.md", TEXT).file("docs/pyproject.toml", "[project]\nname = \"unblame\"\n");
    check(&folder.file("docs/Cargo.toml", "not toml"), &["docs/a.md:1:6: warning acme/"]);
}

#[test]
fn a_mistake_in_a_manifest() {
    let folder = folder().file("pyproject.toml", "[project]\nname = \"x\"\n\n[tool.unblame]\nignored = [\"zonk\"]\n");
    refused(
        &folder,
        "
error: unknown key `ignored`
 --> pyproject.toml:5:1
  |
5 | ignored = [\"zonk\"]
  | ^^^^^^^
  |
  = help: did you mean `ignore`?
",
    );
}
