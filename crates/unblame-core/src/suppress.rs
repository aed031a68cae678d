//! Suppression comments: which findings a document asks not to hear, and which of these requests were for nothing.
//!
//! `unblame-disable-next-line`, `unblame-disable-line`, `unblame-disable` … `unblame-enable` and `unblame-disable-file`, each
//! followed by names of rules or categories (none means all) and, behind a colon, a reason.

mod insert;
mod place;
mod problem;

use rustc_hash::FxHashMap;
use text_size::{TextRange, TextSize};

use crate::RuleInfo;
use crate::format::{DIRECTIVE_PREFIX, Directive, Mask, lines};

pub use insert::{SilenceComment, SilenceOptions, Silenced, silence, silence_one};
pub(crate) use problem::{Problem, problems};

/// What a directive does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// Silences findings that touch the next line with text on it.
    NextLine,
    /// Silences findings that start on the lines of the comment.
    Line,
    /// Silences findings up to an [`Scope::Enable`] or the end of the document.
    Disable,
    /// Ends what a [`Scope::Disable`] started.
    Enable,
    /// Silences findings everywhere.
    File,
}

/// What a directive may be, longest first where one starts like another.
const SCOPES: [(&str, Scope); 5] = [
    ("disable-next-line", Scope::NextLine),
    ("disable-line", Scope::Line),
    ("disable-file", Scope::File),
    ("disable", Scope::Disable),
    ("enable", Scope::Enable),
];

/// The name under which directives without names are filed; no rule can be called so.
const ALL: &str = "";

/// A rule or category that a directive names, in the words of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) range: TextRange,
}

/// One directive of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suppression {
    /// The whole comment.
    pub(crate) range: TextRange,
    /// The word that says what it does: `unblame-disable-line`.
    pub(crate) word: TextRange,
    pub(crate) scope: Scope,
    /// Rule ids, `pack/rule`, or categories; none means all.
    pub(crate) names: Vec<Name>,
    /// What stands behind the colon, unless that is nothing.
    pub(crate) reason: Option<TextRange>,
    /// For each name whether it did something; one entry where there is no name.
    used: Vec<bool>,
}

/// A directive and one of its names, by index.
type Request = (usize, usize);

/// For each name the places where a request for it begins to count, in order.
type Places = FxHashMap<String, Vec<(u32, Request)>>;

/// The directives of a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Suppressions {
    all: Vec<Suppression>,
    malformed: Vec<Directive>,
    /// Where each line starts.
    lines: Vec<TextSize>,
    /// By the line of the text.
    next_lines: Places,
    /// By the line of the comment.
    own_lines: Places,
    /// By byte offset; both disabling and enabling directives.
    blocks: Places,
    /// Whether there is a [`Scope::Disable`] so far.
    disables: bool,
    /// Always at 0.
    files: Places,
}

impl Suppressions {
    /// Reads the directives that the format found. Most documents have none and cost nothing.
    pub(crate) fn parse(text: &str, mask: &Mask) -> Self {
        let mut suppressions = Self::default();
        if mask.directives.is_empty() {
            return suppressions;
        }
        let line_ranges: Vec<TextRange> = lines(text, 0).collect();
        suppressions.lines = line_ranges.iter().map(|line| line.start()).collect();
        let targets = targets(text, &line_ranges, &mask.directives);
        for directive in &mask.directives {
            if let Some(suppression) = parse_directive(text, *directive) {
                suppressions.add(suppression, &targets);
            } else if text[directive.content].starts_with(DIRECTIVE_PREFIX) {
                suppressions.malformed.push(*directive);
            }
        }
        for places in suppressions.next_lines.values_mut() {
            // Of several directives for one line the last counts.
            places.sort_unstable();
        }
        suppressions
    }

    /// Whether a finding of a rule is to be left out. Remembers which requests were of use.
    pub(crate) fn silence(&mut self, range: TextRange, rule: &RuleInfo) -> bool {
        let full = format!("{}/{}", rule.pack, rule.id);
        self.is_suppressed(range, &[&rule.id, &full, &rule.category, ALL])
    }

    /// The same for those requests only that name the rule or its category.
    fn silence_by_name(&mut self, range: TextRange, rule: &RuleInfo) -> bool {
        let full = format!("{}/{}", rule.pack, rule.id);
        self.is_suppressed(range, &[&rule.id, &full, &rule.category])
    }

