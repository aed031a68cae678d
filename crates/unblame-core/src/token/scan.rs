//! Text to tokens. ASCII is scanned by hand; words with other letters end where `unicode-segmentation` says (UAX #29).

use text_size::{TextRange, TextSize};
use unicode_segmentation::UnicodeSegmentation;

use super::contraction::{before_not, contraction};
use super::{Kind, Shape, Token, classify, quote};
use crate::format::{Piece, PieceKind};
use crate::word::{Class, Lexicon, Packed, WordId};

/// Appends the tokens of one block to `tokens`.
pub(crate) fn tokenize(text: &str, pieces: &[Piece], lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let start = tokens.len();
    let mut scanner = Scanner { text, lexicon, tokens, folded: String::new(), strong: false, end: 0 };
    for piece in pieces {
        scanner.piece(*piece);
    }
    quote::mark(text, &mut tokens[start..]);
}

struct Scanner<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    tokens: &'a mut Vec<Token>,
    folded: String,
    strong: bool,
    /// Where the last token ended.
    end: usize,
}

impl Scanner<'_> {
    fn piece(&mut self, piece: Piece) {
        let (start, end) = (usize::from(piece.range.start()), usize::from(piece.range.end()));
        self.strong = piece.kind == PieceKind::Strong;
        match piece.kind {
            PieceKind::Prose | PieceKind::Strong => self.prose(start, end),
            PieceKind::Opaque => self.push(start, end, Kind::Opaque),
            PieceKind::CellBreak => self.push(start, end, Kind::CellBreak),
            PieceKind::LineBreak => self.push(start, end, Kind::LineBreak),
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        let word = if kind == Kind::Opaque { WordId::OPAQUE } else { WordId::UNKNOWN };
        // Only a roster names handles.
        let class = if kind == Kind::Handle { classify(self.lexicon, &self.text[start..end]).1 } else { Class::NONE };
        self.push_word(start, end, kind, word, class);
    }

    fn push_word(&mut self, start: usize, end: usize, kind: Kind, word: WordId, class: Class) {
        let shape = if matches!(kind, Kind::Word) { shape(&self.text[start..end]) } else { Shape::Lower };
        self.push_shaped(start, end, kind, (word, class), shape);
    }

    #[inline]
    fn push_shaped(&mut self, start: usize, end: usize, kind: Kind, (word, class): (WordId, Class), shape: Shape) {
        let spaced = start > self.end || self.tokens.is_empty();
        self.end = end;
        let range = TextRange::new(offset(start), offset(end));
        let adverbial = kind == Kind::Word
            && if class == Class::NONE {
                self.text.as_bytes()[end - 1] == b'y' && looks_like_adverb(&self.text[start..end])
            } else {
                class.any(Class::ADVERB | Class::REFLEXIVE) && !class.any(Class::COORDINATOR | Class::NEGATION)
            };
        self.tokens.push(Token { range, word, class, kind, shape, quoted: false, strong: self.strong, spaced, adverbial });
    }

    fn prose(&mut self, mut at: usize, end: usize) {
        while at < end {
            match self.text.as_bytes()[at] {
                b' ' | b'\n' | b'\r' | b'\t' => {
                    at += 1;
                    continue;
                }
                mark @ (b',' | b'.' | b';' | b':' | b'!' | b'?' | b'"' | b'(' | b')' | b'[' | b']' | b'/' | b'-') => {
                    self.push(at, at + 1, Kind::Punctuation(mark.into()));
                    at += 1;
                    continue;
                }
                _ => {}
            }
            if let Some(stop) = self.simple_word(at, end) {
                at = stop;
                continue;
            }
            let Some(character) = self.text[at..end].chars().next() else { return };
            if character.is_whitespace() || is_invisible(character) {
                at += character.len_utf8();
            } else if character == '<' && self.text[at..end].starts_with("<@") {
                let stop = self.text[at..end].find('>').map_or(end, |length| at + length + 1);
                self.push(at, stop, Kind::Handle);
                at = stop;
            } else if character == '@' && self.text[at + 1..end].starts_with(|next: char| next.is_alphanumeric()) {
                let stop = self.word_end(at + 1, end, "-_.");
                let stop = trim_dots(self.text, at, stop);
                self.push(at, stop, Kind::Handle);
                at = stop;
            } else if is_word(character) {
                at = self.word(at, end);
            } else {
                let stop = at + character.len_utf8();
                if matches!(character, '\'' | '’') && self.plural_possessive(at, stop) {
                    let (word, class) = classify(self.lexicon, "'");
                    self.push_word(at, stop, Kind::Word, word, class);
                } else {
                    // Tables of chats and drafts lack the row that would make them tables of Markdown.
                    let kind = if character == '|' { Kind::CellBreak } else { Kind::Punctuation(plain(character)) };
                    self.push(at, stop, kind);
                }
                at = stop;
            }
        }
    }

    /// `contractors'`: an apostrophe right after a word on -s. Whether it closes a quotation is settled in `quote`.
    fn plural_possessive(&self, at: usize, stop: usize) -> bool {
        self.end == at && self.text[..at].ends_with('s') && self.text[stop..].starts_with(' ')
    }

    /// Scans the word at `at`; returns where it ends.
    fn word(&mut self, at: usize, end: usize) -> usize {
        if let Some(stop) = url_end(self.text, at, end) {
            self.push(at, stop, Kind::Opaque);
            return stop;
        }
        let stop = trim_dots(self.text, at, self.word_end(at, end, "-‑.'’_@:/+#"));
        let source = &self.text[at..stop];
        if source.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
            let (word, _) = classify(self.lexicon, source);
            self.push_word(at, stop, Kind::Number, word, Class::NONE);
            return stop;
        }
        if let Some(sign) = source.find('@') {
            let stop = if sign + 1 == source.len() || source[sign + 1..].contains('.') || sign > 0 { stop } else { at + sign };
            self.push(at, stop, Kind::Handle);
            return stop;
        }
        if self.text[stop..end].starts_with('@') && !self.text[stop + 1..end].starts_with(|next: char| next.is_alphanumeric()) {
            self.push(at, stop + 1, Kind::Handle);
            return stop + 1;
        }
        self.plain_word(at, stop);
        self.title(stop)
    }

    /// The full stop of "Mr." belongs to the word; returns where the word ends.
    fn title(&mut self, stop: usize) -> usize {
        let Some(last) = self.tokens.last_mut() else { return stop };
        let source = &self.text[last.range];
        let title = last.is(Class::HONORIFIC) && last.shape != Shape::Lower && source.len() < 5;
        // "J. Okoye"
        let initial = source.len() == 1 && source != "I" && last.shape != Shape::Lower;
        let name = || self.text[stop..].strip_prefix(". ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
        if title && self.text[stop..].starts_with('.') || initial && name() {
            last.range = TextRange::new(last.range.start(), offset(stop + 1));
            self.end = stop + 1;
        }
        self.end.max(stop)
    }

    /// Most words are a few ASCII letters with a space or a mark behind them and nothing in them to split.
    #[inline]
    fn simple_word(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(at..end)?;
        let (folded, length, capitals) = if let Some(bytes) = rest.first_chunk() {
            Packed::letters(bytes)?
        } else {
            let mut bytes = [0; Packed::LONGEST];
            bytes[..rest.len()].copy_from_slice(rest);
            Packed::letters(&bytes)?
        };
        let follows = |place: usize| rest.get(place).copied().unwrap_or(b' ');
        let ends = match follows(length) {
            b'.' => length > 1 && matches!(follows(length + 1), b' ' | b'\n' | b'\r'),
            b'-' => follows(length + 1) == b' ',
            // A scheme may open a URL.
            b':' => follows(length + 1) != b'/',
            b'\'' | b'@' | b'_' => false,
            byte => byte.is_ascii() && !byte.is_ascii_alphanumeric(),
        };
        let shape = match capitals {
            0 => Shape::Lower,
            1 if rest[0].is_ascii_uppercase() => Shape::Title,
            _ if capitals == length => Shape::Upper,
            _ => return None,
        };
        // "of" behind a modal verb is "have".
        let of = length == 2 && rest[..2].eq_ignore_ascii_case(b"of");
        if !ends || of && self.tokens.last().is_some_and(|last| last.is(Class::MODAL | Class::NEGATION)) {
            return None;
        }
        let word = self.lexicon.get_packed(folded);
        let class = self.lexicon.class(word);
        // The full stop of a title belongs to it.
        if class.any(Class::SPLIT) || class.any(Class::HONORIFIC) && length < 5 && follows(length) == b'.' {
            return None;
        }
        self.push_shaped(at, at + length, Kind::Word, (word, class), shape);
        Some(at + length)
    }

    /// Pushes a word, its contraction split off.
    fn plain_word(&mut self, at: usize, stop: usize) {
        let mut folded = std::mem::take(&mut self.folded);
        fold(&self.text[at..stop], &mut folded);
        let split = contraction(&folded);
        if let Some(tail) = split {
            let head = folded.len() - tail;
            // Folding changes the length of characters, not their number: count the tail in the source.
            let source = &self.text[at..stop];
            let middle = at + source.char_indices().rev().nth(tail - 1).map_or(0, |(middle, _)| middle);
            let head_word = before_not(&folded[..head]);
            let (word, class) = classify(self.lexicon, head_word);
            self.push_word(at, middle, Kind::Word, word, class);
            let tail_word = match &folded[head..] {
                "nt" => "n't",
                "a" | "ve" => "'ve",
                "'s" if class.any(Class::SUBJECT_PRONOUN | Class::WH) || matches!(head_word, "that" | "there" | "here") => "is",
                other => other,
            };
            let (word, class) = classify(self.lexicon, tail_word);
            self.push_word(middle, stop, Kind::Word, word, class);
        } else {
            if folded == "one" && self.join_nobody(stop) {
                self.folded = folded;
                return;
            }
            let word = match &*folded {
                "of" if self.tokens.last().is_some_and(|last| last.is(Class::MODAL)) || self.after_negated_modal() => "'ve",
                other => other,
            };
            let (word, class) = classify(self.lexicon, word);
            self.push_word(at, stop, Kind::Word, word, class);
        }
        self.folded = folded;
    }

    /// "no one" is one word in two.
    fn join_nobody(&mut self, stop: usize) -> bool {
        let (word, class) = classify(self.lexicon, "no-one");
        match self.tokens.last_mut() {
            Some(last) if self.text[last.range].eq_ignore_ascii_case("no") => {
                last.range = TextRange::new(last.range.start(), offset(stop));
                (last.word, last.class) = (word, class);
                self.end = stop;
                true
            }
            _ => false,
        }
    }

    /// `shouldn't of`.
    fn after_negated_modal(&self) -> bool {
        matches!(&self.tokens[..], [.., modal, not] if not.is(Class::NEGATION) && modal.is(Class::MODAL))
    }

    /// The end of a run of word characters, joined by single characters of `inner` between letters.
    fn word_end(&self, start: usize, end: usize, inner: &str) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while at < end {
            if bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_' {
                at += 1;
                continue;
            }
            let Some(character) = self.text[at..end].chars().next() else { break };
            if character.is_ascii() || matches!(character, '‑' | '’') {
                let next = at + character.len_utf8();
                let joined = at > start && inner.contains(character) && self.joins(character, start, at, next, end);
                if !joined {
                    break;
                }
                at = next;
            } else if is_word(character) {
                at += self.text[at..end].split_word_bounds().next().map_or(character.len_utf8(), str::len);
            } else {
                break;
            }
        }
        at
    }

    /// Whether a mark between two word characters belongs to the word.
    fn joins(&self, mark: char, start: usize, at: usize, next: usize, end: usize) -> bool {
        let after = self.text[next..end].chars().next();
        let digit_before = self.text.as_bytes()[at - 1].is_ascii_digit();
        let starts_with_digit = self.text.as_bytes()[start].is_ascii_digit();
        let digit_after = after.is_some_and(|c| c.is_ascii_digit());
        match mark {
            ':' | '/' | '+' | '#' => digit_before && digit_after && starts_with_digit,
            '.' | '@' => after.is_some_and(char::is_alphanumeric),
            _ => after.is_some_and(is_word),
        }
    }
}

