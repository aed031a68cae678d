//! The language server as an editor sees it: a child process that speaks over pipes.

#![allow(clippy::needless_pass_by_value, reason = "`json!` at the call is easier to read than `&json!`")]

mod action;
mod assist;
mod client;
mod configuration;
mod finding;
mod lifecycle;
mod pull;
mod storm;
mod text;
mod trouble;
