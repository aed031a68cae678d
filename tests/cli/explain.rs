//! `explain FILE:LINE:COLUMN`: why there is a finding at a place, or why there is none.

use serde_json::Value;

use crate::driver::Folder;

const DOCUMENT: &str = "\
---
author: Kim
---

The gardener zonked the hose. The sprinkler zonked it.

If Kim zonked it, it is wet. Nobody says that Kim zonked it.

Once upon a time, Kim zonked it. Kim zonked the weeds. We zonked it.

Run `zonk` now. The sky is blue. They blorped.

<!-- unblame-disable-next-line zonk: a citation -->
Kim zonked it. \"Kim zonked it\", said the owl.

```
Kim zonked it.
```
";

fn folder() -> Folder {
    Folder::empty()
        .file("pack.toml", include_str!("explain.toml"))
        .file("unblame.toml", "builtin = false\npacks = [\"pack.toml\"]\n")
        .file("a.md", DOCUMENT)
}

/// The first line of the answer, and where the passage is.
#[track_caller]
fn check(place: &str, answer: &str, at: &str) {
    let run = folder().run(&format!("explain a.md:{place}"));
    let mut lines = run.stdout.lines();
    let actual = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default().trim_start());
    assert_eq!((run.status, run.stderr.as_str(), actual), (0, "", (answer, &*format!("--> a.md:{at}"))), "{place}");
}

#[test]
fn the_short_answer() {
    check("5:16", "Found: acme/zonk (warning): Say what the system did.", "5:1");
    check("5:25", "Found in this sentence: acme/zonk (warning): Say what the system did.", "5:1");
    check(
        "5:45",
        "Quiet here: acme/zonk knows `zonked`, but `The sprinkler` was taken for a system or thing, and it counts only for people",
        "5:45",
    );
    check("7:10", "Quiet here: acme/zonk would speak, but it depends on `If`, so nothing says that it happened", "7:4");
    check("7:50", "Quiet here: acme/zonk would speak, but `Nobody` negates it", "7:47");
    check(
        "9:20",
        "Quiet here: acme/zonk would speak, but the silencer `story` found `Once upon a time`: It is a story.",
        "9:19",
    );
    check("9:40", "Quiet here: acme/zonk would speak, but the rule makes an exception for `zonked the weeds`", "9:34");
    check("9:60", "Quiet here: acme/zonk would speak, but the rule is off for this sort of agent or section", "9:56");
    check("11:21", "Quiet here: no rule looks for any word of this sentence", "11:21");
    check("14:5", "Quiet here: acme/zonk would speak, but the comment in line 13 asks for silence: a citation", "14:1");
    check("14:20", "Quiet here: acme/zonk would speak, but it stands between quotation marks", "14:17");
}

#[test]
fn places_that_are_not_linted() {
    check("2:9", "Not linted: of front matter, only the title, summary and description are linted", "2:9");
    check("6:1", "Not linted: there is no text here", "6:1");
    check("11:6", "Not linted: code is not linted; a sentence around it reads it as one noun", "11:5");
    check("13:7", "Not linted: a comment that asks for silence is never linted itself", "13:7");
    check("17:5", "Not linted: code is not linted", "17:5");
}

#[test]
fn the_whole_page() {
    let expected = "\
Found: acme/zonk (warning): Say what the system did.
 --> a.md:5:1
  |
5 | The gardener zonked the hose. The sprinkler zonked it.
  | ^^^^^^^^^^^^^^^^^^^

Words
  The       determiner
  gardener  role
  zonked    past, participle
  the       determiner
  hose      no class
  .         mark

Who and what, with what speaks for a person and against one
  `The gardener`: a role
    for         `gardener`: a role that people have
  `the hose`: a system or thing
    against     `hose`: nothing says that this is a person

Words that rules look around
  `zonked`
    subject     `The gardener` (a role), before the verb
    told as     past, active, told as having happened
    found       acme/zonk `The gardener zonked`: reported as warning
                pattern: {human} ~zonk
";
    folder().check("explain a.md:5:16", 0, expected, "");
}

