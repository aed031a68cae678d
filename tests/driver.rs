//! One case of the command line: files, arguments, then what has to come out.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Nothing here takes longer, unless something blocks.
const PATIENCE: Duration = Duration::from_secs(60);

/// A rule of our own, so that no change of a built-in pack moves these tests.
pub(crate) const PACK: &str = include_str!("cli/pack.toml");

/// What `PACK` finds in one line of text.
pub(crate) const CONCISE: &str = "warning acme/zonk Say what the system did.";

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A folder of files in which the command is run, any number of times.
pub(crate) struct Folder(tempfile::TempDir);

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    /// An empty one.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// One with `PACK` as the only pack.
    pub(crate) fn with_pack() -> Self {
        Self::empty().file("pack.toml", PACK).file("unblame.toml", "builtin = false\npacks = [\"pack.toml\"]\n")
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Adds a file, and the folders above it.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// The command, ready to be started.
    pub(crate) fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unblame"));
        command.current_dir(self.path()).args(args.split_whitespace());
        for name in ["UNBLAME_FORMAT", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE", "GIT_DIR", "GIT_INDEX_FILE"]
        {
            command.env_remove(name);
        }
        command.env("HOME", self.path()).env("XDG_CONFIG_HOME", self.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the command to its end.
    pub(crate) fn run(&self, args: &str) -> Run {
        wait(self.command(args).spawn().unwrap())
    }

    /// Runs the command with something on standard input.
    pub(crate) fn run_with_stdin(&self, args: &str, input: &[u8]) -> Run {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        // A command that doesn't want its input closes the pipe.
        _ = child.stdin.take().unwrap().write_all(input);
        wait(child)
    }

    /// Runs the command and compares everything that it says.
    #[track_caller]
    pub(crate) fn check(&self, args: &str, status: i32, stdout: &str, stderr: &str) -> &Self {
        self.run(args).check(args, status, stdout, stderr);
        self
    }
}

impl Run {
    /// Compares everything at once, so that a failure shows everything. `CONCISE` is written `@`.
    #[track_caller]
    pub(crate) fn check(&self, args: &str, status: i32, stdout: &str, stderr: &str) {
        let actual = format!("$ unblame {args}\n{}--- stderr\n{}--- status {}\n", self.stdout, self.stderr, self.status);
        let stdout = stdout.replace('@', CONCISE);
        let expected = format!("$ unblame {args}\n{stdout}--- stderr\n{stderr}--- status {status}\n");
        assert!(actual == expected, "expected:\n{expected}\nactual:\n{actual}");
    }
}

/// Collects what a child says; one that blocks is ended and fails the test.
pub(crate) fn wait(mut child: Child) -> Run {
    let collect = |stream: Option<Box<dyn Read + Send>>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            stream.map(|mut stream| stream.read_to_end(&mut bytes).unwrap());
            String::from_utf8(bytes).unwrap()
        })
    };
    let stdout = collect(child.stdout.take().map(|stream| Box::new(stream) as _));
    let stderr = collect(child.stderr.take().map(|stream| Box::new(stream) as _));
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("the command was still running after {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    Run { status: status.code().unwrap_or(-1), stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() }
}
