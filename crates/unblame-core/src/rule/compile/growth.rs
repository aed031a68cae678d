//! Compiling takes time in proportion to the size of a pack.

use std::time::{Duration, Instant};

use crate::{PackSource, RuleSet, RuleSetBuilder};

/// A pack with this many phrases, all different, fifty in a rule.
fn pack(phrases: usize) -> PackSource {
    let rules = (0..phrases / 50).map(|rule| {
        let phrases: Vec<String> = (0..50).map(|at| format!("\"the thing{rule}x{at} of {at}thing{rule}\"")).collect();
        format!(
            "[[rule]]\nid = \"r{rule}\"\ncategory = \"idiom\"\nseverity = \"hint\"\nmessage = \"m\"\nwhy = \"w\"\nquestion = \"q\"\n\
            bad = [\"«the thing{rule}x0 of 0thing{rule}»\"]\ngood = [\"Fine.\"]\nmatch = [{}]\n",
            phrases.join(", ")
        )
    });
    let rules: String = rules.collect();
    PackSource { name: "large.toml".into(), text: format!("[pack]\nname = \"large\"\n{rules}") }
}

/// How often the ratio may be measured again: tests run side by side, and other work comes and goes.
const ROUNDS: usize = 20;

/// How long it takes to compile a pack some times.
fn time(pack: &PackSource, phrases: usize, times: usize) -> Duration {
    let compile = || {
        let builder = RuleSetBuilder { packs: vec![pack.clone()], ..RuleSet::builder() };
        let started = Instant::now();
        let rules = builder.build().unwrap();
        let taken = started.elapsed();
        assert_eq!(rules.rules().iter().map(|rule| rule.patterns.len()).sum::<usize>(), phrases);
        taken
    };
    (0..times).map(|_| compile()).sum()
}

/// Four small packs and a large one take as long if time grows in step; a large one of quadratic time, four times that.
#[test]
fn four_times_the_phrases_take_about_four_times_as_long() {
    let (small, large) = (pack(1_250), pack(5_000));
    let (mut four_small, mut one_large) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        four_small = four_small.min(time(&small, 1_250, 4));
        one_large = one_large.min(time(&large, 5_000, 1));
        if one_large < four_small * 3 / 2 {
            return;
        }
    }
    panic!("four times 1,250 phrases take {four_small:?}, 5,000 take {one_large:?}");
}
