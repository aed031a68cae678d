//! How often the rules that ship are right, on a labelled corpus of our own; `docs/accuracy.md` has the figures.
//!
//! With `UPDATE_ACCURACY=1` the test `the_page_says_what_is_measured` writes them. Read the difference before you commit it.

mod corpus;
mod report;
mod tally;

use std::sync::LazyLock;

use unblame_core::{PackSource, RuleSet};

use crate::driver::{PACK, root};
use corpus::{Corpus, Label};
use report::Report;
use tally::{Share, Tally};

static CORPUS: LazyLock<Corpus> = LazyLock::new(Corpus::read);

static REPORT: LazyLock<Report> = LazyLock::new(|| {
    let rules = RuleSet::builtin();
    let Corpus { categories, sentences, documents } = &*CORPUS;
    Report {
        sentences: Tally::of(sentences, categories, &rules),
        documents: Tally::of(documents, categories, &rules),
        all: Tally::of(sentences.iter().chain(documents), categories, &rules),
    }
});

#[test]
fn the_page_says_what_is_measured() {
    let path = root().join("docs/accuracy.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let expected = REPORT.fill(&page);
    if std::env::var_os("UPDATE_ACCURACY").is_some() {
        std::fs::write(&path, expected).unwrap();
        return;
    }
    let changed: Vec<String> = expected
        .lines()
        .filter(|line| !page.lines().any(|one| one == *line))
        .map(|line| format!("now:    {line}\n"))
        .chain(page.lines().filter(|line| !expected.lines().any(|one| one == *line)).map(|line| format!("before: {line}\n")))
        .collect();
    let how = "UPDATE_ACCURACY=1 cargo test -p unblame --test integration accuracy";
    assert!(
        expected == page,
        "docs/accuracy.md is not what the rules do now; if that is meant, run\n{how}\n{}",
        changed.concat()
    );
}

/// Below these, a change makes the rules worse, whatever the page says.
#[test]
fn accuracy_does_not_fall() {
    for (name, tally, precision, recall) in
        [("sentences", &REPORT.sentences, 0.98, 0.92), ("documents", &REPORT.documents, 0.94, 0.70)]
    {
        assert!(tally.precision.rate() >= precision, "{name}: precision {}", tally.precision.rate());
        assert!(tally.recall.rate() >= recall, "{name}: recall {}", tally.recall.rate());
    }
}

#[test]
fn the_corpus_is_large_enough_to_say_something() {
    let Corpus { categories, sentences, documents } = &*CORPUS;
    assert_eq!(categories.len(), 12);
    assert!(sentences.len() >= 600 && documents.len() >= 15);
    for category in categories {
        let flagged =
            |one: &&corpus::Entry| one.passages.iter().any(|one| one.label == Label::Flag && one.category == *category);
        let count = sentences.iter().filter(flagged).count();
        assert!(count >= 20, "{category}: {count} sentences to flag");
    }
    assert!(sentences.iter().filter(|one| one.passages.is_empty()).count() >= 200);
    assert!(documents.iter().any(|one| one.passages.is_empty()));
}

#[test]
fn no_sentence_stands_twice() {
    let mut texts: Vec<&str> = CORPUS.sentences.iter().map(|one| one.text.as_str()).collect();
    texts.sort_unstable();
    let twice: Vec<&[&str]> = texts.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn mistakes_in_labels_are_reported() {
    for (line, expected) in [
        ("They «zonked» it.", "starts with"),
        ("flagg: They «zonked» it.", "\"flagg\""),
        ("flag: They zonked it.", "marked"),
        ("ok: They «renewed» it.", "marked"),
        ("flag: They «zonked it.", "without its partner"),
        ("flag: They zonked» it.", "without its partner"),
    ] {
        let error = corpus::sentence("idiom", line).unwrap_err();
        assert!(error.contains(expected), "{line}: {error}");
    }
    for (source, expected) in [("«They zonked it.»\n", "starts with"), ("«idiots: They zonked it.»\n", "\"idiots\"")] {
        let error = corpus::document("a.md".as_ref(), source, &["idiom".to_owned()]).unwrap_err();
        assert!(error.contains(expected), "{source}: {error}");
    }
}

/// The rules of `PACK` find the words `zonked it` (idiom), `blorped` (human-error), and `mehed` as a hint.
#[test]
fn findings_are_held_against_labels() {
    let categories = ["human-error".to_owned(), "idiom".to_owned()];
    let pack = PackSource { name: "pack.toml".to_owned(), text: PACK.to_owned() };
    let mut builder = RuleSet::builder();
    builder.packs.push(pack);
    let rules = builder.build().unwrap();
    let source = "«idiom: They zonked it» and «may: blorped». «idiom: They blorped.»\n\nThey zonked it.\n\n\
                  «human-error: Nothing found», and they mehed.\n";
    let document = corpus::document("a.md".as_ref(), source, &categories).unwrap();
    let tally = Tally::of([&document], &categories, &rules);
    assert_eq!(tally.recall, Share { part: 2, whole: 3 });
    assert_eq!(tally.precision, Share { part: 2, whole: 3 });
    assert_eq!(tally.category, Share { part: 1, whole: 2 });
    assert_eq!(tally.missed, [["human-error", "a.md", "«Nothing found»"].map(str::to_owned)]);
    assert_eq!(tally.alarms, [["zonk", "a.md", "«zonked it»"].map(str::to_owned)]);
    assert_eq!(tally.categories["idiom"].precision, Share { part: 1, whole: 2 });
    assert_eq!(tally.categories["human-error"].precision, Share { part: 1, whole: 1 });
    assert_eq!(tally.rules[&("idiom".to_owned(), "zonk".to_owned())].recall.part, 1);
}
