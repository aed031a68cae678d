//! `unblame pack`.

mod test;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unblame_workspace::{Resolver, Settings, is_builtin_pack, write_lock};

use super::init::create;
use super::{Outcome, current_folder, report_all, written};
use crate::cli::{Global, Pack, RuleArgs};
use crate::exit::ExitStatus;
use crate::output::{errors, stdout, text::visible};

pub(crate) fn run(args: &Pack, global: Global) -> Outcome {
    match args {
        Pack::New { pack } => new(pack),
        Pack::List { rules } => list(rules),
        Pack::Lock { rules } => lock(rules),
        Pack::Test { pack, watch } => test::run(pack, *watch, global),
    }
}

const TEMPLATE: &str = include_str!("../templates/pack.toml");

fn new(given: &Path) -> Outcome {
    let path = match given.extension() {
        None if given.components().count() == 1 => Path::new("packs").join(given).with_extension("toml"),
        None => given.with_extension("toml"),
        Some(_) => given.to_path_buf(),
    };
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if name.is_empty() || !is_name(name) || path.extension().is_none_or(|extension| extension != "toml") {
        errors::print(&format_args!("`{}` is no name of a pack: use lower-case letters, digits and hyphens", given.display()));
        return Err(ExitStatus::Error);
    }
    if is_builtin_pack(name) {
        errors::print(&format_args!("`{name}` is the name of a pack that ships with unblame; take another one"));
        return Err(ExitStatus::Error);
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| {
            errors::print(&format_args!("cannot create the folder {}: {error}", folder.display()));
            ExitStatus::Error
        })?;
    }
    create(&path, &TEMPLATE.replace("{name}", name))?;
    let path = path.display();
    errors::note(&format_args!("Wrote {path}. Try it with `unblame pack test {path}`, and add it to unblame.toml:"));
    errors::note(&format_args!("packs = [\"{path}\"]"));
    Ok(ExitStatus::Success)
}

fn settings(rules: &RuleArgs) -> Result<(Arc<Settings>, PathBuf), ExitStatus> {
    let cwd = current_folder()?;
    let resolver = Resolver::new(rules.scope(), rules.overrides(), cwd.clone());
    let settings = resolver.for_folder(&cwd).ok_or_else(|| report_all(&resolver.errors()))?;
    Ok((settings, cwd))
}

fn list(rules: &RuleArgs) -> Outcome {
    let (settings, _) = settings(rules)?;
    let rules = &settings.rules;
    let mut output = stdout();
    let lines = rules.packs().iter().try_for_each(|pack| {
        let all = rules.every_rule().filter(|rule| rule.pack == pack.name).count();
        let running = rules.rules().iter().filter(|rule| rule.pack == pack.name).count();
        let (name, version) = (&pack.name, pack.version.as_deref().unwrap_or("-"));
        let place = match pack.files.as_slice() {
            _ if is_builtin_pack(name) => "built in",
            [file] => file,
            [first, ..] => first.rsplit_once('/').map_or(".", |(folder, _)| folder),
            [] => "-",
        };
        let description = pack.description.as_deref().unwrap_or_default();
        let line = format!("{name:12}  {version:8}  {running:>3} of {all:>3} rules  {place:24}  {description}");
        writeln!(output, "{}", visible(line.trim_end()))
    });
    written(lines.and_then(|()| output.flush()))
}

fn lock(rules: &RuleArgs) -> Outcome {
    let (settings, cwd) = settings(rules)?;
    let (path, count) = write_lock(&settings, &cwd).map_err(|problem| report_all(&[problem]))?;
    let path = path.strip_prefix(&cwd).unwrap_or(&path).display();
    errors::note(&format_args!("Wrote {path}: {count} {}.", if count == 1 { "pack" } else { "packs" }));
    Ok(ExitStatus::Success)
}
