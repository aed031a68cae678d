//! Markdown: `CommonMark` with the GitHub extensions, read event by event with the byte ranges of pulldown-cmark.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use text_size::{TextRange, TextSize};

use super::{BlockKind, Mask, PieceKind, front_matter, push_comments, span, text_start};

/// The extensions of GitHub, as far as prose depends on them.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH);

/// Finds the prose of a Markdown document.
pub(crate) fn mask(text: &str) -> Mask {
    read(text).mask
}

/// A document, or a part of it, as it was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) mask: Mask,
    /// Where headings stand, in lines of their own and with `#`, that close all that is open above them.
    pub(super) tops: Vec<usize>,
    /// Where a sum of money was first taken for a formula.
    pub(super) money: Option<usize>,
}

/// Reads a whole document.
pub(super) fn read(text: &str) -> Read {
    // Sums of money outnumber formulas in what people write about incidents, so one sum read as math ends the belief in math.
    let whole = |options| Reader::read(text, text_start(text), true, options);
    whole(MATH).or_else(|money| Ok(Read { money: Some(money), ..whole(OPTIONS)? })).unwrap_or_else(|_: usize| Read::default())
}

/// Reads a document from a top heading on, with or without formulas; `None` where one of them is money.
pub(super) fn read_from(text: &str, from: usize, math: bool) -> Option<Read> {
    Reader::read(text, from, false, if math { MATH } else { OPTIONS }).ok()
}

const MATH: Options = OPTIONS.union(Options::ENABLE_MATH);

/// How a document was read in the end.
pub(super) fn options(text: &str) -> Options {
    if read(text).money.is_none() { MATH } else { OPTIONS }
}

/// Inline HTML elements whose content is not prose.
const ELEMENTS: [(&str, Content); 12] = [
    ("code", Content::Noun),
    ("kbd", Content::Noun),
    ("samp", Content::Noun),
    ("var", Content::Noun),
    ("tt", Content::Noun),
    ("math", Content::Noun),
    ("svg", Content::Noun),
    ("script", Content::Nothing),
    ("style", Content::Nothing),
    ("del", Content::Nothing),
    ("s", Content::Nothing),
    ("strike", Content::Nothing),
];

/// What the content of an inline HTML element reads as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Noun,
    Nothing,
}

/// An inline HTML element that is open: where its tag starts, and how many pieces there were before it.
#[derive(Clone, Copy)]
struct Element {
    start: TextSize,
    pieces: usize,
}

/// Turns events into blocks and pieces.
struct Reader<'a> {
    text: &'a str,
    mask: Mask,
    /// The kind of the block that pieces are being added to.
    open: Option<BlockKind>,
    /// How many elements deep we are in something that is not prose; the outermost one counts too.
    skipped: usize,
    strong: usize,
    items: usize,
    heading: Option<u32>,
    header: Option<u32>,
    /// Cells seen in the current table row.
    cells: usize,
    elements: [Option<Element>; ELEMENTS.len()],
}

impl<'a> Reader<'a> {
    /// Reads a document, or gives up where something was read as math that is money. Only a whole document has front matter.
    fn read(text: &'a str, from: usize, whole: bool, options: Options) -> Result<Read, usize> {
        let mut reader = Self {
            text,
            mask: Mask::default(),
            open: None,
            skipped: 0,
            strong: 0,
            items: 0,
            heading: None,
            header: None,
            cells: 0,
            elements: [None; ELEMENTS.len()],
        };
        let start = if whole { front_matter::read(text, from, &mut reader.mask) } else { from };
        let (mut tops, mut depth) = (Vec::new(), 0);
        for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
            let range = span(start + range.start, start + range.end);
            match event {
                Event::InlineMath(_) if is_money(text, range) => return Err(range.start().into()),
                Event::Start(ref tag) => {
                    if depth == 0 && matches!(tag, Tag::Heading { .. }) && is_atx(text, range.start().into()) {
                        tops.push(range.start().into());
                    }
                    depth += 1;
                }
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if reader.skipped > 0 {
                reader.skip(&event, range);
            } else {
                reader.event(&event, range);
            }
        }
        reader.finish();
        Ok(Read { mask: reader.mask, tops, money: None })
    }

