//! From the fuzzer's bytes to a text and its format.

use std::sync::LazyLock;

use unblame_core::{Document, Format};

use crate::EVERY_RULE;

/// A text made of the fuzzer's bytes.
#[derive(Debug)]
pub struct Input {
    text: String,
    format: Format,
}

impl Input {
    /// The first byte says how to read the rest: `m`, `p`, `c` as a text in Markdown, plain text or a commit message; `M`, `P`, `C`
    /// as numbers of words, see [`prose`].
    pub fn new(data: &[u8]) -> Option<Self> {
        let (&mode, rest) = data.split_first()?;
        let format = match mode.to_ascii_lowercase() {
            b'm' => Format::Markdown,
            b'p' => Format::PlainText,
            b'c' => Format::CommitMessage,
            _ => return None,
        };
        let text = if mode.is_ascii_uppercase() { prose(rest) } else { String::from_utf8_lossy(rest).into_owned() };
        Some(Self { text, format })
    }

    /// The document.
    pub fn document(&self) -> Document<'_> {
        Document::new(&self.text, self.format)
    }
}

/// What stands between words.
const MARKUP: [&str; 96] = [
    ".",
    ". ",
    ".\n",
    "\n",
    "\n\n",
    "  \n",
    "\r\n",
    ", ",
    "; ",
    ": ",
    "! ",
    "? ",
    "...",
    " - ",
    " – ",
    "—",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "(",
    ") ",
    "[",
    "](",
    "![",
    "**",
    "*",
    "__",
    "_",
    "~~",
    "`",
    "``",
    "\n```\n",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n> ",
    "> ",
    "\n# ",
    "\n## ",
    "\n---\n",
    "---\ntitle: ",
    "+++\ntitle = \"",
    "|",
    "\n| a | b |\n|---|---|\n| ",
    "<br>",
    "<code>",
    "</code>",
    "<del>",
    "</del>",
    "<a ",
    ">",
    "[^1]",
    "\n[^1]: ",
    "[x]: y\n",
    "$",
    "$$",
    "&amp;",
    "&#x27;",
    "\\",
    "<!--",
    "-->",
    "<!-- unblame-disable -->",
    "<!-- unblame-enable -->",
    "<!-- unblame-disable-next-line -->",
    "<!-- unblame-disable-line omission: a -->",
    "# unblame-disable-next-line\n",
    "\n# Root cause\n\n",
    "\n## Timeline\n\n",
    "\n## Action items\n\n",
    "\nResponders: ",
    "\nSigned-off-by: ",
    "\n# ------------------------ >8 ------------------------\n",
    "https://x.y/z",
    "@kim",
    "<@U1>",
    "kim@x.org",
    "10:42",
    "2.0.1",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{ad}",
    "\0",
    "\u{85}",
    "\u{2028}",
    "\t",
    "e\u{301}",
    "İ",
    "ß",
    "𝄞",
    "👩‍💻",
    "n’t",
    "עברית",
];

/// The words of all examples in the packs, so that the texts know what the rules know.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rules = EVERY_RULE.rules().iter();
    let examples = rules.flat_map(|rule| rule.bad.iter().chain(&rule.good));
    let mut words: Vec<String> =
        examples.flat_map(|text| text.split_whitespace()).map(|word| word.replace(['«', '»'], "")).collect();
    words.sort_unstable();
    words.dedup();
    words
});

/// The examples of all rules, those first that are found.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rules = EVERY_RULE.rules();
    let found = rules.iter().flat_map(|rule| &rule.bad);
    let silent = rules.iter().flat_map(|rule| &rule.good);
    found.chain(silent).map(|text| text.replace(['«', '»'], "")).collect()
});

/// Reads bytes as the numbers of markup (one byte below 96), words and sentences of the packs (two bytes).
pub fn prose(data: &[u8]) -> String {
    let mut text = String::new();
    let mut bytes = data.iter().map(|&byte| usize::from(byte));
    while let Some(byte) = bytes.next() {
        if let Some(markup) = MARKUP.get(byte) {
            text.push_str(markup);
            continue;
        }
        let Some(low) = bytes.next() else { break };
        let pool = if byte < 224 { &*WORDS } else { &*SENTENCES };
        text.push(' ');
        text.push_str(&pool[(byte % 32 * 256 + low) % pool.len()]);
    }
    text
}
