//! `unblame completions`.

use std::io::{self, Write as _};

use clap::CommandFactory as _;

use super::{Outcome, written};
use crate::cli::Cli;

pub(crate) fn run(shell: clap_complete::Shell) -> Outcome {
    // Into memory first: the generator panics where a pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "unblame", &mut script);
    written(io::stdout().write_all(&script))
}
