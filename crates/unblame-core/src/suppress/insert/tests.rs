use super::*;
use crate::PackSource;

/// A rule each for `zonk` and `blorp`.
fn rules() -> RuleSet {
    let rule = |id: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"{id}\"\nwhy = \"\"\nquestion = \"\"\n\
             match = [\"{id} [it]\"]\nbad = [\"x\"]\ngood = [\"x\"]\n"
        )
    };
    let text = format!("[pack]\nname = \"p\"\n{}{}", rule("zonk"), rule("blorp"));
    let mut builder = RuleSet::builder();
    builder.packs.push(PackSource { name: "p.toml".into(), text });
    builder.build().unwrap()
}

fn suppressed(text: &str, format: Format, reason: &str) -> Silenced {
    let options = SilenceOptions { reason, wanted: &|_| true, name: &|rule| rule.id.clone() };
    let rules = rules();
    let suppressed = silence(&Document::new(text, format), &rules, options);
    let left = lint(&Document::new(&suppressed.text, format), &rules);
    assert!(left.is_empty(), "{:?} is left in {:?}", left.len(), suppressed.text);
    let again = silence(&Document::new(&suppressed.text, format), &rules, options);
    assert_eq!((again.text.as_str(), again.findings), (suppressed.text.as_str(), 0), "a second run changes nothing");
    suppressed
}

#[track_caller]
fn check_in(format: Format, text: &str, expected: &str) {
    assert_eq!(suppressed(text, format, "why").text, expected);
}

/// `N` stands for the comment about the next line, `L` for the one about its own.
#[track_caller]
fn check(text: &str, expected: &str) {
    let expected = expected
        .replace('N', "<!-- unblame-disable-next-line zonk: why -->")
        .replace('L', "<!-- unblame-disable-line zonk: why -->");
    check_in(Format::Markdown, text, &expected);
}

#[test]
fn above_what_starts_a_block() {
    check("a zonk b\nc\n", "N\na zonk b\nc\n");
    check("# a zonk\nb\n", "N\n# a zonk\nb\n");
    check("x\n\na zonk\n===\n", "x\n\nN\na zonk\n===\n");
    check("- zonk a\n\nb zonk", "- zonk a L\n\nN\nb zonk");
}

#[test]
fn at_the_end_of_lines_that_stand_amid_others() {
    check("a\nb zonk\nc", "a\nb zonk L\nc");
    check("a\nb zonk  \nc", "a\nb zonk L  \nc");
    check("a\nb zonk\\\nc", "a\nb zonk L \\\nc".replace("L \\", "L\\").as_str());
    check("- a\n- zonk\n  - [ ] zonk\n", "- a\n- zonk L\n  - [ ] zonk L\n");
    check("1. a\n\n   zonk\n", "1. a\n\n   zonk L\n");
}

#[test]
fn within_cells() {
    check("| a zonk | b |\n|-|-|\n| c | zonk |\n", "| a zonk | b L |\n|-|-|\n| c | zonk L |\n");
    check("a | b\n-|-\nc | zonk\n", "a | b\n-|-\nc | zonk L\n");
    let text = "| a |\n|-|\n| zonk |\n";
    let expected = "| a |\n|-|\n| zonk <!-- unblame-disable-line zonk: a \\| b --> |\n";
    assert_eq!(suppressed(text, Format::Markdown, "a | b").text, expected);
}

#[test]
fn what_the_file_is_made_of_stays() {
    check("\u{feff}zonk\r\n\r\nzonk", "\u{feff}N\r\nzonk\r\n\r\nN\r\nzonk");
    check("zonk\rzonk\r", "zonk L\rzonk L\r");
    check("---\ntitle: a\n---\nzonk\n", "---\ntitle: a\n---\nN\nzonk\n");
    check_in(Format::Markdown, "---\ntitle: zonk\n---\n", "---\n# unblame-disable-next-line zonk: why\ntitle: zonk\n---\n");
}

#[test]
fn one_comment_for_several_rules_and_below_others() {
    check_in(Format::Markdown, "zonk blorp zonk", "<!-- unblame-disable-next-line blorp, zonk: why -->\nzonk blorp zonk");
    check(
        "<!-- unblame-disable-next-line blorp: so -->\nblorp zonk",
        "<!-- unblame-disable-next-line blorp: so -->\nN\nblorp zonk",
    );
}

#[test]
fn the_whole_document_where_nothing_else_is_possible() {
    let text = "a `b\nzonk c` zonk `d\ne`\n";
    let result = suppressed(text, Format::Markdown, "why");
    assert_eq!(result.text, format!("<!-- unblame-disable-file zonk: why -->\n{text}"));
    assert_eq!((result.findings, result.places, result.everywhere), (1, 0, vec!["zonk".to_owned()]));
    let result = suppressed("x\n\nzonk blorp\n\na `b\nzonk c` zonk `d\ne`\n", Format::Markdown, "why");
    assert_eq!((result.findings, result.places), (3, 1));
}

#[test]
fn formats_whose_comments_have_lines_of_their_own() {
    for format in [Format::PlainText, Format::CommitMessage] {
        check_in(format, "zonk\n", "# unblame-disable-next-line zonk: why\nzonk\n");
        check_in(
            format,
            "x\n\na\nb zonk\nc\n\nd",
            "x\n\n# unblame-disable zonk: why\na\nb zonk\nc\n# unblame-enable zonk\n\nd",
        );
        check_in(format, "x\n\n- a\n- zonk", "x\n\n- a\n# unblame-disable-next-line zonk: why\n- zonk");
        check_in(format, "x\r\n\r\na\r\nzonk", "x\r\n\r\n# unblame-disable zonk: why\r\na\r\nzonk\r\n# unblame-enable zonk");
    }
}

#[test]
fn only_what_is_meant() {
    let options = SilenceOptions { reason: "why", wanted: &|one| one.rule.id == "blorp", name: &|rule| rule.id.clone() };
    let result = silence(&Document::new("zonk\n\nblorp\n", Format::Markdown), &rules(), options);
    assert_eq!(result.text, "zonk\n\n<!-- unblame-disable-next-line blorp: why -->\nblorp\n");
    assert_eq!((result.findings, result.places), (1, 1));
}

/// The text with a comment for the nth finding.
fn with_one(text: &str, nth: usize, everywhere: bool, checked: bool) -> Option<String> {
    let (document, rules) = (Document::new(text, Format::Markdown), rules());
    let found = &lint(&document, &rules)[nth];
    let comment = SilenceComment { name: &found.rule.id, reason: "", everywhere, checked };
    let edits = silence_one(&document, &rules, found, comment)?;
    let insertions: Vec<Insertion> = edits.into_iter().map(|edit| (edit.range.start().into(), edit.replacement)).collect();
    Some(applied(text, &insertions))
}

#[test]
fn one_finding() {
    let text = "a zonk\n\n- zonk\n- blorp zonk\n";
    for checked in [true, false] {
        let one = |nth| with_one(text, nth, false, checked).unwrap();
        assert_eq!(one(0), "<!-- unblame-disable-next-line zonk -->\na zonk\n\n- zonk\n- blorp zonk\n");
        assert_eq!(one(1), "a zonk\n\n- zonk <!-- unblame-disable-line zonk -->\n- blorp zonk\n");
        assert_eq!(one(2), "a zonk\n\n- zonk\n- blorp zonk <!-- unblame-disable-line blorp -->\n");
        let everywhere = with_one(text, 2, true, checked).unwrap();
        assert_eq!(everywhere, format!("<!-- unblame-disable-file blorp -->\n{text}"));
    }
}
