//! Positions counted the slow way, so that the server's way is checked by another one.

use serde_json::{Value, json};

/// Counts from the start of the text: lines end after `\n`, `\r\n` or a lone `\r`.
pub(super) fn position(text: &str, offset: usize, encoding: &str) -> Value {
    let (mut line, mut character) = (0, 0);
    let mut chars = text[..offset].chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().or_else(|| text[offset..].chars().next());
        if c == '\n' || (c == '\r' && next != Some('\n')) {
            (line, character) = (line + 1, 0);
        } else {
            character += match encoding {
                "utf-8" => c.len_utf8(),
                "utf-16" => c.len_utf16(),
                _ => 1,
            };
        }
    }
    json!({"line": line, "character": character})
}

/// The offset of a position that the server sent, which has to be one of a character.
pub(super) fn offset(text: &str, wanted: &Value, encoding: &str) -> usize {
    let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let found = offsets.into_iter().find(|&at| position(text, at, encoding) == *wanted);
    found.unwrap_or_else(|| panic!("{wanted} is nowhere in {text:?}"))
}

pub(super) fn range(text: &str, start: usize, end: usize, encoding: &str) -> Value {
    json!({"start": position(text, start, encoding), "end": position(text, end, encoding)})
}

/// The text that a range in UTF-16 covers.
pub(super) fn covered<'a>(text: &'a str, range: &Value) -> &'a str {
    &text[offset(text, &range["start"], "utf-16")..offset(text, &range["end"], "utf-16")]
}

/// The text after an edit of the server, whichever of its two shapes it has; `uri` is the only document it may change.
pub(super) fn edited(text: &str, edit: &Value, uri: &str) -> String {
    let edits = if let Some(changes) = edit["changes"].as_object() {
        assert_eq!(changes.keys().collect::<Vec<_>>(), [uri]);
        changes[uri].clone()
    } else {
        let change = edit["documentChanges"].as_array().unwrap().last().unwrap();
        assert_eq!(change["textDocument"]["uri"], uri);
        change["edits"].clone()
    };
    let mut edits: Vec<_> = edits.as_array().unwrap().iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(text, &edit["range"]["start"], "utf-16")));
    edits.into_iter().fold(text.to_owned(), |text, edit| {
        let start = offset(&text, &edit["range"]["start"], "utf-16");
        let end = offset(&text, &edit["range"]["end"], "utf-16");
        format!("{}{}{}", &text[..start], edit["newText"].as_str().unwrap(), &text[end..])
    })
}
