//! `unblame pack test`.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use unblame_core::PackSource;
use unblame_core::rule::{check_examples, untested_patterns};
use unblame_workspace::{ConfigError, TestedPack, is_builtin_pack};

use super::super::{Outcome, current_folder, report_all, written};
use crate::cli::Global;
use crate::exit::ExitStatus;
use crate::output::{errors, stdout};

/// How often the files are read while they are watched. A pack is small, so its text is compared, which no clock of a file system misleads.
const PAUSE: Duration = Duration::from_millis(500);

pub(super) fn run(name: &str, watch: bool, global: Global) -> Outcome {
    let path = Path::new(name);
    let is_builtin = is_builtin_pack(name) && !path.exists();
    match (is_builtin, watch) {
        (true, true) => {
            errors::print(&format_args!(
                "the pack `{name}` ships with unblame and doesn't change; name a file or folder to watch"
            ));
            Err(ExitStatus::Error)
        }
        (true, false) => once(TestedPack::builtin(name), global),
        (false, true) => watched(path, global),
        (false, false) => once(read(&TestedPack::sources(path, &current_folder()?)), global),
    }
}

fn once(pack: Result<TestedPack, Vec<ConfigError>>, global: Global) -> Outcome {
    let pack = pack.map_err(|problems| report_all(&problems))?;
    let report = report(&pack, global);
    let failed = *report.as_ref().unwrap_or(&0) > 0;
    written(report.map(|_| ()))?;
    Ok(if failed { ExitStatus::Findings } else { ExitStatus::Success })
}

/// Reports now and after every change, also of a pack that can't be read for the moment. Ctrl-C ends the process, which has nothing to
/// tidy up.
fn watched(path: &Path, global: Global) -> Outcome {
    let mut last = None;
    loop {
        let sources = TestedPack::sources(path, &current_folder()?);
        if last.as_ref() != Some(&sources) {
            if last.is_some() && !global.quiet {
                errors::note(&"");
            }
            match read(&sources) {
                Err(problems) => drop(report_all(&problems)),
                Ok(pack) => {
                    let report = report(&pack, global);
                    if report.is_err() {
                        return written(report.map(|_| ()));
                    }
                }
            }
            last = Some(sources);
        }
        std::thread::sleep(PAUSE);
    }
}

fn read(sources: &Result<Vec<PackSource>, ConfigError>) -> Result<TestedPack, Vec<ConfigError>> {
    let sources = sources.as_ref().map_err(|problem| vec![problem.clone()])?;
    TestedPack::compile(sources)
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Prints the examples that fail, and what is to be said beside; gives how many they are.
fn report(pack: &TestedPack, global: Global) -> io::Result<usize> {
    let failures = check_examples(&pack.rules, &pack.name);
    let mut output = stdout();
    failures.iter().try_for_each(|failure| writeln!(output, "{failure}"))?;
    output.flush()?;
    if !global.quiet {
        let untested = untested_patterns(&pack.rules, &pack.name);
        for one in &untested {
            errors::note(one);
        }
        let rules = pack.rules.rules().iter().filter(|rule| rule.is_of(&pack.name));
        let (count, examples) = rules.fold((0, 0), |sum, rule| (sum.0 + 1, sum.1 + rule.bad.len() + rule.good.len()));
        let (partly, wholly): (Vec<_>, Vec<_>) = untested.iter().partition(|one| !one.alternatives.is_empty());
        let told = |number: usize, what: &str| match number {
            0 => String::new(),
            number => format!(", {} untested{what}", counted(number, "pattern")),
        };
        let (wholly, partly) = (told(wholly.len(), ""), told(partly.len(), " in part"));
        let (rules, failed) = (counted(count, "rule"), failures.len());
        errors::note(&format_args!("{}: {rules}, {examples} examples, {failed} failed{wholly}{partly}.", pack.name));
    }
    Ok(failures.len())
}
