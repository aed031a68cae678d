//! An open document at one version.

use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};
use unblame_core::Format;

use crate::position::{Encoding, LineIndex};

/// Views of something that is linted elsewhere, or no prose at all.
const LEFT_ALONE: [&str; 9] =
    ["git", "gitfs", "gitlens", "fugitive", "conflictResolution", "review", "output", "debug", "vscode-settings"];

/// The text of a document and where it comes from. Everything that takes time works on one of these, and never sees another.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    pub(crate) uri: Url,
    pub(crate) version: i32,
    pub(crate) format: Format,
    /// Whether it is something to read; configuration is not.
    pub(crate) is_prose: bool,
    pub(crate) text: String,
    pub(crate) lines: LineIndex,
}

impl Snapshot {
    pub(crate) fn new(item: TextDocumentItem) -> Self {
        Self {
            format: format(&item.uri, &item.language_id),
            is_prose: is_prose(&item.uri, &item.language_id),
            uri: item.uri,
            version: item.version,
            lines: LineIndex::new(&item.text),
            text: item.text,
        }
    }

    /// Applies changes one after the other, each to what the ones before left behind.
    pub(crate) fn apply(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        self.version = version;
        for change in changes {
            if let Some(range) = change.range {
                let bytes = self.lines.offsets(&self.text, range, encoding);
                self.text.replace_range(bytes.clone(), &change.text);
                self.lines.edited(&self.text, bytes.start, bytes.end, bytes.start + change.text.len());
            } else {
                self.lines = LineIndex::new(&change.text);
                self.text = change.text;
            }
        }
    }

    /// Where the document is on disk, if it is there.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        path(&self.uri)
    }

    /// What to call it in a message.
    pub(crate) fn name(&self) -> String {
        let last = self.uri.path().rsplit('/').find(|part| !part.is_empty()).map(str::to_owned);
        let from_path = self.path().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        from_path.or(last).unwrap_or_else(|| self.uri.to_string())
    }
}

/// The path of a `file:` URI, and of an `untitled:` one that says where the file is going to be.
pub(crate) fn path(uri: &Url) -> Option<PathBuf> {
    match uri.scheme() {
        "file" => uri.to_file_path().ok(),
        "untitled" if uri.path().starts_with('/') => Url::parse(&format!("file://{}", uri.path())).ok()?.to_file_path().ok(),
        _ => None,
    }
}

/// The name of a file says more than the editor's mode, so that the command line finds the same; the mode counts where the
/// name says nothing.
fn format(uri: &Url, language: &str) -> Format {
    let name = path(uri).unwrap_or_else(|| PathBuf::from(uri.path()));
    let by_name = Format::from_path(&name);
    if by_name != Format::Markdown || announces_markdown(&name) {
        return by_name;
    }
    match language {
        "plaintext" | "text" => Format::PlainText,
        "gitcommit" | "git-commit" | "scminput" => Format::CommitMessage,
        _ => by_name,
    }
}

fn announces_markdown(name: &Path) -> bool {
    let extension = name.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["md", "markdown", "mdown"].iter().any(|known| known.eq_ignore_ascii_case(extension))
}

fn is_prose(uri: &Url, language: &str) -> bool {
    let is_toml = language == "toml" || Path::new(uri.path()).extension().is_some_and(|extension| extension == "toml");
    !is_toml && !LEFT_ALONE.contains(&uri.scheme())
}

#[cfg(test)]
mod tests {
    use tower_lsp::lsp_types::{Position, Range};

    use super::*;

    fn snapshot(uri: &str, language: &str, text: &str) -> Snapshot {
        Snapshot::new(TextDocumentItem::new(Url::parse(uri).unwrap(), language.into(), 1, text.into()))
    }

    #[track_caller]
    fn check(uri: &str, language: &str, expected: Option<Format>) {
        let snapshot = snapshot(uri, language, "");
        assert_eq!(snapshot.is_prose.then_some(snapshot.format), expected);
    }

    #[test]
    fn formats() {
        check("file:///a/b.md", "plaintext", Some(Format::Markdown));
        check("file:///a/b.txt", "markdown", Some(Format::PlainText));
        check("file:///a/.git/COMMIT_EDITMSG", "plaintext", Some(Format::CommitMessage));
        check("untitled:Untitled-1", "plaintext", Some(Format::PlainText));
        check("untitled:Untitled-1", "markdown", Some(Format::Markdown));
        check("vscode-scm:git/scm0/input", "scminput", Some(Format::CommitMessage));
        check("file:///a/unblame.toml", "plaintext", None);
        check("git:/a/b.md", "markdown", None);
    }

    #[test]
    fn changes_build_on_each_other() {
        let mut snapshot = snapshot("file:///a.md", "markdown", "one\ntwo\n");
        let change = |line, from, to, text: &str| TextDocumentContentChangeEvent {
            range: Some(Range::new(Position::new(line, from), Position::new(line, to))),
            range_length: None,
            text: text.into(),
        };
        snapshot.apply(2, vec![change(0, 0, 3, "🎉\nx"), change(1, 1, 1, "!"), change(9, 9, 9, "end")], Encoding::Utf16);
        assert_eq!((snapshot.text.as_str(), snapshot.version), ("🎉\nx!\ntwo\nend", 2));
        let full = TextDocumentContentChangeEvent { range: None, range_length: None, text: "all\r\nnew".into() };
        snapshot.apply(3, vec![full, change(1, 0, 3, "old")], Encoding::Utf16);
        assert_eq!(snapshot.text, "all\r\nold");
    }
}
