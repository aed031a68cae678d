//! Rewrites as actions, with suggestions made up here: what the engine suggests is its own affair.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tower_lsp::lsp_types::{CodeActionKind, Position, Range, TextDocumentItem, Url};
use unblame_core::{Applicability, Edit, Suggestion, TextRange, TextSize};

use super::Context;
use crate::client::Client;
use crate::configuration::Configurations;
use crate::document::Snapshot;
use crate::lint::{Cancel, Findings, Job};
use crate::position::Encoding;
use crate::settings::{EditorSettings, Preference};

const TEXT: &str = "🎉 Priya forgot it.\n\nKim forgot to check.\n";

fn findings() -> Findings {
    let item = TextDocumentItem::new(Url::parse("untitled:a").unwrap(), "markdown".into(), 3, TEXT.into());
    let settings = EditorSettings { preference: Preference::EditorOnly, ..EditorSettings::default() };
    let job = Job {
        snapshot: Arc::new(Snapshot::new(item)),
        configurations: Arc::new(Configurations::new(&settings, &[])),
        encoding: Encoding::Utf16,
        cancel: Cancel::default(),
        previous: None,
        cache: Arc::default(),
    };
    let found = job.run().unwrap();
    assert_eq!(found.diagnostics.len(), 2);
    Findings {
        snapshot: Arc::clone(&found.snapshot),
        configurations: Arc::clone(&found.configurations),
        settings: found.settings.clone(),
        diagnostics: found.diagnostics.clone(),
        proto: Arc::clone(&found.proto),
        skipped: None,
        took: Duration::ZERO,
        is_typical: true,
    }
}

fn edit(old: &str, new: &str) -> Edit {
    let at = TextSize::try_from(TEXT.find(old).unwrap()).unwrap();
    Edit { range: TextRange::at(at, TextSize::of(old)), replacement: new.into() }
}

fn suggestion(title: &str, applicability: Applicability, edits: Vec<Edit>) -> Suggestion {
    Suggestion { title: title.into(), applicability, edits }
}

/// The actions on the whole text as JSON, with these suggestions for the two findings.
fn actions(suggestions: [Vec<Suggestion>; 2], only: Option<&str>) -> Vec<Value> {
    let mut findings = findings();
    for (found, suggestions) in findings.diagnostics.iter_mut().zip(suggestions) {
        found.suggestions = suggestions;
    }
    let context = Context {
        client: Arc::new(Client::new(&json!({"capabilities": {"workspace": {"workspaceEdit": {"documentChanges": true}}}}))),
        findings: Arc::new(findings),
        configurations: Vec::new(),
        range: Range::new(Position::new(0, 0), Position::new(9, 0)),
        only: only.map(|kind| vec![CodeActionKind::from(kind.to_owned())]),
    };
    context.actions().into_iter().map(|action| serde_json::to_value(action).unwrap()).collect()
}

#[test]
fn rewrites_come_first() {
    let told = actions(
        [
            vec![
                suggestion("the safe one", Applicability::Safe, vec![edit("Priya forgot", "nobody renewed")]),
                suggestion("the bold one", Applicability::Unsafe, vec![edit("Priya", "A"), edit("it", "b")]),
                suggestion("only to read: {gap}", Applicability::DisplayOnly, Vec::new()),
            ],
            Vec::new(),
        ],
        Some("quickfix"),
    );
    assert_eq!((&told[0]["title"], &told[0]["isPreferred"]), (&json!("the safe one"), &json!(true)));
    let at = |from: u32, to: u32| json!({"start": {"line": 0, "character": from}, "end": {"line": 0, "character": to}});
    assert_eq!(
        told[0]["edit"]["documentChanges"],
        json!([{
            "textDocument": {"uri": "untitled:a", "version": 3},
            "edits": [{"range": at(3, 15), "newText": "nobody renewed"}],
        }])
    );
    assert_eq!((&told[1]["title"], told[1].get("isPreferred")), (&json!("the bold one"), None));
    assert_eq!(told[1]["edit"]["documentChanges"][0]["edits"].as_array().unwrap().len(), 2);
    assert!(told[2]["title"].as_str().unwrap().starts_with("Disable "), "{}", told[2]);
}

#[test]
fn only_safe_rewrites_are_applied_together() {
    let suggestions = || {
        [
            vec![
                suggestion("bold", Applicability::Unsafe, vec![edit("Priya", "A")]),
                suggestion("safe", Applicability::Safe, vec![edit("forgot it", "missed it")]),
                suggestion("safe as well", Applicability::Safe, vec![edit("forgot it", "left it")]),
            ],
            vec![suggestion("safe", Applicability::Safe, vec![edit("Kim", "K")])],
        ]
    };
    for only in ["source.fixAll.unblame", "source.fixAll", "source"] {
        let told = actions(suggestions(), Some(only));
        assert_eq!((told.len(), &told[0]["kind"]), (1, &json!("source.fixAll.unblame")));
        let edits = told[0]["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
        assert_eq!(edits.iter().map(|edit| &edit["newText"]).collect::<Vec<_>>(), ["missed it", "K"]);
    }
    assert!(actions(suggestions(), Some("source.organizeImports")).is_empty());
    assert!(actions([Vec::new(), Vec::new()], Some("source")).is_empty());
}

#[test]
fn of_overlapping_rewrites_the_first_stays() {
    let told = actions(
        [
            vec![suggestion("", Applicability::Safe, vec![edit("Priya", "A"), edit("check", "look")])],
            vec![suggestion("", Applicability::Safe, vec![edit("Kim", "K")])],
        ],
        Some("source"),
    );
    assert_eq!(told[0]["edit"]["documentChanges"][0]["edits"].as_array().unwrap().len(), 2);
}
