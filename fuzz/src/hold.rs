//! What holds for every text.

use unblame_core::format::Mask;
use unblame_core::{Applicability, Diagnostic, TextRange, TextSize};

/// Whether a range lies in the text, on character boundaries.
pub fn is_part(text: &str, range: TextRange) -> bool {
    text.get(std::ops::Range::<usize>::from(range)).is_some()
}

/// Pieces and blocks are sorted and disjoint, and every index is in range.
pub fn assert_mask(text: &str, mask: &Mask) {
    let mut end = TextSize::new(0);
    for piece in &mask.pieces {
        assert!(piece.range.start() >= end && is_part(text, piece.range), "{piece:?} in {text:?}");
        end = piece.range.end();
    }
    let mut next = 0;
    for (at, block) in mask.blocks.iter().enumerate() {
        assert_eq!(block.pieces.0, next, "pieces between blocks in {text:?}");
        assert!(block.pieces.1 > block.pieces.0 && is_part(text, block.range));
        assert!([block.heading, block.header].into_iter().flatten().all(|above| (above as usize) < at));
        next = block.pieces.1;
    }
    assert_eq!(next as usize, mask.pieces.len());
    assert!(mask.directives.is_sorted_by_key(|directive| directive.range.start()));
    for directive in &mask.directives {
        assert!(is_part(text, directive.range) && is_part(text, directive.content), "{directive:?} in {text:?}");
    }
}

/// Findings are in order and apart, and everything that they point at is part of the text.
pub fn assert_findings(text: &str, found: &[Diagnostic]) {
    let mut end = TextSize::new(0);
    for one in found {
        assert!(one.range.start() >= end && !one.range.is_empty() && is_part(text, one.range), "{one:?} in {text:?}");
        assert!(one.agent.is_none_or(|agent| is_part(text, agent.range)), "{one:?} in {text:?}");
        end = one.range.end();
    }
}

/// The edits of each suggestion are sorted and apart, and no number that they replace is lost.
pub fn assert_edits(text: &str, found: &[Diagnostic]) {
    for one in found {
        for suggestion in &one.suggestions {
            assert_eq!(suggestion.edits.is_empty(), suggestion.applicability == Applicability::DisplayOnly, "{suggestion:?}");
            let mut end = TextSize::new(0);
            for edit in &suggestion.edits {
                assert!(edit.range.start() >= end && is_part(text, edit.range), "{edit:?} in {text:?}");
                end = edit.range.end();
            }
        }
    }
}
