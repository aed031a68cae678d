//! "That is no person": teaching the configuration who is who.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};
use tower_lsp::lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, Position, Range, ResourceOp, TextEdit, Url, WorkspaceEdit,
};
use unblame_core::{AgentKind, Diagnostic};

use super::{Context, document_edit};
use crate::document::Snapshot;
use crate::position::LineIndex;

/// The actions about whom a finding is about, with their titles.
pub(super) fn actions(context: &Context, found: &Diagnostic) -> Vec<(String, WorkspaceEdit)> {
    let Some(agent) = &found.agent else { return Vec::new() };
    let text = &context.findings.snapshot.text[agent.range];
    let keys: &[(&str, &str)] = match agent.kind {
        AgentKind::Name | AgentKind::Handle => &[("systems", "a system"), ("roster", "a person")],
        AgentKind::Role | AgentKind::Label | AgentKind::Group => &[("systems", "a system")],
        AgentKind::Pronoun | AgentKind::SelfReference => &[],
    };
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    keys.iter().filter_map(|(key, what)| Some((format!("{name} is {what}"), listed(context, key, &name)?))).collect()
}

/// The edit that adds a name to a list of the table `people`.
fn listed(context: &Context, key: &str, name: &str) -> Option<WorkspaceEdit> {
    let findings = &context.findings;
    let Some(path) = findings.settings.as_ref()?.file.clone() else { return created(context, key, name) };
    let uri = Url::from_file_path(&path).ok()?;
    let open: Option<&Arc<Snapshot>> = context.configurations.iter().find(|snapshot| snapshot.uri == uri);
    let old = open.map_or_else(|| std::fs::read_to_string(&path).ok(), |snapshot| Some(snapshot.text.clone()))?;
    let new = added(&old, &path, key, name)?;
    let edit = difference(&old, &new, context)?;
    Some(context.edit(&uri, open.map(|snapshot| snapshot.version), vec![edit]))
}

/// A first configuration file, at the top of the workspace.
fn created(context: &Context, key: &str, name: &str) -> Option<WorkspaceEdit> {
    if !(context.client.creates && context.client.document_changes) {
        return None;
    }
    let uri = Url::from_file_path(place(context)?.join(unblame_workspace::config::FILE_NAME)).ok()?;
    let text = added("", Path::new(""), key, name)?;
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let edit = document_edit(&uri, None, vec![TextEdit::new(Range::default(), text)]);
    Some(Context::operations(vec![
        DocumentChangeOperation::Op(ResourceOp::Create(create)),
        DocumentChangeOperation::Edit(edit),
    ]))
}

/// The workspace folder of the document, or where else it is.
fn place(context: &Context) -> Option<PathBuf> {
    let folders = &context.client.folders;
    let path = context.findings.snapshot.path();
    let around = path.as_ref().and_then(|path| folders.iter().filter(|folder| path.starts_with(folder)).max());
    let beside = || path.as_ref()?.parent().map(Path::to_path_buf);
    around.cloned().or_else(beside).or_else(|| folders.first().cloned())
}

/// The text of a configuration with one name more, everything else as it was; `None` if it is there already.
fn added(text: &str, path: &Path, key: &str, name: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let table = section(document.as_table_mut(), path)?;
    let people = sub_table(table, "people")?;
    let list = people.entry(key).or_insert_with(|| Item::Value(Value::Array(Array::new()))).as_array_mut()?;
    if list.iter().any(|one| one.as_str() == Some(name)) {
        return None;
    }
    push(list, name);
    Some(document.to_string())
}

/// The table that holds our keys: other tools' files have it further down.
fn section<'a>(root: &'a mut Table, path: &Path) -> Option<&'a mut dyn TableLike> {
    let steps: &[&str] = match path.file_name().and_then(|name| name.to_str()) {
        Some("pyproject.toml") => &["tool", "unblame"],
        Some("Cargo.toml") if root.get("workspace").is_some_and(|one| one.get("metadata").is_some()) => {
            &["workspace", "metadata", "unblame"]
        }
        Some("Cargo.toml") => &["package", "metadata", "unblame"],
        _ => &[],
    };
    let mut table: &mut dyn TableLike = root;
    for step in steps {
        table = table.get_mut(step)?.as_table_like_mut()?;
    }
    Some(table)
}

