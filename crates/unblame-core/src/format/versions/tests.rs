use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::format;
use crate::test_support::texts;

#[track_caller]
fn check(versions: &mut Versions, text: &str) {
    let document = Document::new(text, Format::Markdown);
    assert_eq!(*versions.mask(&document), format::mask(&document), "{text:?}");
}

/// What may stand between headings.
fn parts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        2 => texts(),
        3 => select(&[
            "Priya forgot it.", "- a\n- b", "- a\n\n  ```\n  b\n  ```", "```\ncode", "```", "~~~", "> quoted\nand lazy", "<!-- open", "-->",
            "<div>\n```", "</div>", "| a | b |\n|---|---|\n| c | d |", "**Root cause:**", "Title\n===", "1. one\n\n   # inner", "    # code",
            "$5 and $6", "$x$", "a `b", "<del>", "", "[x][y]", "[^1]", "[y]: z", "---", "\u{feff}", "text\r", "#", "# ", "<pre>", "</pre>",
            "<!-- unblame-disable -->", "é🎉",
        ][..]).prop_map(str::to_owned),
    ];
    prop::collection::vec(
        (part, select(&["\n\n", "\n", "\n# One\n", "\n\n## Two\n\n", "\n#\n", "\r\n\r\n# Three\r\n", " "][..])),
        0..14,
    )
    .prop_map(|parts| parts.into_iter().map(|(part, end)| part + end).collect())
}

proptest! {
    #[test]
    fn every_version_is_read_as_if_it_was_the_first(
        text in parts(),
        edits in prop::collection::vec((0usize..1000, 0usize..30, parts()), 1..8),
    ) {
        let (mut versions, mut text) = (Versions::default(), text);
        check(&mut versions, &text);
        for (at, length, new) in edits {
            let boundary = |at: usize| (at.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap();
            let start = boundary(text.len() * at / 1000);
            let end = boundary(start + length);
            let new: String = new.chars().take(length).collect();
            text.replace_range(start..end, &new);
            check(&mut versions, &text);
        }
    }
}

/// The part of the new text that is parsed again.
#[track_caller]
fn check_window(old: &str, new: &str, expected: Option<&str>) {
    let tops = markdown::read(old).tops;
    let window = window(old, new, &tops);
    assert_eq!(window.map(|window| &new[window.start..window.new_end]), expected);
}

#[test]
fn an_edit_is_parsed_between_the_headings_around_it() {
    let text = "# A\n\na\n\n## B\n\nb\n\n# C\n\nc\n";
    check_window(text, &text.replace("b\n", "new\n"), Some("## B\n\nnew\n\n"));
    check_window(text, &text.replace("a\n", "\n"), Some("# A\n\n\n\n"));
    check_window(text, &text.replace("c\n", "c"), Some("# C\n\nc"));
    check_window(text, &text.replace("# B", "# BB"), Some("# A\n\na\n\n## BB\n\nb\n\n"));
    check_window(text, &format!("x\n{text}"), None);
    check_window("a\n\nb\n", "a\n\nc\n", None);
}

#[test]
fn most_edits_need_no_more() {
    let section = "# Root *cause*\n\n**Summary:**\n\nPriya forgot `it`. <!-- unblame-disable-line -->\n\n- a\n  - b\n\n| a | b |\n|---|---|\n\
                   | c | d |\n\n```\n# code\n```\n\n#\n\n> quoted\n\nlast\n\n";
    let text = section.repeat(3);
    let mut versions = Versions::default();
    check(&mut versions, &text);
    // Above the first section there is no heading to start from, and what stands behind a fence leaves it open.
    let fits = |at: usize| at > "# Root *cause*\n".len() && !text[..at].ends_with("```");
    for (at, _) in text.match_indices(['\n', ' ']).filter(|(at, _)| fits(*at)) {
        for new in [" x", "\n", "\n\n# New\n"] {
            let changed = format!("{}{new}{}", &text[..at], &text[at..]);
            assert!(versions.follow(&changed), "{changed:?}");
            check(&mut versions, &changed);
            check(&mut versions, &text);
        }
    }
}

#[test]
fn headings_within_something_are_no_top() {
    for text in ["- a\n\n  # b\n", "> # a\n", "```\n# a\n```\n", "<!--\n# a\n-->\n", "    # a\n", " # a\n", "a\n===\n"] {
        assert_eq!(markdown::read(text).tops, [] as [usize; 0], "{text:?}");
    }
    assert_eq!(markdown::read("- a\n# b\n\n#\n").tops, [4, 9]);
}

#[test]
fn what_opens_above_a_heading_swallows_it() {
    let mut versions = Versions::default();
    let text = "# A\n\na\n\n# B\n\nb\n\n# C\n\nPriya forgot it.\n";
    check(&mut versions, text);
    for open in ["```", "<!--", "~~~~", "<pre>", "$5 ", "[x]: y"] {
        let opened = text.replace("a\n\n#", &format!("a\n\n{open}\n\n#"));
        check(&mut versions, &opened);
        check(&mut versions, text);
    }
    check(&mut versions, &format!("---\n{text}"));
    check(&mut versions, &format!("---\ntitle: x\n{text}"));
    check(&mut versions, &format!("---\ntitle: x\n{text}---\n"));
}
