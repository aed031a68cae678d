//! A bar on standard error for runs that last.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Shorter runs would only flicker.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows nothing before [`PATIENCE`] is over, and never where nobody looks.
pub(crate) struct Progress {
    started: Instant,
    total: u64,
    done: u64,
    wanted: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(total: usize, hidden: bool) -> Self {
        let wanted = !hidden && std::io::stderr().is_terminal();
        Self { started: Instant::now(), total: total as u64, done: 0, wanted, bar: None }
    }

    /// One file more.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        if self.wanted && self.bar.is_none() && self.started.elapsed() > PATIENCE {
            let style =
                ProgressStyle::with_template("{bar:30} {pos}/{len} files").unwrap_or_else(|_| ProgressStyle::default_bar());
            self.bar = Some(ProgressBar::new(self.total).with_style(style));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    /// Prints something without tearing the bar.
    pub(crate) fn suspended<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
