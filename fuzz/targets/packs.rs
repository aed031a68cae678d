//! Any pack is compiled or refused with a place, and what is compiled can be tried on a text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use unblame_core::rule::check_examples;
use unblame_core::{Document, Format, PackSource, Profile, RuleSet, RuleSetBuilder, lint};
use unblame_fuzz::{EVERY_RULE, assert_edits, assert_findings};

/// An example of each rule that ships.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let examples = EVERY_RULE.rules().iter().filter_map(|rule| rule.bad.first());
    examples.map(|text| text.replace(['«', '»'], "") + "\n\n").collect()
});

fuzz_target!(|data: &[u8]| {
    let Ok(pack) = std::str::from_utf8(data) else { return };
    let pack = PackSource { name: "fuzzed.toml".into(), text: pack.into() };
    let text = pack.text.clone();
    let builder = RuleSetBuilder { packs: vec![pack], profile: Profile::Strict, ..RuleSet::builder() };
    match builder.build() {
        Ok(rules) => {
            for pack in rules.packs() {
                check_examples(&rules, &pack.name);
            }
            let found = lint(&Document::new(&TEXT, Format::Markdown), &rules);
            assert_findings(&TEXT, &found);
            assert_edits(&TEXT, &found);
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in errors {
                assert!(!error.message.is_empty());
                assert!(error.range.is_none_or(|range| text.get(range).is_some()), "{}", error.message);
            }
        }
    }
});
