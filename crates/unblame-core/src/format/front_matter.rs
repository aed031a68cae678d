//! Front matter: YAML between `---` lines or TOML between `+++` lines, at the very start of a document.
//!
//! pulldown-cmark can do this too, but it takes any later pair of thematic breaks for metadata as well and so hides prose.

use text_size::TextRange;

use super::{BlockKind, Mask, PieceKind, line_directive, lines, span, trimmed};

/// The keys whose values people read.
const KEYS: [&str; 3] = ["title", "summary", "description"];

/// Adds the prose of the front matter that starts at a byte offset. Returns where the text behind it starts.
pub(super) fn read(text: &str, from: usize, mask: &mut Mask) -> usize {
    let Some((body, after)) = find(text, from) else { return from };
    let mut resume = body.start();
    for line in lines(&text[..body.end().into()], body.start().into()) {
        if line.start() < resume {
            continue;
        }
        if text[line].starts_with('#') {
            mask.directives.extend(line_directive(text, line));
        } else if let Some((value, is_toml)) = value(text, line) {
            let values = if is_toml { toml(text, value, body) } else { yaml(text, value, body) };
            for range in values {
                resume = range.end();
                mask.open(BlockKind::FrontMatter, None, None);
                mask.push(range, PieceKind::Prose);
                mask.close();
            }
        }
    }
    after
}

/// What lies between the delimiters, and where the text behind them starts.
fn find(text: &str, from: usize) -> Option<(TextRange, usize)> {
    let mut lines = lines(text, from);
    let open = text[lines.next()?].trim_end();
    let closers: &[&str] = match open {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return None,
    };
    let mut start = None;
    for line in lines {
        let content = text[line].trim_end();
        match start {
            // A thematic break with a blank line or ordinary text below it is no front matter.
            None if !starts_front_matter(content) => return None,
            None => start = Some(line.start()),
            Some(start) if closers.contains(&content) => return Some((TextRange::new(start, line.start()), line.end().into())),
            Some(_) => {}
        }
    }
    None
}

/// Whether a line can be the first one of front matter: a key, a table or a comment.
fn starts_front_matter(line: &str) -> bool {
    line.starts_with(['#', '[', '{']) || key(line).is_some()
}

/// The key of a line, and the length of the line up to and including the sign behind the key.
fn key(line: &str) -> Option<(&str, usize)> {
    let end = line.find([':', '='])?;
    let key = line[..end].trim_end().trim_matches(['"', '\'']);
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let rest = &line[end + 1..];
    let separated = line[end..].starts_with('=') || rest.is_empty() || rest.starts_with([' ', '\t']);
    (is_key && separated).then_some((key, end + 1))
}

/// The value behind one of [`KEYS`], and whether it was assigned with the `=` of TOML.
fn value(text: &str, line: TextRange) -> Option<(TextRange, bool)> {
    let (key, length) = key(&text[line])?;
    if !KEYS.iter().any(|known| key.eq_ignore_ascii_case(known)) {
        return None;
    }
    let start = usize::from(line.start()) + length;
    let is_toml = text[..start].ends_with('=');
    Some((trimmed(text, span(start, line.end().into())), is_toml))
}

/// The paragraphs of a YAML value: the rest of its line, or the indented lines below it.
fn yaml(text: &str, value: TextRange, body: TextRange) -> Vec<TextRange> {
    let first = &text[value];
    // `|`, `>-`, `|2 # comment`: the header of a block scalar.
    let is_block = first.starts_with(['|', '>']);
    let quote = first.chars().next().filter(|first| matches!(first, '"' | '\''));
    let mut paragraphs = Vec::new();
    let mut open = (!is_block && !value.is_empty()).then_some(value);
    // The first of these lines is what is left of the line of the key.
    for line in lines(&text[..body.end().into()], value.end().into()).skip(1) {
        let content = trimmed(text, line);
        if content.is_empty() {
            paragraphs.extend(open.take());
        } else if text[line].starts_with([' ', '\t']) {
            open = Some(TextRange::new(open.map_or(content.start(), TextRange::start), content.end()));
        } else {
            break;
        }
    }
    paragraphs.extend(open);
    if let Some(quote) = quote {
        unquote(text, &mut paragraphs, quote);
    } else if let [only] = paragraphs[..]
        && !is_block
        && let Some(comment) = text[only].find(" #")
    {
        paragraphs[0] = trimmed(text, span(only.start().into(), usize::from(only.start()) + comment));
    }
    paragraphs
}

/// Takes the quotation mark off the start of the first paragraph, and from the last one whatever the closing mark ends.
fn unquote(text: &str, paragraphs: &mut [TextRange], quote: char) {
    if let Some(first) = paragraphs.first_mut() {
        *first = span(usize::from(first.start()) + 1, first.end().into());
    }
    if let Some(last) = paragraphs.last_mut()
        && let Some(close) = text[*last].rfind(quote)
    {
        *last = span(last.start().into(), usize::from(last.start()) + close);
    }
}

/// The string that a TOML value starts with, without its quotation marks.
fn toml(text: &str, value: TextRange, body: TextRange) -> Vec<TextRange> {
    let first = &text[value];
    let Some(quote) = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| first.starts_with(quote)) else {
        return Vec::new();
    };
    let start = usize::from(value.start()) + quote.len();
    let end = usize::from(if quote.len() == 3 { body.end() } else { value.end() });
    let length = text[start..end].find(quote).unwrap_or(usize::from(value.end()) - start);
    vec![trimmed(text, span(start, start + length))]
}

#[cfg(test)]
mod tests {
    use super::super::test_support::render;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, rest: &str) {
        let mut mask = Mask::default();
        let after = read(text, 0, &mut mask);
        assert_eq!((render(text, &mask).as_str(), &text[after..]), (expected, rest), "{text:?}");
    }

    #[test]
    fn yaml_values() {
        check("---\ntitle: A b # c\nauthor: d\n---\ne", "FM[A b]", "\ne");
        check("---\nTitle: \"A: b\"\nsummary: 'c'\n...\n", "FM[A: b] FM[c]", "\n");
        check("---\nx: 1\ndescription: >-\n  a\n  b\n\n  c\ntags:\n  - d\n---", "FM[a⏎  b] FM[c]", "");
        check("---\r\ntitle: a\r\n  b\r\nx: y\r\n---\r\n", "FM[a⏎  b]", "\r\n");
        check("---\ntitle:\n---\n", "", "\n");
        check("---\ntitle: \"\n---\n", "", "\n");
        check("---\n# unblame-disable-file\ntitle: a\n---\n", "FM[a] D[unblame-disable-file]", "\n");
    }

    #[test]
    fn toml_values() {
        check("+++\ntitle = \"A b\" # c\ndescription = '''\nd\ne'''\nsummary = 3\n+++\n", "FM[A b] FM[d⏎e]", "\n");
        check("+++\ntitle = \"A b\n+++\n", "FM[A b]", "\n");
        check("+++\ntitle = \"\"\"A\nb\n+++\n", "FM[A]", "\n");
    }

    #[test]
    fn not_front_matter() {
        check("", "", "");
        check("---", "", "---");
        check("---\ntitle: a\n", "", "---\ntitle: a\n");
        check("---\n\ntitle: a\n---\n", "", "---\n\ntitle: a\n---\n");
        check("---\nBob forgot.\n---\n", "", "---\nBob forgot.\n---\n");
        check("----\ntitle: a\n----\n", "", "----\ntitle: a\n----\n");
    }
}