#[test]
fn the_page_of_a_silenced_passage() {
    let expected = "\
Quiet here: acme/zonk would speak, but the silencer `story` found `Once upon a time`: It is a story.
\x20--> a.md:9:19
\x20 |
9 | Once upon a time, Kim zonked it. Kim zonked the weeds. We zonked it.
\x20 |                   ^^^^^^^^^^

Words
\x20 Once    adverb, subordinator; read over
\x20 upon    preposition
\x20 a       determiner
\x20 time    no class
\x20 ,       mark
\x20 Kim     no class
\x20 zonked  past, participle
\x20 it      subject-pronoun, object-pronoun, it
\x20 .       mark

Who and what, with what speaks for a person and against one
\x20 `a time`: a system or thing
\x20   against     `time`: nothing says that this is a person
\x20 `Kim`: a name
\x20   for         `Kim`: a given name

Words that rules look around
\x20 `zonked`
\x20   subject     `Kim` (a name), before the verb
\x20   told as     past, active, told as having happened
\x20   silenced    acme/zonk `Kim zonked`: the silencer `story` found `Once upon a time`: It is
\x20               a story.
\x20               pattern: {human} ~zonk
";
    folder().check("explain a.md:9:20", 0, expected, "");
}

#[test]
fn the_page_of_a_plain_sentence() {
    let expected = "\
Quiet here: no rule looks for any word of this sentence
\x20 --> a.md:11:21
\x20  |
11 | Run `zonk` now. The sky is blue. They blorped.
\x20  |                     ^^^

Words
\x20 The   determiner
\x20 sky   no class
\x20 is    be
\x20 blue  no class
\x20 .     mark

Who and what, with what speaks for a person and against one
\x20 `The sky`: a system or thing
\x20   against     `sky`: nothing says that this is a person
\x20 `blue`: a system or thing
\x20   against     `blue`: nothing says that this is a person
";
    folder().check("explain a.md:11:21", 0, expected, "");
}

#[test]
fn rules_that_do_not_run() {
    let note = "acme/blorp would speak here, but does not run: ";
    let run = folder().run("explain a.md:11:40");
    assert!(run.stdout.contains(note), "{}", run.stdout);
    let run = folder().run("explain --profile strict a.md:11:40");
    assert!(run.stdout.starts_with("Found: acme/blorp (hint)"), "{}", run.stdout);
    let run = folder().run("explain --ignore zonk a.md:5:16");
    assert!(run.stdout.contains("acme/zonk would speak here"), "{}", run.stdout);
}

#[test]
fn a_file_that_a_folder_leaves_out() {
    let folder = folder().file("unblame.toml", "builtin = false\npacks = [\"pack.toml\"]\nexclude = [\"a.md\"]\n");
    let run = folder.run("explain a.md:5:16");
    assert!(run.stdout.contains("`exclude` leaves this file out where a folder is checked."), "{}", run.stdout);
}

