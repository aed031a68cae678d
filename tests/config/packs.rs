//! Mistakes in packs: each case shows the whole error.

use crate::driver::Folder;

/// Checks a folder with these files; `p.toml` is the only pack unless they say otherwise.
#[track_caller]
fn check(files: &[(&str, &str)], expected: &str) {
    let folder = Folder::empty().file("unblame.toml", "builtin = false\npacks = [\"p.toml\"]\n").file("a.md", "Fine.\n");
    let folder = files.iter().fold(folder, |folder, (path, text)| folder.file(path, text));
    folder.check("check", 2, "", &format!("{}\n\n", expected.trim_matches('\n')));
}

#[test]
fn an_unknown_key_of_a_rule() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverty = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: unknown key `severty`
 --> p.toml:6:1
  |
6 | severty = "warning"
  | ^^^^^^^
  |
  = help: did you mean `severity`?
"#,
    );
}

#[test]
fn a_missing_key() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\n\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r"
error: missing field `why`
 --> p.toml:3:1
  |
3 | [[rule]]
  | ^^^^^^^^
",
    );
}

#[test]
fn an_unknown_severity() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warn\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: unknown value `warn`
 --> p.toml:6:12
  |
6 | severity = "warn"
  |            ^^^^^^
  |
  = help: did you mean `warning`?
"#,
    );
}

#[test]
fn no_header() {
    check(
        &[(
            "p.toml",
            "[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r"
error: no file of this pack has a table `[pack]` with its `name`
 --> p.toml:1:1
  |
1 | [[rule]]
  | ^
",
    );
}

#[test]
fn an_empty_pack() {
    check(
        &[("p.toml", "[pack]\nname = \"acme\"\n")],
        r"
error: the pack `acme` is empty: it has no rule, change, list or people
 --> p.toml:1:1
  |
1 | [pack]
  | ^
",
    );
}

#[test]
fn an_empty_file() {
    check(
        &[("p.toml", "")],
        r"
error: no file of this pack has a table `[pack]` with its `name`
 --> p.toml:1:1
  |
1 |
  | ^
",
    );
}

#[test]
fn a_rule_twice() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: there is already a rule `zonk` in this pack
  --> p.toml:14:6
   |
14 | id = "zonk"
   |      ^^^^^^
"#,
    );
}

#[test]
fn a_bad_id() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"Zonk It\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: `Zonk It` is no rule id: use lower-case letters, digits and hyphens
 --> p.toml:4:6
  |
4 | id = "Zonk It"
  |      ^^^^^^^^^
"#,
    );
}

#[test]
fn a_bad_name() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"Acme Rules\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: `Acme Rules` is no name of a pack: use lower-case letters, digits and hyphens
 --> p.toml:2:8
  |
2 | name = "Acme Rules"
  |        ^^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_long_message() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"So many words. So many words. So many words. So many words. So many words. So many words. So many words. \"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: the message of `zonk` is longer than 90 characters
 --> p.toml:7:11
  |
7 | message = "So many words. So many words. So many words. So many words. So many words. So many words. So many words. "
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_rule_without_an_example() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = []\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: `zonk` needs at least one `bad` and one `good` example
 --> p.toml:4:6
  |
4 | id = "zonk"
  |      ^^^^^^
"#,
    );
}

#[test]
fn a_rule_without_a_pattern() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = []\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: `zonk` has no pattern under `match`, so it can find nothing
 --> p.toml:4:6
  |
4 | id = "zonk"
  |      ^^^^^^
"#,
    );
}

#[test]
fn a_pattern_that_is_none() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked (it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: in the pattern `zonked (it`: this is never closed by `)`
  --> p.toml:10:18
   |
10 | match = ["zonked (it"]
   |                  ^^^
"#,
    );
}

#[test]
fn a_pattern_without_a_word() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"{human} ...\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: the pattern `{human} ...` has no word to look for: name at least one word, verb or list
  --> p.toml:10:10
   |
10 | match = ["{human} ..."]
   |          ^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_list_that_is_not_there() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[lists]\nmistakes = { nouns = [\"slip\"] }\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked @mistaks\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: there is no list `mistaks` in this pack and those that it extends
  --> p.toml:12:18
   |
12 | match = ["zonked @mistaks"]
   |                  ^^^^^^^^
   |
   = help: did you mean `mistakes`?
"#,
    );
}

