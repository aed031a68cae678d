//! `unblame pack test`: what it says of examples and patterns, and of files that change while it watches.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStderr};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::driver::{Folder, PACK, root};

#[test]
fn the_example_pack_does_what_it_says() {
    let text = std::fs::read_to_string(root().join("examples/packs/acme.toml")).unwrap();
    let folder = Folder::empty().file("acme.toml", &text).file("unblame.toml", "packs = [\"acme.toml\"]\n");
    folder.check("pack test acme.toml", 0, "", "acme: 4 rules, 38 examples, 0 failed.\n");
    let folder =
        folder.file("a.md", "Then Aroha hand-edited the config.\n\nIt was only a config change.\n\nA whoopsie of Kim.\n");
    let run = folder.run("check --format concise");
    assert!(run.stdout.contains(" acme/hand-edit ") && !run.stdout.contains(" minimiser "), "{run:?}");
}

#[test]
fn patterns_that_no_example_shows_are_listed() {
    let more = PACK.replacen("match = [", "match = [\"blorped it\", ", 1);
    let folder = Folder::empty().file("pack.toml", more);
    let run = folder.run("pack test pack.toml");
    let told: Vec<&str> = run.stderr.lines().collect();
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{run:?}");
    assert!(told.contains(&"acme/zonk: no bad example shows `blorped it`"), "{run:?}");
    assert!(told.last().unwrap().ends_with(" 0 failed, 1 pattern untested."), "{run:?}");
    folder.check("pack test -q pack.toml", 0, "", "");
}

#[test]
fn built_in_packs_are_not_watched() {
    let told = "error: the pack `core` ships with unblame and doesn't change; name a file or folder to watch\n";
    Folder::empty().check("pack test --watch", 2, "", told);
}

/// A command that goes on until it is dropped, and the lines that it says on standard error.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Folder, args: &str) -> Self {
        let mut child = folder.command(args).spawn().unwrap();
        let (sender, lines) = channel();
        let stderr: ChildStderr = child.stderr.take().unwrap();
        std::thread::spawn(move || BufReader::new(stderr).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    /// Waits for a line with these words.
    #[track_caller]
    fn expect(&self, words: &str) {
        let mut seen = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(Duration::from_secs(30)) {
            if line.contains(words) {
                return;
            }
            seen.push(line);
        }
        panic!("no line with {words:?} in {seen:#?}");
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

#[test]
fn a_watched_pack_is_tested_after_every_change() {
    let folder = Folder::empty().file("pack.toml", PACK);
    let watching = Watching::start(&folder, "pack test --watch pack.toml");
    watching.expect(" 0 failed.");
    let folder = folder.file("pack.toml", PACK.replacen("[[rule]]", "[[rules]]", 1));
    watching.expect("unknown key `rules`");
    std::fs::remove_file(folder.path().join("pack.toml")).unwrap();
    watching.expect("cannot read the pack pack.toml");
    let folder = folder.file("pack.toml", PACK.replacen('«', "«again ", 1));
    watching.expect(" 1 failed");
    let _folder = folder.file("pack.toml", PACK);
    watching.expect(" 0 failed.");
}

/// What Ctrl-C does in a terminal.
#[cfg(unix)]
#[test]
fn a_watched_pack_is_left_by_an_interrupt() {
    use std::os::unix::process::ExitStatusExt as _;

    let folder = Folder::empty().file("pack.toml", PACK);
    let mut watching = Watching::start(&folder, "pack test --watch pack.toml");
    watching.expect(" 0 failed.");
    let sent = std::process::Command::new("sh").args(["-c", &format!("kill -INT {}", watching.child.id())]).status().unwrap();
    assert!(sent.success());
    assert_eq!(watching.child.wait().unwrap().signal(), Some(2));
    assert_eq!(watching.lines.recv_timeout(Duration::from_secs(30)).ok(), None);
}
