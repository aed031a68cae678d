//! The JSON Schemas: the committed ones are those that the binary prints, and they know the keys that are read, no more and no fewer.

use serde_json::Value;

use crate::driver::{Folder, root};

/// What to do about a schema that is out of date.
const UPDATE: &str = "UPDATE_SCHEMAS";

fn printed(args: &str) -> String {
    let run = Folder::empty().run(args);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args}");
    run.stdout
}

#[track_caller]
fn check_committed(args: &str, file: &str) {
    let (path, printed) = (root().join("docs/schemas").join(file), printed(args));
    if std::env::var_os(UPDATE).is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == printed, "docs/schemas/{file} is out of date: run the tests with {UPDATE}=1, and look at the change");
}

#[test]
fn the_committed_schemas_are_those_of_this_version() {
    check_committed("config schema", "unblame.schema.json");
    check_committed("config schema --pack", "pack.schema.json");
}

/// The keys of a table: those of the whole file, or those of a definition.
fn keys(schema: &Value, definition: &str) -> Vec<String> {
    let table = if definition.is_empty() { schema } else { &schema["definitions"][definition] };
    assert_eq!(table["additionalProperties"], false, "{definition}");
    table["properties"].as_object().unwrap().keys().cloned().collect()
}

/// What the reader says it knows, in place of a key that nothing is close to.
fn read(folder: &Folder) -> Vec<String> {
    let run = folder.run("check");
    let help = run.stderr.lines().find_map(|line| line.split_once("known are "));
    let (_, known) = help.unwrap_or_else(|| panic!("no list of keys in {run:?}"));
    let mut known: Vec<String> = known.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    known.sort();
    known
}

#[test]
fn the_schema_of_configurations_has_the_keys_that_are_read() {
    let schema: Value = serde_json::from_str(&printed("config schema")).unwrap();
    for (table, definition) in [("", ""), ("[[overrides]]\nfiles = []\n", "Override"), ("[people]\n", "People")] {
        let folder = Folder::empty().file("unblame.toml", format!("{table}qqqqqqqqqqqqqqqqqqqqqqqq = 1\n"));
        assert_eq!(keys(&schema, definition), read(&folder), "{table}");
    }
}

#[test]
fn the_schema_of_packs_has_the_keys_that_are_read() {
    let schema: Value = serde_json::from_str(&printed("config schema --pack")).unwrap();
    let tables = [
        ("", ""),
        ("[pack]\n", "Header"),
        ("[[rule]]\n", "Rule"),
        ("[[change]]\n", "Change"),
        ("[[silencer]]\n", "Silencer"),
        ("[people]\n", "People"),
        ("[rewriting]\n", "RewritingTable"),
        ("[lists.slip]\n", "List"),
    ];
    for (table, definition) in tables {
        let folder = Folder::empty().file("unblame.toml", "packs = [\"p.toml\"]\n");
        let folder = folder.file("p.toml", format!("{table}qqqqqqqqqqqqqqqqqqqqqqqq = 1\n"));
        assert_eq!(keys(&schema, definition), read(&folder), "{table}");
    }
}

/// The keys of the tables that stand for a text; the reader doesn't list them, so each one is tried.
#[test]
fn the_schema_of_patterns_and_rewrites_has_keys_that_are_read() {
    let schema: Value = serde_json::from_str(&printed("config schema --pack")).unwrap();
    let entry = [
        ("pattern", ""),
        ("sections", ", sections = []"),
        ("severity", ", severity = \"hint\""),
        ("tense", ", tense = \"any\""),
        ("through", ", through = []"),
        ("where", ", where = \"before\""),
    ];
    let mut known: Vec<&str> = entry.map(|(key, _)| key).to_vec();
    known.insert(1, "regex");
    assert_eq!(keys(&schema, "EntryTable"), known);
    let options = entry.map(|(_, option)| option).concat();
    let pack = crate::driver::PACK
        .replace("\"zonked it\"", &format!("{{ pattern = \"zonked it\"{options} }}, {{ regex = \"zonked it\" }}"));
    let folder = Folder::empty().file("p.toml", pack);
    let run = folder.run("pack test -q p.toml");
    assert!(run.status == 0, "{run:?}");
}
