//! Code actions. What they do is checked by doing it.

use serde_json::{Value, json};

use super::client::{Server, uri};
use super::text::{covered, edited};
use crate::driver::Folder;

const NAMED: &str = "Priya forgot to renew the certificate.\n";

/// Everything that editors of today can do with edits.
fn able() -> Value {
    let edit = json!({"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]});
    json!({"capabilities": {"workspace": {"workspaceEdit": edit}}})
}

/// The actions for the first finding of a text.
fn actions(server: &mut Server, document: &str, text: &str) -> Vec<Value> {
    server.open(document, text);
    let published = server.published(document, 1);
    let actions = server.actions(document, &published[0]["range"], json!(["quickfix"]));
    assert!(actions.iter().all(|action| action["kind"] == "quickfix"));
    assert_eq!(actions[0]["diagnostics"], json!([published[0]]));
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": document}}));
    actions
}

fn titled(actions: &[Value], start: &str) -> Value {
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with(start));
    found.unwrap_or_else(|| panic!("no action {start:?} among {actions:?}")).clone()
}

#[test]
fn comments_that_silence() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    for (text, line, file) in [
        (
            "a\n\nThey zonked it.\n",
            "a\n\n<!-- unblame-disable-next-line acme/zonk -->\nThey zonked it.\n",
            "<!-- unblame-disable-file acme/zonk -->\na\n\nThey zonked it.\n",
        ),
        (
            "- They zonked it,\r\n  again\\\r\n  and again\r\n",
            "- They zonked it, <!-- unblame-disable-line acme/zonk -->\r\n  again\\\r\n  and again\r\n",
            "<!-- unblame-disable-file acme/zonk -->\r\n- They zonked it,\r\n  again\\\r\n  and again\r\n",
        ),
        (
            "| a | b |\n|---|---|\n| c | They zonked it. |\n",
            "| a | b |\n|---|---|\n| c | They zonked it. <!-- unblame-disable-line acme/zonk --> |\n",
            "<!-- unblame-disable-file acme/zonk -->\n| a | b |\n|---|---|\n| c | They zonked it. |\n",
        ),
        (
            "---\na: b\n---\n# They zonked it.",
            "---\na: b\n---\n<!-- unblame-disable-next-line acme/zonk -->\n# They zonked it.",
            "---\na: b\n---\n<!-- unblame-disable-file acme/zonk -->\n\n# They zonked it.",
        ),
    ] {
        let document = uri(&folder, "a.md");
        let actions = actions(&mut server, &document, text);
        for (title, expected) in [("Disable acme/zonk for this line", line), ("Disable acme/zonk for this file", file)] {
            let result = edited(text, &titled(&actions, title)["edit"], &document);
            assert_eq!(result, expected);
            server.open(&document, &result);
            assert_eq!(server.published(&document, 1), [] as [Value; 0], "{result}");
            server.notify("textDocument/didClose", json!({"textDocument": {"uri": document}}));
        }
    }
}

#[test]
fn comments_of_other_formats() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    for name in ["a.txt", "COMMIT_EDITMSG"] {
        let document = uri(&folder, name);
        let text = "Subject\n\nThey zonked it.\n";
        let actions = actions(&mut server, &document, text);
        for title in ["Disable acme/zonk for this line", "Disable acme/zonk for this file"] {
            let result = edited(text, &titled(&actions, title)["edit"], &document);
            server.open(&document, &result);
            assert_eq!(server.published(&document, 1), [] as [Value; 0], "{result}");
            server.notify("textDocument/didClose", json!({"textDocument": {"uri": document}}));
        }
    }
}

#[test]
fn who_is_who() {
    let folder = Folder::empty().file("unblame.toml", "# ours\n[people]\nsystems = [\n  \"Frodo\", # a server\n]\n\n[voice]\n");
    let (document, file) = (uri(&folder, "a.md"), uri(&folder, "unblame.toml"));
    let mut server = Server::start(&folder, able());
    let offered = actions(&mut server, &document, NAMED);
    let config = std::fs::read_to_string(folder.path().join("unblame.toml")).unwrap();
    let system = edited(&config, &titled(&offered, "Priya is a system")["edit"], &file);
    assert_eq!(system, "# ours\n[people]\nsystems = [\n  \"Frodo\", # a server\n  \"Priya\",\n]\n\n[voice]\n");
    let person = edited(&config, &titled(&offered, "Priya is a person")["edit"], &file);
    assert!(person.contains("roster = [\"Priya\"]"), "{person}");

    // Once applied, it is true.
    let folder = folder.file("unblame.toml", system);
    server.notify("textDocument/didSave", json!({"textDocument": {"uri": file}}));
    server.open(&document, NAMED);
    assert_eq!(server.published(&document, 1), [] as [Value; 0]);
    drop(folder);
}