    /// Something inside of what is not prose; comments are directives there as well.
    fn skip(&mut self, event: &Event<'_>, range: TextRange) {
        match event {
            Event::Start(tag) => {
                if *tag == Tag::HtmlBlock {
                    self.html_block(range);
                }
                self.skipped += 1;
            }
            Event::End(_) => self.skipped -= 1,
            Event::InlineHtml(_) => push_comments(self.text, range, &mut self.mask),
            _ => {}
        }
    }

    fn event(&mut self, event: &Event<'_>, range: TextRange) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(content) => self.prose(content, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.piece(range, PieceKind::Opaque),
            Event::InlineHtml(_) => self.inline_html(range),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.piece(range, PieceKind::LineBreak),
            Event::Rule => _ = self.finish(),
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: TextRange) {
        match tag {
            Tag::Paragraph => self.begin(self.text_kind()),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(*level as u8)),
            Tag::HtmlBlock => {
                self.finish();
                self.html_block(range);
                self.skipped = 1;
            }
            Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::MetadataBlock(_) => {
                self.finish();
                self.skipped = 1;
            }
            Tag::Item => {
                self.finish();
                self.items += 1;
            }
            Tag::TableHead => {
                self.begin(BlockKind::TableHeader);
                self.cells = 0;
            }
            Tag::TableRow => {
                self.begin(BlockKind::TableRow);
                self.cells = 0;
            }
            Tag::TableCell => self.cell(range),
            Tag::Strikethrough => self.skipped = 1,
            Tag::Strong => self.strong += 1,
            Tag::Image { .. } | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.piece(range, PieceKind::Opaque);
                self.skipped = 1;
            }
            Tag::Link { .. } | Tag::Emphasis | Tag::Superscript | Tag::Subscript => {}
            Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => _ = self.finish(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::TableHead => self.header = self.finish(),
            TagEnd::Table => self.header = None,
            TagEnd::Item => {
                self.finish();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Link | TagEnd::TableCell | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => _ = self.finish(),
        }
    }

    /// What text is that stands in no block which says so: the items of tight lists hold text without paragraphs.
    fn text_kind(&self) -> BlockKind {
        if self.items > 0 { BlockKind::ListItem } else { BlockKind::Paragraph }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.finish();
        let header = if kind == BlockKind::TableRow { self.header } else { None };
        self.mask.open(kind, self.heading, header);
        self.open = Some(kind);
    }

    /// Ends the open block. Returns its index unless it turned out to be empty.
    fn finish(&mut self) -> Option<u32> {
        let kind = self.open.take()?;
        self.elements = [None; ELEMENTS.len()];
        let at = self.mask.close()?;
        if matches!(kind, BlockKind::Heading(_)) {
            self.heading = Some(at);
        } else if kind == BlockKind::Paragraph && self.is_bold_heading() {
            self.heading = Some(at);
            if let Some(block) = self.mask.blocks.last_mut() {
                block.kind = BlockKind::Heading(6);
            }
        }
        Some(at)
    }

    /// Whether the last block is one line of bold text, as in `**Root cause**:`, rather than a bold sentence.
    fn is_bold_heading(&self) -> bool {
        let Some(block) = self.mask.blocks.last() else { return false };
        let (PieceKind::Strong, title) = (match self.mask.pieces_of(block) {
            [title] => (title.kind, &self.text[title.range]),
            [title, colon] if self.text[colon.range].trim() == ":" => (title.kind, &self.text[title.range]),
            _ => return false,
        }) else {
            return false;
        };
        !title.contains(['\n', '\r']) && !title.trim_end().ends_with(['.', '!'])
    }

    /// The last piece of the open block.
    fn last(&self) -> Option<super::Piece> {
        self.open?;
        let first = self.mask.blocks.last()?.pieces.0 as usize;
        self.mask.pieces[first..].last().copied()
    }

    fn prose_kind(&self) -> PieceKind {
        if self.strong > 0 { PieceKind::Strong } else { PieceKind::Prose }
    }

    /// Adds a piece, joined to the last one where only white space lies between.
    fn piece(&mut self, range: TextRange, kind: PieceKind) {
        if self.open.is_none() {
            self.begin(self.text_kind());
        }
        // Nothing overlaps as long as the parser is right; this keeps a mistake of it from becoming ours.
        let floor = self.mask.pieces.last().map_or(TextSize::new(0), |last| last.range.end());
        let range = TextRange::new(range.start().max(floor), range.end().max(floor));
        if let Some(last) = self.last()
            && last.kind == kind
            && matches!(kind, PieceKind::Prose | PieceKind::Strong)
            && self.is_blank(last.range.end(), range.start())
        {
            self.extend(range.end());
        } else {
            self.mask.push(range, kind);
        }
    }

