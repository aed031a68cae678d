//! The arguments; nothing but clap's derive and the conversions that follow from it.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use unblame_core::rule::Profile;
use unblame_core::{Applicability, Severity};
use unblame_workspace::git::Changes;
use unblame_workspace::{Overrides, Scope};

use crate::exit::ExitStatus;

/// A linter for blameless language: finds wording that makes a person the cause, and offers wording about systems.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) global: Global,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lint files and folders
    Check(Box<Check>),
    /// List the enabled rules
    Rules(Rules),
    /// Say what a rule finds and why, or why there is a finding at a place or none
    Explain(Explain),
    /// Write a commented unblame.toml here; an existing one stays as it is
    Init,
    /// Look into the configuration
    #[command(subcommand)]
    Config(Config),
    /// Work on rule packs
    #[command(subcommand)]
    Pack(Pack),
    /// Serve an editor on standard input and output
    Lsp {
        /// The only way there is; accepted because editors pass it
        #[arg(long)]
        stdio: bool,
    },
    /// Print the completions for a shell
    Completions {
        /// The shell to complete for
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Print each value that is in force for a path, and where it comes from
    Show {
        /// A file or folder
        #[arg(default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// Print the JSON Schema of unblame.toml, for editors and validators
    Schema {
        /// That of a pack file instead
        #[arg(long)]
        pack: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Pack {
    /// Write a commented pack that passes its own tests; an existing one stays as it is
    New {
        /// A name in lower-case letters, digits and hyphens: the pack becomes packs/NAME.toml. Or the path of a .toml file
        #[arg(value_name = "NAME-OR-PATH")]
        pack: PathBuf,
    },
    /// List the packs in force
    List {
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// Write the content hashes of the packs to unblame.lock, for `check --locked`
    Lock {
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// Run the examples of a pack: each rule must find its bad ones exactly and leave the good ones alone
    Test {
        /// A pack file or folder, or the name of a built-in pack
        #[arg(value_name = "NAME-OR-PATH", default_value = "core")]
        pack: String,
        /// Run them again whenever a file of the pack changes, until Ctrl-C
        #[arg(long)]
        watch: bool,
    },
}

/// Flags of every command.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Print errors only
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say which configuration, files and rules are used
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// When to use colours; `NO_COLOR` and `CLICOLOR_FORCE` count as well
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// Which configuration and rules are in force.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Rules")]
pub(crate) struct RuleArgs {
    /// Use this configuration file for everything
    #[arg(long, value_name = "PATH", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Built-in defaults only: no configuration file, no user pack, no Git configuration
    #[arg(long)]
    isolated: bool,
    /// How far the rules reach
    #[arg(long, value_enum)]
    profile: Option<ProfileArg>,
    /// Run only these rules, categories or packs
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Option<Vec<String>>,
    /// Leave out these rules, categories or packs
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Run these as well as what the configuration selects
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    extend_select: Vec<String>,
}

impl RuleArgs {
    pub(crate) fn scope(&self) -> Scope {
        match &self.config {
            Some(path) => Scope::File(path.clone()),
            None if self.isolated => Scope::Isolated,
            None => Scope::Closest,
        }
    }

    pub(crate) fn isolated(&self) -> bool {
        self.isolated
    }

    pub(crate) fn overrides(&self) -> Overrides {
        Overrides {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            extend_select: self.extend_select.clone(),
            profile: self.profile.map(Profile::from),
            ..Overrides::default()
        }
    }
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "every flag is one")]
pub(crate) struct Check {
    /// Files and folders; `-` is standard input
    #[arg(default_value = ".", value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// The name that standard input goes by
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// How many threads to use; as many as there are cores by default
    #[arg(short = 'j', long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,

    /// How to print findings
    #[arg(long, alias = "output-format", value_enum, env = "UNBLAME_FORMAT", default_value = "full", help_heading = "Output")]
    pub(crate) format: Format,
    /// Write the findings to this file, and `full` to standard output
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output_file: Option<PathBuf>,
    /// Leave findings below this severity out altogether
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Output")]
    pub(crate) min_severity: Option<SeverityArg>,
    /// Count the findings by rule and by category, on standard error
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,
    /// Print the files that would be linted, and stop
    #[arg(long, help_heading = "Output")]
    pub(crate) show_files: bool,
    /// Show no progress bar
    #[arg(long, help_heading = "Output")]
    pub(crate) no_progress: bool,

    /// Carry out the rewrites that change nothing but the judgement
    #[arg(long, conflicts_with_all = ["staged", "add_suppressions"], help_heading = "Rewrites")]
    fix: bool,
    /// Print the change as a diff, and write nothing
    #[arg(long, help_heading = "Rewrites")]
    diff: bool,
    /// Carry out the rewrites that want a reader, too: with --fix or --diff
    #[arg(long, help_heading = "Rewrites")]
    unsafe_fixes: bool,

    /// Only lines that are staged for the next commit, as they are staged
    #[arg(long, group = "changes", help_heading = "Adoption")]
    staged: bool,
    /// Only lines of the work tree that differ from HEAD, and files that Git doesn't follow yet
    #[arg(long, group = "changes", help_heading = "Adoption")]
    changed: bool,
    /// Only lines that changed since the work tree's history left that of this revision
    #[arg(long, value_name = "REV", group = "changes", help_heading = "Adoption")]
    since: Option<String>,
    /// Leave out the findings that this file holds
    #[arg(long, value_name = "FILE", help_heading = "Adoption")]
    baseline: Option<PathBuf>,
    /// Write the findings to the baseline (unblame-baseline.json) if it doesn't exist, else remove those that are gone
    #[arg(long, conflicts_with = "changes", help_heading = "Adoption")]
    pub(crate) update_baseline: bool,
    /// Write a comment for each finding into the files, which silences it and says why; changes nothing else
    #[arg(long, requires = "reason", conflicts_with_all = ["changes", "baseline", "update_baseline", "show_files"], help_heading = "Adoption")]
    add_suppressions: bool,
    /// The reason that the comments of --add-suppressions give
    #[arg(long, value_name = "TEXT", requires = "add_suppressions", value_parser = reason, help_heading = "Adoption")]
    reason: Option<String>,

    /// The lowest severity that gives exit status 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "warning", help_heading = "Exit status")]
    pub(crate) fail_on: SeverityArg,
    /// Let up to this many warnings pass
    #[arg(long, value_name = "N", help_heading = "Exit status")]
    pub(crate) max_warnings: Option<usize>,
    /// Give status 0 whatever is found; errors still give 2
    #[arg(long, help_heading = "Exit status")]
    pub(crate) exit_zero: bool,
    /// Name files that can't be read, but go on as if they weren't there
    #[arg(long, help_heading = "Exit status")]
    pub(crate) ignore_errors: bool,

    /// Leave out these files, in place of the configuration's `exclude`; the syntax is that of .gitignore
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    exclude: Option<Vec<String>>,
    /// Leave out these files as well
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    extend_exclude: Vec<String>,
    /// Fail where a pack is not the one in unblame.lock
    #[arg(long, help_heading = "Rules")]
    pub(crate) locked: bool,
    /// Apply the globs to files that are named, too
    #[arg(long, help_heading = "Files")]
    pub(crate) force_exclude: bool,
    /// Lint what .gitignore leaves out
    #[arg(long, help_heading = "Files")]
    pub(crate) no_respect_gitignore: bool,
}

/// A reason has to fit into a comment.
fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("say in a few words why these passages may stay".to_owned());
    }
    if text.contains("--") || text.contains(char::is_control) {
        return Err("it stands in a comment of one line: no line breaks, and no `--`".to_owned());
    }
    Ok(text.to_owned())
}

/// What becomes of rewrites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fixing {
    /// They are written.
    Write(Applicability),
    /// They are shown as a diff.
    Show(Applicability),
}

impl Fixing {
    /// How trustworthy a rewrite must be at least, and whether files are written.
    pub(crate) fn scope(self) -> (Applicability, bool) {
        match self {
            Self::Write(least) => (least, true),
            Self::Show(least) => (least, false),
        }
    }
}

impl Check {
    /// The reason of the comments that are to be written, if any are.
    pub(crate) fn suppressions(&self) -> Option<&str> {
        self.reason.as_deref().filter(|_| self.add_suppressions)
    }

    /// Whether a diff takes the place of the findings.
    pub(crate) fn shows_diff(&self) -> bool {
        self.diff
    }

    /// Which rewrites are carried out, and where to; none by default.
    ///
    /// # Errors
    ///
    /// What is missing or can't be done.
    pub(crate) fn fixing(&self) -> Result<Option<Fixing>, &'static str> {
        let least = if self.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        match (self.fix, self.diff) {
            (_, true) => Ok(Some(Fixing::Show(least))),
            (true, false) if self.paths.iter().any(|path| path.as_os_str() == "-") => {
                Err("standard input can't be rewritten in place: use --diff")
            }
            (true, false) => Ok(Some(Fixing::Write(least))),
            (false, false) if self.unsafe_fixes => Err("--unsafe-fixes says which rewrites: add --fix or --diff"),
            (false, false) => Ok(None),
        }
    }

    /// The baseline in force.
    pub(crate) fn baseline(&self) -> Option<&Path> {
        self.baseline.as_deref().or_else(|| self.update_baseline.then_some(Path::new("unblame-baseline.json")))
    }

    /// Which lines count, where not all do.
    pub(crate) fn changes(&self) -> Option<Changes> {
        let since = || self.since.clone().map(Changes::Since);
        self.staged.then_some(Changes::Staged).or(self.changed.then_some(Changes::WorkTree)).or_else(since)
    }

    pub(crate) fn overrides(&self) -> Overrides {
        Overrides { exclude: self.exclude.clone(), extend_exclude: self.extend_exclude.clone(), ..self.rules.overrides() }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    /// How to print the rules
    #[arg(long, alias = "output-format", value_enum, default_value = "table")]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A rule, with or without its pack; or a place in a file, whose line and column count from 1
    #[arg(value_name = "RULE|FILE:LINE:COLUMN", allow_hyphen_values = true)]
    pub(crate) subject: String,
    /// The name that standard input goes by, where the file is `-`
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    /// How to print it
    #[arg(long, alias = "output-format", value_enum, default_value = "text")]
    pub(crate) format: ExplainFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The passage, why it matters and other wordings
    Full,
    /// One line per finding
    Concise,
    /// One array
    Json,
    /// One object per line
    JsonLines,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// A GitLab code quality report
    Gitlab,
    /// The XML of `JUnit`: a test suite per file
    Junit,
    /// The XML of Checkstyle
    Checkstyle,
    /// What reviewdog reads
    Rdjson,
    /// A page for reading: the documents with their findings in place
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Table,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SeverityArg {
    Error,
    Warning,
    Information,
    Hint,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Self {
        match severity {
            SeverityArg::Error => Self::Error,
            SeverityArg::Warning => Self::Warning,
            SeverityArg::Information => Self::Information,
            SeverityArg::Hint => Self::Hint,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileArg {
    /// The categories of blame; for any prose
    Core,
    /// And the structure of incident documents
    Postmortem,
    /// And what is a matter of taste
    Strict,
}

impl From<ProfileArg> for Profile {
    fn from(profile: ProfileArg) -> Self {
        match profile {
            ProfileArg::Core => Self::Core,
            ProfileArg::Postmortem => Self::Postmortem,
            ProfileArg::Strict => Self::Strict,
        }
    }
}

/// Reads the arguments. Help, version and mistakes are printed here and come back as the status to end with.
pub(crate) fn parse() -> Result<Cli, ExitStatus> {
    let cli = Cli::try_parse().map_err(|error| {
        // A closed pipe behind `--help` is no error.
        _ = error.print();
        if error.use_stderr() { ExitStatus::Error } else { ExitStatus::Success }
    })?;
    match cli.global.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    Ok(cli)
}
