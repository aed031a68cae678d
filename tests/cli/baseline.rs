//! Findings that were there before.

use crate::driver::Folder;

fn read(folder: &Folder, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

/// Many old documents, with a baseline in `b.json`.
fn adopted() -> Folder {
    let folder = (0..100).fold(Folder::with_pack(), |folder, nth| {
        let text = format!(
            "# Number {nth}\n\nOn day {nth} they zonked it in the\nmorning, and they blorped.\n\nThey mehed on day {nth}.\n"
        );
        folder.file(&format!("docs/{nth}.md"), text)
    });
    folder.check(
        "check --baseline b.json --update-baseline",
        0,
        "",
        "No findings in 100 files.\nWrote 300 to the baseline b.json.\n",
    );
    folder.check("check --baseline b.json", 0, "", "No findings in 100 files.\n");
    folder
}

#[test]
fn moved_and_wrapped_passages_are_known_and_a_new_sentence_is_not() {
    let folder = adopted()
        .file(
            "docs/7.md",
            "# Number 7\n\nThey mehed\non day 7.\n\nOn\nday 7\n  they zonked\nit in the morning, and they blorped.\n",
        )
        .file("docs/8.md", "On day 8 they zonked\r\nit in the morning, and\r\nthey blorped.\r\n\r\nThey mehed on day 8.\r\n");
    folder.check("check --baseline b.json", 0, "", "No findings in 100 files.\n");
    let more = read(&folder, "docs/9.md") + "\nThen they zonked it.\n";
    let folder = folder.file("docs/9.md", more);
    folder.check("check --baseline b.json --format concise", 1, "docs/9.md:8:11: @\n", "");
    let again = folder.run("check --baseline b.json --update-baseline --format concise");
    let refused = "New findings are not added (1), since a baseline only shrinks; delete it to start anew.";
    again.check("", 1, "docs/9.md:8:11: @\n", &format!("Removed 0 stale from the baseline b.json, kept 300. {refused}\n"));
}

#[test]
fn the_file_is_sorted_and_changes_by_a_line() {
    let folder = adopted();
    let before = read(&folder, "b.json");
    assert!(before.starts_with("{\n  \"version\": 1,\n  \"files\": {\n    \"docs/0.md\": [\n      \"acme/blorp "), "{before}");
    assert!(!before.contains("they"), "it holds no text");
    let folder = folder.file("docs/5.md", "On day 5 they zonked it in the morning, and they blorped.\n");
    let stale = "Stale in the baseline b.json: 1; --update-baseline removes them.\n";
    folder.check("check --baseline b.json --format concise", 0, "", stale);
    folder.check("check -q --baseline b.json", 0, "", "");
    assert_eq!(before, read(&folder, "b.json"));
    let update = "Removed 1 stale from the baseline b.json, kept 299.\n";
    folder.check("check --baseline b.json --update-baseline --format concise", 0, "", update);
    let after = read(&folder, "b.json");
    assert_eq!(after.lines().count() + 1, before.lines().count());
    folder.check("check --baseline b.json", 0, "", "No findings in 100 files.\n");
}

#[test]
fn other_places_and_parts() {
    let folder = adopted();
    let outside = Folder::empty();
    let root = folder.path().to_string_lossy();
    let run = outside.run(&format!("check --baseline {root}/b.json {root}/docs"));
    run.check("", 0, "", "No findings in 100 files.\n");
    // Part of the files or rules: the rest stays.
    let before = read(&folder, "b.json");
    folder.check("check -q --baseline b.json --update-baseline docs/1.md", 0, "", "");
    folder.check("check -q --baseline b.json --update-baseline --ignore idiom", 0, "", "");
    folder.check("check -q --baseline b.json --update-baseline --min-severity error", 0, "", "");
    assert_eq!(before, read(&folder, "b.json"));
}

#[test]
fn renamed_and_removed_files() {
    let folder = adopted();
    std::fs::rename(folder.path().join("docs/3.md"), folder.path().join("docs/new.md")).unwrap();
    std::fs::remove_file(folder.path().join("docs/4.md")).unwrap();
    let stale = "No findings in 99 files.\nStale in the baseline b.json: 3; --update-baseline removes them.\n";
    folder.check("check --baseline b.json", 0, "", stale);
    folder.check("check -q --baseline b.json --update-baseline docs/5.md", 0, "", "");
    assert!(read(&folder, "b.json").contains("docs/4.md"), "nobody looked for it");
    let update = "No findings in 99 files.\nRemoved 3 stale from the baseline b.json, kept 297.\n";
    folder.check("check --baseline b.json --update-baseline", 0, "", update);
    let now = read(&folder, "b.json");
    assert!(now.contains("docs/new.md") && !now.contains("docs/3.md") && !now.contains("docs/4.md"));
}

#[test]
fn passages_alike() {
    let folder = Folder::with_pack().file("a.md", "They zonked it.\n\nThey zonked it.\n");
    folder.check("check -q --update-baseline", 0, "", "");
    let folder = folder.file("a.md", "They zonked it.\n\nThey zonked it.\n\nThey zonked it.\n");
    folder.check("check -q --baseline unblame-baseline.json --format concise", 1, "a.md:5:6: @\n", "");
}

#[test]
fn sarif_marks_instead_of_leaving_out() {
    let folder = Folder::with_pack().file("a.md", "They zonked it.\n");
    folder.check("check -q --baseline b.json --update-baseline", 0, "", "");
    let folder = folder.file("a.md", "They zonked it.\n\nThey blorped.\n");
    let run = folder.run("check --baseline b.json --format sarif");
    let log: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!((&results[0]["baselineState"], &results[1]["baselineState"]), (&"unchanged".into(), &"new".into()));
    assert_eq!(results[0]["suppressions"][0]["kind"], "external");
    assert_eq!(results[1]["suppressions"], serde_json::json!([]));
}

#[test]
fn bad_baselines_are_errors_and_stay_as_they_are() {
    for (content, reason) in [
        ("", "is damaged: EOF while parsing a value at line 1 column 0"),
        ("{\"version\": 1, \"files\": {\"a.md\": [\"zonk\"]}}", "is damaged: `zonk` is no entry"),
        ("{\"version\": 9}", "is of version 9, which is newer than this unblame"),
    ] {
        let folder = Folder::with_pack().file("a.md", "They zonked it.\n").file("b.json", content);
        for update in ["", " --update-baseline"] {
            let run = folder.run(&format!("check --baseline b.json{update}"));
            run.check("", 2, "", &format!("error: the baseline b.json {reason}\n"));
        }
        assert_eq!(read(&folder, "b.json"), content);
    }
    let folder = Folder::with_pack().file("a.md", "They zonked it.\n");
    let missing = "error: the baseline b.json does not exist; write it with --update-baseline\n";
    folder.check("check --baseline b.json", 2, "", missing);
    assert_eq!(folder.run("check --baseline nowhere/b.json --update-baseline").status, 2);
    assert_eq!(folder.run("check --baseline . --update-baseline").status, 2);
}
