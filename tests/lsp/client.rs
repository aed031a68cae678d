//! A small client. It knows JSON and the framing, nothing else, and answers what the server asks.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::Folder;

/// Nothing here takes longer, even on a busy machine, unless it never comes.
const PATIENCE: Duration = Duration::from_secs(240);

/// A running server.
pub(super) struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Notifications and requests of the server that nobody asked for yet.
    inbox: Vec<Value>,
    /// What to answer to `workspace/configuration`; `None` never answers.
    pub(super) settings: Option<Value>,
    next_id: u64,
}

impl Server {
    /// A server in a folder, past `initialized`.
    pub(super) fn start(folder: &Folder, params: Value) -> Self {
        let mut server = Self::spawn(folder);
        server.initialize(folder, params);
        server
    }

    /// A server that has heard nothing yet.
    pub(super) fn spawn(folder: &Folder) -> Self {
        let mut child = folder.command("lsp").stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let stdin = child.stdin.take();
        Self { child, stdin, messages, inbox: Vec::new(), settings: Some(Value::Null), next_id: 1 }
    }

    /// Sends `initialize`, with these parameters besides the usual ones, and `initialized`; returns the capabilities.
    pub(super) fn initialize(&mut self, folder: &Folder, params: Value) -> Value {
        let uri = uri(folder, "");
        let mut all = json!({"processId": std::process::id(), "rootUri": uri, "capabilities": {},
            "workspaceFolders": [{"uri": uri, "name": "test"}]});
        let Value::Object(params) = params else { panic!("parameters are an object") };
        all.as_object_mut().unwrap().extend(params);
        let result = self.request("initialize", all);
        self.notify("initialized", json!({}));
        result
    }

    /// Sends bytes as they are.
    pub(super) fn send_bytes(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    pub(super) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(super) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and returns its number.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// Waits for the whole answer to a request.
    pub(super) fn answer(&mut self, id: u64) -> Value {
        self.wait(&format!("the answer {id}"), |message| message.get("method").is_none() && message["id"] == id)
    }

    /// Sends a request and waits for its result.
    #[track_caller]
    pub(super) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The next message that fits; others are kept.
    pub(super) fn wait(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.inbox.iter().position(&fits) {
            return self.inbox.remove(at);
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let message = match self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => panic!("{what} never came; kept: {:?}", self.inbox),
                Err(RecvTimeoutError::Disconnected) => panic!("the server is gone; {what} never came: {:?}", self.inbox),
            };
            self.reply(&message);
            if fits(&message) {
                return message;
            }
            self.inbox.push(message);
        }
    }

    /// Answers a request of the server.
    fn reply(&mut self, message: &Value) {
        let Some(id) = message.get("id").filter(|_| message.get("method").is_some()) else { return };
        let result = match (message["method"].as_str(), &self.settings) {
            (Some("workspace/configuration"), None) => return,
            (Some("workspace/configuration"), Some(settings)) => json!([settings]),
            _ => Value::Null,
        };
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
    }

    /// Waits for a notification.
    pub(super) fn notification(&mut self, method: &str) -> Value {
        self.wait(method, |message| message["method"] == method)["params"].clone()
    }

    /// Waits for the diagnostics of a document at a version; older ones are thrown away.
    pub(super) fn published(&mut self, uri: &str, version: impl Into<Value>) -> Vec<Value> {
        let version = version.into();
        let of = |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
        let what = format!("diagnostics of {uri} at {version}");
        let found = self.wait(&what, |message| of(message) && message["params"]["version"] == version);
        self.inbox.retain(|message| !of(message));
        found["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Everything that came before an answer to a request made now, without the answer.
    pub(super) fn heard(&mut self) -> &[Value] {
        let id = self.ask("workspace/executeCommand", json!({"command": "nothing"}));
        self.answer(id);
        &self.inbox
    }

    pub(super) fn open(&mut self, uri: &str, text: &str) {
        let item = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// Sends changes, each with or without a range.
    pub(super) fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
        self.notify("textDocument/didChange", params);
    }

    pub(super) fn replace(&mut self, uri: &str, version: i64, text: &str) {
        self.change(uri, version, json!([{"text": text}]));
    }

    /// The code actions for a range.
    pub(super) fn actions(&mut self, uri: &str, range: &Value, only: Value) -> Vec<Value> {
        let mut context = json!({"diagnostics": []});
        if !only.is_null() {
            context["only"] = only;
        }
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        self.request("textDocument/codeAction", params).as_array().unwrap().clone()
    }

    /// Says goodbye as the protocol asks, and returns the exit status.
    pub(super) fn stop(mut self) -> Option<i32> {
        self.request("shutdown", Value::Null);
        self.exit()
    }

    /// Sends `exit`, keeps the pipe open, and returns the exit status if the server ends in a few seconds.
    pub(super) fn exit(mut self) -> Option<i32> {
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
        let end = Instant::now() + Duration::from_secs(5);
        self.ended(end)
    }

    /// Closes the server's input.
    pub(super) fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// The exit status, if the server ends in time.
    pub(super) fn ended(&mut self, end: Instant) -> Option<i32> {
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

fn read(stdout: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    stdout.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}

/// The URI of a file in a folder.
pub(super) fn uri(folder: &Folder, name: &str) -> String {
    let path = folder.path().canonicalize().unwrap();
    format!("file://{}/{name}", path.display())
}
