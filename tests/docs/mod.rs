//! What the documentation says is so: its commands, its links, and the reference of the rules.

mod book;
mod commands;
mod reference;

use std::path::PathBuf;

use crate::driver::root;

/// The pages of the book, but for the reference of the rules, which is generated.
fn pages() -> Vec<PathBuf> {
    markdown_in("docs")
}

/// The Markdown files directly in a folder, sorted.
fn markdown_in(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|one| one == "md")).collect();
    files.sort();
    files
}
