//! What goes wrong between editors and servers.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Server, uri};
use crate::driver::Folder;

/// The server still does what it is for.
#[track_caller]
fn assert_alive(server: &mut Server, document: &str) {
    server.open(document, "They zonked it.\n");
    assert_eq!(server.published(document, 1).len(), 1);
}

#[test]
fn no_json_and_no_message() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    server.send_bytes(b"garbage\r\n\r\nContent-Length: 3\r\n\r\n{\"a");
    assert_eq!(server.wait("a parse error", |message| message["error"]["code"] == -32700)["id"], Value::Null);
    server.send_bytes(b"Content-Length: 4\r\n\r\n\xff\xfe{}");
    server.wait("a parse error", |message| message["error"]["code"] == -32700);
    server.send(&json!({"jsonrpc": "2.0", "id": 77}));
    assert_eq!(server.answer(77)["error"]["code"], -32600);
    server.send(&json!([1, 2]));
    server.wait("a refusal", |message| message["error"]["code"] == -32600);
    server.send(&json!({"jsonrpc": "2.0", "id": 4711, "result": "an answer to nothing"}));
    let unknown = server.ask("textDocument/unknown", json!({}));
    assert_eq!(server.answer(unknown)["error"]["code"], -32601);
    let wrong = server.ask("textDocument/hover", json!({"position": 3}));
    assert_eq!(server.answer(wrong)["error"]["code"], -32602);
    server.notify("textDocument/didChange", json!({"textDocument": 3}));
    server.notify("$/unknown", json!({}));
    assert_alive(&mut server, &uri(&folder, "a.md"));
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn half_a_surrogate_pair() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    let document = uri(&folder, "a.md");
    let body = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{document}","languageId":"markdown","version":1,"text":"a\ud83d They zonked it.\n"}}}}}}"#
    );
    server.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    assert_eq!(server.published(&document, 1)[0]["range"]["start"]["character"], 8);
}

#[test]
fn positions_and_versions_out_of_place() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    let document = uri(&folder, "a.md");
    server.replace(&document, 5, "They zonked it.");
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": document}}));
    server.open(&document, "🎉 x\n");
    let at = |line: u32, character: u32| json!({"line": line, "character": character});
    let far = json!({"range": {"start": at(900, 900), "end": at(901, 0)}, "text": "They zonked it.\n"});
    let inside = json!({"range": {"start": at(0, 1), "end": at(0, 1)}, "text": "They mehed. "});
    let backwards = json!({"range": {"start": at(0, 99), "end": at(0, 0)}, "text": "They blorped."});
    server.change(&document, 4, json!([far, inside, backwards]));
    server.replace(&document, 4, "stale");
    server.replace(&document, 3, "stale");
    server.change(&document, 6, json!([]));
    let found = server.published(&document, 6);
    let shown: Vec<_> = found.iter().map(|one| (&one["code"], &one["range"]["start"])).collect();
    assert_eq!(shown, [(&json!("acme/blorp"), &at(0, 5)), (&json!("acme/zonk"), &at(1, 5))]);
    let logged = server.heard().iter().filter(|message| message["method"] == "window/logMessage").count();
    assert_eq!(logged, 1, "one document, one complaint");
}

#[test]
fn a_client_that_never_answers() {
    let folder = Folder::with_pack();
    let mut server = Server::spawn(&folder);
    server.settings = None;
    let workspace = json!({"configuration": true, "didChangeWatchedFiles": {"dynamicRegistration": true}});
    server.initialize(&folder, json!({"capabilities": {"workspace": workspace}}));
    let document = uri(&folder, "a.md");
    server.open(&document, "");
    for version in 2..400 {
        server.replace(&document, version, "They zonked it.\n");
        server.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    }
    assert_eq!(server.published(&document, 399).len(), 1);
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn big_documents() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    let document = uri(&folder, "a.md");
    server.open(&document, &"The disk filled up, and the alert went out.\n\n".repeat(10 << 20 >> 6));
    server.change(&document, 2, json!([{"range": {"start": {"line": 99, "character": 0}, "end": {"line": 99, "character": 0}}, "text": "They zonked it. "}]));
    assert_eq!(server.published(&document, 2).len(), 1);
    let line = "é🎉 They zonked it, and ".repeat(5 << 20 >> 5);
    server.replace(&document, 3, &line);
    let found = server.published(&document, 3);
    // The engine ends a sentence that takes too long, wherever that is.
    assert!(found.len() > 160_000);
    for one in &found {
        assert_eq!(one["range"]["start"]["character"].as_u64().unwrap() % 24, 9);
    }
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn too_large_is_said_once() {
    let folder = Folder::with_pack();
    let config = std::fs::read_to_string(folder.path().join("unblame.toml")).unwrap();
    let folder = folder.file("unblame.toml", format!("max-file-size = 100\n{config}"));
    let mut server = Server::start(&folder, json!({}));
    let document = uri(&folder, "a.md");
    let long = "They zonked it. ".repeat(10);
    server.open(&document, &long);
    assert_eq!(server.published(&document, 1).len(), 0);
    let said = server.notification("window/showMessage");
    assert_eq!(
        said,
        json!({"type": 2, "message": "a.md is larger than max-file-size (100 bytes), so unblame leaves it alone."})
    );
    server.replace(&document, 2, &long);
    assert_eq!(server.published(&document, 2).len(), 0);
    server.replace(&document, 3, "They zonked it. ");
    assert_eq!(server.published(&document, 3).len(), 1);
    assert!(!server.heard().iter().any(|message| message["method"] == "window/showMessage"));
}

#[test]
fn a_client_that_does_not_read() {
    let folder = Folder::with_pack();
    let mut child = folder.command("lsp").stdin(std::process::Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut send = |message: Value| {
        use std::io::Write as _;
        let body = message.to_string();
        write!(stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    };
    send(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}));
    send(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    let text = "They zonked it. ".repeat(2000);
    // More than a pipe holds, both ways.
    for number in 0..50 {
        let item = json!({"uri": format!("untitled:{number}"), "languageId": "markdown", "version": 1, "text": text});
        send(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}}));
    }
    send(json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}));
    send(json!({"jsonrpc": "2.0", "method": "exit"}));
    let end = Instant::now() + Duration::from_secs(10);
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "the server waits for a reader");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
