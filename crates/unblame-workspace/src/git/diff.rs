//! Reading `git diff`.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Read as _};
use std::path::PathBuf;

use super::command::{Git, path};
use super::{ChangedFile, GitError, Lines};

/// Whatever the configuration says. White space at the end of a line is no wording, nor is the line break at the end of a file.
const PLAIN: [&str; 13] = [
    "diff",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--text",
    "--ignore-submodules=all",
    "--ignore-space-at-eol",
    "--find-renames",
    "--unified=0",
    "--inter-hunk-context=0",
    "--src-prefix=a/",
    "--dst-prefix=b/",
];

/// The regular files with changed lines, by path below the top folder.
pub(super) fn files(
    git: &Git<'_>,
    cached: bool,
    base: Option<&str>,
    specs: &[String],
) -> Result<BTreeMap<PathBuf, ChangedFile>, GitError> {
    let mut tail: Vec<&str> = Vec::new();
    tail.extend(cached.then_some("--cached"));
    tail.extend(base);
    tail.push("--");
    tail.extend(specs.iter().map(String::as_str));
    let raw = git.bytes(&[&PLAIN[..], &["--raw", "-z", "--no-abbrev"], &tail[..]].concat())?;
    let mut changed = lines(git, &[&PLAIN[..], &["--patch"], &tail[..]].concat())?;
    let mut files = BTreeMap::new();
    for entry in entries(&raw) {
        if entry.status == b'U' && cached {
            return Err(GitError::Unmerged(String::from_utf8_lossy(entry.path).into_owned()));
        }
        let regular = entry.mode.starts_with("100");
        let path = path(entry.path);
        let lines = match entry.status {
            // From a link to a file: all of it is new as text.
            b'T' => Lines::all(),
            b'D' | b'U' => continue,
            _ => changed.remove(entry.path).unwrap_or_else(Lines::none),
        };
        if regular && !lines.is_empty() {
            files.insert(path, ChangedFile { lines, blob: cached.then(|| entry.blob.to_owned()) });
        }
    }
    Ok(files)
}

/// One entry of `--raw -z`.
struct Entry<'a> {
    mode: &'a str,
    blob: &'a str,
    status: u8,
    path: &'a [u8],
}

/// `:old-mode new-mode old new status`, then one path, or two where something was renamed.
fn entries(raw: &[u8]) -> impl Iterator<Item = Entry<'_>> {
    let mut parts = raw.split(|&byte| byte == 0);
    std::iter::from_fn(move || {
        let head = std::str::from_utf8(parts.next()?).ok()?;
        let mut fields = head.strip_prefix(':')?.split(' ');
        let (mode, blob) = (fields.nth(1)?, fields.nth(1)?);
        let status = *fields.next()?.as_bytes().first()?;
        let first = parts.next()?;
        let path = if matches!(status, b'R' | b'C') { parts.next()? } else { first };
        Some(Entry { mode, blob, status, path })
    })
}

/// The lines that a patch adds, by path.
fn lines(git: &Git<'_>, args: &[&str]) -> Result<HashMap<Vec<u8>, Lines>, GitError> {
    let mut child = git.command(args).spawn().map_err(GitError::Missing)?;
    let failed = |error: std::io::Error| GitError::Failed { command: "diff".to_owned(), message: error.to_string() };
    let mut stderr = child.stderr.take();
    let complaints = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What can't be read can't be told.
        _ = stderr.as_mut().map(|stream| stream.read_to_end(&mut bytes));
        bytes
    });
    let result = child.stdout.take().map(|stream| parse(BufReader::new(stream))).transpose().map_err(failed)?;
    let status = child.wait().map_err(failed)?;
    git.judge("diff", status, &complaints.join().unwrap_or_default())?;
    Ok(result.unwrap_or_default())
}