    fn is_suppressed(&mut self, range: TextRange, names: &[&str]) -> bool {
        let hits = self.hits(range, names);
        for &(at, name) in &hits {
            self.all[at].used[name] = true;
        }
        !hits.is_empty()
    }

    /// The first directive that asks to leave a finding of a rule out.
    pub(crate) fn silencer(&self, range: TextRange, rule: &RuleInfo) -> Option<&Suppression> {
        let full = format!("{}/{}", rule.pack, rule.id);
        let hits = self.hits(range, &[&rule.id, &full, &rule.category, ALL]);
        hits.into_iter().min().map(|(at, _)| &self.all[at])
    }

    /// The requests to leave a finding out that goes by one of these names.
    fn hits(&self, range: TextRange, names: &[&str]) -> Vec<Request> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let start = u32::from(range.start());
        let end = TextSize::new(u32::from(range.end()).saturating_sub(1)).max(range.start());
        let (first, last) = (self.line(range.start()), self.line(end));
        let mut hits: Vec<Request> = Vec::new();
        let every = || names.iter().copied();
        hits.extend(
            every().filter_map(|name| before(&self.next_lines, name, last).filter(|hit| hit.0 >= first)).map(|hit| hit.1),
        );
        hits.extend(
            every().filter_map(|name| before(&self.own_lines, name, first).filter(|hit| hit.0 == first)).map(|hit| hit.1),
        );
        hits.extend(every().filter_map(|name| before(&self.files, name, 0)).map(|hit| hit.1));
        // Among blocks the nearest directive above decides, so that one rule can be enabled while all are disabled.
        let nearest = every().filter_map(|name| before(&self.blocks, name, start)).max();
        hits.extend(nearest.map(|hit| hit.1).filter(|&(at, _)| self.all[at].scope == Scope::Disable));
        hits
    }

    /// The line of an offset, counted from 0.
    fn line(&self, offset: TextSize) -> u32 {
        index(self.lines.partition_point(|&start| start <= offset).saturating_sub(1))
    }

    /// Files a directive. `targets` holds for each line the next one that is text.
    fn add(&mut self, mut suppression: Suppression, targets: &[u32]) {
        let at = self.all.len();
        let (first, last) = (self.line(suppression.range.start()), self.line(suppression.range.end()));
        let (places, keys) = match suppression.scope {
            Scope::NextLine => {
                let target = targets.get(last as usize).copied().unwrap_or(u32::MAX);
                (&mut self.next_lines, target..=target)
            }
            Scope::Line => (&mut self.own_lines, first..=last),
            Scope::File => (&mut self.files, 0..=0),
            Scope::Disable | Scope::Enable => {
                self.disables |= suppression.scope == Scope::Disable;
                // A disabling one is of use when it silences something, an enabling one when there is something to end.
                suppression.used.fill(suppression.scope == Scope::Enable && self.disables);
                let end = u32::from(suppression.range.end());
                (&mut self.blocks, end..=end)
            }
        };
        let names = suppression.names.iter().map(|name| name.text.as_str());
        for (nth, name) in names.chain(suppression.names.is_empty().then_some(ALL)).enumerate() {
            let places = places.entry(name.to_string()).or_default();
            places.extend(keys.clone().map(|key| (key, (at, nth))));
        }
        self.all.push(suppression);
    }
}

/// The last place for a name that is not behind a key.
fn before(places: &Places, name: &str, key: u32) -> Option<(u32, Request)> {
    let places = places.get(name)?;
    places[..places.partition_point(|&(place, _)| place <= key)].last().copied()
}

