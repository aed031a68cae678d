//! The formats that other programs read, and the file that they go to.

use serde_json::Value;

use crate::driver::{CONCISE, Folder, wait};

const ALL: [&str; 9] = ["json", "json-lines", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "html"];

fn folder() -> Folder {
    Folder::with_pack().file("docs/a b.md", "é They zonked it.\n\nThey blorped.\n").file("m.md", "They mehed.\n")
}

fn json(folder: &Folder, args: &str) -> Value {
    let run = folder.run(args);
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn sarif() {
    let folder = folder();
    let log = json(&folder, "check --format sarif");
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!((rules.len(), results.len()), (3, 3));
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let levels: Vec<&Value> = results.iter().map(|result| &result["level"]).collect();
    assert_eq!(levels, ["warning", "error", "note"]);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "docs/a%20b.md");
    let region = serde_json::json!({"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 17});
    assert_eq!(place["region"], region);
    assert_eq!(results[0]["message"]["text"], "Say what the system did. How did the system allow it?");
    let fingerprints = json(&folder, "check --format json");
    assert_eq!(results[0]["partialFingerprints"]["unblame/v1"], fingerprints[0]["fingerprint"]);
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn sarif_marks_what_comments_silence() {
    let text = "They blorped.\n\n<!-- unblame-disable-next-line zonk: a quote -->\nThey zonked it. They mehed. <!-- unblame-disable-line meh -->\n";
    let folder = Folder::with_pack().file("a.md", text);
    let marks = |args: &str| {
        let log = json(&folder, args);
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        results.map(|result| (result["ruleId"].clone(), result["suppressions"].clone())).collect::<Vec<_>>()
    };
    let expected = [
        (Value::from("acme/blorp"), serde_json::json!([])),
        (Value::from("acme/zonk"), serde_json::json!([{"kind": "inSource", "justification": "a quote"}])),
        (Value::from("acme/meh"), serde_json::json!([{"kind": "inSource"}])),
    ];
    assert_eq!(marks("check --format sarif"), expected);
    assert_eq!(marks("check --format sarif --min-severity warning"), expected[..2]);
    assert_eq!(json(&folder, "check --format json").as_array().unwrap().len(), 1);
}

#[test]
fn sarif_and_junit_tell_of_files_that_were_not_read() {
    let folder = folder().file("bad.md", b"\xff");
    let log = json(&folder, "check --format sarif bad.md m.md");
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["message"]["text"], "bad.md: not valid UTF-8 at byte offset 0");
    let run = folder.run("check --format junit bad.md");
    assert!(run.stdout.contains("errors=\"1\"") && run.stdout.contains("<error message=\"not valid UTF-8"), "{run:?}");
    assert_eq!(run.status, 2);
}

#[test]
fn github() {
    let expected = "\
::warning file=docs/a b.md,line=1,col=8,endColumn=17,endLine=1,title=unblame acme/zonk::docs/a b.md:1:8: Say what the system did. How did the system allow it?
::error file=docs/a b.md,line=3,col=6,endColumn=13,endLine=3,title=unblame acme/blorp::docs/a b.md:3:6: Nobody blorps alone. How was blorping possible?
::notice file=m.md,line=1,col=6,endColumn=11,endLine=1,title=unblame acme/meh::m.md:1:6: Meh. How so?
";
    folder().check("check --format github", 1, expected, "");
}

#[test]
fn gitlab() {
    let folder = folder().file("n.md", "They mehed.\n");
    let issues = json(&folder, "check --format gitlab");
    let issues = issues.as_array().unwrap();
    let severities: Vec<&Value> = issues.iter().map(|issue| &issue["severity"]).collect();
    assert_eq!(severities, ["minor", "major", "info", "info"]);
    assert_eq!(issues[0]["check_name"], "acme/zonk");
    assert_eq!(issues[0]["description"], "Say what the system did.");
    assert_eq!(issues[0]["location"], serde_json::json!({"path": "docs/a b.md", "lines": {"begin": 1, "end": 1}}));
    assert_ne!(issues[2]["fingerprint"], issues[3]["fingerprint"], "the same text in two files is two issues");
}

#[test]
fn rdjson_counts_bytes() {
    let report = json(&folder(), "check --format rdjson");
    let first = &report["diagnostics"][0];
    let range = serde_json::json!({"start": {"line": 1, "column": 9}, "end": {"line": 1, "column": 18}});
    assert_eq!(first["location"], serde_json::json!({"path": "docs/a b.md", "range": range}));
    assert_eq!(first["severity"], "WARNING");
    assert_eq!(first["code"]["value"], "acme/zonk");
    assert_eq!(report["diagnostics"][2]["severity"], "INFO");
}

#[test]
fn checkstyle() {
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="8.0">
<file name="docs/a b.md">
  <error line="1" column="8" severity="warning" message="Say what the system did." source="unblame.idiom.acme/zonk"/>
  <error line="3" column="6" severity="error" message="Nobody blorps alone." source="unblame.human-error.acme/blorp"/>
</file>
<file name="m.md">
  <error line="1" column="6" severity="info" message="Meh." source="unblame.idiom.acme/meh"/>
</file>
</checkstyle>
"#;
    folder().check("check --format checkstyle", 1, expected, "");
}

#[test]
fn junit() {
    let folder = Folder::with_pack().file("a.md", "They <zonked> & zonked it.\n").file("b.md", "Fine.\n");
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="unblame">
<testsuite name="a.md" tests="1" failures="1" errors="0" skipped="0" time="0">
  <testcase name="acme/zonk at 1:17" classname="a.md" file="a.md" line="1" time="0">
    <failure message="Say what the system did." type="warning">a.md:1:17: zonked it
why: The word says nothing about the system.
ask: How did the system allow it?</failure>
  </testcase>
</testsuite>
<testsuite name="b.md" tests="1" failures="0" errors="0" skipped="0" time="0">
  <testcase name="unblame" classname="b.md" file="b.md" time="0"/>
</testsuite>
</testsuites>
"#;
    folder.check("check --format junit", 1, expected, "");
}

#[test]
fn clean_output() {
    let folder = Folder::with_pack().file("a.md", "Fine.\n");
    folder.check("check --format github", 0, "", "");
    folder.check("check --format gitlab", 0, "[]\n", "");
    folder.check(
        "check --format checkstyle",
        0,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\"/>\n",
        "",
    );
    assert_eq!(json(&folder, "check --format rdjson")["diagnostics"], serde_json::json!([]));
    let log = json(&folder, "check --format sarif");
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().len(), 3);
}

#[test]
fn controls_break_no_format() {
    let text = "\x1b]0;x\x07 \u{9b}2J \0 \u{202e} They zonked\x0bit. ]]> They zonked it.\n";
    let folder = Folder::with_pack().file("a\x1b[2J\n\"<&'>%,:.md", text);
    for format in ALL {
        let run = folder.run(&format!("check --format {format}"));
        let shown = run.stdout + &run.stderr;
        assert!(!shown.is_empty(), "{format}");
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{format}: {shown:?}");
    }
}

#[test]
fn the_same_for_any_number_of_threads() {
    let many = (0..40).fold(Folder::with_pack(), |folder, nth| {
        folder.file(&format!("{}/{nth}.md", nth % 7), "They zonked it. They blorped.\n\n".repeat((nth * 37) % 23))
    });
    for format in ALL {
        let run = |threads| many.run(&format!("check --format {format} -j {threads}"));
        let (one, eight) = (run(1), run(8));
        assert!(one.stdout.len() > 10_000);
        assert!(one.stdout == eight.stdout, "{format}");
    }
}

#[test]
fn a_file_beside_what_is_shown() {
    let folder = folder();
    for format in ALL {
        let expected = folder.run(&format!("check --format {format}")).stdout;
        let run = folder.run(&format!("check --format {format} --output-file out.{format} --color always"));
        assert!(run.stdout.contains("docs/a b.md:1:8"), "{run:?}");
        assert!(run.stderr.starts_with("Found 3 findings"), "{run:?}");
        assert_eq!(run.status, 1);
        assert_eq!(std::fs::read_to_string(folder.path().join(format!("out.{format}"))).unwrap(), expected, "{format}");
    }
    let left = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.starts_with('.')).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    let folder = folder();
    for path in ["docs", "nowhere/out.json"] {
        let run = folder.run(&format!("check --format json --output-file {path}"));
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{path}");
        assert!(run.stderr.starts_with(&format!("error: cannot write {path}: ")), "{run:?}");
    }
}

#[test]
fn a_closed_pipe_leaves_the_file_whole() {
    let folder = Folder::with_pack().file("a.md", "They zonked it.\n\n".repeat(5000));
    let mut child = folder.command("check -q --format concise --output-file out.txt").spawn().unwrap();
    drop(child.stdout.take());
    let run = wait(child);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    let written = std::fs::read_to_string(folder.path().join("out.txt")).unwrap();
    assert_eq!(written.matches(CONCISE).count(), 5000);
}
