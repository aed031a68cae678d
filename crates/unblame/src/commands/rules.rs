//! `unblame rules`.

use std::fmt::Write as _;
use std::io::Write as _;

use serde::Serialize;
use unblame_core::RuleInfo;
use unblame_workspace::Resolver;

use super::{Outcome, current_folder, report_all, written};
use crate::cli::{ListFormat, Rules};
use crate::exit::ExitStatus;
use crate::output::{json, rule_name, snippet, stdout, style::Styles, text::one_line};

#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    category: &'a str,
    pack: &'a str,
    severity: &'static str,
    profile: &'static str,
    message: &'a str,
    why: &'a str,
    question: &'a str,
    rewrites: &'a [String],
    sources: &'a [String],
    url: String,
}

pub(crate) fn run(args: &Rules) -> Outcome {
    let cwd = current_folder()?;
    let resolver = Resolver::new(args.rules.scope(), args.rules.overrides(), cwd.clone());
    let Some(settings) = resolver.for_folder(&cwd) else { return Err(report_all(&resolver.errors())) };
    let rules = settings.rules.rules();
    let text = match args.format {
        ListFormat::Table => table(rules, &Styles::new(snippet::colors(&std::io::stdout()))),
        ListFormat::Json => array(rules),
    };
    let mut output = stdout();
    written(output.write_all(text.as_bytes()).and_then(|()| output.flush()))?;
    Ok(ExitStatus::Success)
}

fn table(rules: &[impl AsRef<RuleInfo>], styles: &Styles) -> String {
    let rows: Vec<_> = rules.iter().map(|rule| (rule_name(rule.as_ref()), rule.as_ref())).collect();
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let mut lines = String::new();
    // Writing to a string has no way to fail.
    for (name, rule) in rows {
        let (name_style, severity) = (styles.name, styles.severity(rule.severity));
        _ = writeln!(
            lines,
            "{name_style}{:width$}{name_style:#}  {severity}{:11}{severity:#}  {:16}  {:10}  {}",
            one_line(&name, usize::MAX),
            rule.severity.as_str(),
            rule.category,
            rule.profile.as_str(),
            one_line(&rule.message, usize::MAX),
        );
    }
    lines
}

pub(super) fn array(rules: &[impl AsRef<RuleInfo>]) -> String {
    let rows: Vec<Row<'_>> = rules.iter().map(|rule| row(rule.as_ref())).collect();
    let mut text = String::new();
    // Strings only: there is no way to fail.
    json::push_without_controls(&mut text, &serde_json::to_string_pretty(&rows).unwrap_or_default());
    text.push('\n');
    text
}

fn row(rule: &RuleInfo) -> Row<'_> {
    Row {
        rule: &rule.id,
        category: &rule.category,
        pack: &rule.pack,
        severity: rule.severity.as_str(),
        profile: rule.profile.as_str(),
        message: &rule.message,
        why: &rule.why,
        question: &rule.question,
        rewrites: &rule.rewrites,
        sources: &rule.sources,
        url: rule.url(),
    }
}
