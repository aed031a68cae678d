//! The `unblame` command.

mod baseline;
mod cli;
mod commands;
mod exit;
mod output;
mod progress;

use std::process::ExitCode;

fn main() -> ExitCode {
    exit::guarded(|| cli::parse().and_then(commands::run).unwrap_or_else(|status| status)).into()
}
