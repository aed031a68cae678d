//! The `unblame` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    unblame::main()
}
