//! The shape of the workspace: what may depend on what, under which licences, from which toolchain on.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::driver::{Folder, root};

/// Which of our own packages a package may use.
const DIRECTION: [(&str, &[&str]); 6] = [
    ("unblame-src", &["unblame"]),
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

/// What only a feature that is off by default brings in, such as the schemas, doesn't count.
#[test]
fn the_core_has_few_dependencies() {
    let packages = packages();
    let core = packages.iter().find(|package| text(package, "name") == "unblame-core").unwrap();
    let by_default = core["features"]["default"].as_array().unwrap().iter().flat_map(|feature| {
        core["features"][feature.as_str().unwrap()]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|one| one.as_str()?.strip_prefix("dep:"))
    });
    let by_default: Vec<&str> = by_default.collect();
    let optional = core["dependencies"].as_array().unwrap().iter().filter(|one| one["optional"] == true);
    let left_out: Vec<&str> = optional.map(|one| text(one, "name")).filter(|name| !by_default.contains(name)).collect();
    let direct: Vec<&str> = dependencies(core).filter(|name| !left_out.contains(name)).collect();
    assert!(direct.len() <= 10, "{direct:?}");
}

/// What deny.toml says, so that the list stands in one place.
fn policy() -> String {
    std::fs::read_to_string(root().join("deny.toml")).unwrap()
}

/// The strings of an array of deny.toml, or of the values of `key` in an array of tables.
fn listed(policy: &str, array: &str, key: &str) -> Vec<String> {
    let (_, rest) = policy.split_once(&format!("\n{array} = [\n")).unwrap();
    let (lines, _) = rest.split_once("\n]").unwrap();
    let value = |line: &str| Some(line.split_once(&format!("{key}\""))?.1.split_once('"')?.0.to_owned());
    lines.lines().filter_map(value).collect()
}

/// Each part joined by AND needs one allowed alternative.
fn is_allowed(license: &str, allowed: &[String]) -> bool {
    let plain = license.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|one| allowed.iter().any(|allowed| allowed == one.trim())))
}

#[test]
fn licences_are_permissive() {
    let allowed = listed(&policy(), "allow", "");
    let is_allowed = |license: &str| is_allowed(license, &allowed);
    for package in packages() {
        let license = text(&package, "license");
        assert!(is_allowed(license), "{} is under {license:?}", text(&package, "name"));
    }
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0") && is_allowed("MIT/Apache-2.0") && is_allowed("GPL-3.0 OR MIT"));
    assert!(!is_allowed("MIT AND GPL-3.0") && !is_allowed(""));
}

/// Each direct dependency as docs/dependencies.md has to list it.
#[test]
fn every_dependency_has_its_reasons() {
    let packages = packages();
    let mut used: Vec<String> = Vec::new();
    for dependency in packages.iter().filter(|one| is_ours(one)).flat_map(|one| one["dependencies"].as_array().unwrap()) {
        let name = text(dependency, "name");
        if !name.starts_with("unblame") {
            let package = packages.iter().find(|package| text(package, "name") == name).unwrap();
            used.push(format!("| `{name}` | {} |", text(package, "license")));
        }
    }
    used.sort();
    used.dedup();
    let page = std::fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let first_columns = |line: &str| line.starts_with("| `").then(|| line.split_inclusive('|').take(3).collect::<String>());
    let mut listed: Vec<String> = page.lines().filter_map(first_columns).collect();
    listed.sort();
    assert_eq!(listed, used);
}

/// The workspace forbids it, which counts for those packages only that take their lints from there.
#[test]
fn no_package_has_unsafe_code() {
    let lints = |manifest: &str, table: &str, line: &str| {
        let text = std::fs::read_to_string(manifest).unwrap();
        let (_, below) = text.split_once(&format!("[{table}]\n")).unwrap_or_else(|| panic!("{manifest} has no [{table}]"));
        let mut below = below.lines().take_while(|line| !line.starts_with('['));
        assert!(below.any(|one| one == line), "{manifest}: [{table}] lacks `{line}`");
    };
    let workspace = root().join("Cargo.toml");
    lints(workspace.to_str().unwrap(), "workspace.lints.rust", "unsafe_code = \"forbid\"");
    for package in packages().iter().filter(|one| is_ours(one)) {
        lints(text(package, "manifest_path"), "lints", "workspace = true");
    }
}

