//! Reads a JSON Schema for keys and values.

use serde_json::Value;
use tower_lsp::lsp_types::CompletionItemKind;

use super::Choice;

/// A schema of the sort that `unblame config schema` prints.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schema<'a> {
    root: &'a Value,
}

impl<'a> Schema<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self { root }
    }

    /// The tables of the file.
    pub(super) fn tables(self) -> Vec<Choice> {
        let is_table = |node: &&Value| self.followed(node)["type"] == "object" || self.item(node)["type"] == "object";
        self.properties(self.root).filter(|(_, node)| is_table(node)).map(|(name, node)| self.key(name, node, "")).collect()
    }

    /// The keys of a table.
    pub(super) fn keys(self, path: &[String]) -> Vec<Choice> {
        let Some(table) = self.node(path) else { return Vec::new() };
        self.properties(table).map(|(name, node)| self.key(name, node, " = ")).collect()
    }

    /// The values of a key, as far as there is a list of them.
    pub(super) fn values(self, path: &[String]) -> Vec<Choice> {
        let Some(node) = self.node(path).map(|node| self.followed(node)) else { return Vec::new() };
        if node["type"] == "boolean" {
            let choice = |name: &str| Choice {
                name: name.to_owned(),
                about: description(node),
                kind: CompletionItemKind::KEYWORD,
                behind: "",
            };
            return vec![choice("true"), choice("false")];
        }
        let variants = if node["type"] == "array" { self.item(node) } else { node };
        let variants = variants["oneOf"].as_array().into_iter().flatten();
        let named = variants.filter_map(|variant| Some((variant["const"].as_str()?, variant)));
        let choice = |(name, variant): (&str, &Value)| Choice {
            name: name.to_owned(),
            about: description(variant),
            kind: CompletionItemKind::ENUM_MEMBER,
            behind: "",
        };
        named.map(choice).collect()
    }

    fn key(self, name: &str, node: &Value, behind: &'static str) -> Choice {
        let own = description(node);
        let about = if own.is_empty() { description(self.followed(node)) } else { own };
        Choice { name: name.to_owned(), about, kind: CompletionItemKind::PROPERTY, behind }
    }

    /// The schema of what lies below some keys.
    fn node(self, path: &[String]) -> Option<&'a Value> {
        path.iter().try_fold(self.root, |node, key| {
            let mut node = self.followed(node);
            if node["type"] == "array" {
                node = self.item(node);
            }
            node["properties"].get(key).or_else(|| node.get("additionalProperties").filter(|other| other.is_object()))
        })
    }

    fn properties(self, node: &'a Value) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let node = self.followed(node);
        let node = if node["type"] == "array" { self.item(node) } else { node };
        node["properties"].as_object().into_iter().flatten().map(|(name, node)| (name.as_str(), node))
    }

    fn item(self, node: &'a Value) -> &'a Value {
        self.followed(&node["items"])
    }

    /// What a node refers to.
    fn followed(self, node: &'a Value) -> &'a Value {
        let target = node["$ref"].as_str().or_else(|| node["anyOf"][0]["$ref"].as_str());
        let name = target.and_then(|target| target.strip_prefix("#/definitions/"));
        name.map_or(node, |name| &self.root["definitions"][name])
    }
}

fn description(node: &Value) -> String {
    node["description"].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(choices: &[Choice], expected: &[&str]) {
        let names: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
        for name in expected {
            assert!(names.contains(name), "{name} is not among {names:?}");
        }
        assert!(choices.iter().all(|choice| !choice.about.is_empty()), "{choices:?}");
    }

    #[test]
    fn what_the_schema_of_the_configuration_offers() {
        let root = serde_json::from_str(&unblame_workspace::config::config_schema()).unwrap();
        let schema = Schema::new(&root);
        let path = |keys: &str| keys.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        check(&schema.tables(), &["people", "voice", "severity", "overrides"]);
        check(&schema.keys(&[]), &["profile", "ignore", "people"]);
        check(&schema.keys(&path("people")), &["roster", "systems"]);
        check(&schema.keys(&path("overrides")), &["files", "severity"]);
        check(&schema.values(&path("profile")), &["core", "strict"]);
        check(&schema.values(&path("severity anything")), &["hint", "error"]);
        check(&schema.values(&path("overrides severity anything")), &["warning"]);
        check(&schema.values(&path("people roster-from")), &["git", "codeowners"]);
        check(&schema.values(&path("voice we")), &["off"]);
        check(&schema.values(&path("builtin")), &["true", "false"]);
        assert_eq!((schema.keys(&path("nothing")), schema.values(&path("ignore"))), (vec![], vec![]));
    }
}
