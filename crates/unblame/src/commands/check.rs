//! `unblame check`.

use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use unblame_core::Severity;
use unblame_workspace::git::discover_changed;
use unblame_workspace::{Discovery, FileError, Found, Linted, Resolver, Source, check_lock, discover, run};

mod suppressions;

use super::fixes::{self, Rewrites};
use super::{Outcome, current_folder, report_all, written};
use crate::baseline::{Baseline, BaselineError, Seen};
use crate::cli::{Check, Fixing, Format, Global};
use crate::exit::ExitStatus;
use crate::output::finding::{Age, File};
use crate::output::sarif::Rules;
use crate::output::sinks::{Failure, Printers, Rendered, Sinks};
use crate::output::summary::Counts;
use crate::output::{errors, stdout};
use crate::progress::Progress;

pub(crate) fn run(args: &Check, global: Global) -> Outcome {
    let started = Instant::now();
    let cwd = current_folder()?;
    let fixing = args.fixing().map_err(|problem| {
        errors::print(&problem);
        ExitStatus::Error
    })?;
    let resolver = Arc::new(Resolver::new(args.rules.scope(), args.overrides(), cwd.clone()));
    // The process ends with this command, and freeing the rules would take longer than linting a page.
    std::mem::forget(Arc::clone(&resolver));
    let found = find(args, &cwd, &resolver)?;
    if args.locked {
        let mut files: Vec<_> = found.sources.iter().map(|source| &source.settings).collect();
        files.sort_by(|a, b| a.file.cmp(&b.file));
        files.dedup_by(|a, b| a.file == b.file);
        files.iter().try_for_each(|settings| check_lock(settings, &cwd)).map_err(|problems| report_all(&problems))?;
    }
    if args.show_files {
        let mut tally = Tally::default();
        found.errors.iter().for_each(|error| tally.fail(error));
        show_files(&found)?;
        return Ok(tally.status(args));
    }
    let baseline = args.baseline().map(|path| Baseline::read(path, &cwd, args.update_baseline)).transpose();
    let baseline = baseline.map_err(|error| refused(&error))?;
    if found.sources.is_empty() && found.errors.is_empty() && !global.quiet {
        errors::note(&"No files to check.");
    }
    let written = args.suppressions().map(|reason| suppressions::add(&found, reason, args, global)).transpose()?;
    let work = Work { args, global, cwd: &cwd, baseline: baseline.as_ref(), fixing };
    let mut tally = work.lint(&found)?;
    tally.file_errors += written.unwrap_or_default();
    report(&found, args, global, &tally, started);
    if let Some(fixing) = fixing.filter(|_| !global.quiet) {
        errors::note(&tally.rewrites.told(fixing, tally.counts.total()));
    }
    work.settle(&tally)?;
    Ok(tally.status(args))
}

fn find(args: &Check, cwd: &Path, resolver: &Arc<Resolver>) -> Result<Found, ExitStatus> {
    let options = discovery(args, cwd);
    let found = match args.changes() {
        None => discover(&args.paths, &options, resolver),
        Some(_) if args.paths.iter().any(|path| path.as_os_str() == "-") => {
            errors::print(&"Git knows nothing of standard input: `-` can't be checked for its changed lines only");
            return Err(ExitStatus::Error);
        }
        Some(changes) => discover_changed(&args.paths, &options, resolver, &changes).map_err(|error| {
            errors::print(&error);
            ExitStatus::Error
        })?,
    };
    found.map_err(|problems| report_all(&problems))
}

fn discovery(args: &Check, cwd: &Path) -> Discovery {
    Discovery {
        cwd: cwd.to_path_buf(),
        respect_gitignore: !args.no_respect_gitignore,
        user_gitignore: !args.rules.isolated(),
        force_exclude: args.force_exclude,
        stdin_filename: args.stdin_filename.clone(),
    }
}

fn refused(error: &BaselineError) -> ExitStatus {
    errors::print(error);
    ExitStatus::Error
}

/// What one file comes to; the text itself is gone by then.
struct Checked {
    rendered: Rendered,
    counts: Counts,
    seen: Option<Seen>,
    rewrites: Rewrites,
}