/// For each line the next one that holds more than directives and white space: formatters put blank lines below comments, and
/// directives stack.
fn targets(text: &str, lines: &[TextRange], directives: &[Directive]) -> Vec<u32> {
    let mut empty = Vec::with_capacity(lines.len());
    let mut directives = directives.iter().map(|directive| directive.range).peekable();
    for line in lines {
        let mut at = line.start();
        let mut blank = true;
        while let Some(comment) = directives.peek().filter(|comment| comment.start() < line.end()) {
            blank &= comment.start() <= at || text[TextRange::new(at, comment.start())].trim().is_empty();
            at = comment.end().max(at);
            if comment.end() > line.end() {
                break;
            }
            directives.next();
        }
        blank &= at >= line.end() || text[TextRange::new(at, line.end())].trim().is_empty();
        empty.push(blank);
    }
    let mut targets = vec![u32::MAX; lines.len()];
    for at in (1..lines.len()).rev() {
        targets[at - 1] = if empty[at] { targets[at] } else { index(at) };
    }
    targets
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Reads `unblame-disable-line a, b: reason`; `None` if the comment is something else.
fn parse_directive(text: &str, directive: Directive) -> Option<Suppression> {
    let content = text[directive.content].strip_prefix(DIRECTIVE_PREFIX)?;
    let (scope, rest) = SCOPES.iter().find_map(|(word, scope)| {
        let rest = content.strip_prefix(word)?;
        (rest.is_empty() || rest.starts_with(|next: char| next == ':' || next.is_whitespace())).then_some((*scope, rest))
    })?;
    let end = directive.content.end();
    let list = rest.find(':').map_or(rest, |colon| &rest[..colon]);
    let start = end - TextSize::of(rest);
    let behind = rest[list.len()..].strip_prefix(':').unwrap_or_default().trim_start();
    let reason = TextRange::at(end - TextSize::of(behind), TextSize::of(behind.trim_end()));
    let names = names(list, start);
    Some(Suppression {
        range: directive.range,
        word: TextRange::new(directive.content.start(), start),
        scope,
        used: vec![false; names.len().max(1)],
        names,
        reason: (!reason.is_empty()).then_some(reason),
    })
}

/// The names of a list that starts at this offset. Spaces part them as well as commas.
fn names(list: &str, start: TextSize) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = start;
    for part in list.split(|c: char| c == ',' || c.is_whitespace()) {
        let range = TextRange::at(at, TextSize::of(part));
        if !part.is_empty() {
            names.push(Name { text: part.to_string(), range });
        }
        // The separator may be a white space of several bytes.
        let separator = list[usize::from(range.end() - start)..].chars().next();
        at = range.end() + separator.map_or(TextSize::new(0), TextSize::of);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Format, format};

    fn parse(text: &str) -> Suppressions {
        Suppressions::parse(text, &format::mask(&Document::new(text, Format::Markdown)))
    }

    /// Asks about every word in capitals as a finding of rule `r`, `pack/r`, category `c`, or of rule `s` (`d`) if it starts
    /// with an S. Shows those that remain, then the unused directives.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut suppressions = parse(text);
        let mut left = Vec::new();
        for word in text.split(|c: char| !c.is_ascii_uppercase() && c != '_').filter(|word| !word.is_empty()) {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let range = TextRange::at(TextSize::try_from(start).unwrap(), TextSize::of(word));
            let names: &[&str] = if word.starts_with('S') { &["s", "pack/s", "d", ALL] } else { &["r", "pack/r", "c", ALL] };
            if !suppressions.is_suppressed(range, names) {
                left.push(word.to_string());
            }
        }
        let line = |at: TextSize| text[..at.into()].matches('\n').count() + 1;
        for suppression in &suppressions.all {
            if suppression.used.iter().all(|used| !used) {
                left.push(format!("unused:{}", line(suppression.range.start())));
                continue;
            }
            let unused = suppression.names.iter().zip(&suppression.used).filter(|(_, used)| !**used);
            left.extend(unused.map(|(name, _)| format!("unused:{}:{}", line(name.range.start()), name.text)));
        }
        assert_eq!(left.join(" "), expected, "{text:?}");
    }

    #[test]
    fn next_line() {
        check("<!-- unblame-disable-next-line r -->\nA S\nB", "S B");
        check("<!-- unblame-disable-next-line -->\nA S\nB", "B");
        check("<!-- unblame-disable-next-line: why -->\nA S\nB", "B");
        check("<!-- unblame-disable-next-line pack/r, s: why, oh -->\nA S\nB", "B");
        check("<!-- unblame-disable-next-line c -->\r\nA S\r\nB", "S B");
        check("<!-- unblame-disable-next-line r, s, x -->\nA", "unused:1:s unused:1:x");
        check("A\n<!--\nunblame-disable-next-line\nr -->\n\nA\n\nB", "A B");
        check("<!-- unblame-disable-next-line r -->\n<!-- unblame-disable-next-line d -->\nA S\nB", "B");
        check("a <!-- unblame-disable-next-line r -->\nb", "unused:1");
        check("<!-- unblame-disable-next-line r -->", "unused:1");
        check("<!-- unblame-disable-next-line r -->\n<!-- unblame-disable-next-line r -->\nA", "unused:1");
    }

    #[test]
    fn next_line_counts_for_passages_that_reach_it() {
        let text = "a b\n<!-- unblame-disable-next-line r -->\nc\nd";
        let at = |from: &str, to: &str| {
            TextRange::new(TextSize::of(&text[..text.find(from).unwrap()]), TextSize::of(&text[..=text.rfind(to).unwrap()]))
        };
        assert!(parse(text).is_suppressed(at("b\n", "c"), &["r"]));
        assert!(parse(text).is_suppressed(at("c\n", "d"), &["r"]));
        assert!(parse(text).is_suppressed(at("a b", "d"), &["r"]));
        assert!(!parse(text).is_suppressed(TextRange::new(0.into(), 3.into()), &["r"]));
    }

    #[test]
    fn own_line() {
        check("A <!-- unblame-disable-line r --> B\nC", "C");
        check("S <!-- unblame-disable-line r -->\nA", "S A unused:1");
        check("A <!-- unblame-disable-line\nr --> B\nC", "C");
    }

    #[test]
    fn blocks() {
        check("A\n\n<!-- unblame-disable -->\nB S\n\n<!-- unblame-enable -->\nC", "A C");
        check("<!-- unblame-disable r -->\n\nA S\n\n<!-- unblame-enable r -->\n\nB", "S B");
        check("<!-- unblame-disable -->\n\nA S\n\n<!-- unblame-enable r -->\n\nB S", "B");
        check("<!-- unblame-disable r, d -->\n\nA S\n\n<!-- unblame-enable d -->\n\nB S_", "S_");
        check("a <!-- unblame-disable c --> B <!-- unblame-enable c --> C", "C");
        check("<!-- unblame-enable -->\n\nA\n\n<!-- unblame-disable s -->", "A unused:1 unused:5");
    }

    #[test]
    fn file() {
        check("A S\n\n<!-- unblame-disable-file r: generated -->\n\nB", "S");
        check("A\n\n<!-- unblame-disable-file -->\n", "");
        check("<!-- unblame-disable-file x -->\n\nA", "A unused:1");
    }

    #[test]
    fn code_and_malformed() {
        check("`<!-- unblame-disable-file -->` A\n\n    <!-- unblame-disable-file -->\n", "A");
        check("<!-- unblame-disabled -->\n<!-- see unblame-disable -->\nA", "A");
        let suppressions = parse("<!-- unblame-disbale r -->\n\n<!-- see unblame-disable -->\n");
        let malformed: Vec<_> = suppressions.malformed.iter().map(|directive| directive.range).collect();
        assert_eq!(malformed, [TextRange::new(0.into(), 26.into())]);
    }

    #[test]
    fn names_and_reasons() {
        let text = "<!-- unblame-disable-line a,  pack/b\u{2003}c , : why: so -->";
        let suppressions = parse(text);
        let found = &suppressions.all[0];
        assert_eq!(found.names.iter().map(|name| &text[name.range]).collect::<Vec<_>>(), ["a", "pack/b", "c"]);
        assert!(found.names.iter().all(|name| name.text == text[name.range]));
        assert_eq!(found.reason.map(|reason| &text[reason]), Some("why: so"));
        assert_eq!(parse("<!-- unblame-disable-line a: -->").all[0].reason, None);
        assert_eq!(&text[found.word], "unblame-disable-line");
    }

    #[test]
    fn many_directives() {
        let text = "<!-- unblame-disable-next-line r -->\nA\n\n".repeat(20_000);
        let mut suppressions = parse(&text);
        for at in (0..text.len()).step_by(20) {
            suppressions.is_suppressed(TextRange::at(TextSize::try_from(at).unwrap(), 1.into()), &["r", "p/r", "c"]);
        }
        assert_eq!(suppressions.all.len(), 20_000);
    }
}
