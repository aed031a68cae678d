//! Diagnostics for clients that ask.

use serde_json::{Value, json};

use super::client::{Server, uri};
use crate::driver::Folder;

fn start(folder: &Folder) -> Server {
    let capabilities = json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}});
    Server::start(folder, json!({"capabilities": capabilities}))
}

fn pull(server: &mut Server, document: &str, previous: Value) -> Value {
    let mut params = json!({"textDocument": {"uri": document}});
    if !previous.is_null() {
        params["previousResultId"] = previous;
    }
    server.request("textDocument/diagnostic", params)
}

#[test]
fn a_document() {
    let folder = Folder::with_pack();
    let mut server = start(&folder);
    let document = uri(&folder, "a.md");
    server.open(&document, "They zonked it.\n");
    let report = pull(&mut server, &document, Value::Null);
    assert_eq!((&report["kind"], report["items"].as_array().unwrap().len()), (&json!("full"), 1));
    let again = pull(&mut server, &document, report["resultId"].clone());
    assert_eq!(again, json!({"kind": "unchanged", "resultId": report["resultId"]}));
    server.replace(&document, 2, "Fine.\n");
    let report = pull(&mut server, &document, report["resultId"].clone());
    assert_eq!((&report["kind"], &report["items"]), (&json!("full"), &json!([])));
    assert_eq!(pull(&mut server, "untitled:unknown", Value::Null)["items"], json!([]));
    assert!(!server.heard().iter().any(|message| message["method"] == "textDocument/publishDiagnostics"));
}

#[test]
fn a_new_configuration_is_worth_another_question() {
    let folder = Folder::with_pack();
    let mut server = start(&folder);
    let document = uri(&folder, "a.md");
    server.open(&document, "They zonked it.\n");
    let before = pull(&mut server, &document, Value::Null);
    let folder = folder.file("unblame.toml", "ignore = [\"zonk\"]\nbuiltin = false\npacks = [\"pack.toml\"]\n");
    let change = json!({"uri": uri(&folder, "unblame.toml"), "type": 2});
    server.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    server.wait("a refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    let after = pull(&mut server, &document, before["resultId"].clone());
    assert_eq!((&after["kind"], &after["items"]), (&json!("full"), &json!([])));
}

#[test]
fn a_workspace() {
    let folder = Folder::with_pack()
        .file("a.md", "They zonked it.\n")
        .file("sub/b.md", "They blorped.\n")
        .file("c.md", "Fine.\n")
        .file("d.rs", "They zonked it.\n");
    let mut server = start(&folder);
    server.open(&uri(&folder, "a.md"), "They zonked it. They mehed.\n");
    let params = json!({"previousResultIds": [], "workDoneToken": "t"});
    let report = server.request("workspace/diagnostic", params);
    let items = report["items"].as_array().unwrap();
    let shown: Vec<_> = items
        .iter()
        .map(|item| (item["uri"].as_str().unwrap(), &item["version"], item["items"].as_array().unwrap().len()))
        .collect();
    let (a, b, c) = (uri(&folder, "a.md"), uri(&folder, "sub/b.md"), uri(&folder, "c.md"));
    assert_eq!(shown, [(a.as_str(), &json!(1), 2), (c.as_str(), &Value::Null, 0), (b.as_str(), &Value::Null, 1)]);
    let kinds: Vec<_> = server.heard().iter().map(|message| message["params"]["value"]["kind"].clone()).collect();
    assert_eq!((kinds.first(), kinds.last()), (Some(&json!("begin")), Some(&json!("end"))));

    let previous: Vec<_> = items.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    std::fs::remove_file(folder.path().join("sub/b.md")).unwrap();
    let report = server.request("workspace/diagnostic", json!({"previousResultIds": previous}));
    let kinds: Vec<_> = report["items"].as_array().unwrap().iter().map(|item| (&item["uri"], &item["kind"])).collect();
    let (full, unchanged) = (json!("full"), json!("unchanged"));
    assert_eq!(kinds, [(&json!(a), &unchanged), (&json!(c), &unchanged), (&json!(b), &full)]);
}
