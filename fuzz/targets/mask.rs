//! Any text has a sound mask, and its lines and columns.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unblame_core::{LineIndex, TextSize, format};
use unblame_fuzz::{Input, assert_mask};

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let document = input.document();
    let mask = format::mask(&document);
    assert_mask(document.text(), &mask);
    assert_eq!(mask, format::mask(&document));
    let lines = LineIndex::new(document.text());
    for directive in &mask.directives {
        let at = lines.line_col(document.text(), directive.range.start());
        let start = lines.line_start(at.line - 1).or(lines.line_start(at.line)).unwrap_or(TextSize::new(0));
        assert!(at.column >= 1 && start <= TextSize::of(document.text()));
    }
});
