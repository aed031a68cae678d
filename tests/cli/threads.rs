//! The built-in rules on many files: the findings depend on nothing but the text of each file.

use crate::driver::{Folder, root};

/// The documents of the fixtures, marks and all, in a tree of folders.
fn tree() -> (Folder, Vec<String>) {
    let mut folder = Folder::empty();
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/fixtures")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        for copy in 0..8 {
            let to = format!("{copy}/{name}");
            // Every copy is a text of its own.
            folder = folder.file(&to, std::fs::read_to_string(&path).unwrap().repeat(1 + copy % 3));
            paths.push(to);
        }
    }
    paths.sort();
    (folder, paths)
}

#[test]
fn one_thread_or_eight_today_or_tomorrow() {
    let (folder, paths) = tree();
    let run = |threads: u32| folder.run(&format!("check --statistics --format json-lines -j {threads} {}", paths.join(" ")));
    let one = run(1);
    assert_eq!(one.status, 1, "{}", one.stderr);
    assert!(one.stdout.lines().count() > 500, "{}", one.stdout.lines().count());
    for threads in [8, 2, 1] {
        let other = run(threads);
        assert!(other.stdout == one.stdout && other.stderr == one.stderr && other.status == one.status, "-j {threads}");
    }
}

#[test]
fn alone_or_among_others() {
    let (folder, mut paths) = tree();
    paths.truncate(20);
    let all = folder.run(&format!("check -q --format json-lines {}", paths.join(" ")));
    let alone: String = paths.iter().map(|path| folder.run(&format!("check -q --format json-lines {path}")).stdout).collect();
    assert_eq!(all.stdout, alone);
}