fn sub_table<'a>(table: &'a mut dyn TableLike, name: &str) -> Option<&'a mut dyn TableLike> {
    if !table.contains_key(name) {
        let mut new = Table::new();
        if !table.is_empty() {
            new.decor_mut().set_prefix("\n");
        }
        table.insert(name, Item::Table(new));
    }
    table.get_mut(name)?.as_table_like_mut()
}

/// Adds a name in the layout of the names before: on a line of its own if they are.
fn push(list: &mut Array, name: &str) {
    let mut value = Value::from(name);
    let trailing = list.trailing().as_str().unwrap_or_default().to_owned();
    let count = list.len();
    if let Some(last) = list.get_mut(count.wrapping_sub(1)) {
        let decor = |raw: Option<&toml_edit::RawString>| raw.and_then(|raw| raw.as_str()).unwrap_or_default().to_owned();
        let (prefix, suffix) = (decor(last.decor().prefix()), decor(last.decor().suffix()));
        last.decor_mut().set_suffix("");
        let own_line = prefix.rfind('\n').map(|at| &prefix[at..]);
        let comment = if trailing.contains('#') { trailing.trim_end() } else { "" };
        let before = own_line.map_or_else(|| " ".to_owned(), |line| format!("{comment}{line}"));
        value.decor_mut().set_prefix(before);
        value.decor_mut().set_suffix(suffix);
        if !comment.is_empty() {
            list.set_trailing(trailing[comment.len()..].to_owned());
        }
    }
    list.push_formatted(value);
}

/// The one edit that makes the old text the new one.
fn difference(old: &str, new: &str, context: &Context) -> Option<TextEdit> {
    let prefix = old.char_indices().zip(new.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let prefix = prefix.unwrap_or(old.len().min(new.len()));
    let tail = |text: &str| text[prefix..].chars().rev().collect::<Vec<_>>();
    let common = tail(old).iter().zip(&tail(new)).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let lines = LineIndex::new(old);
    let mut cursor = lines.cursor(old, context.client.encoding);
    let start: Position = cursor.position(prefix);
    let range = Range::new(start, cursor.position(old.len() - common));
    let text = new.get(prefix..new.len() - common)?;
    Some(TextEdit::new(range, text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(added(text, Path::new("unblame.toml"), "systems", "Frodo").as_deref(), Some(expected));
    }

    #[test]
    fn layout_stays() {
        check("", "[people]\nsystems = [\"Frodo\"]\n");
        check("profile = \"core\" # c\n", "profile = \"core\" # c\n\n[people]\nsystems = [\"Frodo\"]\n");
        check("[people]\nroster = [\"A\"]\n", "[people]\nroster = [\"A\"]\nsystems = [\"Frodo\"]\n");
        check(
            "[people]\nsystems = [ 'A','B' ] # c\n\n[voice]\n",
            "[people]\nsystems = [ 'A','B', \"Frodo\" ] # c\n\n[voice]\n",
        );
        check("people.systems = [\"A\"]\n", "people.systems = [\"A\", \"Frodo\"]\n");
        check(
            "[people]\nsystems = [\n  \"A\", # a\n  \"B\", # b\n]\n",
            "[people]\nsystems = [\n  \"A\", # a\n  \"B\", # b\n  \"Frodo\",\n]\n",
        );
        check("[people]\nsystems = [\n  \"A\",\n  \"B\"\n]\n", "[people]\nsystems = [\n  \"A\",\n  \"B\",\n  \"Frodo\"\n]\n");
    }

    #[test]
    fn nothing_to_add() {
        assert_eq!(added("[people]\nsystems = [\"Frodo\"]\n", Path::new(""), "systems", "Frodo"), None);
        assert_eq!(added("people = 3\n", Path::new(""), "systems", "Frodo"), None);
        assert_eq!(added("[people\n", Path::new(""), "systems", "Frodo"), None);
    }

    #[test]
    fn files_of_other_tools() {
        let text = "[tool.unblame]\nprofile = \"core\"\n\n[tool.other]\n";
        let new = added(text, Path::new("/a/pyproject.toml"), "roster", "Kim").unwrap();
        assert!(new.contains("[tool.unblame.people]\nroster = [\"Kim\"]\n"), "{new}");
    }
}
