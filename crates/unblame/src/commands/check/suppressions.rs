//! `unblame check --add-suppressions`: comments in the files for what is found now, so that only new findings count from here on.

use unblame_core::{Diagnostic, RuleInfo, Severity, SilenceOptions, Silenced};
use unblame_workspace::{FileErrorKind, Found, Input};

use crate::cli::{Check, Global};
use crate::exit::ExitStatus;
use crate::output::{errors, rule_name};

/// Writes the comments and says what was done. The number of files that could not be written; those that can't be read are left to
/// the check that follows.
pub(super) fn add(found: &Found, reason: &str, args: &Check, global: Global) -> Result<usize, ExitStatus> {
    if found.sources.iter().any(|source| source.input == Input::Stdin) {
        errors::print(&"--add-suppressions writes to files: standard input has none");
        return Err(ExitStatus::Error);
    }
    let minimum = args.min_severity.map(Severity::from);
    let wanted = |one: &Diagnostic| minimum.is_none_or(|minimum| one.severity >= minimum);
    let name = |rule: &RuleInfo| rule_name(rule).into_owned();
    let mut unwritten = 0;
    for source in &found.sources {
        match source.suppress(SilenceOptions { reason, wanted: &wanted, name: &name }) {
            Ok(Some(suppressed)) if suppressed.findings > 0 && !global.quiet => {
                errors::note(&format_args!("{}: {}", source.display, told(&suppressed)));
            }
            Err(error) if matches!(error.kind, FileErrorKind::Write(_)) => {
                errors::print(&error);
                unwritten += 1;
            }
            Ok(_) | Err(_) => {}
        }
    }
    Ok(unwritten)
}

fn told(suppressed: &Silenced) -> String {
    let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let mut parts = vec![format!("silenced {}", plural(suppressed.findings, "finding"))];
    if suppressed.places > 0 {
        parts.push(format!("with comments in {}", plural(suppressed.places, "place")));
    }
    if !suppressed.everywhere.is_empty() {
        let rules = suppressed.everywhere.join(", ");
        parts.push(format!("{rules} in the whole file, as no comment beside the passage would leave the text as it is"));
    }
    parts.join(", ")
}
