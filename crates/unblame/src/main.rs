//! The `unblame` command.

fn main() {}
