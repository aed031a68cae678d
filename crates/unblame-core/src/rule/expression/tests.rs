use super::compile;
use crate::rule::Profile;
use crate::{Diagnostic, Document, Format, PackSource, RuleSet, RuleSetBuilder, lint};

/// A pack of one rule with these entries and options.
fn rules(entries: &str) -> RuleSet {
    let text = format!(
        "[pack]\nname = \"acme\"\n[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"m\"\nwhy = \"w\"\n\
        question = \"q\"\nbad = [\"«x»\"]\ngood = [\"y\"]\n{entries}\n"
    );
    let packs = vec![PackSource { name: "acme.toml".into(), text }];
    RuleSetBuilder { packs, profile: Profile::Core, ..RuleSet::builder() }.build().unwrap()
}

fn found(entries: &str, text: &str) -> Vec<Diagnostic> {
    lint(&Document::new(text, Format::Markdown), &rules(entries))
}

/// What is found is marked with `«` and `»`.
#[track_caller]
fn check(entries: &str, marked: &str) {
    let text = marked.replace(['«', '»'], "");
    let mut shown = text.clone();
    for one in found(entries, &text).iter().rev() {
        shown.insert(one.range.end().into(), '»');
        shown.insert(one.range.start().into(), '«');
    }
    assert_eq!(shown, marked);
}

#[test]
fn the_whole_match_is_the_passage() {
    let rule = r"match = [{ regex = 'PEBCAK-\d+' }]";
    check(rule, "A «PEBCAK-17» again, and another «PEBCAK-3».");
    check(rule, "A pebcak-17.");
    check(r"match = [{ regex = '(?i)pebcak' }]", "A «PebCak»-17.");
}

#[test]
fn the_group_named_passage_is_the_passage() {
    check(r"match = [{ regex = 'closed as (?<passage>user \w+)' }]", "It was closed as «user error» on Monday.");
}

#[test]
fn white_space_of_any_sort_is_one_space() {
    let rule = r"match = [{ regex = 'works on my machine' }]";
    check(rule, "It «works\non  my machine».");
    check(rule, "- It «works on\n  my machine».");
    check(rule, "It «works on **my** machine».");
    check(rule, "It «works\u{a0}on my machine».");
}

#[test]
fn code_is_not_read() {
    let rule = r"match = [{ regex = 'zonk\w*' }]";
    check(rule, "`zonked`, ![zonked](zonked.png) and https://zonk.example; «zonked».\n\n```\nzonked\n```\n");
    check("match = [{ regex = 'blames \u{FFFC}' }]", "It «blames `deploy`» again.");
    check(r"match = [{ regex = 'blames \S+' }]", "It «blames `deploy`» again.");
}

#[test]
fn a_match_stays_in_its_sentence_and_cell() {
    let rule = r"match = [{ regex = 'zonk.*bonk' }]";
    check(rule, "«zonk and bonk». zonk. bonk.\n\n- zonk\n- bonk\n\n| a | b |\n|---|---|\n| zonk | bonk |\n");
    check(r"match = [{ regex = '^Fault: .+[^.]' }]", "«Fault: Kim». Not a Fault: none.");
    check(r"match = [{ regex = '(?m)^zonk$' }]", "| a | b |\n|---|---|\n| «zonk» | bonk |\n");
}

#[test]
fn any_letters() {
    check(r"match = [{ regex = '\bБаг\w+' }]", "Это «Багов» много.");
    check(r"match = [{ regex = 'é+' }]", "caf«é», na\u{ef}ve");
    check(r"match = [{ regex = '😀' }]", "A smile «😀».");
}

#[test]
fn quotation_and_condition_silence() {
    let rule = r"match = [{ regex = 'zonk\w+' }]";
    check(rule, "The term \"zonked\" is banned.");
    check(rule, "If it is zonked, it restarts.");
    check(r"match = [{ regex = 'zonk\w+', through = ['quoted'] }]", "The term \"«zonked»\" is banned.");
}

#[test]
fn exceptions_and_silencers_may_be_expressions() {
    let rule = r"match = ['zonked it', { regex = 'zonk\w+' }]";
    check(&format!("{rule}\nexcept = [{{ regex = 'RFC ?\\d+' }}]"), "RFC 12 zonked it.\n\nThey «zonked it».");
    check(&format!("{rule}\nexcept = [{{ regex = 'it', where = 'before' }}]"), "it was zonked.\n\nThey «zonked it».");
    let silencer = "[[silencer]]\nname = 'talk'\nwhy = 'w'\nmatch = [{ regex = 'talk #\\d' }]";
    check(&format!("{rule}\n{silencer}"), "In talk #4 they zonked it.\n\nThey «zonked it».");
}

