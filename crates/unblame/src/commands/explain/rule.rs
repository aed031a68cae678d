//! `unblame explain RULE`: what a rule finds, and why.

use std::fmt::Write as _;
use std::io::Write as _;

use unblame_core::{RuleInfo, RuleSet};
use unblame_workspace::{ConfigError, Resolver, Settings, nearest};

use super::super::{Outcome, current_folder, report_all, rules, written};
use crate::cli::{Explain, ExplainFormat};
use crate::output::{rule_name, snippet, stdout, style::Styles, text::wrap};

const WIDTH: usize = 96;

pub(super) fn run(args: &Explain) -> Outcome {
    let cwd = current_folder()?;
    let resolver = Resolver::new(args.rules.scope(), args.rules.overrides(), cwd.clone());
    let all = resolver.configuration_for(&cwd).and_then(|configuration| Settings::all_rules(&configuration));
    let all = all.map_err(|problems| report_all(&problems))?;
    let named: Vec<_> = all.rules().iter().filter(|rule| is_named(rule, &args.subject)).cloned().collect();
    if named.is_empty() {
        return Err(report_all(&[unknown(&args.subject, &all)]));
    }
    let text = match args.format {
        ExplainFormat::Json => rules::array(&named),
        ExplainFormat::Text => {
            let styles = Styles::new(snippet::colors(&std::io::stdout()));
            let pages: Vec<String> = named.iter().map(|rule| page(rule, &styles)).collect();
            pages.join("\n")
        }
    };
    let mut output = stdout();
    written(output.write_all(text.as_bytes()).and_then(|()| output.flush()))
}

fn is_named(rule: &RuleInfo, name: &str) -> bool {
    rule.id == name || name.split_once('/').is_some_and(|(pack, id)| rule.pack == pack && rule.id == id)
}

fn unknown(name: &str, all: &RuleSet) -> ConfigError {
    if std::path::Path::new(name).is_file() {
        let help = format!("for a place in that file, write {name}:LINE:COLUMN");
        return ConfigError::new(format!("unknown rule `{name}`")).help(Some(help));
    }
    let known = all.rules().iter().map(|rule| rule.id.as_str());
    ConfigError::new(format!("unknown rule `{name}`"))
        .help(nearest(name, known).map(|nearest| format!("did you mean `{nearest}`?")))
}

fn page(rule: &RuleInfo, styles: &Styles) -> String {
    let (name, severity) = (styles.name, styles.severity(rule.severity));
    let mut page = format!(
        "{name}{}{name:#}  {severity}{}{severity:#}  {}  (pack {})\n\n",
        rule_name(rule),
        rule.severity.as_str(),
        rule.category,
        rule.pack
    );
    section(&mut page, styles, "", [&rule.message]);
    section(&mut page, styles, "Why", [&rule.why]);
    section(&mut page, styles, "Ask", [&rule.question]);
    section(&mut page, styles, "Found", &rule.bad);
    section(&mut page, styles, "Left alone", &rule.good);
    section(&mut page, styles, "Write", &rule.rewrites);
    section(&mut page, styles, "Sources", &rule.sources);
    // Writing to a string has no way to fail.
    _ = writeln!(page, "{}", rule.url());
    page
}

fn section<'a>(page: &mut String, styles: &Styles, title: &str, texts: impl IntoIterator<Item = &'a String>) {
    let mut texts = texts.into_iter().filter(|text| !text.trim().is_empty()).peekable();
    if texts.peek().is_none() {
        return;
    }
    if !title.is_empty() {
        let name = styles.name;
        _ = writeln!(page, "{name}{title}{name:#}");
    }
    for text in texts {
        for line in wrap(text, WIDTH).lines() {
            _ = writeln!(page, "  {line}");
        }
    }
    page.push('\n');
}
