//! The message loop. Of tower-lsp it uses the routing, the life cycle and the client; its transport takes neither a client that
//! keeps the pipe open after `exit` nor a message that is no JSON.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::json;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, ExitedError, LspService};
use tower_service::Service as _;

use super::backend::Backend;
use super::message::{Incoming, parse};
use super::stdio::Output;

/// How long requests may go on after the input ended.
const UNFINISHED: Duration = Duration::from_secs(2);

type Answer = Result<Option<Response>, ExitedError>;

/// Serves until `exit` or the end of the input; says whether the client had asked for it with `shutdown`.
pub(super) async fn serve(
    mut service: LspService<Backend>,
    socket: ClientSocket,
    mut input: UnboundedReceiver<Vec<u8>>,
    output: Output,
) -> bool {
    let (mut requests, mut responses) = socket.split();
    let to_client = output.clone();
    tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            to_client.send(&request);
        }
    });
    let mut shutdown = false;
    let mut tasks = JoinSet::new();
    while let Some(body) = input.recv().await {
        while tasks.try_join_next().is_some() {}
        match parse(&body) {
            Ok(Incoming::Request(request)) if request.method() == "exit" => return shutdown,
            Ok(Incoming::Request(request)) => {
                shutdown |= request.method() == "shutdown";
                answer(&mut service, prepared(request), &output, &mut tasks);
            }
            Ok(Incoming::Response(response)) => _ = responses.send(response).await,
            Err(Some(refusal)) => output.send(&refusal),
            Err(None) => {}
        }
    }
    _ = tokio::time::timeout(UNFINISHED, async { while tasks.join_next().await.is_some() {} }).await;
    shutdown
}

/// What tower-lsp is too strict about: `shutdown` with `null`, and client capabilities in the wrong place.
fn prepared(request: Request) -> Request {
    let method = request.method();
    if !matches!(method, "shutdown" | "initialize") {
        return request;
    }
    let (method, id, params) = request.into_parts();
    let mut builder = Request::build(method.clone());
    if let Some(id) = id {
        builder = builder.id(id);
    }
    if method == "initialize" {
        // The backend reads the original; the rest only has to be valid.
        let original = params.unwrap_or_default();
        builder = builder.params(json!({"capabilities": {}, "initializationOptions": original}));
    }
    builder.finish()
}

/// Starts a request at once, up to where it first waits, so that all of them see the documents as they were when they were sent.
fn answer(service: &mut LspService<Backend>, request: Request, output: &Output, tasks: &mut JoinSet<()>) {
    let (id, method) = (request.id().cloned(), request.method().to_owned());
    let started = catch_unwind(AssertUnwindSafe(|| {
        let mut future = Guarded(Box::pin(service.call(request)));
        let first = Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop()));
        (future, first)
    }));
    match started {
        Ok((_, Poll::Ready(answer))) => respond(answer, id, &method, output),
        Ok((future, Poll::Pending)) => {
            let output = output.clone();
            tasks.spawn(async move { respond(future.await, id, &method, &output) });
        }
        Err(_) => respond(None, id, &method, output),
    }
}

fn respond(answer: Option<Answer>, id: Option<Id>, method: &str, output: &Output) {
    match answer {
        Some(Ok(Some(response))) => output.send(&response),
        Some(Ok(None)) => {}
        Some(Err(_)) => _ = id.map(|id| output.send(&Response::from_error(id, Error::invalid_request()))),
        None => {
            eprintln!("error: {method} could not be handled because of a bug");
            if let Some(id) = id {
                output.send(&Response::from_error(id, Error::internal_error()));
            }
        }
    }
}

/// A panic ends the request, not the server.
struct Guarded<F>(Pin<Box<F>>);

impl<F: Future> Future for Guarded<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_the_request_only() {
        let mut future = Guarded(Box::pin(async { panic!("on purpose") }));
        let poll = Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(poll, Poll::Ready(None::<()>)));
    }

    #[test]
    fn shutdown_takes_no_parameters() {
        let request = Request::build("shutdown").id(1).params(serde_json::Value::Null).finish();
        assert_eq!(prepared(request).params(), None);
    }
}
