//! Any text can be linted, each place of it explained, and the second time is like the first.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unblame_core::{TextSize, lint, suppressed, trace};
use unblame_fuzz::{EVERY_RULE, Input, assert_edits, assert_findings};

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let document = input.document();
    let text = document.text();
    let found = lint(&document, &EVERY_RULE);
    assert_findings(text, &found);
    assert_edits(text, &found);
    let ranges = |found: &[unblame_core::Diagnostic]| found.iter().map(|one| (one.range, one.severity)).collect::<Vec<_>>();
    assert_eq!(ranges(&found), ranges(&lint(&document, &EVERY_RULE)));
    suppressed(&document, &EVERY_RULE);
    let middle = (0..=text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let tracer = trace::Tracer::new(&document, &EVERY_RULE);
    let places = found.iter().map(|one| one.range.start()).take(2);
    for place in places.chain([TextSize::try_from(middle).expect("the fuzzer's texts are short")]) {
        tracer.at(place);
    }
});
