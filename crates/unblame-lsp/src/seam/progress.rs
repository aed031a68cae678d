//! How far a long request is, for clients that want to know.

use std::cell::Cell;

use tower_lsp::lsp_types::{
    ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd,
    WorkDoneProgressReport,
};

use super::runtime::Runtime;

/// Begins when it is made and ends when it is dropped.
pub(super) struct Progress<'a> {
    runtime: &'a Runtime,
    token: Option<ProgressToken>,
    percentage: Cell<u32>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(runtime: &'a Runtime, token: Option<ProgressToken>) -> Self {
        let progress = Self { runtime, token, percentage: Cell::new(0) };
        progress.send(WorkDoneProgress::Begin(WorkDoneProgressBegin {
            title: "unblame: workspace".into(),
            cancellable: Some(false),
            message: None,
            percentage: Some(0),
        }));
        progress
    }

    /// Says so each time another percent is done.
    pub(super) fn report(&self, done: usize, all: usize) {
        let percentage = u32::try_from(done * 100 / all.max(1)).unwrap_or(100);
        if percentage > self.percentage.replace(percentage) {
            self.send(WorkDoneProgress::Report(WorkDoneProgressReport {
                cancellable: Some(false),
                message: None,
                percentage: Some(percentage),
            }));
        }
    }

    fn send(&self, value: WorkDoneProgress) {
        if let Some(token) = self.token.clone() {
            self.runtime.progress(&ProgressParams { token, value: ProgressParamsValue::WorkDone(value) });
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.send(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
    }
}
