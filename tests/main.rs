//! Everything that is tested from the outside: the command line, configuration errors, the README and the shape of the workspace.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should say where")]

mod accuracy;
mod cli;
mod config;
mod docs;
mod driver;
mod lsp;
mod rewrites;
mod rules;
mod workspace;