#[test]
fn the_open_configuration_counts() {
    let folder = Folder::empty().file("unblame.toml", "# on disk\n");
    let (document, file) = (uri(&folder, "a.md"), uri(&folder, "unblame.toml"));
    let mut server = Server::start(&folder, able());
    let unsaved = "# not saved yet 🎉\n[people]\n";
    let item = json!({"uri": file, "languageId": "toml", "version": 7, "text": unsaved});
    server.notify("textDocument/didOpen", json!({"textDocument": item}));
    let action = titled(&actions(&mut server, &document, NAMED), "Priya is a system");
    assert_eq!(action["edit"]["documentChanges"][0]["textDocument"]["version"], 7);
    assert_eq!(edited(unsaved, &action["edit"], &file), "# not saved yet 🎉\n[people]\nsystems = [\"Priya\"]\n");
}

#[test]
fn a_first_configuration() {
    let folder = Folder::empty();
    let mut server = Server::start(&folder, able());
    let action = titled(&actions(&mut server, &uri(&folder, "a.md"), NAMED), "Priya is a system");
    let changes = action["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(uri(&folder, "unblame.toml"))));
    assert_eq!(changes[1]["edits"][0]["newText"], "[people]\nsystems = [\"Priya\"]\n");

    let mut server = Server::start(&folder, json!({}));
    let offered = actions(&mut server, &uri(&folder, "a.md"), NAMED);
    assert!(!offered.iter().any(|action| action["title"].as_str().unwrap().contains("is a system")), "no way to create it");
}

#[test]
fn explaining() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    let document = uri(&folder, "a.md");
    server.open(&document, "They zonked it.\n");
    let range = server.published(&document, 1)[0]["range"].clone();
    let action = titled(&server.actions(&document, &range, Value::Null), "Explain acme/zonk");
    server.request(
        "workspace/executeCommand",
        json!({"command": action["command"]["command"], "arguments": action["command"]["arguments"]}),
    );
    let shown = server.notification("window/showMessage")["message"].as_str().unwrap().to_owned();
    assert!(shown.contains("How did the system allow it?"), "{shown}");
    for arguments in [json!([]), json!([7])] {
        let id = server.ask("workspace/executeCommand", json!({"command": "unblame.explainRule", "arguments": arguments}));
        assert_eq!(server.answer(id)["error"]["code"], -32602);
    }
}

#[test]
fn kinds_and_ranges() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    let document = uri(&folder, "a.md");
    server.open(&document, "Fine. They zonked it.\n");
    let range = server.published(&document, 1)[0]["range"].clone();
    let away = json!({"start": {"line": 0, "character": 1}, "end": {"line": 0, "character": 3}});
    assert_eq!(server.actions(&document, &away, Value::Null), [] as [Value; 0]);
    assert_eq!(server.actions(&document, &range, json!(["refactor"])), [] as [Value; 0]);
    assert_eq!(server.actions(&document, &range, json!(["quick"])), [] as [Value; 0]);
    let (some, all) = (server.actions(&document, &range, json!(["quickfix"])), server.actions(&document, &range, json!([""])));
    assert_eq!(some, all);
    assert!(!some.is_empty());
    let foreign = json!({"range": range, "message": "of another linter"});
    let params = json!({"textDocument": {"uri": document}, "range": range, "context": {"diagnostics": [foreign]}});
    assert!(!server.request("textDocument/codeAction", params).as_array().unwrap().is_empty());
}

/// "carelessly" can go without changing what is told.
#[test]
fn fix_all() {
    let folder = Folder::empty();
    let mut server = Server::start(&folder, able());
    let document = uri(&folder, "a.md");
    let text = "Sam carelessly dropped the table.\n\nFine 🎉. Sam forgot it.\n";
    server.open(&document, text);
    server.published(&document, 1);
    let everywhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    for only in ["source.fixAll.unblame", "source.fixAll", "source"] {
        let actions = server.actions(&document, &everywhere, json!([only]));
        assert_eq!((actions.len(), &actions[0]["kind"]), (1, &json!("source.fixAll.unblame")), "{only}");
        assert_eq!(actions[0]["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
        let fixed = edited(text, &actions[0]["edit"], &document);
        assert_eq!(fixed, "Sam dropped the table.\n\nFine 🎉. Sam forgot it.\n");
    }
}

#[test]
fn a_selection_of_everything() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    let document = uri(&folder, "a.md");
    let text = "They zonked it.\n\n".repeat(20_000);
    server.open(&document, &text);
    assert_eq!(server.published(&document, 1).len(), 20_000);
    let everything = json!({"start": {"line": 0, "character": 0}, "end": {"line": 40_000, "character": 0}});
    let actions = server.actions(&document, &everything, Value::Null);
    let edit = &titled(&actions, "Disable acme/zonk for this line")["edit"];
    assert!(
        edited(&text[..34], edit, &document).starts_with("<!-- unblame-disable-next-line acme/zonk -->\nThey zonked it.\n")
    );
    assert!((100..200).contains(&actions.len()), "{}", actions.len());
}

#[test]
fn a_range_covers_the_passage() {
    let folder = Folder::empty();
    let mut server = Server::start(&folder, json!({}));
    let text = "🎉 e\u{301}\r\nPriya forgot to renew the certificate.\n";
    server.open("untitled:a", text);
    let range = server.published("untitled:a", 1)[0]["range"].clone();
    assert!(covered(text, &range).starts_with("Priya forgot"));
}
