//! The only part that knows tower-lsp and tokio: messages in, events out; effects in, messages out.

mod backend;
mod message;
mod parent;
mod progress;
mod runtime;
mod serve;
mod stdio;

use std::io::{self, BufRead, Write};

use tokio::runtime::Builder;
use tokio::sync::oneshot;
use tower_lsp::LspService;

use backend::Backend;
use parent::Parent;
use runtime::Runtime;
use stdio::Output;

/// Markdown nests, and so do the stages that walk it.
const STACK: usize = 16 << 20;

/// Serves a client until it says `exit`, is gone, or closes the pipe. The streams are opened by the threads that use them.
///
/// # Errors
///
/// If the system gives us no threads.
pub(crate) fn run(
    input: impl FnOnce() -> Box<dyn BufRead> + Send + 'static,
    output: impl FnOnce() -> Box<dyn Write> + Send + 'static,
) -> io::Result<bool> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let tasks = Builder::new_multi_thread()
        .worker_threads(cores.min(2))
        .max_blocking_threads(cores.max(2) + 2)
        .thread_stack_size(STACK)
        .enable_time()
        .build()?;
    let (output, writer) = Output::new(output);
    let input = stdio::read(input);
    let clean = tasks.block_on(async {
        let for_backend = output.clone();
        let (sender, parent) = oneshot::channel();
        let (service, socket) = LspService::new(|client| Backend::new(Runtime::new(client, for_backend), sender));
        let broken = std::sync::Arc::clone(&output.broken);
        tokio::select! {
            clean = serve::serve(service, socket, input, output) => clean,
            () = async { parent::gone(parent.await.unwrap_or(Parent::new(None))).await } => false,
            () = broken.notified() => false,
        }
    });
    // Whatever still runs is of no use to anybody; the thread that reads can't be stopped at all.
    tasks.shutdown_background();
    writer.finish();
    Ok(clean)
}
