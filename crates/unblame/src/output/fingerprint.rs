//! A name for a finding that survives moving the passage within its file, and wrapping its paragraph anew.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use unblame_core::{Diagnostic, TextRange};

/// How far the surroundings reach on each side, in bytes of words; enough to tell passages apart.
const REACH: usize = 160;
/// How far they are looked for; bounded for endless lines.
const LIMIT: usize = 4 * REACH;

/// Printed as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// Reads what was printed.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        plain.then(|| u64::from_str_radix(text, 16).ok().map(Self)).flatten()
    }

    /// One for a report about many files, in which a passage that two files share has to have two names.
    pub(crate) fn within(self, path: &str) -> Self {
        let mut hash = Fnv(self.0);
        hash.part(path);
        Self(hash.0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Fingerprints the findings of one file.
#[derive(Default)]
pub(crate) struct Fingerprints {
    seen: HashMap<u64, u32>,
}

impl Fingerprints {
    /// Hashes the rule, the passage and its sentence with white space folded, and which of several alike it is.
    pub(crate) fn next(&mut self, text: &str, diagnostic: &Diagnostic) -> Fingerprint {
        let mut hash = Fnv::default();
        hash.part(&diagnostic.rule.pack);
        hash.part(&diagnostic.rule.id);
        let (before, after) = surroundings(text, diagnostic.range);
        hash.words(words(&text[diagnostic.range]));
        let mut before = within_reach(words(before).rev());
        before.reverse();
        hash.words(before.into_iter());
        hash.words(within_reach(words(after)).into_iter());
        let nth = self.seen.entry(hash.0).or_default();
        *nth += 1;
        if *nth > 1 {
            hash.part(&nth.to_string());
        }
        Fingerprint(hash.0)
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

    fn words<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        for word in words {
            word.bytes().for_each(|byte| self.byte(byte));
            self.byte(b' ');
        }
        self.byte(0xff);
    }
}

/// The words of a text, without the marks that a quotation has at the start of its lines.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split_whitespace().filter(|word| word.bytes().any(|byte| byte != b'>'))
}

/// Whole words only: where the line breaks are must not decide what is cut off.
fn within_reach<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut left = REACH;
    words.map_while(|word| left.checked_sub(word.len()).map(|rest| (left = rest, word).1)).collect()
}

/// The rest of the passage's sentence, before and after it.
fn surroundings(text: &str, range: TextRange) -> (&str, &str) {
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let low = ceil_boundary(text, start.saturating_sub(LIMIT));
    let high = ceil_boundary(text, (end + LIMIT).min(text.len()));
    let from = boundaries(text, low..start).last().map_or(low, |at| at + 1);
    let to = boundaries(text, end..high).next().unwrap_or(high);
    (&text[from..start], &text[end..to])
}

fn ceil_boundary(text: &str, from: usize) -> usize {
    (from..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// Where one sentence, paragraph, list item or row ends and the next begins. A plain line break is no border, so that wrapping a
/// paragraph anew changes nothing.
fn boundaries(text: &str, within: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    within.filter(move |&at| match bytes[at] {
        b'\n' => starts_a_block(&text[at + 1..]),
        b'.' | b'!' | b'?' => bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace),
        _ => false,
    })
}

/// Whether a line continues no paragraph: it is blank, or a heading, list item, row, fence, rule or comment starts there.
fn starts_a_block(line: &str) -> bool {
    const MARKS: [&str; 9] = ["\n", "|", "- ", "* ", "+ ", "---", "===", "```", "<!--"];
    let line = line.trim_start_matches([' ', '\t', '\r', '>']);
    let heading = line.trim_start_matches('#');
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.is_empty()
        || MARKS.iter().any(|mark| line.starts_with(mark))
        || heading.len() < line.len() && heading.starts_with(' ')
        || number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") "))
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
        check("Oh,\n**now** Ana forgot\n@kim and\n12 or\n#3", "Ana forgot", ("Oh,\n**now** ", "\n@kim and\n12 or\n#3"));
        check("> Then\n> Ana forgot\n> it\n>\n> Two\n", "Ana forgot", ("> Then\n> ", "\n> it"));
        check("Ana forgot\n---\nmore", "Ana forgot", ("", ""));
    }

    #[test]
    fn what_is_printed_can_be_read() {
        let one = Fingerprint(0x0123_4567_89ab_cdef);
        assert_eq!(Fingerprint::parse(&one.to_string()), Some(one));
        assert_eq!(Fingerprint::parse("+123456789abcdef"), None);
        assert_eq!(Fingerprint::parse("123"), None);
        assert_ne!(one.within("a.md"), one.within("b.md"));
    }
}
