//! `checkstyle`: the XML of the Java linter, which many tools read.

use std::io;

use quick_xml::Writer;
use unblame_core::Severity;

use super::finding::{File, Finding};
use super::position::Positions;
use super::xml::{fragment, legal};

/// Before the first file.
pub(crate) const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n";
/// Where there is nothing to tell.
pub(crate) const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\"/>\n";
/// After the last one.
pub(crate) const END: &str = "</checkstyle>\n";

/// The findings of one file.
pub(crate) fn render(file: &File<'_>) -> String {
    if file.fresh().next().is_none() {
        return String::new();
    }
    let mut positions = Positions::new(&file.text);
    fragment(|writer| {
        let element = writer.create_element("file").with_attribute(("name", &*legal(file.path)));
        element.write_inner_content(|writer| file.fresh().try_for_each(|finding| error(writer, finding, &mut positions)))?;
        Ok(())
    })
}

fn error<W: io::Write>(writer: &mut Writer<W>, finding: &Finding, positions: &mut Positions<'_>) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let at = positions.at(diagnostic.range.start());
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "info",
    };
    let rule = &diagnostic.rule;
    let attributes = [
        ("line", at.line.to_string()),
        ("column", at.column.to_string()),
        ("severity", severity.to_owned()),
        ("message", legal(&rule.message).into_owned()),
        ("source", legal(&format!("unblame.{}.{}", rule.category, super::rule_name(rule))).into_owned()),
    ];
    let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
    writer.create_element("error").with_attributes(attributes).write_empty().map(drop)
}
