//! Which of the changed files are meant by the paths of the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{ChangedFile, Changes, GitError, changed};
use crate::discover::{EXTENSIONS, has_known_extension, is_hidden_name};
use crate::path::{absolute, display, slashed};
use crate::read::FileError;
use crate::{ConfigError, Discovery, Found, Input, Resolver, Source};

/// A path of the command line.
struct Target<'a> {
    given: &'a Path,
    /// Below the top folder.
    inside: PathBuf,
    exists: bool,
}

/// As [`discover`](crate::discover()), but only what Git says has changed; each source knows its changed lines. Staged files are
/// found where the work tree has none.
///
/// # Errors
///
/// If Git can't tell, or a configuration file is wrong; the latter are the inner error.
pub fn discover_changed(
    paths: &[PathBuf],
    options: &Discovery,
    resolver: &Arc<Resolver>,
    changes: &Changes,
) -> Result<Result<Found, Vec<ConfigError>>, GitError> {
    let extensions = extensions(paths, &options.cwd);
    let repository = changed(&options.cwd, changes, extensions.as_deref(), !options.respect_gitignore)?;
    let targets = paths.iter().map(|path| target(path, &repository.top, &options.cwd)).collect::<Result<Vec<_>, _>>()?;
    let mut found = Found::default();
    let mut chosen = BTreeMap::new();
    for target in &targets {
        let mut any = target.exists;
        for (path, file) in repository.files.iter().filter(|(path, _)| path.starts_with(&target.inside)) {
            any = true;
            if let Some(source) = source(target, path, file, &repository.top, options, resolver) {
                chosen.entry(path).or_insert(source);
            }
        }
        if !any {
            let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
            found.errors.push(FileError { path: slashed(target.given), kind: missing.into() });
        }
    }
    // A wrong flag is wrong, even if it has no file to act on.
    _ = resolver.for_folder(&options.cwd);
    let errors = resolver.errors();
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    found.sources.extend(chosen.into_values());
    found.sources.sort_by(|a, b| (&a.display, &a.input).cmp(&(&b.display, &b.input)));
    Ok(Ok(found))
}

/// The extensions to ask Git about, so that it doesn't compare what nobody reads; `None` where a file is named that has none.
fn extensions(paths: &[PathBuf], cwd: &Path) -> Option<Vec<String>> {
    let mut extensions: Vec<String> = EXTENSIONS.iter().map(|&extension| extension.to_owned()).collect();
    for path in paths.iter().filter(|path| !cwd.join(path).is_dir()) {
        let extension = path.extension()?.to_str()?;
        extension.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(())?;
        extensions.push(extension.to_owned());
    }
    Some(extensions)
}

fn target<'a>(given: &'a Path, top: &Path, cwd: &Path) -> Result<Target<'a>, GitError> {
    let place = absolute(given, cwd);
    let exists = place.symlink_metadata().is_ok();
    let real = place.canonicalize().unwrap_or_else(|_| real_parent(&place));
    let Ok(inside) = real.strip_prefix(top) else {
        return Err(GitError::Outside { path: given.to_path_buf(), top: top.to_path_buf() });
    };
    let nested = real.ancestors().take_while(|folder| *folder != top).find(|folder| folder.join(".git").exists());
    match nested {
        Some(inner) => Err(GitError::Nested { path: given.to_path_buf(), inner: inner.to_path_buf() }),
        None => Ok(Target { given, inside: inside.to_path_buf(), exists }),
    }
}

/// For what is staged but gone from the work tree, perhaps with its folders.
fn real_parent(place: &Path) -> PathBuf {
    let known = place.ancestors().skip(1).find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    let known = known.and_then(|(folder, real)| Some(real.join(place.strip_prefix(folder).ok()?)));
    known.unwrap_or_else(|| place.to_path_buf())
}

fn source(
    target: &Target<'_>,
    path: &Path,
    file: &ChangedFile,
    top: &Path,
    options: &Discovery,
    resolver: &Arc<Resolver>,
) -> Option<Source> {
    let place = top.join(path);
    let below = path.strip_prefix(&target.inside).ok()?;
    let named = below.as_os_str().is_empty();
    let hidden = || below.iter().any(is_hidden_name);
    if !named && (!has_known_extension(path) || hidden()) {
        return None;
    }
    let settings = resolver.for_file(&place)?;
    if (!named || options.force_exclude) && settings.excludes(&place, false) {
        return None;
    }
    let given = if named { target.given.to_path_buf() } else { target.given.join(below) };
    let display = display(&place, &given, &options.cwd);
    let input = match &file.blob {
        Some(blob) => Input::Index { path: place, blob: blob.clone(), folder: options.cwd.clone() },
        None => Input::File(place),
    };
    Some(Source { input, display, settings, lines: Some(file.lines.clone()) })
}
