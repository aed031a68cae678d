//! Time grows in step with the text: four times the text may cost six times as much, not sixteen. Ratios only, since machines differ.

use std::fmt::Write as _;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use crate::{Document, Format, RuleSet, lint};

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

/// How often a ratio may be measured again: tests run side by side, and other work comes and goes.
const ROUNDS: usize = 10;

/// How long it takes to lint a text some times.
fn time(text: &str, format: Format, times: u32) -> Duration {
    let document = Document::new(text, format);
    let started = Instant::now();
    for _ in 0..times {
        std::hint::black_box(lint(&document, &RULES));
    }
    started.elapsed()
}

/// Compares a text of size `size`, linted four times, with a text of size `4 * size`, linted once: if time grows in step, both take
/// as long, and both are disturbed as often. A larger text may fall out of a cache, but only once: the step after that counts as well.
#[track_caller]
fn check(format: Format, size: usize, make: impl Fn(usize) -> String) {
    let step = |size: usize| grows_in_step(&make(size), &make(4 * size), format);
    if let Err(first) = step(size)
        && let Err(second) = step(4 * size)
    {
        let start: String = make(size).chars().take(60).collect();
        panic!("{start:?} ... took {first}, then {second}");
    }
}

/// Whether four times the text takes less than six times as long; the shortest times count, since they have the least noise.
fn grows_in_step(small: &str, large: &str, format: Format) -> Result<(), String> {
    let (mut four_small, mut one_large) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        four_small = four_small.min(time(small, format, 4));
        one_large = one_large.min(time(large, format, 1));
        if one_large * 4 < four_small * 6 {
            return Ok(());
        }
    }
    Err(format!("{:?} for a quarter, {one_large:?} for the whole", four_small / 4))
}

/// Repeats a text.
#[track_caller]
fn repeated(format: Format, size: usize, unit: &str) {
    check(format, size, |size| unit.repeat(size));
}

/// A text between what is repeated and what is repeated behind it.
#[track_caller]
fn between(format: Format, size: usize, open: &str, close: &str) {
    check(format, size, |size| format!("{}Priya forgot to tag it{}\n", open.repeat(size), close.repeat(size)));
}

#[test]
fn nesting() {
    for (size, open, close) in [
        (10_000, ">", ""),
        (2_000, "- ", ""),
        (10_000, "*", "*"),
        (10_000, "*a ", ""),
        (10_000, "_a__", ""),
        (10_000, "[", "]"),
        (10_000, "[a](b", ""),
        (10_000, "a `", ""),
        (10_000, "(", ")"),
        (10_000, "a <code>", ""),
        (10_000, "a <!--", ""),
        (10_000, "$a ", ""),
        (10_000, "~~a ", ""),
    ] {
        between(Format::Markdown, size, open, close);
    }
}

#[test]
fn quotation_marks() {
    for open in ["\"", "\" a ", "'", " 'a", "“", "«"] {
        between(Format::PlainText, 5_000, open, "");
    }
}

#[test]
fn runs_of_marks() {
    for mark in [".", "!", "?", "?!", ")", "\"", "'", ". ", ", ", "- ", ": ", "| ", "@", "\u{200b}", "\u{301}", "🔥 "] {
        between(Format::PlainText, 5_000, "", mark);
        between(Format::PlainText, 5_000, mark, "");
    }
}

#[test]
fn long_words() {
    for unit in ["a", "a-", "a'", "a’", "a.", "a@", "@a", "a_", "故障", "a\u{301}", "1:"] {
        between(Format::PlainText, 10_000, &format!(" A{}", unit.repeat(4)), " they missed it");
        check(Format::PlainText, 5_000, |size| format!("A{} forgot it. They missed it.", unit.repeat(size)));
    }
}

#[test]
fn one_line() {
    repeated(Format::Markdown, 500, "Priya forgot to renew the certificate. ");
    repeated(Format::Markdown, 500, "The pod failed to start and the alert fired. ");
    repeated(Format::PlainText, 500, "Odin (our session service) dropped it. ");
    repeated(Format::PlainText, 500, "Responders: Ana, Li; Owner: Bo ");
}

#[test]
fn one_sentence_of_many_clauses() {
    for unit in [
        "Priya merged it and forgot the tag, ",
        "the engineer who ran the script ",
        "they forgot the 1 2 3 ",
        "if Priya forgot it ",
        "one of the engineers of the team ",
        "Priya's engineer's ",
        "Priya should have checked ",
        "git blame, Kim's fault, nobody is to blame, ",
        "Kim's fault, for example, and avoid ",
        "really carelessly ",
    ] {
        repeated(Format::PlainText, 500, unit);
    }
}

#[test]
fn what_a_sentence_starts_with() {
    for opening in ["1 ", "(1) ", "`x` ", "🔥 ", "- ", "and "] {
        check(Format::Markdown, 2_000, |size| format!("{}{}", opening.repeat(size), "priya forgot it ".repeat(size / 4)));
    }
    // All exceptions and silencers of a sentence, then all its matches.
    check(Format::PlainText, 4_000, |size| format!("{}{}", "git blame ".repeat(size), "Priya forgot it, ".repeat(size)));
    check(Format::PlainText, 4_000, |size| format!("{}{}", "Priya forgot it, ".repeat(size), "git blame ".repeat(size)));
}

#[test]
fn many_cues() {
    repeated(Format::Markdown, 2_000, "forgot ");
    repeated(Format::Markdown, 300, "blame fault careless should have never missed failed to ");
    repeated(Format::Markdown, 300, "carelessly ignored the obviously stupid mistake of human error ");
}

#[test]
fn many_findings() {
    repeated(Format::Markdown, 500, "Priya forgot to renew the certificate.\n\n");
    repeated(Format::Markdown, 500, "Priya\nforgot\nto renew it  \n");
    repeated(Format::Markdown, 200, "# Root cause\n\n- Priya forgot it.\n\n> x\n\n");
    repeated(Format::Markdown, 500, "| Priya | forgot it |\n|---|---|\n| Priya | forgot it |\n");
    repeated(Format::CommitMessage, 500, "Priya forgot it.\n\nFixes: Priya forgot it\n");
}

#[test]
fn many_directives() {
    repeated(Format::Markdown, 300, "<!-- unblame-disable-next-line x -->\nPriya forgot it.\n\n");
    repeated(Format::Markdown, 300, "Priya forgot it. <!-- unblame-disable-line omission --> ");
    repeated(Format::Markdown, 300, "<!-- unblame-disable -->\n\nPriya forgot it.\n\n<!-- unblame-enable -->\n\n");
}

#[test]
fn blocks_of_many_parts() {
    check(Format::Markdown, 1_000, |size| {
        format!("|{}\n|{}\n|{}\n", "a|".repeat(size), "-|".repeat(size), "Priya forgot it|".repeat(size))
    });
    check(Format::Markdown, 5_000, |size| format!("# {}\n\nPriya forgot it.\n", "root cause ".repeat(size)));
    check(Format::Markdown, 5_000, |size| format!("---\n{}---\n\nPriya forgot it.\n", "title: \"a\n  b\n".repeat(size)));
    check(Format::Markdown, 1_000, |size| {
        let mut text = String::new();
        for number in 0..size {
            _ = write!(text, "Priya forgot it[^{number}].\n\n[^{number}]: The pod failed.\n\n[{number}]: https://x.y\n\n");
        }
        text
    });
}
