//! JSON Schemas of configuration and pack files, from the types that read them.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use super::Options;

/// The schema of `unblame.toml`.
pub fn config_schema() -> String {
    written(generator().into_root_schema_for::<Options>(), "Configuration of unblame")
}

/// The schema of a pack file.
pub fn pack_schema() -> String {
    written(unblame_core::rule::pack_schema(generator()), "Rule pack of unblame")
}

/// Draft 7, which editors for TOML know best.
fn generator() -> SchemaGenerator {
    SchemaSettings::draft07().into_generator()
}

fn written(mut schema: Schema, title: &str) -> String {
    RecursiveTransform(without_null).transform(&mut schema);
    schema.insert("title".to_owned(), title.into());
    format!("{:#}\n", schema.to_value())
}

/// What may be left out may be null in JSON; TOML has no null.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(variants)) = schema.get_mut("anyOf") {
        variants.retain(|one| one.get("type").is_none_or(|one| one != "null"));
    }
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
}
