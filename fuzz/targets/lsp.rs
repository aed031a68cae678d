//! Any messages of a client: as they are (after an `r`), or as steps of a session that bytes stand for.
#![no_main]

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use unblame_fuzz::{PACK, prose};

fuzz_target!(|data: &[u8]| {
    let Some((&mode, rest)) = data.split_first() else { return };
    let input = if mode == b'r' { raw(rest) } else { session(rest) };
    let output = Output::default();
    let clean = unblame_lsp::run_on(Cursor::new(input), output.clone()).expect("threads");
    if mode != b'r' {
        assert!(clean, "the session ends with shutdown and exit");
        let told = output.0.lock().expect("no panic").clone();
        assert!(String::from_utf8(told).is_ok());
    }
});

/// A configuration with few rules, since compiling all of them takes longer than a session.
static CONFIGURATION: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("unblame-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for temporary files");
    let pack = format!("{PACK}rewrites = [\"{{object}} {{be}} {{verb.participle}}\", {{ delete = \"@adverb\" }}]\n");
    std::fs::write(folder.join("pack.toml"), pack).expect("the folder takes files");
    std::fs::write(folder.join("unblame.toml"), "builtin = false\npacks = [\"pack.toml\"]\n").expect("the folder takes files");
    folder.join("unblame.toml")
});

/// What the server says.
#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn frame(input: &mut Vec<u8>, body: &[u8]) {
    input.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    input.extend_from_slice(body);
}

/// Each line is the body of a message, but for those that start with `!`, which go as they are.
fn raw(data: &[u8]) -> Vec<u8> {
    let mut input = Vec::new();
    for line in data.split(|&byte| byte == b'\n') {
        match line.strip_prefix(b"!") {
            Some(bytes) => input.extend_from_slice(bytes),
            None => frame(&mut input, line),
        }
    }
    input
}

/// Three bytes a step: what to do, and two numbers.
fn session(data: &[u8]) -> Vec<u8> {
    let mut input = Vec::new();
    let mut id = 0;
    let mut send = |method: &str, params: Value, is_request: bool| {
        let mut message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        if is_request {
            id += 1;
            message["id"] = json!(id);
        }
        frame(&mut input, message.to_string().as_bytes());
    };
    let settings = json!({"settings": {"configuration": &*CONFIGURATION, "configurationPreference": "editorOnly", "lint": {"debounce": 0}}});
    send("initialize", json!({"capabilities": {}, "initializationOptions": settings}), true);
    send("initialized", json!({}), false);
    for (at, step) in data.chunks(3).enumerate() {
        let (a, b) = (step.get(1).copied().unwrap_or(0), step.get(2).copied().unwrap_or(0));
        let document = json!({"uri": format!("untitled:{}", step[0] >> 6), "version": at + 2});
        let position = json!({"line": a % 8, "character": b});
        let range = json!({"start": position, "end": {"line": a % 8 + a / 128, "character": b.wrapping_add(a / 8)}});
        let text = prose(&data[at * 3..(at * 3 + usize::from(b % 32)).min(data.len())]);
        let changes = json!([{"range": range, "text": text}]);
        match step[0] % 16 {
            0 | 1 => {
                let item = json!({"uri": document["uri"], "languageId": "markdown", "version": at + 1, "text": text});
                send("textDocument/didOpen", json!({"textDocument": item}), false);
            }
            2 => send("textDocument/didClose", json!({"textDocument": document}), false),
            3 => send("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}), false),
            4 => send("textDocument/hover", json!({"textDocument": document, "position": position}), true),
            5 => {
                let context = json!({"diagnostics": []});
                send("textDocument/codeAction", json!({"textDocument": document, "range": range, "context": context}), true);
            }
            6 => send("textDocument/diagnostic", json!({"textDocument": document}), true),
            7 => send("workspace/didChangeConfiguration", json!({"settings": {"unblame": {"enable": a % 2 == 0}}}), false),
            8 => send("workspace/diagnostic", json!({"previousResultIds": []}), true),
            9 => send("textDocument/didSave", json!({"textDocument": document}), false),
            _ => send("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}), false),
        }
    }
    send("shutdown", Value::Null, true);
    send("exit", Value::Null, false);
    input
}
