//! The `unblame` command, as a function: this package's binary is it, and so is that of the package in the top folder.

mod baseline;
mod cli;
mod commands;
mod exit;
mod output;
mod progress;

use std::process::ExitCode;

/// Runs the command with the arguments of the process.
pub fn main() -> ExitCode {
    exit::guarded(|| cli::parse().and_then(commands::run).unwrap_or_else(|status| status)).into()
}
