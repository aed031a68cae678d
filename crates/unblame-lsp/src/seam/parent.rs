//! Ends with the process that started us.

use std::time::Duration;

/// How often to look.
const EVERY: Duration = Duration::from_secs(3);

/// A process to watch: one that can't be seen from here, as out of a container, is not watched.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parent(Option<u32>);

impl Parent {
    /// To be called while the process is known to be there.
    pub(super) fn new(process: Option<u32>) -> Self {
        Self(process.filter(|&process| is_alive(process)))
    }
}

/// Returns when a process is gone.
pub(super) async fn gone(parent: Parent) {
    if let Some(process) = parent.0 {
        while is_alive(process) {
            tokio::time::sleep(EVERY).await;
        }
    } else {
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    let id = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    id.is_some_and(|id| rustix::process::test_kill_process(id) != Err(rustix::io::Errno::SRCH))
}

/// Elsewhere the end of standard input has to do.
#[cfg(not(unix))]
fn is_alive(_process: u32) -> bool {
    false
}