    fn is_blank(&self, start: TextSize, end: TextSize) -> bool {
        start <= end && self.text[TextRange::new(start, end)].bytes().all(|byte| byte.is_ascii_whitespace())
    }

    /// Moves the end of the last piece.
    fn extend(&mut self, end: TextSize) {
        if let Some(last) = self.mask.pieces.last_mut() {
            last.range = TextRange::new(last.range.start(), end);
        }
    }

    /// Text of the document. What the parser rewrote is a character reference.
    fn prose(&mut self, content: &str, range: TextRange) {
        let kind = self.prose_kind();
        let source = &self.text[range];
        if content == source || !source.starts_with('&') {
            self.piece(range, kind);
        } else if content == "&" {
            // `AT&amp;T` should read as `AT&T`.
            self.piece(TextRange::at(range.start(), TextSize::new(1)), kind);
        } else if content.contains(char::is_alphanumeric) {
            self.piece(range, PieceKind::Opaque);
        }
    }

    /// A line end within a block belongs to the prose before it, so that the words around it stay apart.
    fn soft_break(&mut self, range: TextRange) {
        let Some(last) = self.last() else { return };
        match last.kind {
            PieceKind::Prose | PieceKind::Strong if self.is_blank(last.range.end(), range.start()) => self.extend(range.end()),
            PieceKind::Prose | PieceKind::Strong | PieceKind::Opaque => self.mask.push(range, self.prose_kind()),
            PieceKind::CellBreak | PieceKind::LineBreak => {}
        }
    }

    fn cell(&mut self, range: TextRange) {
        let bar = usize::from(range.start()).checked_sub(1).filter(|&at| self.text.as_bytes()[at] == b'|');
        // The parser adds the cells that a short row lacks, behind the row.
        if self.cells > 0 && (bar.is_some() || !range.is_empty()) {
            let bar = bar.map_or(TextRange::empty(range.start()), |at| span(at, at + 1));
            self.piece(bar, PieceKind::CellBreak);
        }
        self.cells += 1;
        self.elements = [None; ELEMENTS.len()];
    }

    /// A block of HTML, of which only comments matter. Scripts and preformatted text are code, in which a directive is text.
    fn html_block(&mut self, range: TextRange) {
        let html = self.text[range].trim_start();
        let is_code = tag_name(html)
            .is_some_and(|(_, name)| ["pre", "script", "style", "textarea"].iter().any(|code| name.eq_ignore_ascii_case(code)));
        if !is_code {
            push_comments(self.text, range, &mut self.mask);
        }
    }

    /// One inline tag or comment. The content of [`ELEMENTS`] is taken back when their end tag comes.
    fn inline_html(&mut self, range: TextRange) {
        push_comments(self.text, range, &mut self.mask);
        let tag = &self.text[range];
        let Some((is_end, name)) = tag_name(tag) else { return };
        if name.eq_ignore_ascii_case("br") {
            self.piece(range, PieceKind::LineBreak);
        } else if name.eq_ignore_ascii_case("img") {
            self.piece(range, PieceKind::Opaque);
        }
        let Some(at) = ELEMENTS.iter().position(|(element, _)| name.eq_ignore_ascii_case(element)) else { return };
        if !is_end {
            if !tag.ends_with("/>") && self.elements[at].is_none() {
                if self.open.is_none() {
                    self.begin(self.text_kind());
                }
                self.elements[at] = Some(Element { start: range.start(), pieces: self.mask.pieces.len() });
            }
            return;
        }
        let Some(element) = self.elements[at].take() else { return };
        self.mask.pieces.truncate(element.pieces);
        for inner in &mut self.elements {
            *inner = inner.filter(|inner| inner.start < element.start);
        }
        if ELEMENTS[at].1 == Content::Noun {
            self.piece(TextRange::new(element.start, range.end()), PieceKind::Opaque);
        }
    }
}

/// Whether a tag is an end tag, and its name.
fn tag_name(tag: &str) -> Option<(bool, &str)> {
    let rest = tag.strip_prefix('<')?;
    let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    (end > 0).then(|| (is_end, &rest[..end]))
}

