//! Comments that ask for silence: reading them, and writing new ones.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unblame_core::{Document, SilenceOptions, lint, silence, suppressed};
use unblame_fuzz::{BUILTIN, Input, assert_findings, is_part};

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let document = input.document();
    let text = document.text();
    assert_findings(text, &lint(&document, &BUILTIN));
    for one in suppressed(&document, &BUILTIN) {
        assert!(is_part(text, one.diagnostic.range) && one.reason.is_none_or(|reason| is_part(text, reason)));
    }
    let options = || SilenceOptions { reason: "seen", wanted: &|_| true, name: &|rule| rule.id.clone() };
    let silenced = silence(&document, &BUILTIN, options());
    let after = Document::new(&silenced.text, document.format());
    // What rules say about the comments themselves is not silenced.
    let count = |document| lint(document, &BUILTIN).into_iter().filter(|one| one.rule.category != "suppression").count();
    let (before, left) = (count(&document), count(&after));
    assert!(left <= before, "{before} findings, then {left}, from {text:?}");
    assert_eq!(before - left, silenced.findings, "from {text:?}");
});
