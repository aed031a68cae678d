//! From `initialize` to the end of the process.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Server, uri};
use crate::driver::Folder;

#[test]
fn who_it_is_and_what_it_can_do() {
    let folder = Folder::empty();
    let result = Server::spawn(&folder).initialize(&folder, json!({}));
    assert_eq!(result["serverInfo"], json!({"name": "unblame", "version": env!("CARGO_PKG_VERSION")}));
    let capabilities = &result["capabilities"];
    assert_eq!(capabilities["positionEncoding"], "utf-16");
    assert_eq!(capabilities["textDocumentSync"]["change"], 2);
    assert_eq!(capabilities["codeActionProvider"]["codeActionKinds"], json!(["quickfix", "source.fixAll.unblame"]));
    assert_eq!(capabilities["hoverProvider"], true);
    assert_eq!(capabilities.get("diagnosticProvider"), None, "only for clients that ask for diagnostics");
}

#[test]
fn position_encoding() {
    let folder = Folder::empty();
    for (offered, expected) in [
        (json!(["utf-16", "utf-8"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-32"),
        (json!(["utf-16"]), "utf-16"),
        (json!(["utf-7"]), "utf-16"),
        (Value::Null, "utf-16"),
    ] {
        let params = json!({"capabilities": {"general": {"positionEncodings": offered}}});
        let result = Server::spawn(&folder).initialize(&folder, params);
        assert_eq!(result["capabilities"]["positionEncoding"], expected);
    }
}

#[test]
fn the_end() {
    let folder = Folder::empty();
    assert_eq!(Server::start(&folder, json!({})).stop(), Some(0), "shutdown with null, exit while the pipe stays open");

    for params in [json!({}), json!([])] {
        let mut server = Server::start(&folder, json!({}));
        server.request("shutdown", params);
        assert_eq!(server.exit(), Some(0));
    }

    let mut server = Server::start(&folder, json!({}));
    server.send(&json!({"jsonrpc": "2.0", "id": 99, "method": "shutdown"}));
    assert_eq!(server.answer(99)["result"], Value::Null);
    assert_eq!(server.exit(), Some(0), "shutdown without parameters");

    assert_eq!(Server::start(&folder, json!({})).exit(), Some(1), "no shutdown");
    assert_eq!(Server::spawn(&folder).exit(), Some(1), "not even a start");
}

#[test]
fn nothing_but_exit_after_shutdown() {
    let folder = Folder::empty();
    let mut server = Server::start(&folder, json!({}));
    server.open("untitled:a", "Priya forgot it.\n");
    server.request("shutdown", Value::Null);
    let id = server.ask("textDocument/hover", json!({}));
    assert_eq!(server.answer(id)["error"]["code"], -32600);
    assert_eq!(server.exit(), Some(0));
}

#[test]
fn a_closed_pipe_is_the_end() {
    let folder = Folder::empty();
    let mut server = Server::start(&folder, json!({}));
    server.hang_up();
    assert_eq!(server.ended(Instant::now() + Duration::from_secs(5)), Some(1));
}

#[test]
#[cfg(unix)]
fn the_end_of_the_parent_is_the_end() {
    let mut parent = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    let folder = Folder::empty();
    let mut server = Server::start(&folder, json!({"processId": parent.id()}));
    parent.kill().unwrap();
    parent.wait().unwrap();
    assert_eq!(server.ended(Instant::now() + Duration::from_secs(15)), Some(1));
}

#[test]
fn requests_come_after_initialize() {
    let folder = Folder::empty();
    let mut server = Server::spawn(&folder);
    let id = server.ask("textDocument/hover", json!({}));
    assert_eq!(server.answer(id)["error"]["code"], -32002);
    server.initialize(&folder, json!({}));
    let second = server.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(server.answer(second)["error"]["code"], -32600);
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn what_comes_right_behind_initialize_is_not_lost() {
    let folder = Folder::with_pack();
    let mut server = Server::spawn(&folder);
    let document = uri(&folder, "a.md");
    let id = server.ask("initialize", json!({"capabilities": {}, "rootUri": uri(&folder, "")}));
    server.notify("initialized", json!({}));
    server.open(&document, "They zonked it.\n");
    server.answer(id);
    assert_eq!(server.published(&document, 1).len(), 1);
}
