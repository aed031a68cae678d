//! Ends with the process that started us.

use std::time::Duration;

/// How often to look.
const EVERY: Duration = Duration::from_secs(3);

/// Returns when a process is gone. One that can't be seen from here, as out of a container, is not watched.
pub(super) async fn gone(process: Option<u32>) {
    if let Some(process) = process.filter(|&process| is_alive(process)) {
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
