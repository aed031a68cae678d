//! Files, configuration and packs on disk: what the command line and the language server share.
//!
//! The way of a run: a [`Resolver`] finds the closest configuration of each folder and compiles its rules, [`discover()`] turns
//! paths into [`Source`]s, [`Source::lint`] reads and lints one of them, [`run::ordered`] does so on several threads and hands the
//! results back in order.

pub mod config;
mod discover;
pub mod git;
mod lint;
mod pack;
mod path;
mod read;
mod replace;
mod roster;
pub mod run;

pub use config::{ConfigError, Overrides, Place, Resolver, Scope, Settings};
pub use discover::{Discovery, Found, discover};
pub use lint::{Input, Linted, Source};
pub use pack::{TestedPack, check_lock, is_builtin_pack, write_lock};
pub use read::{FileError, FileErrorKind, read_bounded};
pub use replace::Replacement;
pub use unblame_core::nearest;
