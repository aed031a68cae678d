//! Settings of the editor and configuration files, while the server runs.

use serde_json::{Value, json};

use super::client::{Server, uri};
use crate::driver::Folder;

const TEXT: &str = "They zonked it. They mehed.\n";

fn changed(server: &mut Server, folder: &Folder, name: &str) {
    let change = json!({"uri": uri(folder, name), "type": 2});
    server.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
}

fn count(server: &mut Server, document: &str, version: i64) -> usize {
    server.published(document, version).len()
}

#[test]
fn switched_off_and_on() {
    let folder = Folder::with_pack();
    let document = uri(&folder, "a.md");
    let mut server = Server::start(&folder, json!({"initializationOptions": {"settings": {"enable": false}}}));
    server.open(&document, TEXT);
    server.notify("workspace/didChangeConfiguration", json!({"settings": {"unblame": {"enable": true}}}));
    assert_eq!(count(&mut server, &document, 1), 2);
    server.notify("workspace/didChangeConfiguration", json!({"settings": {"unblame": {"enable": false}}}));
    assert_eq!(count(&mut server, &document, 1), 0);
    server.replace(&document, 2, TEXT);
    let everywhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let params = json!({"textDocument": {"uri": document}, "range": everywhere, "context": {"diagnostics": []}});
    assert_eq!(server.request("textDocument/codeAction", params), Value::Null);
    assert!(!server.heard().iter().any(|message| message["params"]["version"] == 2));
}

#[test]
fn settings_are_asked_for() {
    let folder = Folder::with_pack();
    let document = uri(&folder, "a.md");
    let mut server = Server::spawn(&folder);
    server.settings = Some(json!({"enable": false}));
    server.initialize(&folder, json!({"capabilities": {"workspace": {"configuration": true}}}));
    server.open(&document, TEXT);
    server.wait("the question", |message| message["method"] == "workspace/configuration");
    server.settings = Some(json!({"enable": true}));
    server.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    server.wait("the question", |message| message["method"] == "workspace/configuration");
    assert_eq!(count(&mut server, &document, 1), 2);
}

#[test]
fn a_late_answer_counts() {
    let folder = Folder::with_pack();
    let document = uri(&folder, "a.md");
    let mut server = Server::spawn(&folder);
    server.settings = None;
    server.initialize(&folder, json!({"capabilities": {"workspace": {"configuration": true}}}));
    server.open(&document, TEXT);
    let question = server.wait("the question", |message| message["method"] == "workspace/configuration");
    assert_eq!(count(&mut server, &document, 1), 2, "documents don't wait for it");
    // Later than any time after which one might give up, which once ended the server.
    std::thread::sleep(std::time::Duration::from_secs(6));
    server.send(&json!({"jsonrpc": "2.0", "id": question["id"], "result": [{"enable": false}]}));
    assert_eq!(count(&mut server, &document, 1), 0);
}

