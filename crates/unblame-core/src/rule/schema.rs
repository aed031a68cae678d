//! The JSON Schema of pack files, from the types that read them.

use schemars::{Schema, SchemaGenerator};

use super::pack::PackFile;

/// The schema of one file of a pack.
pub fn pack_schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<PackFile>()
}