/// Whether a heading starts its line with `#`.
fn is_atx(text: &str, at: usize) -> bool {
    text.as_bytes()[at] == b'#' && (at == 0 || text.as_bytes()[at - 1] == b'\n')
}

/// Whether `$…$` is no formula: `$5k and ($10k)`, `$USER/$HOME`.
fn is_money(text: &str, range: TextRange) -> bool {
    let content = text[range].trim_matches('$');
    let is_followed = text[usize::from(range.end())..].starts_with(char::is_alphanumeric);
    let is_sum = content.starts_with(|first: char| first.is_ascii_digit()) && !content.contains(['\\', '^', '_', '{', '=']);
    is_followed || is_sum
}

#[cfg(test)]
mod tests {
    use super::super::test_support::render;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(render(text, &mask(text)), expected, "{text:?}");
    }

    /// Checks the headings and headers of all blocks, written `heading/header` with `-` for none.
    #[track_caller]
    fn check_context(text: &str, expected: &str) {
        let show = |index: Option<u32>| index.map_or("-".to_string(), |index| index.to_string());
        let found: Vec<String> =
            mask(text).blocks.iter().map(|block| format!("{}/{}", show(block.heading), show(block.header))).collect();
        assert_eq!(found.join(" "), expected, "{text:?}");
    }

    #[test]
    fn paragraphs() {
        check("", "");
        check("\n \n", "");
        check("a\nb \nc\n\nd", "P[a⏎b ⏎c] P[d]");
        check("a\r\nb\r\n\r\nc\rd", "P[a⏎b] P[c⏎d]");
        check("\u{feff}# a\n\nb\0c é", "H1[a] P[b\0c é]");
        check("a  \nb\\\nc<br>d", "P[a↵b↵c↵d]");
        check("    code\n\n```\nx\n```\na\n~~~\nunclosed", "P[a]");
        check("a\n\n---\n\ntitle: b\n\n---\n\nc", "P[a] P[title: b] P[c]");
    }

    #[test]
    fn headings() {
        check("# a\n## b ##\nc\n===\nd *e*\n---\n", "H1[a] H2[b] H1[c] H2[d ¦e]");
        check("# `a` b", "H1[<`a`> b]");
        check_context("a\n# b\nc\n## d\n- e\n\nf", "-/- -/- 1/- 1/- 3/- 3/-");
        check("**a b**\n\n**c**:\n\n**d:**\n\n__e?__\n\nf", "H6[**a b**] H6[**c**:] H6[**d:**] H6[**e?**] P[f]");
        check("**a b.**\n\n**a** b\n\n**a\nb**\n\n- **c**", "P[**a b.**] P[**a** b] P[**a⏎b**] LI[**c**]");
        check_context("**a**\n\nb\n\n# c\n\nd", "-/- 0/- 0/- 2/-");
    }

    #[test]
    fn emphasis_and_links() {
        check("a *b* **c** __d *e*__ f", "P[a ¦b¦ **c** **d **¦**e** f]");
        check("a\n**b**\nc", "P[a⏎**b**⏎c]");
        check("[a b](c \"d\") [e][f] [g] ~~h~~ ~i~ j\n\n[f]: x", "P[a b¦ ¦e¦ [g] ¦ ¦ j]");
        check("x[^1] y\n\n[^1]: z", "P[x¦ y] P[z]");
    }

    #[test]
    fn opaque() {
        check("a `b c` d <https://x.y> <b@c.de> ![e *f*](g) h", "P[a <`b c`> d <<https://x.y>> <<b@c.de>> <![e *f*](g)> h]");
        check("see https://x.y/z_a_b now", "P[see https://x.y/z_a_b now]");
        check("`a`\nb", "P[<`a`>⏎b]");
        check("a <code>b *c*</code> d <del>e</del> f <kbd>g</kbd>", "P[a <<code>b *c*</code>> d ¦ f <<kbd>g</kbd>>]");
        check("a <b>b</b> <code>c H<sub>2</sub> <img src=x>", "P[a ¦b¦ ¦c H¦2¦ <<img src=x>>]");
        check("a <code>b <s>c</code> d</s> e", "P[a <<code>b <s>c</code>> d¦ e]");
        check("- <code>\n- b</code>", "LI[b]");
    }

    #[test]
    fn math_and_money() {
        check("a $x^2$ b $$y$$", "P[a <$x^2$> b <$$y$$>]");
        check("a $5 and ($10) `c`", "P[a $5 and ($10) <`c`>]");
        check("cd $HOME/$USER now", "P[cd $HOME/$USER now]");
    }

    #[test]
    fn escapes_and_references() {
        check("a\\*b\\_c", "P[a¦*b¦_c]");
        check("A&amp;B &lt;c &nbsp;d &eacute; &x;", "P[A&¦B ¦c ¦d <&eacute;> &x;]");
        check("\\&amp; \"a\" -- b...", "P[&amp; \"a\" -- b...]");
    }

    #[test]
    fn html() {
        check("<div>\na\n</div>\n\nb <!-- c --> d", "P[b ¦ d]");
        check("<details><summary>a</summary>\n\nb\n\n</details>", "P[b]");
    }

    #[test]
    fn directives() {
        check(
            "<!-- unblame-disable x: y -->\na <!-- unblame-enable --> b\n<!-- c -->",
            "P[a ¦ b] D[unblame-disable x: y] D[unblame-enable]",
        );
        check("<!--\nunblame-disable\n--> a <!--unblame-enable-->\n", "D[unblame-disable] D[unblame-enable]");
        check("- a\n  <!-- unblame-disable-line -->\n  b", "LI[a] LI[b] D[unblame-disable-line]");
        check("> a\n> <!-- unblame-disable-line -->\n> b <!-- unblame-enable -->", "D[unblame-disable-line] D[unblame-enable]");
        check(
            "`<!-- unblame-disable -->`\n\n    <!-- unblame-disable -->\n\n```\n<!-- unblame-disable -->\n```\n",
            "P[<`<!-- unblame-disable -->`>]",
        );
        check("<pre>\n<!-- unblame-disable -->\n</pre>\n\n<!-- unblame-disable", "");
    }

    #[test]
    fn lists() {
        check("- a\n  b\n- [x] c\n  - d **e**\n\n1) f\n\n   g\n", "LI[a⏎  b] LI[c] LI[d **e**] LI[f] LI[g]");
        check("- # a\n  b\n- > q\n- \n- ![i](u)", "H1[a] LI[b] LI[<![i](u)>]");
        check("> a\n>\n> - b\nlazy\n\nc", "P[c]");
        check("- a\n\n[^1]: b\n\nc [^1]", "LI[a] P[b] P[c ]");
    }

    #[test]
    fn tables() {
        let table = "# h\n| a | b |\n|---|:-:|\n| c *d* | `e` |\n| f |\n| | g \\| h |\n";
        check(table, "H1[h] TH[a|b] TR[c ¦d|<`e`>] TR[f] TR[|g ¦| h]");
        check_context(table, "-/- 0/- 0/1 0/1 0/1");
        check("a|b\n-|-\n**c**|d<br>e\n\nf", "TH[a|b] TR[**c**|d↵e] P[f]");
        check("| <code> | b</code> |\n|-|-|\n", "TH[|b]");
        check("|a|\n|-|\n|b|\n\n||\n|-|\n|c|\n", "TH[a] TR[b] TR[c]");
    }

    #[test]
    fn front_matter() {
        check("\u{feff}---\ntitle: a b\nauthor: c\n---\n# d\n", "FM[a b] H1[d]");
        check("+++\nsummary = \"a\"\n+++\nb", "FM[a] P[b]");
        check("---\nBob forgot.\n\n---\n", "P[Bob forgot.]");
    }

    /// Depth must cost neither stack nor more than linear time; a stuck or overflowing test is the failure.
    #[test]
    fn deep_nesting() {
        for unit in [
            "> ", "[", "![", "*", "**a ", "`", "- ", "|", "<!--", "<", "~", "$", "$a", "&", "<code>", "<del>a", "1. ", "_a",
            "[^", "\\", "(", "[a](", "a`b``", "--- ", "# ",
        ] {
            let text = unit.repeat(100_000);
            mask(&text);
            mask(&format!("{text}\n\nb\n{text}"));
        }
        let table = format!("{}\n{}\n{}", "|a".repeat(1_000), "|-".repeat(1_000), "|\n".repeat(10_000));
        mask(&table);
    }
}
