//! The pipeline and its stages, in bytes of text a second: `cargo bench -p unblame-core`.

use std::fmt::Write as _;
use std::sync::LazyLock;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use unblame_core::{Document, Format, PackSource, RuleSet, RuleSetBuilder, lint, stages};

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

fn main() {
    divan::main();
}

/// What is linted; generated, so that nothing has to lie beside the benchmark.
#[derive(Debug, Clone, Copy)]
enum Sample {
    /// An incident review as people write them, 12 KB.
    Review,
    /// Many of them in one file, 2 MB.
    Reviews,
    /// The same with accents, typographic marks and other scripts, 2 MB.
    NotAscii,
    /// One sentence without an end, in which every word is one that rules look for, 200 KB.
    Dense,
    /// Brackets, quotation marks and emphasis that nothing closes, 200 KB.
    Unclosed,
}

const SAMPLES: [Sample; 5] = [Sample::Review, Sample::Reviews, Sample::NotAscii, Sample::Dense, Sample::Unclosed];

impl Sample {
    fn text(self) -> String {
        match self {
            Self::Review => reviews(12_000),
            Self::Reviews => reviews(2_000_000),
            Self::NotAscii => not_ascii(&reviews(1_850_000)),
            Self::Dense => {
                "Priya carelessly forgot the obvious and should have blamed human error, but they ignored, missed and \
                broke everything again because nobody bothered, "
                    .repeat(200_000 / 146)
            }
            Self::Unclosed => "[Priya **forgot *it (\" and `the “engineer' missed <a the |alert_ ".repeat(200_000 / 66),
        }
    }
}

/// Sentences of a calm review.
const CALM: [&str; 16] = [
    "The rollout started in the first zone and went on to the others after ten minutes.",
    "Requests to the checkout service took longer than the limit of two seconds, so the gateway closed them.",
    "Ana compared the memory graphs of both releases and suggested a rollback.",
    "The readiness probe of the new pods failed, and the remaining ones had to carry the traffic.",
    "At 09:43 the on-call engineer restarted the connection pooler.",
    "The limit lives in the platform repository, the service in its own, and no check compares the two.",
    "We had lowered the default limit from 1 GiB to 512 MiB two weeks earlier.",
    "The load test uses a catalogue of 2,000 products, where production has 410,000.",
    "The alert on the error budget fired at 09:16 and paged the first responder.",
    "Support had a status page up within a quarter of an hour.",
    "The deploy tool ignored the first attempt, as its lock had not expired.",
    "If a host is drained while a backup runs, the job is started again elsewhere.",
    "The queue had grown to `1,204,311` messages by then, see [the dashboard](https://example.org/d/queue).",
    "Oluwaseun and Mateus moved the traffic to the second region by hand.",
    "The certificate was renewed in time, but the proxy kept the old one in memory.",
    "Nobody outside of the team could see that the index was being rebuilt.",
];

/// Sentences that the rules are about.
const BLAMING: [&str; 6] = [
    "Priya forgot to raise the limit.",
    "The duty manager failed to escalate.",
    "In the end the outage was caused by human error.",
    "He should have checked the numbers before he approved it.",
    "The platform team never told us.",
    "This was a careless mistake of the reviewer.",
];

/// Incident reviews in ASCII until the text has this many bytes. One sentence in thirteen blames.
fn reviews(size: usize) -> String {
    let mut text = String::new();
    let mut sentences =
        CALM.iter().cycle().enumerate().map(|(at, calm)| if at % 13 == 12 { BLAMING[at / 13 % BLAMING.len()] } else { calm });
    let mut next = || sentences.next().unwrap_or_default();
    for number in 1.. {
        _ = write!(
            text,
            "# Incident {number}: checkout timeouts\n\n| | |\n|---|---|\n| Status | reviewed |\n| Impact | {} |\n\n",
            next()
        );
        _ = write!(text, "## Summary\n\n{} {} {}\n{}\n\n{} {}\n\n", next(), next(), next(), next(), next(), next());
        _ = write!(text, "## Timeline\n\n- 09:08 {}\n- 09:12 {}\n- **09:16** {}\n\n", next(), next(), next());
        _ = write!(text, "```console\n$ kubectl get pods --watch\nNAME READY STATUS\n```\n\n> {}\n\n", next());
        _ = write!(text, "## Action items\n\n1. {}\n2. *{}*\n\n", next(), next());
        if text.len() >= size {
            break;
        }
    }
    text.truncate(size);
    text
}

/// The text as it is written elsewhere.
fn not_ascii(text: &str) -> String {
    text.replace("the ", "thé ").replace("Ana", "Zoë").replace(" - ", " – ").replace("service", "сервис").replace(", ", "… ")
}

/// Runs a stage over every sample.
fn bench(bencher: Bencher<'_, '_>, sample: Sample, stage: impl Fn(&Document<'_>) -> usize) {
    let text = sample.text();
    let document = Document::new(&text, Format::Markdown);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| stage(black_box(&document)));
}

#[divan::bench(args = SAMPLES, max_time = 3)]
fn pipeline(bencher: Bencher<'_, '_>, sample: Sample) {
    bench(bencher, sample, |document| lint(document, &RULES).len());
}

#[divan::bench(args = SAMPLES, max_time = 1)]
fn mask(bencher: Bencher<'_, '_>, sample: Sample) {
    bench(bencher, sample, |document| stages::mask(document).blocks.len());
}

#[divan::bench(args = SAMPLES, max_time = 1)]
fn facts(bencher: Bencher<'_, '_>, sample: Sample) {
    bench(bencher, sample, |document| usize::from(stages::facts(document, &RULES)));
}

#[divan::bench(args = SAMPLES, max_time = 1)]
fn tokens(bencher: Bencher<'_, '_>, sample: Sample) {
    let text = sample.text();
    let mask = stages::mask(&Document::new(&text, Format::Markdown));
    let document = Document::new(&text, Format::Markdown);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| stages::tokens(black_box(&document), &mask, &RULES));
}

/// A pack of a team with this many phrases, without the built-in packs.
#[divan::bench(args = [1_250, 5_000], max_time = 3)]
fn compile(bencher: Bencher<'_, '_>, phrases: usize) {
    let pack = PackSource { name: "large.toml".into(), text: phrases_pack(phrases) };
    bencher.counter(ItemsCount::new(phrases)).bench_local(|| {
        let builder = RuleSetBuilder { packs: vec![black_box(pack.clone())], ..RuleSet::builder() };
        builder.build().is_ok()
    });
}

/// Phrases that are all different, fifty in a rule.
fn phrases_pack(phrases: usize) -> String {
    let mut text = "[pack]\nname = \"large\"\n".to_owned();
    for rule in 0..phrases / 50 {
        _ = write!(
            text,
            "[[rule]]\nid = \"r{rule}\"\ncategory = \"idiom\"\nseverity = \"hint\"\nmessage = \"m\"\nwhy = \"w\"\n"
        );
        _ = write!(text, "question = \"q\"\nbad = [\"«a»\"]\ngood = [\"b\"]\nmatch = [");
        for at in 0..50 {
            _ = write!(text, "\"the thing{rule}x{at} of {at}thing{rule}\", ");
        }
        text.push_str("]\n");
    }
    text
}

#[divan::bench(max_time = 3)]
fn compile_rules() -> RuleSet {
    RuleSet::builtin()
}
