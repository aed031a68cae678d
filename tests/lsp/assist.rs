//! Help with writing `unblame.toml`.

use serde_json::{Value, json};

use super::client::{Server, uri};
use super::text::{covered, position};
use crate::driver::Folder;

/// Opens the text without its bar as a configuration file, and asks about the place of the bar.
fn ask(server: &mut Server, folder: &Folder, name: &str, text: &str, method: &str) -> (String, Value) {
    let offset = text.find('|').unwrap();
    let text = text.replacen('|', "", 1);
    let file = uri(folder, name);
    let item = json!({"uri": file, "languageId": "toml", "version": 1, "text": text});
    server.notify("textDocument/didOpen", json!({"textDocument": item}));
    let params = json!({"textDocument": {"uri": file}, "position": position(&text, offset, "utf-16")});
    let answer = server.request(method, params);
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": file}}));
    (text, answer)
}

#[test]
fn completion() {
    let folder = Folder::empty().file("pack.toml", "[pack]\nname = \"acme\"\n");
    let mut server = Server::start(&folder, json!({}));
    for (text, label, new, old) in [
        ("# 🎉\npro|", "profile", "profile = ", "pro"),
        ("profile = |", "strict", "\"strict\"", ""),
        ("profile = \"|\"", "strict", "strict", ""),
        ("builtin = |", "false", "false", ""),
        ("[peop|", "people", "people", "peop"),
        ("[people]\n|", "systems", "systems = ", ""),
        ("ignore = [\"🎉\", \"person-f|\"]", "person-forgot", "person-forgot", "person-f"),
        ("ignore = [|", "hindsight", "\"hindsight\"", ""),
        ("[severity]\nper|", "person-forgot", "person-forgot = ", "per"),
        ("[severity]\nperson-forgot = |", "hint", "\"hint\"", ""),
    ] {
        let (text, items) = ask(&mut server, &folder, "unblame.toml", text, "textDocument/completion");
        let found = items.as_array().unwrap().iter().find(|item| item["label"] == label);
        let item = found.unwrap_or_else(|| panic!("no {label} for {text:?}: {items}"));
        assert_eq!(
            (item["textEdit"]["newText"].as_str(), covered(&text, &item["textEdit"]["range"])),
            (Some(new), old),
            "{text:?}"
        );
        assert_ne!(item["documentation"], "");
    }
    for (name, text) in [("unblame.toml", "# pro|"), ("pack.toml", "pro|"), ("a.md", "pro|")] {
        let (_, items) = ask(&mut server, &folder, name, text, "textDocument/completion");
        assert!(items.as_array().is_none_or(Vec::is_empty), "{items}");
    }
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn hover() {
    let folder = Folder::empty();
    let mut server = Server::start(&folder, json!({}));
    for (text, expected) in [
        ("pro|file = \"strict\"", "How far the rules reach."),
        ("profile = \"str|ict\"", "Opt-in."),
        ("ignore = [\"person-for|got\"]", "https://"),
        ("[severity]\nperson-for|got = \"hint\"", "https://"),
    ] {
        let (_, answer) = ask(&mut server, &folder, "unblame.toml", text, "textDocument/hover");
        let shown = answer["contents"]["value"].as_str().unwrap_or_default();
        assert!(shown.contains(expected), "{text:?}: {answer}");
    }
    let (_, nothing) = ask(&mut server, &folder, "unblame.toml", "no|thing = 1", "textDocument/hover");
    assert_eq!(nothing, Value::Null);
    assert_eq!(server.stop(), Some(0));
}
