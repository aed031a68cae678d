//! What README.md shows is what happens.

use std::process::Command;

use crate::driver::root;

/// Commands that the README may show with their output; others, such as installers, are only shown.
const RUN: [&str; 4] = ["unblame", "echo", "printf", "cat"];

/// How the README runs the binary on a fresh clone; the test runs the binary that is already built.
const FROM_SOURCE: &str = "cargo run --release --quiet -- ";

/// A line of shown output that stands for any number of lines.
const MORE: &str = "...";

struct Shown {
    command: String,
    output: String,
}

/// The commands of fenced `console` blocks, each with the lines below it.
fn commands(readme: &str) -> Vec<Shown> {
    let mut commands: Vec<Shown> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match (inside, line.strip_prefix("$ ")) {
            (false, _) => inside = line.trim() == "```console",
            (true, _) if line.trim() == "```" => inside = false,
            (true, Some(command)) => commands.push(Shown { command: command.to_owned(), output: String::new() }),
            (true, None) => {
                if let Some(last) = commands.last_mut() {
                    last.output.push_str(line);
                    last.output.push('\n');
                }
            }
        }
    }
    commands
}

/// Whether the shown lines are the actual ones, but for those that `...` stands for. A blank line more or less at the end of a block
/// is a matter of looks.
fn is_shown(actual: &str, shown: &str) -> bool {
    let (actual, shown) = (actual.trim_end(), shown.trim_end());
    match shown.split_once(&format!("\n{MORE}\n")) {
        Some((head, tail)) => {
            actual.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)).is_some_and(|left_out| left_out.contains('\n'))
        }
        None => actual == shown,
    }
}

#[test]
fn the_readme_shows_what_happens() {
    let root = root();
    let Ok(readme) = std::fs::read_to_string(root.join("README.md")) else {
        eprintln!("skipped: no README.md yet");
        return;
    };
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_unblame")).parent().unwrap().to_path_buf();
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(folder).chain(std::env::split_paths(&inherited))).unwrap();
    for shown in commands(&readme) {
        let command = shown.command.replacen(FROM_SOURCE, "unblame ", 1);
        if !RUN.contains(&command.split_whitespace().next().unwrap_or_default()) {
            continue;
        }
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1\n{command}")]).current_dir(&root).env("PATH", &path).env("NO_COLOR", "1");
        let output = shell.env_remove("UNBLAME_FORMAT").output().unwrap();
        let actual = String::from_utf8(output.stdout).unwrap();
        assert!(
            is_shown(&actual, &shown.output),
            "$ {}\n{actual}\nis not what the README shows:\n{}",
            shown.command,
            shown.output
        );
    }
}

#[test]
fn lines_may_be_left_out() {
    assert!(is_shown("a\nb\n", "a\nb"));
    assert!(is_shown("a\nb\nc\nd\n", "a\n...\nd\n"));
    assert!(!is_shown("a\nb\nc\n", "a\n...\nd\n"));
    assert!(!is_shown("a\nb\n", "a\n"));
}

#[test]
fn console_blocks_are_found() {
    let found = commands("x\n```console\n$ unblame a\nout\n\n$ unblame b\n```\n$ no\n```toml\n$ no\n```\n");
    let found: Vec<_> = found.iter().map(|shown| (shown.command.as_str(), shown.output.as_str())).collect();
    assert_eq!(found, [("unblame a", "out\n\n"), ("unblame b", "")]);
}
