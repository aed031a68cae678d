//! `github`: workflow commands, which become annotations of a pull request.

use std::borrow::Cow;
use std::fmt::Write as _;

use unblame_core::Severity;

use super::finding::File;
use super::position::Positions;
use super::text::{one_line, stand_in};

/// The findings of one file, one command per line.
pub(crate) fn render(file: &File<'_>) -> String {
    let mut positions = Positions::new(&file.text);
    let mut output = String::new();
    for finding in file.fresh() {
        let diagnostic = &finding.diagnostic;
        let rule = &diagnostic.rule;
        let (start, end) = (positions.at(diagnostic.range.start()), positions.at(diagnostic.range.end()));
        let level = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        // Columns mean nothing to GitHub where an annotation covers several lines.
        let columns =
            if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
        let place = format!("{}:{}:{}", file.path, start.line, start.column);
        // Writing to a string has no way to fail.
        _ = writeln!(
            output,
            "::{level} file={},line={}{columns},endLine={},title={}::{}: {}",
            property(file.path),
            start.line,
            end.line,
            property(&format!("unblame {}", super::rule_name(rule))),
            data(&place),
            data(&one_line(&format!("{} {}", rule.message, rule.question), usize::MAX)),
        );
    }
    output
}

/// A value between `=` and the next `,`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The message at the end. Line breaks have an escape, other controls have none that would keep them from the terminal.
fn data(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        escaped.push_str(&match c {
            '%' => Cow::Borrowed("%25"),
            '\r' => Cow::Borrowed("%0D"),
            '\n' => Cow::Borrowed("%0A"),
            c if c.is_control() => Cow::Owned(stand_in(c).to_string()),
            c => Cow::Owned(c.to_string()),
        });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(property("a,b:c%\n\r\x1b"), "a%2Cb%3Ac%25%0A%0D␛");
        assert_eq!(data("a,b:c%\n"), "a,b:c%25%0A");
    }
}
