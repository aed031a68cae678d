//! The shape of the workspace: what may depend on what, under which licences, from which toolchain on.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::driver::root;

const LICENSES: [&str; 13] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "MIT-0",
    "Unlicense",
    "CC0-1.0",
    "Unicode-3.0",
];

/// Which of our own packages a package may use.
const DIRECTION: [(&str, &[&str]); 5] = [
    ("unblame", &["unblame-lsp", "unblame-workspace", "unblame-core"]),
    ("unblame-lsp", &["unblame-workspace", "unblame-core"]),
    ("unblame-workspace", &["unblame-core"]),
    ("unblame-core", &["unblame-rules"]),
    ("unblame-rules", &[]),
];

fn packages() -> Vec<Value> {
    let metadata = |flags: &[&str]| {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["metadata", "--format-version", "1", "--offline"]).args(flags).current_dir(root()).output().unwrap()
    };
    let mut output = metadata(&[]);
    if !output.status.success() {
        eprintln!("only this platform's dependencies are checked: run `cargo fetch` to see the others");
        output = metadata(&["--filter-platform", &host()]);
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(output.stdout).unwrap();
    version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn is_ours(package: &Value) -> bool {
    package["source"].is_null()
}

/// What is compiled into the package; tests may use what they like.
fn dependencies(package: &Value) -> impl Iterator<Item = &str> {
    package["dependencies"].as_array().unwrap().iter().filter(|one| text(one, "kind") != "dev").map(|one| text(one, "name"))
}

#[test]
fn dependencies_point_one_way() {
    for package in packages().iter().filter(|package| is_ours(package)) {
        let name = text(package, "name");
        let (_, allowed) =
            DIRECTION.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("where does {name} stand?"));
        for dependency in dependencies(package).filter(|dependency| dependency.starts_with("unblame")) {
            assert!(allowed.contains(&dependency), "{name} must not use {dependency}");
        }
    }
}

#[test]
fn the_core_has_few_dependencies() {
    let packages = packages();
    let core = packages.iter().find(|package| text(package, "name") == "unblame-core").unwrap();
    let direct: Vec<&str> = dependencies(core).collect();
    assert!(direct.len() <= 10, "{direct:?}");
}

/// Each part joined by AND needs one allowed alternative.
fn is_allowed(license: &str) -> bool {
    let plain = license.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|one| LICENSES.contains(&one.trim())))
}

#[test]
fn licences_are_permissive() {
    for package in packages() {
        let license = text(&package, "license");
        assert!(is_allowed(license), "{} is under {license:?}", text(&package, "name"));
    }
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0") && is_allowed("MIT/Apache-2.0") && is_allowed("GPL-3.0 OR MIT"));
    assert!(!is_allowed("MIT AND GPL-3.0") && !is_allowed(""));
}

fn version(text: &str) -> Vec<u32> {
    text.split('.').map(|part| part.parse().unwrap()).collect()
}

#[test]
fn no_dependency_needs_a_newer_toolchain() {
    let packages = packages();
    let ours = packages.iter().find(|package| is_ours(package)).map(|package| version(text(package, "rust_version"))).unwrap();
    for package in &packages {
        let minimum = text(package, "rust_version");
        let fits = minimum.is_empty() || version(minimum)[..2] <= ours[..2];
        assert!(fits, "{} {} needs Rust {minimum}", text(package, "name"), text(package, "version"));
    }
}

fn files_below(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, extension, found);
        } else if path.extension().is_some_and(|one| one == extension) {
            found.push(path);
        }
    }
}

/// The ids of all rules that ship, as far as they can't be mistaken for a word.
fn rule_ids() -> Vec<String> {
    let mut packs = Vec::new();
    files_below(&root().join("rules"), "toml", &mut packs);
    let lines = |path: &PathBuf| std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
    let id = |line: String| line.trim().strip_prefix("id = \"")?.split('"').next().map(str::to_owned);
    packs.iter().flat_map(lines).filter_map(id).filter(|id| id.contains('-')).collect()
}

#[test]
fn no_code_names_a_rule() {
    let ids = rule_ids();
    let mut sources = Vec::new();
    files_below(&root().join("crates"), "rs", &mut sources);
    for path in sources {
        let is_test = path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs");
        let source = std::fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for id in ids.iter().filter(|_| !is_test) {
            let names_it = code.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("\"{id}\"")));
            assert!(!names_it, "{} names the rule {id}", path.display());
        }
    }
}
