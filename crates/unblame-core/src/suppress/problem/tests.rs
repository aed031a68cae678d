use crate::rule::{Profile, RuleSetBuilder};
use crate::{Document, Format, PackSource, RuleSet, lint};

/// Rules for words, and one for each problem.
fn pack() -> PackSource {
    let mut text = String::from("[pack]\nname = \"p\"\n");
    let words = [("zonk", "idiom", "core"), ("blorp", "idiom", "core"), ("meh", "taste", "strict")];
    let problems = ["unused", "unknown", "malformed", "unexplained"];
    let rule = |id: &str, category: &str, profile: &str, rest: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\ncategory = \"{category}\"\nprofile = \"{profile}\"\nseverity = \"warning\"\nwhy = \"\"\n\
             question = \"\"\nbad = [\"x\"]\ngood = [\"x\"]\n{rest}\n"
        )
    };
    for (id, category, profile) in words {
        text += &rule(id, category, profile, &format!("message = \"{id}\"\nmatch = [\"{id}\"]"));
    }
    for problem in problems {
        let profile = if problem == "unexplained" { "strict" } else { "core" };
        let rest =
            format!("message = \"{problem} {{name}}.\"\nsuppressions = \"{problem}\"\nrewrites = [\"be {{nearest}}\", \"go\"]");
        text += &rule(&format!("x-{problem}"), "comments", profile, &rest);
    }
    PackSource { name: "p.toml".into(), text }
}

fn rules(change: impl FnOnce(&mut RuleSetBuilder)) -> RuleSet {
    let mut builder = RuleSet::builder();
    builder.packs.push(pack());
    change(&mut builder);
    builder.build().unwrap()
}

/// Each finding as `message@passage`.
fn found(text: &str, format: Format, rules: &RuleSet) -> Vec<String> {
    let found = lint(&Document::new(text, format), rules);
    found.iter().map(|one| format!("{}@{}", one.rule.message, &text[one.range])).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(text, Format::Markdown, &rules(|_| {})), expected, "{text:?}");
}

#[test]
fn unused() {
    check("zonk <!-- unblame-disable-line zonk -->", &[]);
    check("fine <!-- unblame-disable-line -->", &["unused .@<!-- unblame-disable-line -->"]);
    check(
        "fine <!-- unblame-disable-line zonk, p/blorp: no -->",
        &["unused zonk, p/blorp.@<!-- unblame-disable-line zonk, p/blorp: no -->"],
    );
    check("zonk <!-- unblame-disable-line zonk, blorp -->", &["unused blorp.@blorp"]);
    check("fine\n\n<!-- unblame-enable zonk -->", &["unused zonk.@<!-- unblame-enable zonk -->"]);
}

#[test]
fn unused_by_whom_nobody_can_tell() {
    let check = |text: &str, change: fn(&mut RuleSetBuilder), expected: usize| {
        let count = found(text, Format::Markdown, &rules(change)).len();
        assert_eq!(count, expected, "{text}");
    };
    let zonk_only: fn(&mut RuleSetBuilder) = |builder| builder.select = vec!["zonk".into(), "comments".into()];
    check("<!-- unblame-disable-line blorp -->", zonk_only, 0);
    check("<!-- unblame-disable-line zonk -->", zonk_only, 1);
    check("<!-- unblame-disable-line idiom -->", zonk_only, 0);
    check("<!-- unblame-disable-line -->", zonk_only, 0);
    let without_zonk: fn(&mut RuleSetBuilder) = |builder| builder.ignore = vec!["zonk".into()];
    check("<!-- unblame-disable-line -->", without_zonk, 0);
    check("<!-- unblame-disable-line blorp -->", without_zonk, 1);
    // Rules of a wider profile are not waited for, and a run without the rule itself says nothing.
    check("<!-- unblame-disable-line -->", |_| {}, 1);
    check("<!-- unblame-disable-line meh -->", |_| {}, 0);
    check("<!-- unblame-disable-line zonk -->", |builder| builder.select = vec!["zonk".into()], 0);
}

#[test]
fn unknown() {
    check("zonk <!-- unblame-disable-line zonc -->", &["zonk@zonk", "unknown zonc (did you mean `zonk`?)@zonc"]);
    check(
        "<!-- unblame-disable-line p/blorb, qqq -->",
        &["unknown p/blorb (did you mean `p/blorp`?)@p/blorb", "unknown qqq.@qqq"],
    );
    check("fine\n\n<!-- unblame-enable ideom -->", &["unknown ideom (did you mean `idiom`?)@ideom"]);
    check("zonk <!-- unblame-disable-line zonk because it is so -->", &["unknown because it is so.@because it is so"]);
    check("fine <!-- unblame-disable-line zonk, qqq -->", &["unused zonk.@zonk", "unknown qqq.@qqq"]);
    let long = "no way ".repeat(30);
    check(&format!("<!-- unblame-disable-file {long}-->"), &[&format!("unknown {}….@{}", &long[..60], long.trim_end())]);
}