/// An unknown word that looks like an adverb.
pub(crate) fn looks_like_adverb(source: &str) -> bool {
    const OTHERS: &[&str] = &["family", "supply", "reply", "assembly", "anomaly", "apply", "rely", "early", "only"];
    source.len() > 4 && source.ends_with("ly") && !OTHERS.contains(&source)
}

/// Lower case, with plain apostrophes and hyphens.
pub(crate) fn fold(source: &str, folded: &mut String) {
    folded.clear();
    if source.is_ascii() {
        folded.push_str(source);
        folded.make_ascii_lowercase();
        return;
    }
    for character in source.chars() {
        match character {
            '’' | 'ʼ' | '‘' => folded.push('\''),
            '‐' | '‑' => folded.push('-'),
            // Its lower case is two characters, and the second is lost in every list.
            'İ' => folded.push('i'),
            _ => folded.extend(character.to_lowercase()),
        }
    }
}

fn shape(source: &str) -> Shape {
    let mut characters = source.chars();
    let Some(first) = characters.next() else { return Shape::Lower };
    let (mut upper, mut lower, mut other) = (0, 0, first == '_' || first.is_numeric());
    let mut previous = first;
    for character in characters {
        if character.is_numeric() || character == '_' || character == '.' {
            other = true;
        } else if character.is_uppercase() {
            upper += usize::from(!matches!(previous, '-' | '\'' | '’'));
        } else if character.is_lowercase() {
            lower += 1;
        }
        previous = character;
    }
    match (first.is_uppercase(), upper, lower) {
        _ if other => Shape::Mixed,
        (true, 0, _) => Shape::Title,
        // "McAllister" and "O'Brien" are names, not identifiers.
        (true, 1, _) if source.starts_with("Mc") || source.starts_with("Mac") => Shape::Title,
        (true, _, 0) => Shape::Upper,
        (false, 0, _) => Shape::Lower,
        _ => Shape::Mixed,
    }
}