#[test]
fn a_list_of_a_pack_that_is_not_extended() {
    check(
        &[
            (
                "p.toml",
                "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"{human} made @mistake\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
            ),
            ("unblame.toml", "packs = [\"p.toml\"]\n"),
        ],
        r#"
error: there is no list `mistake` in this pack and those that it extends; `core` has one: add that pack to `extends`
  --> p.toml:10:24
   |
10 | match = ["{human} made @mistake"]
   |                        ^^^^^^^^
"#,
    );
}

#[test]
fn an_unknown_slot() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked {persn}\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: in the pattern `zonked {persn}`: `{persn}` is no slot (did you mean `{person}`?); known are person, group, human, object, name, handle, label, role, pronoun, self, someone, group-noun, roles, they, everyone, vendor, we, you, customer, nobody, who, omitted, adversary, assistant, system, unknown, ambiguous
  --> p.toml:10:18
   |
10 | match = ["zonked {persn}"]
   |                  ^^^^^^^
"#,
    );
}

#[test]
fn an_unknown_kind_of_agent() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\nseverity-for = { nobdy = \"off\" }\n",
        )],
        r#"
error: `nobdy` is no kind of agent; known are name, handle, label, role, pronoun, self, someone, you, group, they, we, customer, none
  --> p.toml:13:18
   |
13 | severity-for = { nobdy = "off" }
   |                  ^^^^^
"#,
    );
}

#[test]
fn an_unknown_section() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[sections]\ncause = [\"root cause\"]\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\nseverity-in = { causes = \"error\" }\n",
        )],
        r#"
error: `causes` is no section; known are cause
  --> p.toml:15:17
   |
15 | severity-in = { causes = "error" }
   |                 ^^^^^^
   |
   = help: did you mean `cause`?
"#,
    );
}

#[test]
fn an_unknown_silencer() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\nthrough = [\"hypothetic\"]\n",
        )],
        r#"
error: `hypothetic` is no silencer; known are hypothetical, quoted, negated
  --> p.toml:13:12
   |
13 | through = ["hypothetic"]
   |            ^^^^^^^^^^^^
   |
   = help: did you mean `hypothetical`?
"#,
    );
}

#[test]
fn two_packs_of_one_name() {
    check(
        &[
            (
                "p.toml",
                "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
            ),
            (
                "q.toml",
                "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
            ),
            ("unblame.toml", "builtin = false\npacks = [\"p.toml\", \"q.toml\"]\n"),
        ],
        r#"
error: there is already a pack `acme`: p.toml
 --> q.toml:2:8
  |
2 | name = "acme"
  |        ^^^^^^

error: there is already a rule `zonk` in this pack
 --> q.toml:4:6
  |
4 | id = "zonk"
  |      ^^^^^^
"#,
    );
}

#[test]
fn a_pack_below_that_is_not_there() {
    check(
        &[
            (
                "p.toml",
                "[pack]\nname = \"acme\"\nextends = [\"cor\"]\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
            ),
            ("unblame.toml", "packs = [\"p.toml\"]\n"),
        ],
        r#"
error: there is no pack `cor` to extend
 --> p.toml:3:12
  |
3 | extends = ["cor"]
  |            ^^^^^
  |
  = help: did you mean `core`?
"#,
    );
}

#[test]
fn packs_in_a_circle() {
    check(
        &[
            (
                "p.toml",
                "[pack]\nname = \"acme\"\nextends = [\"q\"]\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
            ),
            (
                "q.toml",
                "[pack]\nname = \"q\"\nextends = [\"acme\"]\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
            ),
        ],
        r#"
error: the pack `acme` extends itself, by way of this entry
 --> p.toml:3:12
  |
3 | extends = ["q"]
  |            ^^^

error: the pack `q` extends itself, by way of this entry
 --> q.toml:3:12
  |
3 | extends = ["acme"]
  |            ^^^^^^
"#,
    );
}

#[test]
fn a_pack_for_a_newer_unblame() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\nrequires = \"99.1\"\nfuture = true\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: this pack needs unblame 99.1 or newer, and this is unblame 0.1.0
 --> p.toml:3:12
  |
