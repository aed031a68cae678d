//! One file per command.

mod check;
mod completions;
mod config;
mod explain;
mod fixes;
mod init;
mod lsp;
mod pack;
mod rules;

use std::io;
use std::path::PathBuf;

use unblame_workspace::ConfigError;

use crate::cli::{Cli, Command};
use crate::exit::ExitStatus;
use crate::output::errors;

/// Why a command stopped early; what there is to say has been said.
pub(crate) type Outcome = Result<ExitStatus, ExitStatus>;

pub(crate) fn run(cli: Cli) -> Outcome {
    match cli.command {
        Command::Check(args) => check::run(&args, cli.global),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Init => init::run(),
        Command::Config(args) => config::run(&args),
        Command::Pack(args) => pack::run(&args, cli.global),
        Command::Lsp { .. } => lsp::run(),
        Command::Completions { shell } => completions::run(shell),
    }
}

fn current_folder() -> Result<PathBuf, ExitStatus> {
    std::env::current_dir().map_err(|error| {
        errors::print(&format_args!("cannot find the current folder: {error}"));
        ExitStatus::Error
    })
}

fn report_all(problems: &[ConfigError]) -> ExitStatus {
    for problem in problems {
        errors::print_config(problem);
    }
    ExitStatus::Error
}

/// A reader that closes the pipe has seen enough; any other failure to write is an error.
fn written(result: io::Result<()>) -> Outcome {
    match result {
        Ok(()) => Ok(ExitStatus::Success),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitStatus::Success),
        Err(error) => {
            errors::print(&format_args!("cannot write the output: {error}"));
            Err(ExitStatus::Error)
        }
    }
}
