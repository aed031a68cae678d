//! `unblame explain FILE:LINE:COLUMN`: why there is a finding, or why there is none.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unblame_core::trace::{Outcome as Became, Trace, Tracer};
use unblame_core::{Document, Format, LineIndex, RuleInfo, RuleSet, TextSize};
use unblame_workspace::{Discovery, Input, Resolver, Settings, Source, discover};

use super::super::{Outcome, current_folder, report_all, written};
use crate::cli::{Explain, ExplainFormat};
use crate::exit::ExitStatus;
use crate::output::{errors, snippet, stdout, style::Styles, trace};

/// A place as it is written on the command line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    path: PathBuf,
    line: u32,
    column: u32,
}

impl Place {
    /// Reads `FILE:LINE:COLUMN` from the right, since paths may hold colons. `None` if it looks like the name of a rule, which holds none.
    pub(super) fn parse(written: &str) -> Option<Result<Self, String>> {
        if !written.contains(':') {
            return None;
        }
        let mut parts = written.rsplitn(3, ':');
        let mut number = || parts.next().and_then(|part| part.parse::<u32>().ok());
        let (column, line) = (number(), number());
        let path = parts.next().filter(|path| !path.is_empty());
        let (Some(column), Some(line), Some(path)) = (column, line, path) else {
            return Some(Err(format!("`{written}` is no place in a file: write FILE:LINE:COLUMN, such as notes.md:3:7")));
        };
        if line == 0 || column == 0 {
            return Some(Err(format!("`{written}` is no place in a file: lines and columns count from 1")));
        }
        Some(Ok(Self { path: path.into(), line, column }))
    }

    /// The byte offset of the place; the end of a line is a place, too.
    fn offset(&self, text: &str) -> Result<TextSize, String> {
        let index = LineIndex::new(text);
        let Some(start) = index.line_start(self.line) else {
            return Err(format!("there is no line {}; the last one is {}", self.line, index.line_count()));
        };
        let line = text[usize::from(start)..].split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut columns = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        let at = columns.nth(self.column as usize - 1).ok_or_else(|| {
            let end = line.chars().count() + 1;
            format!("line {} has no column {}; it ends at column {end}", self.line, self.column)
        })?;
        Ok(start + TextSize::try_from(at).unwrap_or_default())
    }
}

pub(super) fn run(args: &Explain, place: &Place) -> Outcome {
    let cwd = current_folder()?;
    let resolver = Arc::new(Resolver::new(args.rules.scope(), args.rules.overrides(), cwd.clone()));
    let source = find(args, place, &cwd, &resolver)?;
    let text = source.text().map_err(refused)?;
    let document = Document::new(&text, Format::from_path(Path::new(&source.display)));
    let offset = place.offset(document.text()).map_err(|problem| refused(format!("{}: {problem}", source.display)))?;
    let traced = Tracer::new(&document, &source.settings.rules).at(offset);
    let asleep = if traced.findings.is_empty() { asleep(&document, offset, &source, &cwd, &resolver)? } else { Vec::new() };
    let report = trace::Report { path: &source.display, text: document.text(), offset, trace: &traced, asleep: &asleep };
    let shown = match args.format {
        ExplainFormat::Json => trace::json::render(&report),
        ExplainFormat::Text => {
            let color = snippet::colors(&std::io::stdout());
            let note = excluded(&source).then_some("`exclude` leaves this file out where a folder is checked.");
            trace::text::render(&report, note, &Styles::new(color), color)
        }
    };
    let mut output = stdout();
    written(output.write_all(shown.as_bytes()).and_then(|()| output.flush()))
}

fn refused(problem: impl std::fmt::Display) -> ExitStatus {
    errors::print(&problem);
    ExitStatus::Error
}

