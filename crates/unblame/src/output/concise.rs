//! `concise`: one line per finding.

use std::fmt::Write as _;

use super::finding::File;
use super::position::Positions;
use super::style::Styles;
use super::text::one_line;

/// The findings of one file.
pub(crate) fn render(file: &File<'_>, styles: &Styles) -> String {
    let mut positions = Positions::new(&file.text);
    let path = one_line(file.path, usize::MAX);
    let mut output = String::new();
    for finding in file.fresh() {
        let diagnostic = &finding.diagnostic;
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
