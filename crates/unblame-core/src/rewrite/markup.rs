//! What stands between tokens: emphasis, links. Words move with theirs, or stay.

use text_size::{TextRange, TextSize};

use crate::person::Sentence;

/// Marks of emphasis and links that can stand right beside a word.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_' | '~' | '[')
}

/// The bytes of some tokens with all marks that open or close inside of them; nothing where they would be torn apart.
pub(super) fn widened(sentence: &Sentence<'_>, start: usize, end: usize, mirrored: bool) -> Option<TextRange> {
    let range = sentence.range(start, end)?;
    let text = sentence.text;
    let before = &text[..range.start().into()];
    let after = &text[range.end().into()..];
    let lead = &before[before.trim_end_matches(is_mark).len()..];
    let trail = &after[..closing(after)];
    if before[..before.len() - lead.len()].ends_with('\\') {
        return None;
    }
    // A space keeps the marks of different places apart.
    let inner = (start + 1..end).map(|at| between(sentence, at) + " ").collect::<String>();
    if inner.contains(['<', '\\', '`']) {
        return None;
    }
    let closed = without_address(trail);
    let with = |left: bool, right: bool| {
        let from = if left { lead.len() } else { 0 };
        let to = if right { trail.len() } else { 0 };
        let size = |length: usize| TextSize::try_from(length).ok();
        Some(TextRange::new(range.start() - size(from)?, range.end() + size(to)?))
    };
    if is_balanced(&inner) {
        let both = mirrored && !lead.is_empty() && is_balanced(&format!("{lead} {closed}"));
        return with(both, both);
    }
    let sides = [(true, false), (false, true), (true, true)];
    let side = sides.into_iter().find(|&(left, right)| {
        is_balanced(&format!("{} {inner} {}", if left { lead } else { "" }, if right { &closed } else { "" }))
    });
    side.and_then(|(left, right)| with(left, right))
}

/// The characters between a token and the one before it, but for white space and the marks of quoted lines.
fn between(sentence: &Sentence<'_>, at: usize) -> String {
    let gap = TextRange::new(
        sentence.tokens[at - 1].range.end(),
        sentence.tokens[at].range.start().max(sentence.tokens[at - 1].range.end()),
    );
    let marks: String = sentence.text[gap].chars().filter(|c| !c.is_whitespace() && *c != '>').collect();
    without_address(&marks)
}

/// A link whose address is left out: `](`.
fn without_address(marks: &str) -> String {
    match marks.split_once("](") {
        Some((before, after)) => format!("{before}]({}", after.split_once(')').map_or("", |(_, after)| after)),
        None => marks.to_owned(),
    }
}

/// How many bytes of marks close right here.
fn closing(after: &str) -> usize {
    let marks = after.len() - after.trim_start_matches(['*', '_', '~']).len();
    let rest = &after[marks..];
    if rest.starts_with("](") { rest.find(')').map_or(marks, |end| marks + end + 1) } else { marks }
}

fn is_balanced(marks: &str) -> bool {
    let runs = |mark: char| marks.split(|c| c != mark).filter(|run| !run.is_empty()).count();
    let even = |mark: char| runs(mark) % 2 == 0;
    even('*') && even('_') && even('~') && marks.matches('[').count() == marks.matches("](").count()
}

/// How many links some text holds.
pub(super) fn links(text: &str) -> usize {
    text.matches("](").count()
}
