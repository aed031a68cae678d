//! The exit status, also for a panic.

use std::io::Write as _;
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExitStatus {
    /// Clean, or all findings below `--fail-on`.
    Success,
    /// Findings at or above `--fail-on`.
    Findings,
    /// A wrong flag, configuration, pack or file, or a bug.
    Error,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(match status {
            ExitStatus::Success => 0,
            ExitStatus::Findings => 1,
            ExitStatus::Error => 2,
        })
    }
}

/// Runs `main`; a panic that nothing else caught is an error, not the status 101.
pub(crate) fn guarded(main: impl FnOnce() -> ExitStatus + panic::UnwindSafe) -> ExitStatus {
    panic::set_hook(Box::new(report));
    panic::catch_unwind(main).unwrap_or(ExitStatus::Error)
}

/// The standard hook panics again where standard error is closed.
fn report(info: &PanicHookInfo<'_>) {
    _ = writeln!(std::io::stderr(), "error: unblame hit a bug: {info}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        assert_eq!(guarded(|| panic!("on purpose")), ExitStatus::Error);
        assert_eq!(guarded(|| ExitStatus::Findings), ExitStatus::Findings);
    }
}
