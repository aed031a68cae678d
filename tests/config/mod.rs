//! Mistakes in configuration and packs: each case shows the whole error.

mod changes;
mod entries;
mod layers;
mod packs;
mod people;
mod schemas;

use crate::driver::Folder;

#[track_caller]
fn check(config: &str, expected: &str) {
    let folder = Folder::with_pack().file("a.md", "Fine.\n").file("unblame.toml", config);
    folder.check("check", 2, "", &format!("{}\n\n", expected.trim_matches('\n')));
}

#[test]
fn an_unknown_key() {
    check(
        "profile = \"core\"\nignored = [\"zonk\"]\n",
        "
error: unknown key `ignored`
 --> unblame.toml:2:1
  |
2 | ignored = [\"zonk\"]
  | ^^^^^^^
  |
  = help: did you mean `ignore`?
",
    );
}

#[test]
fn an_unknown_key_in_an_override() {
    check(
        "[[overrides]]\nfiles = [\"a\"]\nignroe = [\"zonk\"]\n",
        "
error: unknown key `ignroe`
 --> unblame.toml:3:1
  |
3 | ignroe = [\"zonk\"]
  | ^^^^^^
  |
  = help: did you mean `ignore`?
",
    );
}

#[test]
fn an_unknown_key_in_a_table() {
    check(
        "[people]\nrooster = [\"Kim\"]\n",
        "
error: unknown key `rooster`
 --> unblame.toml:2:1
  |
2 | rooster = [\"Kim\"]
  | ^^^^^^^
  |
  = help: did you mean `roster`?
",
    );
}

#[test]
fn an_unknown_value() {
    check(
        "profile = \"cores\"\n",
        "
error: unknown value `cores`
 --> unblame.toml:1:11
  |
1 | profile = \"cores\"
  |           ^^^^^^^
  |
  = help: did you mean `core`?
",
    );
    check(
        "[voice]\nwe = \"loud\"\n",
        "
error: unknown value `loud`
 --> unblame.toml:2:6
  |
2 | we = \"loud\"
  |      ^^^^^^
  |
  = help: known are `error`, `warning`, `information`, `hint`, `off`
",
    );
}

#[test]
fn a_value_of_the_wrong_type() {
    check(
        "max-file-size = \"many\"\n",
        "
error: invalid value: string \"many\", expected a number of bytes, or a size such as \"20MiB\"
 --> unblame.toml:1:17
  |
1 | max-file-size = \"many\"
  |                 ^^^^^^
",
    );
}

#[test]
fn no_toml() {
    check(
        "profile = \n",
        "
error: string values must be quoted, expected literal string
 --> unblame.toml:1:11
  |
1 | profile = 
  |           ^
",
    );
}

#[test]
fn a_pack_that_is_not_there() {
    check(
        "packs = [\"nope.toml\"]\n",
        "
error: cannot read the pack nope.toml: No such file or directory (os error 2)
 --> unblame.toml:1:10
  |
1 | packs = [\"nope.toml\"]
  |          ^^^^^^^^^^^
",
    );
}

#[test]
fn a_bad_glob() {
    check(
        "exclude = [\"fine\", \"a[\"]\n",
        "
error: bad glob `a[`: unclosed character class; missing ']'
 --> unblame.toml:1:20
  |
1 | exclude = [\"fine\", \"a[\"]
  |                    ^^^^
",
    );
}

#[test]
fn an_unknown_rule() {
    check(
        "builtin = false\npacks = [\"pack.toml\"]\n[severity]\nzonc = \"error\"\n",
        "
error: unknown rule, category or pack `zonc`
 --> unblame.toml:4:1
  |
4 | zonc = \"error\"
  | ^^^^
  |
  = help: did you mean `zonk`?
",
    );
}

#[test]
fn a_configuration_that_is_named_but_not_there() {
    let expected = "error: cannot read the configuration nope.toml: No such file or directory (os error 2)\n";
    Folder::empty().check("check --config nope.toml", 2, "", expected);
}

#[test]
fn isolated_reads_no_configuration() {
    let folder = Folder::empty().file("unblame.toml", "broken").file("a.md", "Fine.\n");
    folder.check("check --isolated --format concise", 0, "", "");
    assert_eq!(folder.run("check").status, 2);
}

#[test]
fn the_closest_configuration_wins() {
    let strict = "builtin = false\npacks = [\"../pack.toml\"]\n[severity]\nidiom = \"error\"\n";
    let text = "They zonked it.\n";
    let folder = Folder::with_pack().file("a.md", text).file("docs/.unblame.toml", strict).file("docs/b/c.md", text);
    let expected = "a.md:1:6: @\ndocs/b/c.md:1:6: error acme/zonk Say what the system did.\n";
    folder.check("check --format concise", 1, expected, "");
    let expected = "a.md:1:6: error acme/zonk Say what the system did.\n";
    folder.check("check --format concise --config docs/.unblame.toml a.md", 1, expected, "");
}

#[test]
fn a_folder_of_pack_files() {
    let config = "builtin = false\npacks = [\"house\"]\n";
    let folder = Folder::empty()
        .file("house/one.toml", crate::driver::PACK)
        .file("unblame.toml", config)
        .file("house/README", "no pack");
    folder.file("a.md", "They zonked it.\n").check("check --format concise", 1, "a.md:1:6: @\n", "");
}
