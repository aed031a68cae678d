//! The page on findings made by hand, so that no change of a rule moves them.

use std::sync::Arc;

use unblame_core::rule::Profile;
use unblame_core::{Applicability, Diagnostic, Edit, RuleInfo, RuleSet, Severity, Suggestion, TextRange};
use unblame_workspace::Linted;

use super::*;

fn rule() -> RuleInfo {
    RuleInfo {
        id: "some-rule".into(),
        pack: "acme".into(),
        category: "omission".into(),
        severity: Severity::Warning,
        profile: Profile::Core,
        message: "Memory is <no> control.".into(),
        why: "A step had no support.".into(),
        question: "How is it remembered?".into(),
        rewrites: vec!["{step} depended on memory.".into()],
        sources: Vec::new(),
        patterns: Vec::new(),
        changed_by: Vec::new(),
        bad: Vec::new(),
        good: Vec::new(),
    }
}

/// The text without `«` and `»`, and a finding for each pair of them.
fn linted(marked: &str) -> Linted {
    let (mut text, mut diagnostics) = (String::new(), Vec::new());
    let mut parts = marked.split(['«', '»']);
    text.push_str(parts.next().unwrap());
    while let (Some(passage), Some(rest)) = (parts.next(), parts.next()) {
        let range = TextRange::at(u32::try_from(text.len()).unwrap().into(), u32::try_from(passage.len()).unwrap().into());
        let rule = Arc::new(rule());
        diagnostics.push(Diagnostic { rule, severity: Severity::Warning, range, agent: None, suggestions: Vec::new() });
        text.push_str(passage);
        text.push_str(rest);
    }
    Linted { text, diagnostics }
}

fn page(linted: Linted) -> String {
    render(&File::new("docs/a.md", &RuleSet::default(), linted)).0
}

/// The lines of a page, a row of text and cards each: marks as `«…»`, cards as `[1]`, the kind of line in front.
#[track_caller]
fn check(marked: &str, expected: &[&str]) {
    let page = page(linted(marked));
    let rows = page.split("<div class=\"passage\">").skip(1).map(|row| {
        let lines = row.split("<div class=\"line ").skip(1).map(|line| {
            let (kind, rest) = line.split_once('"').unwrap();
            let (_, rest) = rest.split_once('>').unwrap();
            let (content, _) = rest.split_once("</div>").unwrap();
            format!("{kind}:{}", plain(content))
        });
        let cards = row.matches("<article").count();
        format!("{} [{cards}]", lines.collect::<Vec<_>>().join(" / "))
    });
    assert_eq!(rows.collect::<Vec<_>>(), expected, "{marked:?}");
}

/// Text with marks instead of tags.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.replace("<mark", "«<").replace("</mark>", "»").split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    text
}

#[test]
fn cards_stand_beside_their_paragraph() {
    check(
        "# A\n\nOne.\n«Two» it.\n\nThree.\n",
        &["heading:# A / other: [0]", "prose:One. / prose:«Two1» it. / other: / prose:Three. [1]"],
    );
    check("«One» «two».\n", &["prose:«One1» «two2». [2]"]);
    check("«One».\n\n«Two».", &["prose:«One1». / other: [1]", "prose:«Two1». [1]".replace("Two1", "Two2").as_str()]);
    check("- «One»\n- «two»\n", &["prose:- «One1» [1]", "prose:- «two2» [1]"]);
    check("| a | b |\n|---|---|\n| «c» | d |\n", &["table:| a | b | / other:|---|---| [0]", "table:| «c1» | d | [1]"]);
}

#[test]
fn passages_over_several_lines_are_marked_on_each() {
    check("Then «Ana\r\nforgot» it.\r\n", &["prose:Then «Ana» / prose:«forgot1» it. [1]"]);
    check("- Then «Ana\n  forgot» it.\n", &["prose:- Then «Ana» / prose:«  forgot1» it. [1]"]);
    let page = page(linted("Then «Ana\nforgot» it.\n"));
    assert_eq!(page.matches("id=\"p-").count(), 1, "{page}");
    assert_eq!(page.matches("tabindex=\"-1\">forgot</a>").count(), 1, "{page}");
}

#[test]
fn a_card_says_why_and_what_to_ask_and_try() {
    let page = page(linted("«Ana forgot» it.\n"));
    for expected in [
        "</span> Memory is &lt;no&gt; control.</h3>",
        "A step had no support.",
        "<b>Ask</b> How is it remembered?",
        "<span class=\"gap\">{step}</span> depended on memory.",
        ">acme/some-rule</a>",
        ">line 1</a>",
        "data-category=\"omission\"",
    ] {
        assert!(page.contains(expected), "no {expected} in {page}");
    }
}

#[test]
fn a_card_shows_the_new_wording() {
    let mut linted = linted("«Ana carelessly forgot» it.\n");
    let edits = vec![Edit { range: TextRange::new(4.into(), 15.into()), replacement: String::new() }];
    linted.diagnostics[0].suggestions = vec![Suggestion { title: "t".into(), applicability: Applicability::Safe, edits }];
    let page = page(linted);
    assert!(page.contains("<li dir=\"auto\">Ana forgot <i>keeps the facts</i></li>"), "{page}");
}

#[test]
fn nothing_in_a_document_gets_out_of_its_place() {
    let page = page(linted("«</script><b>\"'&» \u{202e}\x1b\0 <!-- -->\n"));
    assert!(page.contains("&lt;/script&gt;&lt;b&gt;"), "{page}");
    assert!(!page.contains("<b>\"") && !page.contains("<!--") && !page.contains("</script"), "{page}");
    assert!(!page.chars().any(|c| c.is_control() || c == '\u{202e}'), "{page:?}");
}

#[test]
fn sections_are_counted_by_sort() {
    let rules = RuleSet::builtin();
    let text = "«A»\n\n# Timeline\n\n«B»\n\n## Of «C»\n\n«D»\n";
    let tally = render(&File::new("a.md", &rules, linted(text))).1;
    let sections: Vec<_> = tally.sections.iter().map(|(name, count)| (name.as_str(), count.findings)).collect();
    assert_eq!(sections, [("no heading", 1), ("other headings", 2), ("timeline", 1)]);
}

#[test]
fn counts_add_up() {
    let tally = |text: &str| render(&File::new("a.md", &RuleSet::default(), linted(text))).1;
    let mut all = tally("«A» «b».\n");
    all.add(&tally("Fine.\n"));
    all.add(&tally("«C».\n"));
    assert_eq!(all.categories["omission"], tally::Count { findings: 3, documents: 2 });
    assert_eq!((all.documents.len(), all.findings()), (3, 3));
    let page = start(&all);
    assert!(page.contains("3 findings in 2 of 3 documents") && page.contains("1 document without findings"), "{page}");
}
