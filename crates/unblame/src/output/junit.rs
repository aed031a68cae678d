//! `junit`: a test suite for each file, a failed test for each finding.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;
use unblame_workspace::FileError;

use super::finding::{File, Finding};
use super::position::Positions;
use super::text::one_line;
use super::xml::{fragment, legal};

/// Before the first suite.
pub(crate) const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"unblame\">\n";
/// Where there is nothing to tell.
pub(crate) const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"unblame\"/>\n";
/// After the last one.
pub(crate) const END: &str = "</testsuites>\n";

/// Longer passages are cut.
const PASSAGE: usize = 400;

/// The suite of one file. A clean file has a test that passes, since readers take an empty report for a broken one.
pub(crate) fn render(file: &File<'_>) -> String {
    let path = legal(file.path);
    let count = file.fresh().count();
    let mut positions = Positions::new(&file.text);
    fragment(|writer| {
        suite(writer, &path, [count.max(1), count, 0], |writer| {
            if count == 0 {
                let attributes = [("name", "unblame"), ("classname", &*path), ("file", &*path), ("time", "0")];
                return writer.create_element("testcase").with_attributes(attributes).write_empty().map(drop);
            }
            file.fresh().try_for_each(|finding| case(writer, &path, finding, &mut positions))
        })
    })
}

/// The suite of a file that could not be linted.
pub(crate) fn render_error(error: &FileError) -> String {
    let path = legal(&error.path);
    let message = error.kind.to_string();
    let message = legal(&message);
    fragment(|writer| {
        suite(writer, &path, [1, 0, 1], |writer| {
            let attributes = [("name", "unblame"), ("classname", &*path), ("file", &*path), ("time", "0")];
            let case = writer.create_element("testcase").with_attributes(attributes);
            let write = |writer: &mut Writer<_>| {
                writer.create_element("error").with_attribute(("message", &*message)).write_empty().map(drop)
            };
            case.write_inner_content(write).map(drop)
        })
    })
}

fn suite<W: io::Write>(
    writer: &mut Writer<W>,
    path: &str,
    [tests, failures, errors]: [usize; 3],
    content: impl FnOnce(&mut Writer<W>) -> io::Result<()>,
) -> io::Result<()> {
    let (tests, failures, errors) = (tests.to_string(), failures.to_string(), errors.to_string());
    let attributes =
        [("name", path), ("tests", &tests), ("failures", &failures), ("errors", &errors), ("skipped", "0"), ("time", "0")];
    writer.create_element("testsuite").with_attributes(attributes).write_inner_content(content).map(drop)
}

fn case<W: io::Write>(writer: &mut Writer<W>, path: &str, finding: &Finding, positions: &mut Positions<'_>) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let rule = &diagnostic.rule;
    let at = positions.at(diagnostic.range.start());
    let name = super::rule_name(rule);
    let place = format!("{path}:{}:{}", at.line, at.column);
    let line = at.line.to_string();
    let attributes = [("name", format!("{} at {}:{}", legal(&name), at.line, at.column)), ("classname", path.to_owned())];
    let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
    let fixed = [("file", path), ("line", &line), ("time", "0")];
    let passage = one_line(&positions.text()[diagnostic.range], PASSAGE);
    let detail = format!("{place}: {passage}\nwhy: {}\nask: {}", one_line(&rule.why, 2000), one_line(&rule.question, 2000));
    // A line break is legal in text, other controls are gone.
    let detail = detail.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    let case = writer.create_element("testcase").with_attributes(attributes).with_attributes(fixed);
    let failure = |writer: &mut Writer<W>| {
        let attributes = [("message", &*legal(&rule.message)), ("type", diagnostic.severity.as_str())]
            .map(|(name, value)| (name, value.to_owned()));
        let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
        writer.create_element("failure").with_attributes(attributes).write_text_content(BytesText::new(&detail)).map(drop)
    };
    case.write_inner_content(failure).map(drop)
}
