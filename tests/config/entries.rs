//! Mistakes in the entries of `match` and `rewrites`: patterns, regular expressions and tables.

use crate::driver::Folder;

/// Checks a pack of one rule with this line, which is the twelfth.
#[track_caller]
fn check(line: &str, expected: &str) {
    let head = "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"m\"\n\
        why = \"w\"\nquestion = \"q\"\nbad = [\"«zonked»\"]\ngood = [\"They renewed it.\"]\n";
    let folder = Folder::empty().file("unblame.toml", "builtin = false\npacks = [\"p.toml\"]\n").file("a.md", "Fine.\n");
    let folder = folder.file("p.toml", format!("{head}{line}\n"));
    folder.check("check", 2, "", &format!("{}\n\n", expected.trim_matches('\n')));
}

#[test]
fn a_regex_that_is_none() {
    check(
        r"match = [{ regex = 'zonk(ed' }]",
        r"
error: the regular expression `zonk(ed` is not valid here: unclosed group
  --> p.toml:12:25
   |
12 | match = [{ regex = 'zonk(ed' }]
   |                         ^
",
    );
}

#[test]
fn a_regex_that_looks_around() {
    check(
        r#"match = ["blorped", { regex = 'zonk(?=ed)', severity = "hint" }]"#,
        r#"
error: the regular expression `zonk(?=ed)` is not valid here: look-around, including look-ahead and look-behind, is not supported
  --> p.toml:12:36
   |
12 | match = ["blorped", { regex = 'zonk(?=ed)', severity = "hint" }]
   |                                    ^^^
"#,
    );
}

#[test]
fn a_regex_with_escapes() {
    check(
        r#"match = [{ regex = "zonk\\d[a" }]"#,
        r#"
error: the regular expression `zonk\d[a` is not valid here: unclosed character class
  --> p.toml:12:20
   |
12 | match = [{ regex = "zonk\\d[a" }]
   |                    ^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_regex_that_finds_the_empty_text() {
    check(
        r"match = [{ regex = '(zonk)*' }]",
        r"
error: the regular expression `(zonk)*` is not valid here: it finds the empty text, which is everywhere: let it ask for at least one character
  --> p.toml:12:21
   |
12 | match = [{ regex = '(zonk)*' }]
   |                     ^^^^^^^
",
    );
}

#[test]
fn a_regex_that_is_too_large() {
    check(
        r"match = [{ regex = '(\pL{60}){400}' }]",
        r"
error: the regular expression `(\pL{60}){400}` is not valid here: it takes more than 1 MiB when compiled: write smaller repetitions, or several expressions
  --> p.toml:12:21
   |
12 | match = [{ regex = '(\pL{60}){400}' }]
   |                     ^^^^^^^^^^^^^^
",
    );
}

#[test]
fn a_regex_with_a_tense() {
    check(
        r#"match = [{ regex = 'zonk', tense = "any" }]"#,
        r#"
error: `tense` is for patterns: a regular expression knows no verbs
  --> p.toml:12:20
   |
12 | match = [{ regex = 'zonk', tense = "any" }]
   |                    ^^^^^^
"#,
    );
}

#[test]
fn a_regex_beside_a_pattern() {
    check(
        r#"match = [{ regex = 'zonk', pattern = "zonk" }]"#,
        r#"
error: an entry has either `pattern` or `regex`
  --> p.toml:12:10
   |
12 | match = [{ regex = 'zonk', pattern = "zonk" }]
   |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn a_table_that_looks_for_nothing() {
    check(
        r#"match = [{ severity = "hint" }]"#,
        r#"
error: an entry has either `pattern` or `regex`
  --> p.toml:12:10
   |
12 | match = [{ severity = "hint" }]
   |          ^^^^^^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn an_unknown_key_of_an_entry() {
    check(
        r#"match = [{ patern = "zonked" }]"#,
        r#"
error: unknown key `patern`
  --> p.toml:12:12
   |
12 | match = [{ patern = "zonked" }]
   |            ^^^^^^
   |
   = help: did you mean `pattern`?
"#,
    );
}

#[test]
fn an_entry_that_is_a_number() {
    check(
        r"match = [1]",
        r"
error: invalid type: integer `1`
  --> p.toml:12:10
   |
12 | match = [1]
   |          ^
   |
   = help: known are `pattern`, `regex`
",
    );
}

#[test]
fn a_bad_regex_of_an_exception() {
    check(
        r#"match = ["zonked"]
except = [{ regex = '*' }]"#,
        r"
error: the regular expression `*` is not valid here: repetition operator missing expression
  --> p.toml:13:22
   |
13 | except = [{ regex = '*' }]
   |                      ^
",
    );
}

#[test]
fn a_pattern_in_a_table() {
    check(
        r#"match = [{ pattern = "zonked {persn}" }]"#,
        r#"
error: in the pattern `zonked {persn}`: `{persn}` is no slot (did you mean `{person}`?); known are person, group, human, object, name, handle, label, role, pronoun, self, someone, group-noun, roles, they, everyone, vendor, we, you, customer, nobody, who, omitted, adversary, assistant, system, unknown, ambiguous
  --> p.toml:12:30
   |
12 | match = [{ pattern = "zonked {persn}" }]
   |                              ^^^^^^^
"#,
    );
}

#[test]
fn an_unknown_silencer_of_a_rule() {
    check(
        r#"match = ["zonked"]
through = ["hypothetic"]"#,
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
fn an_unknown_silencer_of_an_entry() {
    check(
        r#"match = [{ pattern = "zonked", through = ["hypothetic"] }]"#,
        r#"
error: `hypothetic` is no silencer; known are hypothetical, quoted, negated
  --> p.toml:12:10
   |
12 | match = [{ pattern = "zonked", through = ["hypothetic"] }]
   |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `hypothetical`?
"#,
    );
}

#[test]
fn a_list_of_a_rewrite() {
    check(
        r#"match = ["zonked"]
rewrites = [{ delete = "@zonks" }]"#,
        r#"
error: there is no list `zonks` in this pack and those that it extends
  --> p.toml:13:13
   |
13 | rewrites = [{ delete = "@zonks" }]
   |             ^^^^^^^^^^^^^^^^^^^^^
"#,
    );
}

#[test]
fn an_unknown_key_of_a_rewrite() {
    check(
        r#"match = ["zonked"]
rewrites = [{ txt = "it" }]"#,
        r#"
error: unknown key `txt`
  --> p.toml:13:15
   |
13 | rewrites = [{ txt = "it" }]
   |               ^^^
   |
   = help: did you mean `text`?
"#,
    );
}

#[test]
fn rewrites_that_are_not_there() {
    check(
        r#"match = ["zonked"]
rewrites = ["@dne"]
[rewrites]
done = ["it is done"]"#,
        r#"
error: there are no rewrites `dne`; known are done
  --> p.toml:13:13
   |
13 | rewrites = ["@dne"]
   |             ^^^^^^
   |
   = help: did you mean `done`?
"#,
    );
}
