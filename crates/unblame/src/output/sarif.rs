//! `sarif`: the static analysis results interchange format, version 2.1.0, as code scanning services read it.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};
use unblame_core::{RuleInfo, Severity, Suggestion, TextRange};
use unblame_workspace::FileError;

use super::finding::{Age, File, Finding};
use super::json::{SEPARATOR, join, push_without_controls};
use super::position::Positions;
use super::uri::uri;

/// Before the first result.
pub(crate) const START: &str = concat!(
    "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\", ",
    "\"runs\": [{\"columnKind\": \"unicodeCodePoints\", \"results\": [\n  "
);

/// The rules that run anywhere, in the order in which results point at them.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    all: Vec<Arc<RuleInfo>>,
    index: HashMap<(String, String), usize>,
}

impl Rules {
    /// Collects them; of two with the same name the first counts.
    pub(crate) fn new<'a>(rules: impl Iterator<Item = &'a Arc<RuleInfo>>) -> Self {
        let mut collected = Self::default();
        for rule in rules {
            collected.index.entry((rule.pack.clone(), rule.id.clone())).or_insert_with(|| {
                collected.all.push(Arc::clone(rule));
                collected.all.len() - 1
            });
        }
        collected
    }

    fn index_of(&self, rule: &RuleInfo) -> Option<usize> {
        self.index.get(&(rule.pack.clone(), rule.id.clone())).copied()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    /// Always there: the standard wants it in all results of a run or in none.
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Value>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "unblame/v1")]
    own: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
}

/// The findings of one file, ready to be joined. Those of the baseline, and those that comments silence, are marked instead of left
/// out, so that a service doesn't take them for fixed.
pub(crate) fn render(file: &File<'_>, rules: &Rules) -> String {
    let mut positions = Positions::new(&file.text);
    let uri = uri(file.path);
    let counted = file.findings.iter().map(|finding| (finding, in_baseline(finding)));
    let silenced = file.suppressed.iter().map(|(finding, reason)| (finding, vec![in_source(reason.clone())]));
    let mut all: Vec<(&Finding, Vec<Suppression>)> = counted.chain(silenced).collect();
    all.sort_by_key(|(finding, _)| finding.diagnostic.range.start());
    join(all.into_iter().map(|(finding, suppressions)| result(&uri, finding, suppressions, rules, &mut positions)), SEPARATOR)
}

/// After the last result: what ran, how it went, and what its rules mean.
pub(crate) fn end(rules: &Rules, errors: &[Value]) -> String {
    let descriptors: Vec<Value> = rules.all.iter().map(|rule| descriptor(rule)).collect();
    let tool = json!({"driver": {
        "name": "unblame",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": "https://github.com/unblame/unblame",
        "rules": descriptors,
    }});
    let invocation = json!({"executionSuccessful": errors.is_empty(), "toolExecutionNotifications": errors});
    let mut end = String::from("], \"invocations\": [");
    push_without_controls(&mut end, &invocation.to_string());
    end.push_str("], \"tool\": ");
    push_without_controls(&mut end, &tool.to_string());
    end.push_str("}]}\n");
    end
}

/// A file that could not be linted.
pub(crate) fn notification(error: &FileError) -> Value {
    json!({
        "level": "error",
        "message": {"text": error.to_string()},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&error.path)}}}],
    })
}

fn in_baseline(finding: &Finding) -> Vec<Suppression> {
    let known = finding.baseline == Some(Age::Known);
    let suppression = Suppression { kind: "external", justification: Some("It is in the baseline.".to_owned()) };
    known.then_some(suppression).into_iter().collect()
}

fn in_source(justification: Option<String>) -> Suppression {
    Suppression { kind: "inSource", justification }
}

fn result(
    uri: &str,
    finding: &Finding,
    suppressions: Vec<Suppression>,
    rules: &Rules,
    positions: &mut Positions<'_>,
) -> SarifResult {
    let diagnostic = &finding.diagnostic;
    let rule = &*diagnostic.rule;
    let location =
        PhysicalLocation { artifact_location: Artifact { uri: uri.to_owned() }, region: region(diagnostic.range, positions) };
    SarifResult {
        rule_id: super::rule_name(rule).into_owned(),
        rule_index: rules.index_of(rule),
        level: level(diagnostic.severity),
        message: Text { text: format!("{} {}", rule.message, rule.question) },
        locations: [Location { physical_location: location }],
        partial_fingerprints: Fingerprints { own: finding.fingerprint.to_string() },
        baseline_state: finding.baseline.map(|age| if age == Age::Known { "unchanged" } else { "new" }),
        suppressions,
        fixes: diagnostic.suggestions.iter().filter_map(|suggestion| fix(uri, suggestion, positions)).collect(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn region(range: TextRange, positions: &mut Positions<'_>) -> Region {
    let (start, end) = (positions.at(range.start()), positions.at(range.end()));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// Only a rewrite that can be carried out; a text to think with belongs to the rule's help.
fn fix(uri: &str, suggestion: &Suggestion, positions: &mut Positions<'_>) -> Option<Value> {
    let replacement = |edit: &unblame_core::Edit| json!({"deletedRegion": region(edit.range, positions), "insertedContent": {"text": edit.replacement}});
    let replacements: Vec<Value> = suggestion.edits.iter().map(replacement).collect();
    let change = || json!({"artifactLocation": {"uri": uri}, "replacements": replacements});
    let fix = || json!({"description": {"text": suggestion.title}, "artifactChanges": [change()]});
    (!suggestion.edits.is_empty()).then(fix)
}

fn descriptor(rule: &RuleInfo) -> Value {
    let rewrites = rule.rewrites.iter().fold(String::new(), |list, one| list + "\n- " + one);
    let instead = |title: &str| if rewrites.is_empty() { String::new() } else { format!("\n\n{title}\n{rewrites}") };
    // Severity carries how sure a rule is.
    let precision = match rule.severity {
        Severity::Error => "very-high",
        Severity::Warning => "high",
        Severity::Information => "medium",
        Severity::Hint => "low",
    };
    json!({
        "id": super::rule_name(rule),
        "shortDescription": {"text": rule.message},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": format!("{}\n\nAsk: {}{}", rule.why, rule.question, instead("Instead, for example:")),
            "markdown": format!("{}\n\n**Ask:** {}{}", rule.why, rule.question, instead("**Instead, for example:**")),
        },
        "helpUri": rule.url(),
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {
            "tags": [rule.category, rule.pack],
            "precision": precision,
            "problem.severity": match level(rule.severity) { "note" => "recommendation", other => other },
        },
    })
}
