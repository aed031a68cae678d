//! What `--fix` writes: a second run has nothing to do, and what nobody wants rewritten stays.
#![no_main]

use libfuzzer_sys::fuzz_target;
use unblame_core::{Applicability, Document, fix, lint};
use unblame_fuzz::{BUILTIN, Input, assert_edits};

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let document = input.document();
    let text = document.text();
    let found = lint(&document, &BUILTIN);
    assert_edits(text, &found);
    for least in [Applicability::Safe, Applicability::Unsafe] {
        let fixed = fix(&document, &BUILTIN, least, |_| true);
        let again = fix(&Document::new(&fixed.text, document.format()), &BUILTIN, least, |_| true);
        assert_eq!((again.text.as_str(), again.applied), (fixed.text.as_str(), 0), "from {text:?}");
        assert_eq!(fixed.applied == 0, fixed.text == text);
    }
    assert_eq!(fix(&document, &BUILTIN, Applicability::Unsafe, |_| false).text, text);
});