#[test]
fn options_hold_for_expressions() {
    let rule = "match = [{ regex = 'zonk', severity = 'hint', sections = ['cause'] }]\n[sections]\ncause = ['root cause']";
    check(rule, "zonk\n\n# Root cause\n\n«zonk»");
    assert_eq!(found(rule, "# Root cause\n\nzonk")[0].severity, crate::Severity::Hint);
}

#[test]
fn comments_silence() {
    check("match = [{ regex = 'zonk' }]", "<!-- unblame-disable-next-line zonk: the name of the tool -->\nzonk\n\n«zonk»\n");
}

#[test]
fn a_text_with_groups_becomes_an_edit() {
    let rule = r"match = [{ regex = 'blame (?<team>[A-Z]\w+) for (?<what>\w+)' }]
        rewrites = ['{team} and the {part} led to {what}', 'ask how {what} came about', 'ask more']";
    let text = "We blame Ops for outages.";
    let one = found(rule, text).remove(0);
    let titles: Vec<&str> = one.suggestions.iter().map(|one| one.title.as_str()).collect();
    // The second wording would lose a name.
    assert_eq!(titles, ["Ops and the {part} led to outages", "ask how outages came about", "ask more"]);
    let rule = rule.replace("'ask how {what} came about'", "'ask how {what} came about at {team}'");
    let one = found(&rule, text).remove(0);
    assert_eq!(one.suggestions[0].edits[0].replacement, "ask how outages came about at Ops");
    assert_eq!(one.suggestions.len(), 3, "{:?}", one.suggestions);
}

#[test]
fn an_edit_that_is_found_again_is_only_shown() {
    let rule = r"match = [{ regex = 'zonk (?<what>\w+)' }]
        rewrites = ['zonk {what} again']";
    let one = found(rule, "They zonk hosts.").remove(0);
    assert_eq!(one.suggestions.len(), 1);
    assert_eq!((one.suggestions[0].title.as_str(), one.suggestions[0].edits.len()), ("zonk hosts again", 0));
}

/// Backtracking engines take ages for such a line.
#[test]
fn nested_repetitions_take_linear_time() {
    let text = format!("{}!", "a".repeat(200_000));
    check(r"match = [{ regex = '(a+)+$' }]", &text);
    check(r"match = [{ regex = '(a|aa)+$' }]", &text);
    check(r"match = [{ regex = '(a+)+!$' }]", &format!("«{text}»"));
}

#[test]
fn rules_that_do_not_run_are_not_tried() {
    let mut builder = RuleSet::builder();
    let rule = "[[rule]]\nid = \"zonk\"\ncategory = \"idiom\"\nseverity = \"warning\"\nmessage = \"m\"\nwhy = \"w\"\nquestion = \"q\"\n\
        bad = [\"«x»\"]\ngood = [\"y\"]\nprofile = \"strict\"\nmatch = [{ regex = \"zonk\" }]\n";
    builder.packs = vec![PackSource { name: "a.toml".into(), text: format!("[pack]\nname = \"a\"\n{rule}") }];
    let rules = builder.build().unwrap();
    assert!(!rules.tables().expressions.look_everywhere());
    assert!(lint(&Document::new("zonk", Format::Markdown), &rules).is_empty());
}

#[track_caller]
fn check_error(regex: &str, place: &str, reason: &str) {
    let (range, message) = compile(regex).unwrap_err();
    assert_eq!((&regex[range], message.as_str()), (place, reason));
}

#[test]
fn errors_name_the_place() {
    check_error("zonk(ed", "(", "unclosed group");
    check_error("дом[а", "[", "unclosed character class");
    check_error("zonk(?=ed)", "(?=", "look-around, including look-ahead and look-behind, is not supported");
    check_error(r"zonk\1", r"\1", "backreferences are not supported");
}

#[test]
fn what_finds_nothing_is_refused() {
    let reason = "it finds the empty text, which is everywhere: let it ask for at least one character";
    for regex in ["", "zonk|", "(zonk)?", "a*", "^", "$", r"\b", r"\B", r"(?m)^(zonk)?$", r"\b\w*?\b"] {
        check_error(regex, regex, reason);
    }
    assert!(compile(r"\bzonk\b|^a+$").is_ok());
}

#[test]
fn large_expressions_are_refused() {
    let regex = r"(\pL{50}){400}";
    check_error(regex, regex, "it takes more than 1 MiB when compiled: write smaller repetitions, or several expressions");
}
