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
use crate::output::summary::Counts;
use crate::output::{Printer, errors, stdout};
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
    let mut tally = Tally::default();
    found.errors.iter().for_each(|error| tally.fail(error));
    if args.show_files {
        show_files(&found)?;
        return Ok(tally.status(args));
    }
    if found.sources.is_empty() && found.errors.is_empty() && !global.quiet {
        errors::note(&"No files to check.");
    }
    lint(&found.sources, args, global, &mut tally)?;
    report(&found, args, global, &tally, started);
    Ok(tally.status(args))
}

/// What one file comes to; the text itself is gone by then.
type Checked = Result<(String, Counts), FileError>;

fn check_one(source: &Source, args: &Check, printer: Printer) -> Checked {
    let mut linted = source.lint()?;
    if let Some(minimum) = args.min_severity {
        linted.diagnostics.retain(|diagnostic| diagnostic.severity >= Severity::from(minimum));
    }
    let counts = Counts::of(&linted.diagnostics, args.statistics);
    Ok((printer.render(&source.display, &linted), counts))
}

fn lint(sources: &[Source], args: &Check, global: Global, tally: &mut Tally) -> Outcome {
    let printer = Printer::new(args.format);
    let mut document = printer.document(stdout());
    let mut progress = Progress::new(sources.len(), global.quiet || args.no_progress);
    let mut result = Ok(());
    let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from);
    run::ordered(
        sources,
        threads,
        |source| check_one(source, args, printer),
        |checked| {
            progress.step();
            match checked {
                Ok((rendered, counts)) => {
                    tally.counts.add(counts);
                    result = progress.suspended(|| document.add(&rendered));
                }
                Err(error) => progress.suspended(|| tally.fail(&error)),
            }
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
    );
    progress.finish();
    written(result.and_then(|()| document.finish()))
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
    if args.format == Format::Full && tally.counts.files > 0 {
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