fn find(args: &Explain, place: &Place, cwd: &Path, resolver: &Arc<Resolver>) -> Result<Source, ExitStatus> {
    if cwd.join(&place.path).is_dir() {
        return Err(refused(format_args!("{}: a folder has no lines; name a file in it", place.path.display())));
    }
    let options = Discovery {
        cwd: cwd.to_path_buf(),
        respect_gitignore: false,
        user_gitignore: false,
        force_exclude: false,
        stdin_filename: args.stdin_filename.clone(),
    };
    let found = discover(std::slice::from_ref(&place.path), &options, resolver).map_err(|problems| report_all(&problems))?;
    if let Some(error) = found.errors.first() {
        return Err(refused(error));
    }
    // A path without an error is a source.
    found.sources.into_iter().next().ok_or(ExitStatus::Error)
}

fn excluded(source: &Source) -> bool {
    matches!(&source.input, Input::File(path) if source.settings.excludes(path, false))
}

/// The rules that would speak in that sentence if they ran.
fn asleep(
    document: &Document<'_>,
    offset: TextSize,
    source: &Source,
    cwd: &Path,
    resolver: &Resolver,
) -> Result<Vec<Arc<RuleInfo>>, ExitStatus> {
    let path = match &source.input {
        Input::File(path) => path,
        _ => cwd,
    };
    let all = resolver.configuration_for(path).and_then(|configuration| Settings::all_rules(&configuration));
    let all = all.map_err(|problems| report_all(&problems))?;
    Ok(speaking(&Tracer::new(document, &all).at(offset), &source.settings.rules))
}

fn speaking(trace: &Trace, running: &RuleSet) -> Vec<Arc<RuleInfo>> {
    let same = |a: &RuleInfo, b: &RuleInfo| (&a.pack, &a.id) == (&b.pack, &b.id);
    let attempts = trace.sentence.iter().flat_map(|sentence| &sentence.cues).flat_map(|cue| &cue.attempts);
    let mut rules: Vec<Arc<RuleInfo>> = Vec::new();
    for attempt in attempts.filter(|attempt| matches!(attempt.outcome, Became::Found(_))) {
        let known = rules.iter().chain(running.rules()).any(|rule| same(rule, &attempt.rule));
        if !known {
            rules.push(Arc::clone(&attempt.rule));
        }
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[track_caller]
    fn check(written: &str, expected: Option<(&str, u32, u32)>) {
        let place = Place::parse(written).and_then(Result::ok);
        let expected = expected.map(|(path, line, column)| Place { path: path.into(), line, column });
        assert_eq!(place, expected, "{written}");
    }

    #[test]
    fn places_are_read_from_the_right() {
        check("notes.md:3:7", Some(("notes.md", 3, 7)));
        check("C:\\notes.md:3:7", Some(("C:\\notes.md", 3, 7)));
        check("a:1:2:3:4", Some(("a:1:2", 3, 4)));
        check("-:1:1", Some(("-", 1, 1)));
        for wrong in ["core/zonk", "notes.md:3", ":3:7", "notes.md:3:", "notes.md:0:1", "notes.md:1:0", "notes.md:-1:1"] {
            check(wrong, None);
        }
    }

    #[track_caller]
    fn offset(text: &str, line: u32, column: u32, expected: Result<u32, &str>) {
        let place = Place { path: "a.md".into(), line, column };
        assert_eq!(place.offset(text).map(u32::from), expected.map_err(str::to_owned), "{text:?} {line}:{column}");
    }

    #[test]
    fn columns_count_characters() {
        offset("é𝄞x\nb\r\n", 1, 3, Ok(6));
        offset("é𝄞x\nb\r\n", 1, 4, Ok(7));
        offset("é𝄞x\nb\r\n", 1, 5, Err("line 1 has no column 5; it ends at column 4"));
        offset("é𝄞x\nb\r\n", 2, 2, Ok(9));
        offset("é𝄞x\nb\r\n", 2, 3, Err("line 2 has no column 3; it ends at column 2"));
        offset("a\n", 2, 1, Ok(2));
        offset("a\n", 3, 1, Err("there is no line 3; the last one is 2"));
        offset("", 1, 1, Ok(0));
    }
}
