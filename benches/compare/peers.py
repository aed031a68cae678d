"""Finds the peers, or installs them from the package registries."""

import pathlib
import shutil
import subprocess
import sys

PYTHON = {"typos": "1.44.0", "codespell": "2.4.3", "proselint": "0.16.0"}
"""By PyPI's name; typos is a binary there."""

NODE = {"alex": "11.0.1", "write-good": "1.0.8", "textlint": "15.8.0", "textlint-rule-terminology": "5.2.16"}
"""By npm's name."""

RIPGREP = "15.2.0"


class Peers:
    """Where the peers are."""

    def __init__(self, folder: pathlib.Path, install: bool):
        self.folder, self.install, self.left_out = folder, install, {}
        folder.mkdir(parents=True, exist_ok=True)

    def find(self, name: str) -> str | None:
        """The program, or nothing, and then it is said why."""
        for place in ("venv/bin", "node_modules/.bin", "rg/bin"):
            path = self.folder / place / name
            if path.exists():
                return str(path)
        if self.install and self.get(name):
            return self.find(name)
        self.left_out.setdefault(name, "not installed")
        print(f"LEFT OUT: {name}: {self.left_out[name]}", file=sys.stderr)
        return None

    def get(self, name: str) -> bool:
        """Installs a program."""
        if name in self.left_out:
            return False
        if name in PYTHON:
            commands = [
                [sys.executable, "-m", "venv", self.folder / "venv"],
                [self.folder / "venv/bin/pip", "install", "-q", "--disable-pip-version-check", f"{name}=={PYTHON[name]}"],
            ]
        elif name in NODE:
            versions = [f"{one}@{version}" for one, version in NODE.items()]
            commands = [["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", self.folder, *versions]]
        elif name == "rg":
            commands = [["cargo", "install", "--quiet", "--locked", "--root", self.folder / "rg", f"ripgrep@{RIPGREP}"]]
        else:
            self.left_out[name] = "no package registry has it"
            return False
        for command in commands:
            run = subprocess.run([str(one) for one in command], capture_output=True, text=True) if shutil.which(str(command[0])) else None
            if run is None or run.returncode != 0:
                reason = f"{command[0]} is missing" if run is None else run.stderr.strip().splitlines()[-1:] or ["no reason given"]
                self.left_out[name] = f"can't be installed: {reason if isinstance(reason, str) else reason[0]}"
                return False
        return True


def version(program: str) -> str:
    """What a program says about itself."""
    run = subprocess.run([program, "--version"], capture_output=True, text=True)
    lines = (run.stdout + run.stderr).strip().splitlines()
    words = [word for word in (lines[0] if lines else "?").split() if word[:1].isdigit() or word[:1] == "v"]
    return words[0].strip("v,") if words else "?"
