//! The `unblame` command once more, for hooks that are built from source: they install the package in a repository's top folder.

use std::process::ExitCode;

fn main() -> ExitCode {
    unblame::main()
}
