//! The labelled corpus: sentences by category, one a line, and whole documents.
//!
//! A sentence stands in the file of its category, behind its label, with the passage between `«` and `»`:
//!
//! ```text
//! flag: The nurse said that «Priya forgot the second check».
//! ok: The pump failed to start.
//! ```
//!
//! In a document, each passage names its category, or `may`: `«omission: Priya forgot the second check»`.

use std::ops::Range;
use std::path::{Path, PathBuf};

use unblame_core::Format;

use crate::driver::root;

/// What a facilitator would say about a passage. What is not marked is fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Asks for other words.
    Flag,
    /// Facilitators differ; a finding here counts neither way.
    May,
}

/// A labelled part of a text, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) range: Range<usize>,
    pub(super) label: Label,
    /// Empty where the label is `May` and no category is named.
    pub(super) category: String,
}

/// A text without its marks, and what they say.
#[derive(Debug)]
pub(super) struct Entry {
    /// The file that it is from.
    pub(super) file: String,
    pub(super) text: String,
    pub(super) format: Format,
    pub(super) passages: Vec<Passage>,
}

/// Everything that is labelled, in the order of file names and lines.
pub(super) struct Corpus {
    /// The twelve categories that count: there is a file of sentences for each.
    pub(super) categories: Vec<String>,
    pub(super) sentences: Vec<Entry>,
    pub(super) documents: Vec<Entry>,
}

impl Corpus {
    /// Reads `tests/accuracy`.
    pub(super) fn read() -> Self {
        let folder = root().join("tests/accuracy");
        let (mut categories, mut sentences) = (Vec::new(), Vec::new());
        for path in files(&folder.join("sentences")) {
            let category = path.file_stem().unwrap().to_str().unwrap();
            for (number, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
                let entry = sentence(category, line);
                sentences.push(entry.unwrap_or_else(|error| panic!("{}:{}: {error}", path.display(), number + 1)));
            }
            categories.push(category.to_owned());
        }
        let document = |path: PathBuf| {
            let entry = document(&path, &std::fs::read_to_string(&path).unwrap(), &categories);
            entry.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let documents = files(&folder.join("documents")).into_iter().map(document).collect();
        Self { categories, sentences, documents }
    }
}

/// The files of a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// One line of a file of sentences.
pub(super) fn sentence(category: &str, line: &str) -> Result<Entry, String> {
    let (label, marked) = line.split_once(": ").ok_or("a line starts with `flag: `, `may: ` or `ok: `")?;
    let (mut text, ranges) = take_marks(marked)?;
    text.push('\n');
    let passage =
        |label| ranges.iter().map(move |range| Passage { range: range.clone(), label, category: category.to_owned() });
    let passages: Vec<Passage> = match label {
        "flag" => passage(Label::Flag).collect(),
        "may" => passage(Label::May).collect(),
        "ok" => Vec::new(),
        _ => return Err(format!("the label {label:?} is not one of flag, may, ok")),
    };
    if (label == "ok") != ranges.is_empty() {
        return Err("a passage is marked with « and » in a sentence to flag, or that may be, and only there".to_owned());
    }
    Ok(Entry { file: format!("{category}.txt"), text, format: Format::Markdown, passages })
}

/// A whole document; each mark names its category.
pub(super) fn document(path: &Path, source: &str, categories: &[String]) -> Result<Entry, String> {
    let (marked, ranges) = take_marks(source)?;
    let (mut text, mut passages, mut copied) = (String::new(), Vec::new(), 0);
    for range in ranges {
        let (name, passage) = marked[range.clone()].split_once(": ").ok_or("a passage starts with its category and `: `")?;
        let (label, category) = if name == "may" { (Label::May, "") } else { (Label::Flag, name) };
        if label == Label::Flag && !categories.iter().any(|one| one == category) {
            return Err(format!("there is no category {category:?}"));
        }
        text.push_str(&marked[copied..range.start]);
        let start = text.len();
        text.push_str(passage);
        passages.push(Passage { range: start..text.len(), label, category: category.to_owned() });
        copied = range.end;
    }
    text.push_str(&marked[copied..]);
    let file = path.file_name().unwrap().to_str().unwrap().to_owned();
    Ok(Entry { file, text, format: Format::from_path(path), passages })
}

/// A text without `«` and `»`, and what stood between them.
fn take_marks(source: &str) -> Result<(String, Vec<Range<usize>>), String> {
    let (mut text, mut ranges, mut open) = (String::with_capacity(source.len()), Vec::new(), None);
    for char in source.chars() {
        match (char, open) {
            ('«', None) => open = Some(text.len()),
            ('»', Some(start)) => {
                ranges.push(start..text.len());
                open = None;
            }
            ('«' | '»', _) => return Err(format!("a {char} without its partner after {:?}", tail(&text))),
            _ => text.push(char),
        }
    }
    open.map_or(Ok((text, ranges)), |start| Err(format!("a « without its partner at byte {start} of the text")))
}

/// The last words of a text, for a message.
fn tail(text: &str) -> &str {
    text.char_indices().rev().nth(30).map_or(text, |(at, _)| &text[at..])
}
