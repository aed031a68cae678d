//! Paths as URIs.

use std::fmt::Write as _;

/// A relative path becomes a relative URI, an absolute one a `file:` URI. `path` is written with `/`.
pub(crate) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    let mut rest = path;
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if cfg!(windows) && path.as_bytes().get(1) == Some(&b':') {
        let (drive, below) = path.split_at(2);
        _ = write!(uri, "file:///{drive}");
        rest = below;
    }
    for byte in rest.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            // Writing to a string has no way to fail. A colon would make the first part a scheme.
            _ => _ = write!(uri, "%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert_eq!(uri(path), expected);
    }

    #[test]
    fn paths() {
        check("docs/a.md", "docs/a.md");
        check("docs/mon café/100%#1?.md", "docs/mon%20caf%C3%A9/100%25%231%3F.md");
        check("../a:b\n.md", "../a%3Ab%0A.md");
        check("/tmp/a b.md", "file:///tmp/a%20b.md");
        check("-", "-");
    }
}
