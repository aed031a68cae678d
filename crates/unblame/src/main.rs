//! The `unblame` command.

use std::process::ExitCode;

/// Rules and findings are many small boxes: this takes half the time of the system's allocator for them. Without huge pages
/// (`no_thp`), of which the compiled rules would fill a few to a small part, a server that waits takes half the memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    unblame::main()
}
