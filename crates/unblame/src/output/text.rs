//! Text from documents, packs and file names, made fit for a terminal.

use std::borrow::Cow;

use unblame_core::{Edit, TextRange};

/// Replaces what a terminal would obey instead of show: controls, and marks that turn the direction of the text around.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(obeyed) {
        Cow::Owned(text.chars().map(|c| if obeyed(c) { stand_in(c) } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// As [`visible`], on one line and with single spaces, cut after `limit` characters.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    let mut line = String::new();
    for (count, c) in text.split_whitespace().flat_map(|word| [" ", word]).skip(1).flat_map(str::chars).enumerate() {
        if count >= limit {
            line.push('…');
            break;
        }
        line.push(if obeyed(c) { stand_in(c) } else { c });
    }
    line
}

/// Breaks a text at spaces so that no line is wider than `width`, where words allow.
pub(crate) fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in visible(text).split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            wrapped.push('\n');
            column = 0;
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}

/// The passage `cover` with the edits in it carried out.
pub(crate) fn edited(text: &str, cover: TextRange, edits: &[Edit]) -> String {
    let mut result = String::new();
    let mut at = cover.start();
    for edit in edits {
        if edit.range.start() >= at {
            result.push_str(&text[TextRange::new(at, edit.range.start())]);
            result.push_str(&edit.replacement);
            at = edit.range.end();
        }
    }
    result.push_str(&text[TextRange::new(at, cover.end())]);
    result
}

fn obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The picture of a control, or the mark for what can't be shown; a tab stays a space.
pub(crate) fn stand_in(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_visible() {
        assert_eq!(visible("a\x1b[31mb\u{9b}0m\0\u{202e}"), "a␛[31mb\u{fffd}0m␀\u{fffd}");
        assert_eq!(visible("plain é"), "plain é");
        assert_eq!(one_line(" a\n b\t\tc\x07 ", 99), "a b c␇");
        assert_eq!(one_line("abc def", 5), "abc d…");
    }

    #[test]
    fn words_wrap() {
        assert_eq!(wrap("aa bb cc", 5), "aa bb\ncc");
        assert_eq!(wrap("aaaaaaaa b", 5), "aaaaaaaa\nb");
    }
}
