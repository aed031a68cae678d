"""What the cases share: texts, running the command, looking at what is left."""

import os
import pathlib
import subprocess
import tempfile

BLAMING = "Priya carelessly dropped the table at 10:42.\n\nThe pod failed to start.\n\n"
"""One finding with a safe edit, and a paragraph without any."""

FIXED = "Priya dropped the table at 10:42.\n\nThe pod failed to start.\n\n"
"""The same after `--fix`."""

PATIENCE = 120
"""Seconds after which a run has hung."""


class Skip(Exception):
    """The case can't be tried here."""


class Tool:
    """The command in a folder of its own."""

    def __init__(self, binary: str, folder: pathlib.Path):
        self.binary, self.folder = binary, folder
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}

    def start(self, *arguments, shell_prefix="", folder=None, **options):
        """Starts the command. What stands in `shell_prefix`, such as a `ulimit`, comes first."""
        command = [self.binary, *map(str, arguments)]
        if shell_prefix:
            command = ["bash", "-c", f'{shell_prefix}; exec "$@"', "bash", *command]
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        return subprocess.Popen(command, cwd=folder or self.folder, env=self.environment, **streams)

    def run(self, *arguments, **options):
        """Runs the command to its end: status, standard output, standard error."""
        process = self.start(*arguments, **options)
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise AssertionError(f"{arguments} was still running after {PATIENCE} s") from None
        return process.returncode, text(out), text(err)

    def write(self, name: str, content: str) -> pathlib.Path:
        """Adds a file, and the folders above it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return path


def text(output) -> str:
    """Output as text."""
    return "" if output is None else output.decode()


def check(condition, *what):
    """Fails with what was seen."""
    if not condition:
        raise AssertionError(" ".join(str(one) for one in what))


def names(folder: pathlib.Path) -> list[str]:
    """Every file below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def need_root(why: str):
    """Skips the case for everybody but root."""
    if os.geteuid() != 0:
        raise Skip(f"needs root, {why}")


class TinyDisk:
    """A file system of some bytes; `fill` leaves so many of them."""

    def __init__(self, size: int):
        need_root("to mount a tmpfs")
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="unblame-disk-"))
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", self.path], capture_output=True)
        if mounted.returncode != 0:
            self.path.rmdir()
            raise Skip(f"no tmpfs can be mounted: {mounted.stderr.decode().strip()}")

    def fill(self, left: int = 0):
        """Writes zeros until there is no room but for `left` bytes."""
        room = os.statvfs(self.path)
        (self.path / "ballast").write_bytes(b"\0" * max(0, room.f_bavail * room.f_frsize - left))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.path], check=True)
        self.path.rmdir()
