//! `unblame pack`.

use std::io::Write as _;
use std::path::Path;

use unblame_core::rule::check_examples;
use unblame_workspace::{ConfigError, TestedPack, is_builtin_pack};

use super::{Outcome, current_folder, report_all, written};
use crate::cli::{Global, Pack};
use crate::exit::ExitStatus;
use crate::output::{errors, stdout};

pub(crate) fn run(args: &Pack, global: Global) -> Outcome {
    match args {
        Pack::Test { pack } => test(pack, global),
    }
}

fn test(name: &str, global: Global) -> Outcome {
    let cwd = current_folder()?;
    let pack = if is_builtin_pack(name) && !Path::new(name).exists() {
        TestedPack::builtin(name)
    } else {
        TestedPack::read(Path::new(name), &cwd)
    };
    let pack = pack.map_err(|problems: Vec<ConfigError>| report_all(&problems))?;
    let failures = check_examples(&pack.rules, &pack.name);
    let mut output = stdout();
    let lines = failures.iter().try_for_each(|failure| writeln!(output, "{failure}"));
    written(lines.and_then(|()| output.flush()))?;
    if !global.quiet {
        let rules = pack.rules.rules().iter().filter(|rule| rule.pack == pack.name);
        let (count, examples) = rules.fold((0, 0), |sum, rule| (sum.0 + 1, sum.1 + rule.bad.len() + rule.good.len()));
        errors::note(&format_args!("{}: {count} rules, {examples} examples, {} failed.", pack.name, failures.len()));
    }
    Ok(if failures.is_empty() { ExitStatus::Success } else { ExitStatus::Findings })
}