3 | requires = "99.1"
  |            ^^^^^^
"#,
    );
}

#[test]
fn a_version_that_is_none() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\nrequires = \"new\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n",
        )],
        r#"
error: `new` is no version: write it as "0.1" or "0.1.0"
 --> p.toml:3:12
  |
3 | requires = "new"
  |            ^^^^^
"#,
    );
}

#[test]
fn a_change_of_nothing() {
    check(
        &[
            ("p.toml", "[pack]\nname = \"acme\"\nextends = [\"core\"]\n[[change]]\nrule = \"core/minimizer\"\noff = true\n"),
            ("unblame.toml", "packs = [\"p.toml\"]\n"),
        ],
        r#"
error: there is no rule `core/minimizer` to change
 --> p.toml:5:8
  |
5 | rule = "core/minimizer"
  |        ^^^^^^^^^^^^^^^^
  |
  = help: did you mean `core/minimiser`?
"#,
    );
}

#[test]
fn a_change_of_a_pack_that_is_not_extended() {
    check(
        &[
            ("p.toml", "[pack]\nname = \"acme\"\n[[change]]\nrule = \"minimiser\"\noff = true\n"),
            ("unblame.toml", "packs = [\"p.toml\"]\n"),
        ],
        r#"
error: `minimiser` is a rule of `core`, which this pack does not extend: add it to `extends`
 --> p.toml:4:8
  |
4 | rule = "minimiser"
  |        ^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_change_of_an_own_rule() {
    check(
        &[(
            "p.toml",
            "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"Say what the system did.\"\nwhy = \"w\"\nquestion = \"q\"\nmatch = [\"zonked it\"]\nbad = [\"They «zonked it» again.\"]\ngood = [\"They renewed it again.\"]\n[[change]]\nrule = \"zonk\"\noff = true\n",
        )],
        r#"
error: `zonk` is a rule of this pack itself: change it where it stands
  --> p.toml:14:8
   |
14 | rule = "zonk"
   |        ^^^^^^
"#,
    );
}

#[test]
fn changes_that_contradict() {
    check(
        &[
            (
                "p.toml",
                "[pack]\nname = \"acme\"\nextends = [\"core\"]\n[[change]]\nrule = \"minimiser\"\nseverity = \"error\"\n",
            ),
            (
                "q.toml",
                "[pack]\nname = \"house\"\nextends = [\"core\"]\n[[change]]\nrule = \"minimiser\"\nseverity = \"hint\"\n",
            ),
            ("unblame.toml", "packs = [\"p.toml\", \"q.toml\"]\n"),
        ],
        r#"
error: `acme` and `house` both change the `severity` of `minimiser`: let one extend the other, which then has the last word
 --> q.toml:5:8
  |
5 | rule = "minimiser"
  |        ^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_change_made_twice() {
    check(
        &[
            (
                "p.toml",
                "[pack]\nname = \"acme\"\nextends = [\"core\"]\n[[change]]\nrule = \"minimiser\"\noff = true\n[[change]]\nrule = \"core/minimiser\"\noff = false\n",
            ),
            ("unblame.toml", "packs = [\"p.toml\"]\n"),
        ],
        r#"
error: `acme` changes the `off` of `minimiser` twice: keep one of the two
 --> p.toml:8:8
  |
8 | rule = "core/minimiser"
  |        ^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_mistake_behind_a_byte_order_mark_and_line_ends_of_windows() {
    check(
        &[(
            "p.toml",
            "\u{FEFF}[pack]\r\nname = \"acme\"\r\n[[rule]]\r\nid = \"zonk\"\r\ncategory = \"idiom\"\r\nseverty = \"warning\"\r\nmessage = \"Say what the system did.\"\r\nwhy = \"w\"\r\nquestion = \"q\"\r\nmatch = [\"zonked it\"]\r\nbad = [\"They «zonked it» again.\"]\r\ngood = [\"They renewed it again.\"]\r\n",
        )],
        r#"
error: unknown key `severty`
 --> p.toml:6:1
  |
6 | severty = "warning"
  | ^^^^^^^
  |
  = help: did you mean `severity`?
"#,
    );
}