fn json(place: &str) -> Value {
    let run = folder().run(&format!("explain --format json {place}"));
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn as_json() {
    let page = json("a.md:7:50");
    assert_eq!(
        (&page["path"], &page["line"], &page["column"], &page["answer"]),
        (&"a.md".into(), &7.into(), &50.into(), &"quiet".into())
    );
    let sentence = &page["sentence"];
    assert_eq!(sentence["text"], "Nobody says that Kim zonked it.");
    assert_eq!(sentence["tokens"][4]["classes"], serde_json::json!(["past", "participle"]));
    let kim = sentence["mentions"].as_array().unwrap().iter().find(|mention| mention["text"] == "Kim").unwrap();
    assert_eq!((&kim["text"], &kim["kind"], &kim["human"]), (&"Kim".into(), &"name".into(), &true.into()));
    assert_eq!(kim["evidence"][0]["what"], "a given name");
    let attempt = &sentence["cues"][0]["attempts"][0];
    assert_eq!(
        (&attempt["rule"], &attempt["verdict"], &attempt["cause"]),
        (&"zonk".into(), &"silenced".into(), &"negation".into())
    );
    assert_eq!((&attempt["by"]["text"], &attempt["pattern"]), (&"Nobody".into(), &"{human} ~zonk".into()));
    let clause = &attempt["clause"];
    assert_eq!(
        (&clause["subject"]["route"], &clause["tense"], &clause["told"]),
        (&"direct".into(), &"past".into(), &true.into())
    );
    assert_eq!(clause["outer-negation"]["range"]["start"]["column"], 30);
    assert_eq!(json("a.md:5:16")["answer"], "found");
    assert_eq!(json("a.md:5:16")["findings"][0]["text"], "The gardener zonked");
    assert_eq!(json("a.md:14:5")["answer"], "suppressed");
    assert_eq!((&json("a.md:17:5")["answer"], &json("a.md:17:5")["sentence"]), (&"unread".into(), &Value::Null));
    assert_eq!(json("a.md:17:5")["unread"]["kind"], "code-block");
    assert_eq!(json("a.md:11:40")["asleep"][0]["rule"], "blorp");
}

#[test]
fn a_rule_as_json() {
    assert_eq!(json("zonk")[0]["question"], "How did the system allow it?");
}

#[test]
fn standard_input() {
    let run = folder().run_with_stdin("explain -:1:1", b"Kim zonked it.\n");
    assert!(run.stdout.starts_with("Found: acme/zonk (warning): Say what the system did.\n --> -:1:1\n"), "{run:?}");
    let run = folder().run_with_stdin("explain --stdin-filename a.txt -:1:1", b"    Kim zonked it.\n");
    assert!(run.stdout.contains("--> a.txt:1:5\n"), "{run:?}");
}

#[test]
fn a_path_with_colons() {
    let folder = folder().file("10:42:notes.md", "Kim zonked it.\n");
    let run = folder.run("explain 10:42:notes.md:1:5");
    assert!(run.stdout.contains("--> 10:42:notes.md:1:1\n"), "{run:?}");
}

#[test]
fn no_such_place() {
    let folder = folder();
    let errors = [
        ("b.md:1:1", "b.md: cannot read: No such file or directory (os error 2)"),
        (".:1:1", ".: a folder has no lines; name a file in it"),
        ("a.md:20:1", "a.md: there is no line 20; the last one is 19"),
        ("a.md:6:2", "a.md: line 6 has no column 2; it ends at column 1"),
        ("a.md:0:1", "`a.md:0:1` is no place in a file: lines and columns count from 1"),
        ("a.md:7", "`a.md:7` is no place in a file: write FILE:LINE:COLUMN, such as notes.md:3:7"),
        ("a.md", "unknown rule `a.md` (for a place in that file, write a.md:LINE:COLUMN)"),
    ];
    for (place, error) in errors {
        folder.check(&format!("explain {place}"), 2, "", &format!("error: {error}\n"));
    }
}

#[test]
fn colours_where_they_are_wanted() {
    let folder = folder();
    assert!(folder.run("explain --color always a.md:5:16").stdout.contains('\u{1b}'));
    assert!(!folder.run("explain a.md:5:16").stdout.contains('\u{1b}'));
    assert!(!folder.run("explain --color always --format json a.md:5:16").stdout.contains('\u{1b}'));
}

#[test]
fn a_regular_expression_is_explained_like_a_pattern() {
    let pack = "[pack]\nname = \"acme\"\n[[rule]]\nid = \"stamp\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"m\"\nwhy = \"w\"\n\
        question = \"q\"\nbad = [\"A «PEBCAK-1».\"]\ngood = [\"A day.\"]\nmatch = [{ regex = 'PEBCAK-\\d+' }]\nexcept = [{ regex = 'RFC \\d+' }]\n";
    let folder = Folder::empty().file("p.toml", pack).file("unblame.toml", "builtin = false\npacks = [\"p.toml\"]\n");
    let folder = folder.file("a.md", "It was PEBCAK-17 again. It was PEBCAK-18 of RFC 12.\n");
    let run = folder.run("explain a.md:1:12");
    assert!(run.stdout.starts_with("Found: acme/stamp (warning): m\n"), "{run:?}");
    assert!(run.stdout.contains("/PEBCAK-\\d+/"), "{run:?}");
    let run = folder.run("explain a.md:1:35");
    let answer = "Quiet here: acme/stamp would speak, but the rule makes an exception for `RFC 12`\n";
    assert!(run.stdout.starts_with(answer), "{run:?}");
    assert!(folder.run("explain acme/stamp").stdout.contains("«PEBCAK-1»"));
    assert!(folder.run("check --format json a.md").stdout.contains("\"text\":\"PEBCAK-17\""));
}
