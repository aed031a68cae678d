//! `unblame config`.

use std::io::Write as _;
use std::path::Path;

use unblame_workspace::config::{config_schema, pack_schema};
use unblame_workspace::{Resolver, Settings};

use super::{Outcome, current_folder, report_all, written};
use crate::cli::{Config, RuleArgs};
use crate::exit::ExitStatus;
use crate::output::stdout;

pub(crate) fn run(args: &Config) -> Outcome {
    match args {
        Config::Show { path, rules } => show(path, rules),
        Config::Schema { pack } => schema(*pack),
    }
}

fn schema(pack: bool) -> Outcome {
    let schema = if pack { pack_schema() } else { config_schema() };
    let mut output = stdout();
    written(output.write_all(schema.as_bytes()).and_then(|()| output.flush()))
}

fn show(path: &Path, rules: &RuleArgs) -> Outcome {
    let cwd = current_folder()?;
    let resolver = Resolver::new(rules.scope(), rules.overrides(), cwd.clone());
    // `.` would be a path without a name, whose folder is not itself.
    let path = cwd.join(path).components().collect::<std::path::PathBuf>();
    let configuration = resolver.configuration_for(&path).map_err(|problems| report_all(&problems))?;
    // What is shown is what would run.
    Settings::new(&configuration).map_err(|problems| report_all(&problems))?;
    let mut output = stdout();
    written(output.write_all(configuration.shown().as_bytes()).and_then(|()| output.flush()))?;
    Ok(ExitStatus::Success)
}
