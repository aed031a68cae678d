//! `concise`: one line per finding.

use std::fmt::Write as _;

use unblame_workspace::Linted;

use super::position::Positions;
use super::style::Styles;
use super::text::one_line;

/// The findings of one file.
pub(crate) fn render(path: &str, linted: &Linted, styles: &Styles) -> String {
    let mut positions = Positions::new(&linted.text);
    let path = one_line(path, usize::MAX);
    let mut output = String::new();
    for diagnostic in &linted.diagnostics {
        let at = positions.at(diagnostic.range.start());
        let severity = styles.severity(diagnostic.severity);
        let rule = &diagnostic.rule;
        // Writing to a string has no way to fail.
        _ = writeln!(
            output,
            "{path}:{}:{}: {severity}{}{severity:#} {}{}{:#} {}",
            at.line,
            at.column,
            diagnostic.severity.as_str(),
            styles.name,
            one_line(&super::rule_name(rule), usize::MAX),
            styles.name,
            one_line(&rule.message, usize::MAX),
        );
    }
    output
}