#[test]
fn nothing_talks_to_a_network() {
    let banned = listed(&policy(), "deny", "crate = ");
    assert!(!banned.is_empty());
    for package in packages() {
        let name = text(&package, "name");
        assert!(!banned.iter().any(|one| one == name), "{name} is banned by deny.toml");
    }
}

fn version(text: &str) -> Vec<u32> {
    text.split('.').map(|part| part.parse().unwrap()).collect()
}

#[test]
fn the_stated_toolchain_is_enough() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let stated = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"')).unwrap();
    for package in packages() {
        let (name, minimum) = (text(&package, "name"), text(&package, "rust_version"));
        if is_ours(&package) {
            assert_eq!(minimum, stated, "{name} does not take its rust-version from the workspace");
        }
        let fits = minimum.is_empty() || version(minimum)[..2] <= version(stated)[..2];
        assert!(fits, "{name} {} needs Rust {minimum}", text(&package, "version"));
    }
}

#[test]
fn all_packages_have_one_version() {
    let version = env!("CARGO_PKG_VERSION");
    for package in packages().iter().filter(|package| is_ours(package)) {
        assert_eq!(text(package, "version"), version, "{}", text(package, "name"));
    }
    for manifest in ["npm/unblame/package.json", "editors/vscode/package.json"] {
        let package: Value = serde_json::from_str(&std::fs::read_to_string(root().join(manifest)).unwrap()).unwrap();
        assert_eq!(text(&package, "version"), version, "{manifest}");
        let none = serde_json::Map::new();
        for (name, wanted) in package["optionalDependencies"].as_object().unwrap_or(&none) {
            assert_eq!(wanted, version, "{manifest} wants {name}");
        }
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

/// The Rust files below a folder, each with its text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    files_below(&root().join(folder), "rs", &mut paths);
    assert!(!paths.is_empty());
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
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
    assert!(!ids.is_empty());
    for (path, source) in sources("crates") {
        let named = ids.iter().find(|id| source.contains(&format!("\"{id}\"")));
        assert!(named.is_none(), "{} names the rule {}", path.display(), named.unwrap());
    }
}

/// The modules of the standard library that reach outside, and what would tie the types of the core to an output format.
const NOT_IN_THE_CORE: [&str; 7] = ["std::fs", "std::env", "std::net", "std::process", "std::io", "std::thread", "Serialize"];

#[test]
fn the_core_is_pure() {
    for (path, source) in sources("crates/unblame-core/src") {
        let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let found = NOT_IN_THE_CORE.iter().find(|one| line.contains(*one));
            assert!(found.is_none(), "{}: {line}", path.display());
        }
    }
}

#[test]
fn a_rule_is_added_by_one_file() {
    let pack = |file: &str| std::fs::read_to_string(root().join("tests/packs/house").join(file)).unwrap();
    let folder = Folder::empty()
        .file("unblame.toml", "builtin = false\npacks = [\"house\"]\n")
        .file("house/pack.toml", pack("pack.toml"))
        .file("a.md", "The disk filled up on Aroha's watch. The host is haunted.\n");
    let ghost = "house/haunted-server Ghosts leave no logs; say what is not known yet.";
    folder.check("check --format concise", 0, &format!("a.md:1:50: hint {ghost}\n"), "");

    let folder = folder.file("house/watch.toml", pack("watch.toml"));
    let watch = "house/on-your-watch Who was there is not why it happened.";
    let expected = format!("a.md:1:20: warning {watch}\na.md:1:50: hint {ghost}\n");
    folder.check("check --format concise", 1, &expected, "");
    assert!(folder.run("rules").stdout.contains("house/on-your-watch"));
    assert_eq!(folder.run("explain on-your-watch").status, 0);
}
