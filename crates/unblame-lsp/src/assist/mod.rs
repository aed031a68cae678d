//! Help with writing `unblame.toml`: what may stand at a place, and what it means. All of it comes from the schema that the command line
//! prints, and from the rules in force.

mod cursor;
mod schema;

use serde_json::Value;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, Hover, HoverContents, MarkupContent, MarkupKind,
    Position, Range, TextEdit, Url,
};
use unblame_core::{RuleSet, TextRange, TextSize};

use crate::action::explanation;
use crate::document::Snapshot;
use crate::session::View;
use crate::to_proto::rule_name;
use cursor::{Cursor, Part};
use schema::Schema;

/// Settings whose values are names of rules, categories or packs.
const LISTS: [&str; 2] = ["select", "ignore"];

/// The table whose keys are names of rules or categories.
const LEVELS: &str = "severity";

/// Whether there is help with this file.
pub(crate) fn is_helped(uri: &Url) -> bool {
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    matches!(name, "unblame.toml" | ".unblame.toml")
}

/// Something that may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    name: String,
    about: String,
    kind: CompletionItemKind,
    /// What is written behind it.
    behind: &'static str,
}

/// What may stand at a position.
pub(crate) fn completion(view: &View, position: Position) -> Vec<CompletionItem> {
    let Some(place) = Place::at(view, position) else { return Vec::new() };
    let range = place.range(view);
    let is_string = place.cursor.part == Part::Value && !place.cursor.quoted;
    let item = |choice: Choice| {
        let quoted = is_string && choice.kind != CompletionItemKind::KEYWORD;
        let name = if quoted { format!("\"{}\"", choice.name) } else { choice.name.clone() };
        CompletionItem {
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, format!("{name}{}", choice.behind)))),
            filter_text: Some(name),
            label: choice.name,
            kind: Some(choice.kind),
            documentation: Some(Documentation::String(choice.about)),
            ..CompletionItem::default()
        }
    };
    place.choices().into_iter().map(item).collect()
}

/// What the word at a position means.
pub(crate) fn hover(view: &View, position: Position) -> Option<Hover> {
    let place = Place::at(view, position)?;
    let word = view.job.snapshot.text.get(place.cursor.word.clone())?;
    let choice = place.choices().into_iter().find(|choice| choice.name == word)?;
    let rule =
        place.rules.every_rule().find(|rule| rule_name(rule) == word).filter(|_| choice.kind == CompletionItemKind::CONSTANT);
    let value = rule.map_or(choice.about, |rule| explanation(rule));
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::PlainText, value });
    Some(Hover { contents, range: Some(place.range(view)) })
}

/// A place in a configuration file, and what is known about it.
struct Place {
    cursor: Cursor,
    schema: Value,
    rules: RuleSet,
}

impl Place {
    fn at(view: &View, position: Position) -> Option<Self> {
        let Snapshot { text, lines, .. } = &*view.job.snapshot;
        let cursor = Cursor::at(text, lines.offset(text, position, view.client.encoding))?;
        let schema = serde_json::from_str(&unblame_workspace::config::config_schema()).ok()?;
        // While it is being written the file may be broken.
        let settings = view.job.configurations.of(&view.job.snapshot);
        Some(Self { cursor, schema, rules: settings.map_or_else(RuleSet::builtin, |settings| settings.rules.clone()) })
    }

    fn range(&self, view: &View) -> Range {
        let Snapshot { text, lines, .. } = &*view.job.snapshot;
        let size = |at: usize| TextSize::try_from(at).unwrap_or_default();
        let word = TextRange::new(size(self.cursor.word.start), size(self.cursor.word.end));
        lines.cursor(text, view.client.encoding).range(word)
    }

    fn choices(&self) -> Vec<Choice> {
        let schema = Schema::new(&self.schema);
        let path = &self.cursor.path;
        let last = path.last().map_or("", String::as_str);
        match self.cursor.part {
            Part::Header => schema.tables(),
            Part::Key if last == LEVELS => self.names(" = "),
            Part::Key => schema.keys(path),
            Part::Value if LISTS.contains(&last) => self.names(""),
            Part::Value => schema.values(path),
        }
    }

    /// Rules, categories and packs.
    fn names(&self, behind: &'static str) -> Vec<Choice> {
        let choice = |name: String, about: String| Choice { name, about, kind: CompletionItemKind::CONSTANT, behind };
        let rules = || self.rules.every_rule();
        let mut names: Vec<Choice> = rules().map(|rule| choice(rule_name(rule), rule.message.clone())).collect();
        names.extend(rules().map(|rule| choice(rule.category.clone(), "All rules of this category.".into())));
        names.extend(self.rules.packs().iter().map(|pack| {
            let about = pack.description.clone().unwrap_or_else(|| "All rules of this pack.".into());
            choice(pack.name.clone(), about)
        }));
        names.sort_by(|a, b| a.name.cmp(&b.name));
        names.dedup_by(|a, b| a.name == b.name);
        names
    }
}
