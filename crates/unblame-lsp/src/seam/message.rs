//! From bytes to requests and responses, and what to answer where that fails.

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// A message of the client.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A request or a notification.
    Request(Request),
    /// The answer to a request of ours.
    Response(Response),
}

/// Reads a message.
///
/// # Errors
///
/// The answer to give to what is none.
pub(super) fn parse(body: &[u8]) -> Result<Incoming, Option<Response>> {
    let value: Value = serde_json::from_slice(body)
        .or_else(|_| serde_json::from_slice(&without_lone_surrogates(body)))
        .map_err(|_| Some(Response::from_error(Id::Null, Error::parse_error())))?;
    let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok()).unwrap_or_default();
    let invalid = || Some(Response::from_error(id, Error::invalid_request()));
    if value.get("method").is_some() {
        return serde_json::from_value(value).map(Incoming::Request).map_err(|_| invalid());
    }
    if value.get("result").is_some() || value.get("error").is_some() {
        // Answering an answer would never end.
        return serde_json::from_value(value).map(Incoming::Response).map_err(|_| None);
    }
    Err(invalid())
}

/// JavaScript's strings may hold half of a surrogate pair, and then it is sent as an escape that stands for no character. The
/// replacement character takes its place: it has the same length in UTF-16, so that positions stay right.
fn without_lone_surrogates(body: &[u8]) -> Vec<u8> {
    let mut fixed = body.to_vec();
    let mut at = 0;
    while at < fixed.len() {
        if fixed[at] != b'\\' {
            at += 1;
            continue;
        }
        match (escape(&fixed, at), escape(&fixed, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                fixed[at..at + 6].copy_from_slice(b"\\ufffd");
                at += 6;
            }
            _ => at += 2,
        }
    }
    fixed
}

/// The number of an escape `\u…` at an offset.
fn escape(body: &[u8], at: usize) -> Option<u32> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let shown = match parse(body.as_bytes()) {
            Ok(Incoming::Request(request)) => format!("request {request}"),
            Ok(Incoming::Response(response)) => format!("response {}", response.id()),
            Err(response) => serde_json::to_string(&response).unwrap(),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn messages() {
        check(r#"{"jsonrpc":"2.0","method":"a","id":1}"#, r#"request {"jsonrpc":"2.0","method":"a","id":1}"#);
        check(r#"{"jsonrpc":"2.0","result":null,"id":7}"#, "response 7");
        check(r#"{"jsonrpc""#, r#"{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}"#);
        check(r#"{"jsonrpc":"2.0","id":3}"#, r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid request"},"id":3}"#);
        check("[]", r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid request"},"id":null}"#);
        check(r#"{"result":1}"#, "null");
    }

    #[test]
    fn half_a_pair() {
        let fixed = |text: &str| String::from_utf8(without_lone_surrogates(text.as_bytes())).unwrap();
        assert_eq!(fixed(r"a\ud83d b"), r"a\ufffd b");
        assert_eq!(fixed(r"\ud83c\udf89\udf89\\ud83d"), r"\ud83c\udf89\ufffd\\ud83d");
        assert_eq!(fixed(r"\ud83"), r"\ud83");
    }
}
