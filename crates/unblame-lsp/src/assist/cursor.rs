//! Where in a configuration file a place is, also while the file is being written and is no TOML yet.

use std::ops::Range;

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The name of a table.
    Header,
    /// A key of the table.
    Key,
    /// The value of the key that `path` ends with.
    Value,
}

/// A place in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// The tables around it, the outermost first; for a value its key as well.
    pub(crate) path: Vec<String>,
    pub(crate) part: Part,
    /// The bytes of the word at the place; empty where there is none.
    pub(crate) word: Range<usize>,
    /// Whether the word is in quotation marks.
    pub(crate) quoted: bool,
}

/// Reads up to a place. Of strings over several lines it knows nothing: no setting has one.
struct Reader {
    table: Vec<String>,
    /// The key before the last `=`, and how many arrays have been opened behind it.
    key: Option<Vec<String>>,
    arrays: usize,
    /// Inline tables: the keys that they belong to.
    inline: Vec<(Vec<String>, usize)>,
    /// What stands since the last separator.
    pending: String,
    quote: Option<char>,
    header: bool,
}

impl Cursor {
    /// Describes an offset; `None` within a comment.
    pub(crate) fn at(text: &str, offset: usize) -> Option<Self> {
        let mut reader = Reader {
            table: Vec::new(),
            key: None,
            arrays: 0,
            inline: Vec::new(),
            pending: String::new(),
            quote: None,
            header: false,
        };
        let mut comment = false;
        for c in text[..offset].chars() {
            comment = c != '\n' && (comment || c == '#' && reader.quote.is_none());
            if !comment {
                reader.read(c);
            }
        }
        (!comment).then(|| reader.cursor(text, offset))
    }
}

impl Reader {
    fn read(&mut self, c: char) {
        match (self.quote, c) {
            (_, '\n') => self.end_line(),
            (Some(open), _) if c == open => self.quote = None,
            (None, '"' | '\'') => self.quote = Some(c),
            (None, '[') if self.key.is_some() => self.arrays += 1,
            (None, '[') => (self.header, self.pending) = (true, String::new()),
            (None, ']') if self.key.is_some() => self.arrays = self.arrays.saturating_sub(1),
            (None, ']') => self.end_header(),
            (None, '=') => self.key = Some(parts(&std::mem::take(&mut self.pending))),
            (None, '{') => {
                self.inline.push((self.key.take().unwrap_or_default(), self.arrays));
                (self.arrays, self.pending) = (0, String::new());
            }
            (None, '}') => {
                if let Some((key, arrays)) = self.inline.pop() {
                    (self.key, self.arrays) = (Some(key), arrays);
                }
            }
            (None, ',') => {
                self.pending.clear();
                if self.arrays == 0 {
                    self.key = None;
                }
            }
            _ => self.pending.push(c),
        }
    }

    fn end_line(&mut self) {
        (self.quote, self.header) = (None, false);
        self.pending.clear();
        if self.arrays == 0 && self.inline.is_empty() {
            self.key = None;
        }
    }

    fn end_header(&mut self) {
        if self.header && !self.pending.is_empty() {
            self.table = parts(&std::mem::take(&mut self.pending));
        }
    }

    fn cursor(self, text: &str, offset: usize) -> Cursor {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '@' | ':');
        let start = offset - text[..offset].chars().rev().take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
        let end = offset + text[offset..].chars().take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
        let inline = self.inline.into_iter().flat_map(|(key, _)| key);
        let (part, path) = match self.key {
            _ if self.header => (Part::Header, Vec::new()),
            None => (Part::Key, self.table.into_iter().chain(inline).collect()),
            Some(key) => (Part::Value, self.table.into_iter().chain(inline).chain(key).collect()),
        };
        Cursor { path, part, word: start..end, quoted: self.quote.is_some() }
    }
}

/// A dotted key.
fn parts(key: &str) -> Vec<String> {
    key.split('.').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bar is the place.
    #[track_caller]
    fn check(text: &str, part: Part, path: &str, word: &str) {
        let offset = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let cursor = Cursor::at(&text, offset).unwrap();
        assert_eq!((cursor.part, &*cursor.path.join(" "), &text[cursor.word]), (part, path, word), "{text}");
    }

    #[test]
    fn places() {
        check("|", Part::Key, "", "");
        check("ig|nore = []", Part::Key, "", "ignore");
        check("profile = |", Part::Value, "profile", "");
        check("profile = \"st|", Part::Value, "profile", "st");
        check("profile = \"core\"\n|", Part::Key, "", "");
        check("ignore = [\n  'a', # \"\n  'b|'\n]", Part::Value, "ignore", "b");
        check("ignore = [\"a\"]\nse|", Part::Key, "", "se");
        check("[peo|", Part::Header, "", "peo");
        check("[people]\nna|", Part::Key, "people", "na");
        check(
            "[[overrides]]\nfiles = [\"*\"]\n[overrides.severity]\nperson-fix = \"|\"",
            Part::Value,
            "overrides severity person-fix",
            "",
        );
        check("severity = { per|", Part::Key, "severity", "per");
        check("severity = { a = \"hint\", b = \"|", Part::Value, "severity b", "");
        check("severity = { a = \"hint\" }\n|", Part::Key, "", "");
        check("voice.we = \"|\"", Part::Value, "voice we", "");
        check("\"🎉\" = \"é|\"", Part::Value, "🎉", "é");
    }

    #[test]
    fn comments_are_no_place() {
        assert_eq!(Cursor::at("# ignore", 4), None);
        assert!(Cursor::at("a = \"#\"", 7).is_some());
    }
}
