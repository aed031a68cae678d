//! The text of a document, line by line as it was written, each card beside its passage.

use std::ops::Range;

use maud::{Markup, html};
use unblame_core::TextSize;
use unblame_core::format::{BlockKind, Mask};

use super::super::text::visible;
use super::card::Card;

/// Lines with passages, their cards, and the lines below that have none.
struct Group<'a> {
    marked: Range<usize>,
    cards: &'a [Card<'a>],
}

/// All lines of a text that has at least one card. The cards are in the order of the text.
pub(super) fn render(text: &str, mask: &Mask, cards: &[Card<'_>]) -> Markup {
    let lines = Lines::new(text, mask);
    let groups = lines.groups(cards);
    let starts = groups.iter().skip(1).map(|group| group.marked.start);
    let ends = starts.chain([lines.ranges.len()]);
    let first = groups.first().map_or(lines.ranges.len(), |group| group.marked.start);
    html! {
        @if first > 0 { div.passage { div.text { (lines.render(0..first, &[])) } } }
        @for (group, end) in groups.iter().zip(ends) {
            div.passage {
                div.text { (lines.render(group.marked.clone(), group.cards)) }
                div.cards { @for card in group.cards { (card.render(lines.number(card.start()) + 1)) } }
                @if group.marked.end < end { div.text.below { (lines.render(group.marked.end..end, &[])) } }
            }
        }
    }
}

struct Lines<'a> {
    text: &'a str,
    /// Without line ends.
    ranges: Vec<Range<usize>>,
    /// What each line is.
    classes: Vec<&'static str>,
    mask: &'a Mask,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, mask: &'a Mask) -> Self {
        let mut end = 0;
        let ranges: Vec<Range<usize>> = text
            .split_inclusive('\n')
            .map(|line| {
                let start = end;
                end += line.len();
                let line = line.strip_suffix('\n').unwrap_or(line);
                start..start + line.strip_suffix('\r').unwrap_or(line).len()
            })
            .collect();
        let mut blocks = mask.blocks.iter().peekable();
        let mut class = |line: &Range<usize>| {
            while blocks.next_if(|block| usize::from(block.range.end()) <= line.start).is_some() {}
            let block = blocks.peek().filter(|block| usize::from(block.range.start()) < line.end);
            block.map_or("other", |block| class(block.kind))
        };
        let classes = ranges.iter().map(&mut class).collect();
        Self { text, ranges, classes, mask }
    }

    /// The index of the line that holds an offset.
    fn number(&self, offset: TextSize) -> usize {
        self.ranges.partition_point(|line| line.start <= usize::from(offset)).saturating_sub(1)
    }

    /// The lines to keep together: those of the passage, and of the paragraphs that it is in.
    fn around(&self, card: &Card<'_>) -> Range<usize> {
        let (start, end) = (card.range().start(), card.range().end());
        let blocks = &self.mask.blocks;
        let first = blocks.get(blocks.partition_point(|block| block.range.end() <= start));
        let last = blocks[..blocks.partition_point(|block| block.range.start() < end)].last();
        let start = first.map_or(start, |block| block.range.start().min(start));
        let end = last.map_or(end, |block| block.range.end().max(end));
        self.number(start)..self.number(end.checked_sub(1.into()).unwrap_or_default()) + 1
    }

    /// Passages that share a line or a paragraph share a group.
    fn groups<'c>(&self, cards: &'c [Card<'c>]) -> Vec<Group<'c>> {
        let mut groups: Vec<Group<'c>> = Vec::new();
        let mut first = 0;
        for (at, card) in cards.iter().enumerate() {
            let lines = self.around(card);
            if let Some(group) = groups.last_mut().filter(|group| lines.start < group.marked.end) {
                group.marked.end = group.marked.end.max(lines.end);
                group.cards = &cards[first..=at];
            } else {
                first = at;
                groups.push(Group { marked: lines, cards: &cards[at..=at] });
            }
        }
        groups
    }

    fn render(&self, lines: Range<usize>, cards: &[Card<'_>]) -> Markup {
        let mut cards = cards;
        html! {
            @for at in lines {
                div.line.(self.classes[at]) data-line=(at + 1) dir="auto" { (self.line(&self.ranges[at], &mut cards)) }
            }
        }
    }

    /// One line. Cards whose passage ends before it are dropped from the list, so that a long list is walked once.
    fn line(&self, line: &Range<usize>, cards: &mut &[Card<'_>]) -> Markup {
        let bytes = |card: &Card<'_>| usize::from(card.range().start())..usize::from(card.range().end());
        while let Some((_, rest)) = cards.split_first().filter(|(card, _)| bytes(card).end <= line.start) {
            *cards = rest;
        }
        let mut at = line.start;
        let mut parts = Vec::new();
        for card in cards.iter().take_while(|card| bytes(card).start < line.end) {
            let passage = bytes(card);
            let (start, end) = (passage.start.max(at), passage.end.min(line.end));
            if start < end {
                parts.push((
                    &self.text[at..start],
                    mark(card, &self.text[start..end], passage.start == start, passage.end <= line.end),
                ));
                at = end;
            }
        }
        html! { @for (text, mark) in parts { (visible(text)) (mark) } (visible(&self.text[at..line.end])) }
    }
}

fn class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(1 | 2) => "heading",
        BlockKind::Heading(_) => "subheading",
        BlockKind::TableRow | BlockKind::TableHeader => "table",
        BlockKind::Paragraph | BlockKind::ListItem => "prose",
        BlockKind::FrontMatter => "other",
    }
}

/// A passage, or the part of it on one line. Only the first part is a stop on the way through the page.
fn mark(card: &Card<'_>, text: &str, is_first: bool, is_last: bool) -> Markup {
    html! {
        mark.(card.severity()) id=[is_first.then(|| card.passage_id())] data-card=(card.card_id()) {
            a href={ "#" (card.card_id()) } tabindex=[(!is_first).then_some("-1")] { (visible(text)) }
            @if is_last { sup aria-hidden="true" { (card.number) } }
        }
    }
}
