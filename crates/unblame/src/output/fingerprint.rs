//! A name for a finding that survives moving the passage within its file.

use std::collections::HashMap;

use unblame_core::{Diagnostic, TextRange};

/// How far the surroundings reach, in bytes, on each side; enough to tell passages apart, and bounded for endless lines.
const REACH: usize = 160;

/// Fingerprints the findings of one file.
#[derive(Default)]
pub(crate) struct Fingerprints {
    seen: HashMap<u64, u32>,
}

impl Fingerprints {
    /// Hashes the rule, the passage and its sentence with white space folded, and which of several alike it is.
    pub(crate) fn next(&mut self, text: &str, diagnostic: &Diagnostic) -> String {
        let mut hash = Fnv::default();
        hash.part(&diagnostic.rule.pack);
        hash.part(&diagnostic.rule.id);
        hash.folded(&text[diagnostic.range]);
        let (before, after) = surroundings(text, diagnostic.range);
        hash.folded(before);
        hash.folded(after);
        let nth = self.seen.entry(hash.0).or_default();
        *nth += 1;
        if *nth > 1 {
            hash.part(&nth.to_string());
        }
        format!("{:016x}", hash.0)
    }
}

/// FNV-1a: the standard library's hasher may change between releases.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn part(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.byte(byte));
        self.byte(0xff);
    }

    fn folded(&mut self, text: &str) {
        for word in text.split_whitespace() {
            word.bytes().for_each(|byte| self.byte(byte));
            self.byte(b' ');
        }
        self.byte(0xff);
    }
}

/// The rest of the passage's sentence, before and after it.
fn surroundings(text: &str, range: TextRange) -> (&str, &str) {
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let low = ceil_boundary(text, start.saturating_sub(REACH));
    let high = ceil_boundary(text, (end + REACH).min(text.len()));
    let before = &text[low..start];
    let after = &text[end..high];
    let from = boundaries(before).last().map_or(0, |at| at + 1);
    let to = boundaries(after).next().unwrap_or(after.len());
    (&before[from..], &after[..to])
}

fn ceil_boundary(text: &str, from: usize) -> usize {
    (from..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// Where one sentence, paragraph, list item or row ends and the next begins. A plain line break is no border, so that wrapping a
/// paragraph anew changes nothing.
fn boundaries(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(move |&at| match bytes[at] {
        b'\n' => {
            let next = text[at + 1..].trim_start_matches([' ', '\t', '\r']);
            !next.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '(' | '`' | '_'))
                || next.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')'])
        }
        b'.' | b'!' | b'?' => bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, passage: &str, expected: (&str, &str)) {
        let start = text.find(passage).unwrap();
        let range = TextRange::at(u32::try_from(start).unwrap().into(), u32::try_from(passage.len()).unwrap().into());
        let (before, after) = surroundings(text, range);
        assert_eq!((before.trim_start_matches(['.', '\n', ' ']), after), expected);
    }

    #[test]
    fn the_sentence_around() {
        check("One. Then Ana forgot it\nagain. Two.", "Ana forgot", ("Then ", " it\nagain"));
        check("- one\n- Ana forgot it\n- two", "Ana forgot", ("- ", " it"));
        check("1. one\n2. Ana forgot it\n3. two", "Ana forgot", ("", " it"));
        check("# Head\n\nAna forgot v1.2 é\n\nmore", "Ana forgot", ("", " v1.2 é"));
    }
}
