//! Configuration in three layers: [`Options`] is what a file says, [`Configuration`] is what all sources together say,
//! [`Settings`] is what they mean: rules compiled, globs built, defaults filled in.

mod configuration;
mod error;
mod options;
mod resolver;
mod settings;

pub use configuration::{Configuration, Overrides};
pub use error::{ConfigError, Place};
pub use options::{FileSize, Options, People, Voice, WeSeverity};
pub use resolver::{Resolver, Scope};
pub use settings::Settings;

/// The names that a folder's configuration may have, the stronger one first.
pub const FILE_NAMES: [&str; 2] = ["unblame.toml", ".unblame.toml"];