#[test]
fn a_configuration_file_changes() {
    let folder = Folder::with_pack();
    let document = uri(&folder, "a.md");
    let watch = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut server = Server::start(&folder, json!({"capabilities": watch}));
    let registered = server.wait("a registration", |message| message["method"] == "client/registerCapability");
    assert_eq!(registered["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    server.open(&document, TEXT);
    assert_eq!(count(&mut server, &document, 1), 2);
    let config = std::fs::read_to_string(folder.path().join("unblame.toml")).unwrap();
    let folder = folder.file("unblame.toml", format!("ignore = [\"meh\"]\n{config}")).file("a.md", "never read from disk");
    changed(&mut server, &folder, "unblame.toml");
    assert_eq!(count(&mut server, &document, 1), 1);

    let pack = std::fs::read_to_string(folder.path().join("pack.toml")).unwrap();
    let folder = folder.file("pack.toml", pack.replace("\"Say what the system did.\"", "\"New.\""));
    changed(&mut server, &folder, "pack.toml");
    assert_eq!(server.published(&document, 1)[0]["message"], "New.");
}

#[test]
fn mistakes_are_shown_where_they_are() {
    let folder = Folder::with_pack();
    let (document, file) = (uri(&folder, "a.md"), uri(&folder, "unblame.toml"));
    let config = std::fs::read_to_string(folder.path().join("unblame.toml")).unwrap();
    let mut server = Server::start(&folder, json!({}));
    server.open(&document, TEXT);
    assert_eq!(count(&mut server, &document, 1), 2);

    let folder = folder.file("unblame.toml", format!("{config}profil = \"core\"\n"));
    changed(&mut server, &folder, "unblame.toml");
    let problems = server.published(&file, Value::Null);
    assert_eq!(problems[0]["message"], "unknown key `profil` (did you mean `profile`?)");
    assert_eq!(problems[0]["range"], json!({"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 6}}));
    assert!(server.notification("window/showMessage")["message"].as_str().unwrap().contains("unblame.toml:3:1"));
    assert_eq!(count(&mut server, &document, 1), 2, "the last good configuration goes on");
    server.replace(&document, 2, "They mehed.\n");
    assert_eq!(count(&mut server, &document, 2), 1);

    let folder = folder.file("unblame.toml", format!("ignore = [\"meh\"]\n{config}"));
    server.notify("textDocument/didSave", json!({"textDocument": {"uri": file}}));
    assert_eq!(server.published(&file, Value::Null), [] as [Value; 0]);
    assert_eq!(count(&mut server, &document, 2), 0);
    drop(folder);
}

#[test]
fn mistakes_in_packs_are_shown_in_packs() {
    let folder = Folder::with_pack();
    let pack = std::fs::read_to_string(folder.path().join("pack.toml")).unwrap();
    let folder = folder.file("pack.toml", pack.replace("match = [\"mehed\"]", "match = [\"{mehed\"]"));
    let mut server = Server::start(&folder, json!({}));
    let problems = server.published(&uri(&folder, "pack.toml"), Value::Null);
    assert_eq!((problems.len(), &problems[0]["severity"]), (1, &json!(1)));
    assert!(server.notification("window/showMessage")["message"].as_str().unwrap().contains("pack.toml:"));
}

#[test]
fn who_wins() {
    let folder = Folder::with_pack();
    let config = std::fs::read_to_string(folder.path().join("unblame.toml")).unwrap();
    let folder = folder.file("editor.toml", format!("ignore = [\"meh\"]\n{config}"));
    let document = uri(&folder, "a.md");
    for (settings, findings) in [
        (json!({}), 2),
        (json!({"configuration": "editor.toml"}), 1),
        (json!({"configuration": "editor.toml", "configurationPreference": "filesystemFirst"}), 2),
        (json!({"configuration": "editor.toml", "configurationPreference": "editorOnly"}), 1),
        (json!({"configurationPreference": "editorOnly"}), 0),
    ] {
        let mut server = Server::start(&folder, json!({"initializationOptions": {"settings": settings}}));
        server.open(&document, TEXT);
        assert_eq!(count(&mut server, &document, 1), findings, "{settings}");
    }
}

#[test]
fn folders_have_their_own() {
    let folder = Folder::with_pack()
        .file("calm/unblame.toml", "builtin = false\n")
        .file("excluded/unblame.toml", "exclude = [\"*.md\"]\n");
    let mut server = Server::start(&folder, json!({}));
    for (name, findings) in [("a.md", 2), ("sub/a.md", 2), ("calm/a.md", 0), ("excluded/a.md", 0)] {
        let document = uri(&folder, name);
        server.open(&document, TEXT);
        assert_eq!(count(&mut server, &document, 1), findings, "{name}");
    }
}

#[test]
fn on_save() {
    let folder = Folder::with_pack();
    let document = uri(&folder, "a.md");
    let mut server = Server::start(&folder, json!({"initializationOptions": {"settings": {"lint": {"run": "onSave"}}}}));
    server.open(&document, TEXT);
    assert_eq!(count(&mut server, &document, 1), 2);
    server.replace(&document, 2, "They mehed.\n");
    server.replace(&document, 3, "They mehed.\n");
    server.notify("textDocument/didSave", json!({"textDocument": {"uri": document}}));
    assert_eq!(count(&mut server, &document, 3), 1);
}

#[test]
fn nonsense_is_named() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({"initializationOptions": {"settings": {"lint": {"run": "sometimes"}}}}));
    assert_eq!(
        server.notification("window/showMessage")["message"],
        "the setting unblame.lint.run should be onType or onSave, not \"sometimes\""
    );
}
