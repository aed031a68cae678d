//! Messages on standard input and output, each on a thread of its own: a client that doesn't read must not keep us from reading.

use std::io::{self, BufRead, Read as _, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::{Notify, mpsc};

/// A header is short; what is longer is something else.
const LONGEST_HEADER: u64 = 64 << 10;

/// How long to wait for a client to read the last messages.
const LAST_WORDS: Duration = Duration::from_millis(400);

/// Reads the bodies of all messages until the input ends. Bytes that are no header are skipped.
pub(super) fn read(input: impl FnOnce() -> Box<dyn BufRead> + Send + 'static) -> mpsc::UnboundedReceiver<Vec<u8>> {
    let (sender, receiver) = mpsc::unbounded_channel();
    let body = move || {
        let mut input = input();
        while let Ok(Some(message)) = read_message(&mut *input) {
            if sender.send(message).is_err() {
                break;
            }
        }
    };
    // Without a thread there is no input, and the server ends at once.
    _ = thread::Builder::new().name("stdin".into()).spawn(body);
    receiver
}

fn read_message(input: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        match (text.trim(), length) {
            ("", Some(length)) => return read_body(input, length).map(Some),
            ("", None) => {}
            (header, _) => length = content_length(header).or(length),
        }
    }
}

fn content_length(header: &str) -> Option<u64> {
    let (name, value) = header.split_once(':')?;
    // Garbage before the first header may stand on the same line.
    let name = name.trim().to_ascii_lowercase();
    name.ends_with("content-length").then(|| value.trim().parse().ok())?
}

fn read_body(input: &mut dyn BufRead, length: u64) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    Ok(body)
}

/// Where messages go; cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Output {
    sender: Sender<Vec<u8>>,
    /// Nobody reads any more.
    pub(super) broken: Arc<Notify>,
}

/// The writing thread, which ends when all [`Output`]s are gone.
#[derive(Debug)]
pub(super) struct Writer(Receiver<()>);

impl Output {
    pub(super) fn new(output: impl FnOnce() -> Box<dyn Write> + Send + 'static) -> (Self, Writer) {
        let (sender, receiver) = channel::<Vec<u8>>();
        let (done, end) = channel();
        let broken = Arc::new(Notify::new());
        let told = Arc::clone(&broken);
        let body = move || {
            if write_all(&receiver, &mut *output()).is_err() {
                told.notify_one();
            }
            drop(done);
        };
        _ = thread::Builder::new().name("stdout".into()).spawn(body);
        (Self { sender, broken }, Writer(end))
    }

    /// Sends a message; without anybody to read it there is nothing to do about it.
    pub(super) fn send(&self, message: &impl Serialize) {
        if let Ok(body) = serde_json::to_vec(message) {
            _ = self.sender.send(body);
        }
    }
}

fn write_all(messages: &Receiver<Vec<u8>>, output: &mut dyn Write) -> io::Result<()> {
    for body in messages {
        write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
        output.write_all(&body)?;
        output.flush()?;
    }
    Ok(())
}

impl Writer {
    /// Waits until everything is written, but not for ever.
    pub(super) fn finish(self) {
        _ = self.0.recv_timeout(LAST_WORDS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expected: &[&str]) {
        let mut input = input.as_bytes();
        let mut found = Vec::new();
        while let Some(message) = read_message(&mut input).unwrap() {
            found.push(String::from_utf8(message).unwrap());
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn headers() {
        check("Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n{ }", &["{}", "{ }"]);
        check("content-length:2\n\n{}", &["{}"]);
        check("Content-Type: x; charset=y\r\nContent-Length: 2\r\nX: y\r\n\r\n{}", &["{}"]);
        check("garbage\r\n\r\nmore Content-Length: 2\r\n\r\n{}", &["{}"]);
        check("Content-Length: x\r\n\r\nContent-Length: 2\r\n\r\n{}", &["{}"]);
    }
}
