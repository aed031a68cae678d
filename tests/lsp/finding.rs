//! What is published and what hovering shows.

use serde_json::{Value, json};

use super::client::{Server, uri};
use crate::driver::Folder;

#[test]
fn a_diagnostic() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    let document = uri(&folder, "a.md");
    server.open(&document, "# 🎉\n\n🎉 They zonked it. They mehed.\n");
    let published = server.published(&document, 1);
    assert_eq!(
        published[0],
        json!({
            "range": {"start": {"line": 2, "character": 8}, "end": {"line": 2, "character": 17}},
            "severity": 2,
            "code": "acme/zonk",
            "codeDescription": {"href": "https://unblame.github.io/unblame/rules/idiom.html#zonk"},
            "source": "unblame",
            "message": "Say what the system did.",
            "data": {"rule": "acme/zonk", "category": "idiom"},
        })
    );
    assert_eq!((&published[1]["severity"], published.len()), (&json!(4), 2));
}

#[test]
fn edits_and_the_end() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    let document = uri(&folder, "a.md");
    server.open(&document, "They zonked it.\n");
    assert_eq!(server.published(&document, 1).len(), 1);
    let at = |line: u32, character: u32| json!({"line": line, "character": character});
    let insert = json!({"range": {"start": at(0, 0), "end": at(0, 0)}, "text": "🎉\r\n"});
    let append = json!({"range": {"start": at(1, 15), "end": at(1, 15)}, "text": " They mehed."});
    server.change(&document, 2, json!([insert, append]));
    let found = server.published(&document, 2);
    assert_eq!((&found[0]["range"]["start"], found.len()), (&at(1, 5), 2));
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": document}}));
    assert_eq!(server.published(&document, Value::Null), [] as [Value; 0]);
}

#[test]
fn documents_without_a_file() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    for document in ["untitled:Untitled-1", "inmemory://model/1", "vscode-scm:git/scm0/input"] {
        server.open(document, "They zonked it.\n");
        assert_eq!(server.published(document, 1)[0]["code"], "acme/zonk", "{document}");
    }
    server.open("git:/a.md?ref", "They zonked it.\n");
    server.open("untitled:last", "");
    server.published("untitled:last", 1);
    assert!(!server.heard().iter().any(|message| message["params"]["uri"] == "git:/a.md?ref"));
}

#[test]
fn the_language_of_a_document() {
    let folder = Folder::with_pack();
    let mut server = Server::start(&folder, json!({}));
    let text = "They\nzonked it.\n\n# They zonked it.\n";
    for (language, findings) in [("plaintext", 2), ("gitcommit", 1), ("markdown", 2), ("toml", 0)] {
        let document = format!("untitled:{language}");
        let item = json!({"uri": document, "languageId": language, "version": 1, "text": text});
        server.notify("textDocument/didOpen", json!({"textDocument": item}));
        if language != "toml" {
            assert_eq!(server.published(&document, 1).len(), findings, "{language}");
        }
    }
}

fn hover(server: &mut Server, document: &str, line: u32, character: u32) -> Value {
    let position = json!({"line": line, "character": character});
    server.request("textDocument/hover", json!({"textDocument": {"uri": document}, "position": position}))
}

#[test]
fn hovering() {
    let folder = Folder::with_pack();
    let document = uri(&folder, "a.md");
    let markdown = json!({"textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}}});
    let mut server = Server::start(&folder, json!({"capabilities": markdown}));
    server.open(&document, "🎉 They zonked it.\n");
    let shown = hover(&mut server, &document, 0, 9);
    assert_eq!(shown["contents"]["kind"], "markdown");
    assert_eq!(shown["range"], json!({"start": {"line": 0, "character": 8}, "end": {"line": 0, "character": 17}}));
    let text = shown["contents"]["value"].as_str().unwrap();
    for part in [
        "**Say what the system did.**",
        "The word says nothing about the system.",
        "*How did the system allow it?*",
        "- {system} did {what}.",
        "[acme/zonk](https://unblame.github.io/unblame/rules/idiom.html#zonk)",
        "the tests",
    ] {
        assert!(text.contains(part), "{part:?} is missing in {text}");
    }
    assert_eq!(hover(&mut server, &document, 0, 3), Value::Null);
    assert_eq!(hover(&mut server, "untitled:other", 0, 3), Value::Null);

    let mut server = Server::start(&folder, json!({}));
    server.open(&document, "They zonked it.\n");
    let shown = hover(&mut server, &document, 0, 6);
    assert_eq!(shown["contents"]["kind"], "plaintext");
    assert!(!shown["contents"]["value"].as_str().unwrap().contains("**"));
}
