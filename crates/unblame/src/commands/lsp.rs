//! `unblame lsp`.

use super::Outcome;
use crate::exit::ExitStatus;
use crate::output::errors;

pub(crate) fn run() -> Outcome {
    match unblame_lsp::run() {
        Ok(true) => Ok(ExitStatus::Success),
        // The protocol asks for the status 1 after an `exit` that no `shutdown` announced.
        Ok(false) => Ok(ExitStatus::Findings),
        Err(error) => {
            errors::print(&format_args!("cannot start the language server: {error}"));
            Err(ExitStatus::Error)
        }
    }
}