#[test]
fn malformed() {
    let comment = "<!-- unblame-disable-nextline zonk -->";
    let message = "malformed unblame-disable-nextline (did you mean `unblame-disable-next-line`?)";
    check(&format!("{comment}\nfine"), &[&format!("{message}@{comment}")]);
    check("<!-- unblame-42: x -->", &["malformed unblame-42.@<!-- unblame-42: x -->"]);
}

#[test]
fn unexplained() {
    let strict = rules(|builder| builder.profile = Profile::Strict);
    let check = |text: &str, expected: &[&str]| assert_eq!(found(text, Format::Markdown, &strict), expected);
    check("zonk <!-- unblame-disable-line zonk: quoted -->", &[]);
    check("zonk <!-- unblame-disable-line zonk -->", &["unexplained unblame-disable-line.@unblame-disable-line"]);
    check("fine <!-- unblame-disable-line zonk -->", &["unused zonk.@<!-- unblame-disable-line zonk -->"]);
    check("<!-- unblame-disable zonk: quoted -->\n\nzonk\n\n<!-- unblame-enable zonk -->", &[]);
}

#[test]
fn comments_about_comments() {
    check("<!-- unblame-disable-file comments -->\n\n<!-- unblame-disable-line zonc -->", &[]);
    check("<!-- unblame-disable-line x-unknown, zonc -->", &[]);
    check("<!-- unblame-disable-line x-unused, zonk -->", &[]);
    check("<!-- unblame-disable-line x-unused -->\n\n<!-- unblame-disable-line comments -->", &[]);
    // What silences everything would silence this, too, and never be found.
    check("<!-- unblame-disable-file -->", &["unused .@<!-- unblame-disable-file -->"]);
}

#[test]
fn other_formats() {
    let rules = rules(|_| {});
    let expected = ["unused zonk.@# unblame-disable-next-line zonk"];
    assert_eq!(found("fine\n\n# unblame-disable-next-line zonk\nfine\n", Format::PlainText, &rules), expected);
    assert_eq!(found("fine\n\n# unblame-disable-next-line zonk\nfine\n", Format::CommitMessage, &rules), expected);
    assert_eq!(found("# unblame-disable-nxt-line zonk\nfine\n", Format::CommitMessage, &rules).len(), 1);
}

/// The text after the edit of the first suggestion of the first finding, and the suggestion's title.
#[track_caller]
fn check_edit(text: &str, expected: &str, title: &str) {
    let found = lint(&Document::new(text, Format::Markdown), &rules(|_| {}));
    let suggestion = &found[0].suggestions[0];
    let mut edited = text.to_owned();
    for edit in suggestion.edits.iter().rev() {
        edited.replace_range(std::ops::Range::<usize>::from(edit.range), &edit.replacement);
    }
    assert_eq!((edited.as_str(), suggestion.title.as_str()), (expected, title));
}

#[test]
fn edits() {
    check_edit("a\n\n<!-- unblame-disable-next-line zonk -->\nb\n", "a\n\nb\n", "go");
    check_edit("\u{feff}<!-- unblame-disable-file zonk -->\r\nb\r\n", "\u{feff}b\r\n", "go");
    check_edit("a\n<!-- unblame-disable-next-line zonk -->\nb\n", "a\n\nb\n", "go");
    check_edit("a\n\n  <!-- unblame-enable -->", "a\n\n", "go");
    check_edit("a <!-- unblame-disable-line zonk -->\nb\n", "a\nb\n", "go");
    check_edit("a <!-- unblame-disable-line zonk --> b\n", "a  b\n", "go");
    check_edit("zonk <!-- unblame-disable-line zonk, blorp: x -->", "zonk <!-- unblame-disable-line zonk: x -->", "go");
    check_edit("zonk <!-- unblame-disable-line blorp, zonk: x -->", "zonk <!-- unblame-disable-line zonk: x -->", "go");
    check_edit("<!-- unblame-disable-line blorb -->", "<!-- unblame-disable-line blorp -->", "be blorp");
    check_edit("<!-- unblame-disbale -->\n\nb", "<!-- unblame-disable -->\n\nb", "be unblame-disable");
}

#[test]
fn many_comments() {
    let comment = |text: String, nth: u32| text + &format!("<!-- unblame-disable-line zonk, none{nth} -->\n");
    let text = (0..2_000).fold(String::new(), comment);
    assert_eq!(found(&text, Format::Markdown, &rules(|_| {})).len(), 4_000);
}