/// What stays the same for all files.
struct Work<'a> {
    args: &'a Check,
    global: Global,
    cwd: &'a Path,
    baseline: Option<&'a Baseline>,
    fixing: Option<Fixing>,
}

impl Work<'_> {
    fn check(&self, source: &Source, printers: &Printers) -> Result<Checked, FileError> {
        let (mut file, mut seen) = self.file(source, printers, source.lint()?);
        let mut rewrites = Rewrites::default();
        let mut rendered = None;
        if let Some(fixing) = self.fixing {
            let (least, writes) = fixing.scope();
            let fixed = fixes::fix(source, &file, least)?;
            rewrites = Rewrites::of(fixed.applied);
            if !writes {
                rendered = Some(Rendered::alone(fixes::diff(&source.display, &file.text, &fixed.text)));
            } else if fixed.text != file.text {
                source.overwrite(&file.text, &fixed.text)?;
                (file, seen) = self.file(source, printers, source.lint_text(fixed.text)?);
            }
        }
        let counts = Counts::of(file.fresh().map(|finding| &finding.diagnostic), self.args.statistics);
        let rendered = rendered.unwrap_or_else(|| printers.render(&file));
        Ok(Checked { rendered, counts, seen, rewrites })
    }

    /// The findings of a file that count, and what a baseline has to know of all of them.
    fn file<'s>(&self, source: &'s Source, printers: &Printers, linted: Linted) -> (File<'s>, Option<Seen>) {
        let mut file = File::new(&source.display, &source.settings.rules, linted);
        if printers.tell_of_suppressed() {
            file = file.with_suppressed(self.baseline.map(|_| Age::New));
        }
        // What the baseline holds doesn't depend on what is left out of the output.
        let seen = self.baseline.map(|baseline| baseline.mark(&mut file, source, self.cwd));
        if let Some(lines) = &source.lines {
            file.retain_touching(lines);
        }
        if let Some(minimum) = self.args.min_severity {
            file.retain(|diagnostic| diagnostic.severity >= Severity::from(minimum));
        }
        (file, seen)
    }

    fn lint(&self, found: &Found) -> Result<Tally, ExitStatus> {
        let args = self.args;
        let rules = Rules::new(found.sources.iter().flat_map(|source| source.settings.rules.rules()));
        // A diff is for a program, whatever the format of findings.
        let format = if args.shows_diff() { Format::Concise } else { args.format };
        let printers = Printers::new(format, args.output_file.is_some(), rules);
        let mut sinks = Sinks::open(&printers, args.output_file.clone()).map_err(unwritable)?;
        let mut tally = Tally::default();
        for error in &found.errors {
            tally.fail(error);
            sinks.fail(error);
        }
        let mut progress = Progress::new(found.sources.len(), self.global.quiet || args.no_progress);
        let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, usize::from);
        run::ordered(
            &found.sources,
            threads,
            |source| self.check(source, &printers),
            |checked| {
                progress.step();
                progress.suspended(|| match checked {
                    Ok(checked) => {
                        tally.counts.add(checked.counts);
                        tally.rewrites.add(checked.rewrites);
                        tally.seen.extend(checked.seen);
                        sinks.add(&checked.rendered);
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

    /// Writes the baseline, or tells what is stale in it.
    fn settle(&self, tally: &Tally) -> Result<(), ExitStatus> {
        let Some(baseline) = self.baseline else { return Ok(()) };
        let paths: Vec<PathBuf> = self.args.paths.iter().map(|path| self.cwd.join(path)).collect();
        let paths: Vec<PathBuf> = paths.iter().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone())).collect();
        if self.args.update_baseline {
            let message = baseline.update(&tally.seen, &paths).map_err(|error| refused(&error))?;
            if !self.global.quiet {
                errors::note(&message);
            }
        } else if !self.global.quiet && self.args.changes().is_none() {
            let stale = baseline.stale(&tally.seen, &paths);
            if stale > 0 {
                let shown = baseline.shown();
                errors::note(&format_args!("Stale in the baseline {shown}: {stale}; --update-baseline removes them."));
            }
        }
        Ok(())
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
    rewrites: Rewrites,
    seen: Vec<Seen>,
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
        } else if !args.exit_zero && (self.fails(args) || args.shows_diff() && self.rewrites.any()) {
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
