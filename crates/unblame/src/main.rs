//! The `unblame` command.

use std::process::ExitCode;

/// Rules and findings are many small boxes: this takes half the time of the system's allocator for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    unblame::main()
}