fn parse(mut patch: impl BufRead) -> std::io::Result<HashMap<Vec<u8>, Lines>> {
    let mut files: HashMap<Vec<u8>, Lines> = HashMap::new();
    let mut current = Vec::new();
    let (mut left, mut line) = (0_u64, Vec::new());
    loop {
        line.clear();
        if patch.read_until(b'\n', &mut line)? == 0 {
            return Ok(files);
        }
        if left > 0 {
            // A line of text, whatever it looks like; the remark about a missing line break is none.
            left -= u64::from(line[0] != b'\\');
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            current = name_of(name);
        } else if let Some((old, first, new)) = hunk(&line) {
            files.entry(current.clone()).or_insert_with(Lines::none).push(first, new);
            left = u64::from(old) + u64::from(new);
        }
    }
}

/// `@@ -a,b +c,d @@`: how many lines go, where the new ones start, and how many these are.
fn hunk(line: &[u8]) -> Option<(u32, u32, u32)> {
    let text = std::str::from_utf8(line.strip_prefix(b"@@ -")?.split(|&byte| byte == b'@').next()?).ok()?;
    let (old, new) = text.trim_end().split_once(" +")?;
    let span = |text: &str| match text.split_once(',') {
        Some((first, count)) => Some((first.parse().ok()?, count.parse().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    };
    let ((_, old), (first, new)): ((u32, u32), (u32, u32)) = (span(old)?, span(new)?);
    Some((old, first, new))
}

/// The path behind `+++ `: with `b/` in front, quoted where it holds something special, and with a tab behind where it holds spaces.
fn name_of(name: &[u8]) -> Vec<u8> {
    let name = name.strip_suffix(b"\n").unwrap_or(name);
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    let name = match name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")) {
        Some(quoted) => unquoted(quoted),
        None => name.to_vec(),
    };
    name.strip_prefix(b"b/").map_or_else(|| name.clone(), <[u8]>::to_vec)
}

/// Undoes the quoting of C.
fn unquoted(quoted: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(quoted.len());
    let mut rest = quoted.iter().copied();
    while let Some(byte) = rest.next() {
        let escaped = if byte == b'\\' { rest.next() } else { None };
        bytes.push(match escaped {
            None => byte,
            Some(b'a') => 7,
            Some(b'b') => 8,
            Some(b't') => b'\t',
            Some(b'n') => b'\n',
            Some(b'v') => 11,
            Some(b'f') => 12,
            Some(b'r') => b'\r',
            Some(digit @ b'0'..=b'3') => {
                let digits = [Some(digit), rest.next(), rest.next()];
                digits.iter().flatten().fold(0, |value: u8, digit| (value << 3) | (digit & 7))
            }
            Some(other) => other,
        });
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch() {
        let patch = "diff --git a/a b.md b/a b.md\n--- a/a b.md\n+++ b/a b.md\t\n@@ -1 +1,2 @@ +++ b/x\n-old\n+++ b/no.md\n+@@ -1 +1 @@\n\
                     \\ No newline at end of file\n@@ -9,2 +10,0 @@\n---\n-x\n@@ -20,0 +22 @@\n+y\n\
                     diff --git \"a/\\\"\\303\\251\\n.md\" \"b/\\\"\\303\\251\\n.md\"\n--- /dev/null\n+++ \"b/\\\"\\303\\251\\n.md\"\n@@ -0,0 +1,3 @@\n+1\n+2\n+3\n";
        let files = parse(patch.as_bytes()).unwrap();
        assert_eq!(files.len(), 2);
        let touched = |name: &str| (1..40).filter(|&line| files[name.as_bytes()].touch(line, line)).collect::<Vec<_>>();
        assert_eq!(touched("a b.md"), [1, 2, 22]);
        assert_eq!(touched("\"é\n.md"), [1, 2, 3]);
    }

    #[test]
    fn raw_entries() {
        let raw = b":100644 100644 aa bb R090\0old.md\0new\n.md\0:000000 120000 00 cc A\0link.md\0";
        let read: Vec<_> = entries(raw).map(|one| (one.mode, one.blob, one.status, one.path)).collect();
        assert_eq!(read, [("100644", "bb", b'R', &b"new\n.md"[..]), ("120000", "cc", b'A', &b"link.md"[..])]);
    }
}