fn is_word(character: char) -> bool {
    character == '_'
        || if character.is_ascii() {
            character.is_ascii_alphanumeric()
        } else {
            character.is_alphanumeric() || is_mark(character)
        }
}

/// Combining marks, which belong to the letter before.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x64B..=0x65F | 0x900..=0x903 | 0x93A..=0x94F | 0x1AB0..=0x1AFF | 0x20D0..=0x20FF)
}

/// Zero-width characters and direction marks.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
}

fn plain(character: char) -> char {
    match character {
        '‘' | '’' => '\'',
        '–' | '—' | '−' => '-',
        '…' => '.',
        other => other,
    }
}

fn url_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let head = &text.as_bytes()[at..end];
    let scheme = [&b"http://"[..], b"https://", b"ftp://", b"ssh://", b"file://", b"www."];
    if !matches!(head.first(), Some(b'h' | b'f' | b's' | b'w')) || !scheme.iter().any(|scheme| head.starts_with(scheme)) {
        return None;
    }
    let length =
        text[at..end].find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']' | '|')).unwrap_or(end - at);
    Some(trim_dots(text, at, at + length))
}

fn trim_dots(text: &str, start: usize, mut end: usize) -> usize {
    while end > start + 1 && matches!(text.as_bytes()[end - 1], b'.' | b',' | b':' | b';' | b'-' | b'/' | b'\'') {
        end -= 1;
    }
    end
}

fn offset(at: usize) -> TextSize {
    TextSize::try_from(at).unwrap_or(TextSize::new(u32::MAX))
}
