//! Any rewrite of a pack, carried out in any text: up to a line `---` each line is a wording, what follows is the text.
#![no_main]

use std::fmt::Write as _;

use libfuzzer_sys::fuzz_target;
use unblame_core::{Applicability, Document, Format, PackSource, RuleSet, RuleSetBuilder, fix, lint};
use unblame_fuzz::{PACK, assert_edits, assert_findings, prose};

fuzz_target!(|data: &[u8]| {
    let Some(split) = data.windows(5).position(|window| window == b"\n---\n") else { return };
    let Ok(wordings) = std::str::from_utf8(&data[..split]) else { return };
    let rest = &data[split + 5..];
    let text = match std::str::from_utf8(rest) {
        Ok(text) => text.to_owned(),
        Err(_) => prose(rest),
    };
    let mut pack = format!("{PACK}rewrites = [");
    for wording in wordings.lines() {
        if let Some(delete) = wording.strip_prefix('-') {
            _ = write!(pack, "{{ delete = {} }},", toml::Value::String(delete.into()));
        } else {
            _ = write!(pack, "{},", toml::Value::String(wording.into()));
        }
    }
    pack.push_str("]\n");
    let packs = vec![PackSource { name: "fuzzed.toml".into(), text: pack }];
    let Ok(rules) = (RuleSetBuilder { packs, ..RuleSet::builder() }).build() else { return };
    let document = Document::new(&text, Format::Markdown);
    let found = lint(&document, &rules);
    assert_findings(&text, &found);
    assert_edits(&text, &found);
    fix(&document, &rules, Applicability::Unsafe, |_| true);
});
