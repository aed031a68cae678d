//! `unblame check`.

use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use unblame_core::Severity;
use unblame_workspace::{Discovery, FileError, Found, Resolver, Source, discover, run};

use super::{Outcome, current_folder, report_all, written};
use crate::cli::{Check, Format, Global};
use crate::exit::ExitStatus;
use crate::output::finding::File;
use crate::output::sarif::Rules;
use crate::output::sinks::{Failure, Printers, Rendered, Sinks};
use crate::output::summary::Counts;
use crate::output::{errors, stdout};
use crate::progress::Progress;

pub(crate) fn run(args: &Check, global: Global) -> Outcome {
    let started = Instant::now();
    let cwd = current_folder()?;
    let resolver = Arc::new(Resolver::new(args.rules.scope(), args.overrides(), cwd.clone()));
    let discovery = Discovery {
        cwd,
        respect_gitignore: !args.no_respect_gitignore,
        user_gitignore: !args.rules.isolated(),
        force_exclude: args.force_exclude,
        stdin_filename: args.stdin_filename.clone(),
    };
    let found = discover(&args.paths, &discovery, &resolver).map_err(|problems| report_all(&problems))?;
    if args.show_files {
        let mut tally = Tally::default();
        found.errors.iter().for_each(|error| tally.fail(error));
        show_files(&found)?;
        return Ok(tally.status(args));
    }
    if found.sources.is_empty() && found.errors.is_empty() && !global.quiet {
        errors::note(&"No files to check.");
    }
    let tally = lint(&found, args, global)?;
    report(&found, args, global, &tally, started);
    Ok(tally.status(args))
}

/// What one file comes to; the text itself is gone by then.
type Checked = Result<(Rendered, Counts), FileError>;

fn check_one(source: &Source, args: &Check, printers: &Printers) -> Checked {
    let mut file = File::new(&source.display, source.lint()?);
    if let Some(minimum) = args.min_severity {
        file.findings.retain(|finding| finding.diagnostic.severity >= Severity::from(minimum));
    }
    let counts = Counts::of(file.fresh().map(|finding| &finding.diagnostic), args.statistics);
    Ok((printers.render(&file), counts))
}

fn lint(found: &Found, args: &Check, global: Global) -> Result<Tally, ExitStatus> {
    let rules = Rules::new(found.sources.iter().flat_map(|source| source.settings.rules.rules()));
    let printers = Printers::new(args.format, args.output_file.is_some(), rules);
    let mut sinks = Sinks::open(&printers, args.output_file.clone()).map_err(unwritable)?;
    let mut tally = Tally::default();
    for error in &found.errors {
        tally.fail(error);
        sinks.fail(error);
    }
    let mut progress = Progress::new(found.sources.len(), global.quiet || args.no_progress);
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from);
    run::ordered(
        &found.sources,
        threads,
        |source| check_one(source, args, &printers),
        |checked| {
            progress.step();
            progress.suspended(|| match checked {
                Ok((rendered, counts)) => {
                    tally.counts.add(counts);
                    sinks.add(&rendered);
                }
                Err(error) => {
                    tally.fail(&error);
                    sinks.fail(&error);
                }
            });
            if sinks.is_open() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
    );
    progress.finish();
    match sinks.finish() {
        Ok(()) => Ok(tally),
        Err(Failure::Shown(error)) => written(Err(error)).map(|_| tally),
        Err(failure) => Err(unwritable(failure)),
    }
}

fn unwritable(failure: Failure) -> ExitStatus {
    match failure {
        Failure::Shown(error) => errors::print(&format_args!("cannot write the output: {error}")),
        Failure::Filed(path, error) => errors::print(&format_args!("cannot write {}: {error}", path.display())),
    }
    ExitStatus::Error
}

fn report(found: &Found, args: &Check, global: Global, tally: &Tally, started: Instant) {
    if global.quiet {
        return;
    }
    if args.statistics {
        errors::block(&tally.counts.statistics());
    }
    if global.verbose {
        for source in &found.sources {
            let config = source.settings.file.as_ref().map_or("built-in defaults".into(), |file| file.to_string_lossy());
            errors::note(&format_args!("{}: {} rules, {config}", source.display, source.settings.rules.rules().len()));
        }
        errors::note(&format_args!("Took {} ms.", started.elapsed().as_millis()));
    }
    if (args.format == Format::Full || args.output_file.is_some()) && tally.counts.files > 0 {
        errors::note(&tally.counts);
    }
}

fn show_files(found: &Found) -> Outcome {
    let mut output = stdout();
    let lines = found.sources.iter().try_for_each(|source| writeln!(output, "{}", source.display));
    written(lines.and_then(|()| io::Write::flush(&mut output)))
}

/// What the exit status depends on.
#[derive(Default)]
struct Tally {
    counts: Counts,
    file_errors: usize,
    internal_errors: usize,
}

impl Tally {
    fn fail(&mut self, error: &FileError) {
        errors::print(error);
        if error.kind.is_internal() {
            self.internal_errors += 1;
        } else {
            self.file_errors += 1;
        }
    }

    fn status(&self, args: &Check) -> ExitStatus {
        if self.internal_errors > 0 || (self.file_errors > 0 && !args.ignore_errors) {
            ExitStatus::Error
        } else if !args.exit_zero && self.fails(args) {
            ExitStatus::Findings
        } else {
            ExitStatus::Success
        }
    }

    fn fails(&self, args: &Check) -> bool {
        let threshold = Severity::from(args.fail_on);
        let counts_against = |&severity: &Severity| match (severity, args.max_warnings) {
            (Severity::Warning, Some(allowed)) => self.counts.severity(severity) > allowed,
            _ => severity >= threshold && self.counts.severity(severity) > 0,
        };
        [Severity::Hint, Severity::Information, Severity::Warning, Severity::Error].iter().any(counts_against)
    }
}
