//! The language server: findings while a sentence is being written.
//!
//! `Session` is a state machine, an event in, effects out; it waits for nothing and knows no transport. `seam` is the thin layer
//! that turns the messages of tower-lsp into events and effects into messages. Everything that takes time, such as linting,
//! works on an immutable snapshot of one version of a document and comes back as an event.

mod action;
mod assist;
mod client;
mod configuration;
mod document;
mod hover;
mod lint;
mod position;
mod pull;
mod seam;
mod session;
mod settings;
mod to_proto;

use std::io::{self, BufRead, BufReader, Write};

/// Serves one client on standard input and output, and returns when it says `exit`, closes its end, or is gone. Says whether the
/// client had asked for the end with `shutdown`.
///
/// # Errors
///
/// If the system gives us no threads.
pub fn run() -> io::Result<bool> {
    seam::run(|| Box::new(BufReader::with_capacity(64 << 10, io::stdin())), || Box::new(io::stdout()))
}

/// The same on other streams. It may return while its last tasks still run.
///
/// # Errors
///
/// If the system gives us no threads.
pub fn run_on(input: impl BufRead + Send + 'static, output: impl Write + Send + 'static) -> io::Result<bool> {
    seam::run(|| Box::new(input), || Box::new(output))
}
