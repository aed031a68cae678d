//! Every command that README.md and the book show is run: what they show with its output has to come out just so, the others must not
//! end in an error.

use std::path::Path;
use std::process::{Command, Stdio};

use super::pages;
use crate::driver::{Folder, root};

/// Commands that are run; a line that starts with another one fails the test, unless it is an installer.
const RUN: [&str; 9] = ["unblame", "exec", "echo", "printf", "cat", "cp", "mkdir", "git", "sed"];

/// What would load things from elsewhere, or take minutes; only shown.
const INSTALLERS: [&str; 10] = ["cargo", "pip", "pipx", "uv", "npm", "npx", "podman", "docker", "gh", ".ci/run"];

/// Keys of configuration files whose value is a command.
const KEYS: [&str; 3] = ["run: ", "entry: ", "- run: "];

/// How the README runs the binary on a fresh clone; the test runs the binary that is already built.
const FROM_SOURCE: &str = "cargo run --release --quiet -- ";

/// A line of shown output that stands for any number of lines.
const MORE: &str = "...";

/// What the folder of a page holds, as far as commands name it.
const DOCUMENT: &str = "# Notes\n\nPriya forgot to renew the certificate.\n";

#[derive(Debug, PartialEq, Eq)]
enum Shown {
    /// With the output below it.
    Exact { command: String, output: String },
    /// Without.
    Only { command: String },
    /// No command but a file: TOML whose first line is a comment with its path.
    File { path: String, text: String },
}

/// The commands of a page, in order.
fn commands(page: &str) -> Vec<Shown> {
    let mut commands = Vec::new();
    let mut language: Option<&str> = None;
    let mut above = "";
    for line in page.lines() {
        let opened_now = std::mem::replace(&mut above, line).trim() == "```toml";
        match (language, line.trim_start().strip_prefix("```")) {
            (None, Some(opened)) => language = Some(opened.trim()),
            (Some(_), Some(_)) => language = None,
            (Some("console"), None) => console(line, &mut commands),
            (Some("sh"), None) => commands.extend(shell(line)),
            (Some("toml"), None) => file(line, opened_now, &mut commands),
            (Some(_), None) => commands.extend(configured(line)),
            (None, None) => {}
        }
    }
    commands
}

fn console(line: &str, commands: &mut Vec<Shown>) {
    if let Some(command) = line.strip_prefix("$ ") {
        commands.push(Shown::Exact { command: command.to_owned(), output: String::new() });
    } else if let Some(Shown::Exact { output, .. }) = commands.last_mut() {
        output.push_str(line);
        output.push('\n');
    }
}

/// A line of TOML; the first one of a block may name the file that the block is.
fn file(line: &str, is_first: bool, commands: &mut Vec<Shown>) {
    let path = line
        .strip_prefix("# ")
        .filter(|path| !path.contains(' ') && Path::new(path).extension().is_some_and(|one| one == "toml"));
    match (commands.last_mut(), path) {
        (_, Some(path)) if is_first => commands.push(Shown::File { path: path.to_owned(), text: String::new() }),
        (Some(Shown::File { text, .. }), _) if !is_first => {
            text.push_str(line);
            text.push('\n');
        }
        // Part of a file, to be read only.
        _ => commands.push(Shown::File { path: String::new(), text: String::new() }),
    }
}

fn shell(line: &str) -> Option<Shown> {
    let line = line.trim();
    (!line.is_empty() && !line.starts_with('#')).then(|| Shown::Only { command: line.to_owned() })
}

/// A command in a file that some other tool reads.
fn configured(line: &str) -> Option<Shown> {
    let command = KEYS.iter().find_map(|key| line.trim().strip_prefix(key))?;
    command.starts_with("unblame ").then(|| Shown::Only { command: command.to_owned() })
}

/// Whether the shown lines are the actual ones, but for those that `...` stands for. A blank line more or less at the end of a block
/// is a matter of looks.
fn is_shown(actual: &str, shown: &str) -> bool {
    matches(&actual.trim_end().lines().collect::<Vec<_>>(), &shown.trim_end().lines().collect::<Vec<_>>())
}

fn matches(actual: &[&str], shown: &[&str]) -> bool {
    match shown.split_first() {
        None => actual.is_empty(),
        Some((&MORE, rest)) => (1..=actual.len()).any(|left_out| matches(&actual[left_out..], rest)),
        Some((line, rest)) => actual.split_first().is_some_and(|(first, others)| first == line && matches(others, rest)),
    }
}

