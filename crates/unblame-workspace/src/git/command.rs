//! Running `git`.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use super::GitError;
use crate::read::{FileErrorKind, read_bounded};

/// Settings of the environment that would change what Git prints or how it reads pathspecs. Those that say where the repository and
/// its index are stay: hooks get them for a reason.
const DISTURBING: [&str; 7] = [
    "GIT_DIFF_OPTS",
    "GIT_EXTERNAL_DIFF",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_TRACE",
];

/// Git, run in a folder.
#[derive(Debug, Clone, Copy)]
pub(super) struct Git<'a> {
    pub(super) folder: &'a Path,
}

impl Git<'_> {
    /// The command, ready to be started. It takes no locks and writes nothing.
    pub(super) fn command(self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.args(["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]).args(args);
        command.current_dir(self.folder).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
        for name in DISTURBING {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// What Git prints.
    pub(super) fn bytes(self, args: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.command(args).output().map_err(GitError::Missing)?;
        self.judge(args[0], output.status, &output.stderr)?;
        Ok(output.stdout)
    }

    /// The one line that Git prints.
    pub(super) fn line(self, args: &[&str]) -> Result<String, GitError> {
        Ok(String::from_utf8_lossy(&self.bytes(args)?).trim_end_matches(['\n', '\r']).to_owned())
    }

    /// The one line that Git prints, or `None` where it says no.
    pub(super) fn query(self, args: &[&str]) -> Result<Option<String>, GitError> {
        let output = self.command(args).output().map_err(GitError::Missing)?;
        if output.status.code() == Some(1) {
            return Ok(None);
        }
        self.judge(args[0], output.status, &output.stderr)?;
        Ok(Some(String::from_utf8_lossy(&output.stdout).trim_end().to_owned()))
    }

    /// The top folder of the work tree, without links.
    pub(super) fn top(self) -> Result<PathBuf, GitError> {
        let mut bytes = self.bytes(&["rev-parse", "--show-toplevel"])?;
        while bytes.last().is_some_and(u8::is_ascii_whitespace) && bytes.last() != Some(&b' ') {
            bytes.pop();
        }
        let top = path(&bytes);
        Ok(top.canonicalize().unwrap_or(top))
    }

    /// Files that Git doesn't follow, below the top folder.
    pub(super) fn untracked(self, specs: &[String], ignored: bool) -> Result<Vec<PathBuf>, GitError> {
        let mut args = vec!["ls-files", "--others", "--full-name", "-z"];
        if !ignored {
            args.push("--exclude-standard");
        }
        args.push("--");
        args.extend(specs.iter().map(String::as_str));
        let bytes = self.bytes(&args)?;
        // A nested repository is listed as a folder.
        let names = bytes.split(|&byte| byte == 0).filter(|name| !name.is_empty() && !name.ends_with(b"/"));
        Ok(names.map(path).collect())
    }

    /// Turns a failure into words.
    pub(super) fn judge(self, command: &str, status: ExitStatus, stderr: &[u8]) -> Result<(), GitError> {
        if status.success() {
            return Ok(());
        }
        let message = String::from_utf8_lossy(stderr);
        if message.contains("not a git repository") || message.contains("must be run in a work tree") {
            return Err(GitError::NotARepository(self.folder.to_path_buf()));
        }
        let message = message.lines().map(|line| line.trim_start_matches("fatal: ").trim()).collect::<Vec<_>>().join(" ");
        Err(GitError::Failed { command: command.to_owned(), message })
    }
}

/// A path as Git wrote it.
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// The content of an object.
pub(crate) fn blob(folder: &Path, object: &str, limit: u64) -> Result<String, FileErrorKind> {
    let mut command = Git { folder }.command(&["cat-file", "blob", object]);
    let mut child = Reaped(command.stderr(Stdio::null()).spawn()?);
    let Some(stream) = child.0.stdout.take() else { return Err(std::io::Error::other("no output of git").into()) };
    let text = read_bounded(stream, limit)?;
    if child.0.wait()?.success() { Ok(text) } else { Err(std::io::Error::other("git cat-file failed").into()) }
}

/// A child that doesn't outlive its reader.
struct Reaped(Child);

impl Drop for Reaped {
    fn drop(&mut self) {
        // It is gone already where all went well.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}
