//! Configuration in three layers: [`Options`] is what a file says, [`Configuration`] is what all sources together say,
//! [`Settings`] is what they mean: rules compiled, globs built, defaults filled in.

mod configuration;
mod error;
mod globs;
mod options;
mod read;
mod resolver;
mod schema;
mod sections;
mod settings;
mod show;
mod written;

pub use configuration::{Configuration, Overrides};
pub use error::{ConfigError, Place};
pub use options::{FileSize, Naming, Options, Override, People, RosterSource, Voice, WeSeverity};
pub use resolver::{Resolver, Scope};
pub use schema::{config_schema, pack_schema};
pub use settings::Settings;
pub(crate) use settings::located;

/// The name that a new configuration file gets.
pub const FILE_NAME: &str = "unblame.toml";
