//! What the XML formats share.

use std::borrow::Cow;
use std::io::Write;

use quick_xml::Writer;

use super::text::visible;

/// Text that XML can hold: pictures in place of controls, which no escape makes legal.
pub(crate) fn legal(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if text.contains(['\u{fffe}', '\u{ffff}']) { Cow::Owned(text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")) } else { text }
}

/// Builds a fragment of a document. Writing to memory has no way to fail.
pub(crate) fn fragment(write: impl FnOnce(&mut Writer<&mut Vec<u8>>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    let mut writer = Writer::new_with_indent(&mut bytes, b' ', 2);
    if write(&mut writer).and_then(|()| writer.into_inner().write_all(b"\n")).is_err() {
        return String::new();
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_replaced() {
        assert_eq!(legal("a\0\x1b\u{85}\u{ffff}é<"), "a␀␛\u{fffd}\u{fffd}é<");
        let shown = fragment(|writer| {
            writer.create_element("a").with_attribute(("b", "\"<&>'")).write_empty()?;
            Ok(())
        });
        assert_eq!(shown, "<a b=\"&quot;&lt;&amp;&gt;&apos;\"/>\n");
    }
}