/// Runs a command with the binary in `PATH`; gives the status and all output.
fn run(command: &str, folder: &Path) -> (i32, String) {
    let binaries = Path::new(env!("CARGO_BIN_EXE_unblame")).parent().unwrap().to_path_buf();
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(binaries).chain(std::env::split_paths(&inherited))).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec 2>&1\n{command}"), "sh", "COMMIT_EDITMSG"]).current_dir(folder).env("PATH", &path);
    shell.env("NO_COLOR", "1").env("HOME", folder).env_remove("UNBLAME_FORMAT").stdin(Stdio::null());
    for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        shell.env_remove(variable);
    }
    let output = shell.output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stdout).unwrap())
}

fn is_run(command: &str, page: &Path) -> bool {
    // `NAME=value` may stand before a command.
    let first = command.split_whitespace().find(|word| !word.contains('=')).unwrap_or_default();
    let known = RUN.contains(&first);
    assert!(known || INSTALLERS.contains(&first), "{}: is `{command}` to be run or an installer?", page.display());
    known
}

/// Runs what a page shows, from top to bottom in one folder.
fn check(page: &Path, folder: &Path) {
    let text = std::fs::read_to_string(page).unwrap();
    for shown in commands(&text) {
        match shown {
            Shown::File { path, .. } if path.is_empty() => {}
            Shown::File { path, text } => {
                let path = folder.join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, text).unwrap();
            }
            Shown::Exact { command, output } => {
                let command = command.replacen(FROM_SOURCE, "unblame ", 1);
                if !is_run(&command, page) {
                    continue;
                }
                let (_, actual) = run(&command, folder);
                let page = page.display();
                assert!(is_shown(&actual, &output), "{page}: $ {command}\n{actual}\nis not what is shown:\n{output}");
            }
            Shown::Only { command } => {
                // What other tools put in.
                let command = command.replace("{1}", "\"$1\"");
                if !is_run(&command, page) {
                    continue;
                }
                let (status, output) = run(&command, folder);
                let page = page.display();
                assert!(
                    (0..=1).contains(&status) && !output.starts_with("error:"),
                    "{page}: $ {command}\n{output}\nstatus {status}"
                );
            }
        }
    }
}

/// What the commands of the book need: a repository with a document that has a finding.
fn folder() -> Folder {
    let example = std::fs::read(root().join("examples/postmortem.md")).unwrap();
    let folder = Folder::empty().file("examples/postmortem.md", example).file("docs/notes.md", DOCUMENT);
    let folder = folder.file("README.md", "# Read me\n").file("COMMIT_EDITMSG", "Add the flag\n");
    let commit = "git init -q && git add -A && git -c user.name=t -c user.email=t@example.org commit -q -m one";
    let (status, output) = run(commit, folder.path());
    assert_eq!(status, 0, "{output}");
    folder
}

#[test]
fn the_readme_shows_what_happens() {
    check(&root().join("README.md"), &root());
}

#[test]
fn the_book_shows_what_happens() {
    for page in pages() {
        check(&page, folder().path());
    }
}

#[test]
fn lines_may_be_left_out() {
    assert!(is_shown("a\nb\n", "a\nb"));
    assert!(is_shown("a\nb\nc\nd\n", "a\n...\nd\n"));
    assert!(is_shown("a\nb\nc\nd\n", "a\n...\n"));
    assert!(is_shown("a\nb\nc\nd\ne\n", "a\n...\nc\n...\ne\n"));
    assert!(!is_shown("a\nb\nc\n", "a\n...\nd\n"));
    assert!(!is_shown("a\n", "a\n...\n"));
    assert!(!is_shown("a\nb\nc\nd\ne\n", "a\n...\nx\n...\ne\n"));
    assert!(!is_shown("a\nb\n", "a\n"));
    assert!(is_shown("", ""));
    assert!(!is_shown("a\n", ""));
}

#[test]
fn files_are_found() {
    let file = |path: &str, text: &str| Shown::File { path: path.to_owned(), text: text.to_owned() };
    let expected = [file("p/a.toml", "x = 1\n# b.toml\n"), file("", "y = 1\n")];
    assert_eq!(commands("```toml\n# p/a.toml\nx = 1\n# b.toml\n```\n```toml\n# any words\ny = 1\n```\n"), expected);
}

#[test]
fn commands_are_found() {
    let page = "x\n```console\n$ unblame a\nout\n\n$ unblame b\n```\n$ no\n```\n$ no\n```\n\
        ```sh\n# no\nunblame c\n```\n```yaml\n      run: unblame d {1}\n  - run: other\n```\n";
    let exact = |command: &str, output: &str| Shown::Exact { command: command.to_owned(), output: output.to_owned() };
    let only = |command: &str| Shown::Only { command: command.to_owned() };
    let expected = [exact("unblame a", "out\n\n"), exact("unblame b", ""), only("unblame c"), only("unblame d {1}")];
    assert_eq!(commands(page), expected);
}
