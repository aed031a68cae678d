//! Lines of a text, whatever ends them.

use text_size::TextRange;

use super::span;

/// The lines from a byte offset on, without what ends them: `\n`, `\r\n` or a lone `\r`.
pub(crate) fn lines(text: &str, from: usize) -> impl Iterator<Item = TextRange> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let rest = &text.as_bytes()[at..];
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = span(at, at + length);
        at += length
            + match rest.get(length..) {
                Some([b'\r', b'\n', ..]) => 2,
                _ => 1,
            };
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = lines(text, 0).map(|line| &text[line]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn line_ends() {
        check("", &[]);
        check("a", &["a"]);
        check("a\nb\n", &["a", "b"]);
        check("a\r\nb\rc\n\nd", &["a", "b", "c", "", "d"]);
        check("\n\r", &["", ""]);
    }
}
