//! What is printed where.

use crate::driver::{Folder, Run};

fn folder() -> Folder {
    Folder::with_pack()
        .file("a.md", "They zonked it.\n\nThey blorped.\n")
        .file("b/c.md", "# Mehed\n\nThey mehed.\n\nThey zonked it.\n")
}

#[test]
fn full() {
    let folder = Folder::with_pack().file("a.md", "They zonked it.\n");
    let expected = "\
warning[acme/zonk]: Say what the system did.
 --> a.md:1:6
  |
1 | They zonked it.
  |      ^^^^^^^^^
  |
  = why: The word says nothing about the system.
  = ask: How did the system allow it?
  = try: {system} did {what}.

";
    folder.check("check", 1, expected, "Found 1 finding (1 warning) in 1 of 1 file.\n");
    folder.check("check -q", 1, expected, "");
}

#[test]
fn concise_and_its_order() {
    let expected = "\
a.md:1:6: @
a.md:3:6: error acme/blorp Nobody blorps alone.
b/c.md:1:3: hint acme/meh Meh.
b/c.md:3:6: hint acme/meh Meh.
b/c.md:5:6: @
";
    let folder = folder();
    folder.check("check --format concise", 1, expected, "");
    folder.check("check --output-format concise b a.md", 1, expected, "");
    let mut command = folder.command("check");
    let run = crate::driver::wait(command.env("UNBLAME_FORMAT", "concise").spawn().unwrap());
    run.check("check", 1, expected, "");
}

#[test]
fn clean_output() {
    let folder = Folder::with_pack().file("a.md", "Fine.\n");
    folder.check("check", 0, "", "No findings in 1 file.\n");
    folder.check("check -q", 0, "", "");
    folder.check("check --format concise", 0, "", "");
    folder.check("check --format json", 0, "[]\n", "");
    folder.check("check --format json-lines", 0, "", "");
}

#[test]
fn json_and_json_lines_are_the_same() {
    let folder = folder();
    let array: Vec<serde_json::Value> = serde_json::from_str(&folder.run("check --format json").stdout).unwrap();
    let lines = folder.run("check --format json-lines").stdout;
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(array, lines);
    assert_eq!(array.len(), 5);
    let keys: Vec<&String> = array[0].as_object().unwrap().keys().collect();
    let mut expected = [
        "rule",
        "category",
        "pack",
        "severity",
        "message",
        "question",
        "url",
        "path",
        "range",
        "text",
        "agent",
        "suggestions",
        "fingerprint",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(array[4]["rule"], "zonk");
    assert_eq!(array[4]["pack"], "acme");
    assert_eq!(array[4]["path"], "b/c.md");
    assert_eq!(array[4]["text"], "zonked it");
    assert_eq!(array[4]["agent"], serde_json::Value::Null);
}

#[test]
fn the_same_for_any_number_of_threads() {
    let many = (0..60).fold(Folder::with_pack(), |folder, nth| {
        let text = "They zonked it. They blorped.\n\n".repeat((nth * 37) % 23);
        folder.file(&format!("{}/{nth}.md", nth % 7), text)
    });
    for format in ["full", "concise", "json", "json-lines"] {
        let run = |threads| many.run(&format!("check --statistics --format {format} -j {threads}"));
        let (one, eight) = (run(1), run(8));
        assert!(one.stdout.len() > 10_000);
        eight.check("-j", one.status, &one.stdout, &one.stderr);
    }
}

#[test]
fn statistics_by_rule_and_category() {
    let expected = "\
By rule:
     2  acme/meh (idiom)
     2  acme/zonk (idiom)
     1  acme/blorp (human-error)
By category:
     4  idiom
     1  human-error
";
    let run = folder().run("check --statistics --format concise");
    assert_eq!(run.stderr, expected);
}

fn colored(args: &str, variables: &[(&str, &str)]) -> bool {
    let folder = folder();
    let mut command = folder.command(args);
    command.envs(variables.iter().copied());
    let Run { stdout, stderr, .. } = crate::driver::wait(command.spawn().unwrap());
    (stdout + &stderr).contains('\x1b')
}

#[test]
fn colors() {
    assert!(!colored("check", &[]));
    assert!(colored("check --color always", &[]));
    assert!(colored("check", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored("check", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored("check --color never", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored("check nowhere.md", &[("NO_COLOR", "1")]));
}

#[test]
fn controls_of_a_document_never_reach_the_terminal() {
    let folder = Folder::with_pack().file("a\x1b[2J.md", "\x1b]0;x\x07 \u{9b}2J They zonked it.\n");
    for format in ["full", "concise", "json", "json-lines"] {
        let run = folder.run(&format!("check -v --format {format}"));
        let shown = run.stdout + &run.stderr;
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    }
}
