"""The texts of benches/texts.py at full size, and some that only this size makes interesting: see `run`."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "benches"))
import texts  # noqa: E402

REPETITIONS = 100_000

SLOWEST = 2.0
"""Microseconds of CPU time that a byte may take, on top of `START`: about a hundred times what prose takes."""

START = 1.0
"""Seconds of CPU time that any run may take."""

MEMORY = 64
"""Bytes of memory that a byte of text may take, on top of `ROOM`."""

ROOM = 96
"""MiB that any run may take."""

FINDING = 1500
"""Bytes of memory that a finding may take besides."""

THOUGHT = 1.0
"""Milliseconds of CPU time that a finding may take besides, since other wordings are tried for it."""

SILENT = {("`", ".md"), ("<!--", ".md")}
"""Texts of which Markdown says that they are code or a comment up to the end."""

FULL = {name: (make, REPETITIONS) for name, (make, _) in texts.ADVERSARIAL.items()} | {
    # A finding in every tenth word of one sentence takes long, though not longer than the text.
    "one line": (texts.ADVERSARIAL["one line"][0], 10_000),
    "| rows": (texts.ADVERSARIAL["| rows"][0], 10_000),
    "one line of 16 MB": (texts.repeated("the pod failed, and "), 16_000_000 // 20),
    "a sentence of a million words": (texts.repeated("word "), 1_000_000),
    "a sentence of a million cues": (texts.repeated("forgot "), 1_000_000),
    "a million findings": (texts.repeated("Priya forgot it.\n\n"), 1_000_000),
    "10,000 quotes deep": (texts.nested("> "), 10_000),
    "10,000 brackets deep": (texts.nested("[", "]"), 10_000),
    "10,000 parentheses deep": (texts.nested("(", ")"), 10_000),
    "1,000 lists deep": (lambda size: "\n".join("  " * at + "- a" for at in range(size)) + texts.END, 1_000),
    "every scalar value": (texts.scalars, 0x110000),
}


subprocess._USE_VFORK = False
"""A child that shares our memory until it starts its own program would be charged with the most that we ever had."""


class Run:
    """One lint of one text: status, findings, seconds of CPU and peak MiB."""

    def __init__(self, binary: str, folder: pathlib.Path, text: str, suffix: str):
        path = folder / f"a{suffix}"
        path.write_bytes(text.encode())
        command = [binary, "check", "--config", str(folder / "unblame.toml"), "-j1", "--format", "concise", str(path)]
        out = folder / "out"
        with open(out, "wb") as stdout:
            process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
            self.error = process.stderr.read().decode(errors="replace")
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = self.status = os.waitstatus_to_exitcode(status)
        shown = out.read_bytes()
        self.findings, self.last = shown.count(b"\n"), shown.rstrip(b"\n").rpartition(b"\n")[2]
        self.cpu, self.memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def problems(run: Run, text: str, silent: bool) -> list[str]:
    """What is wrong with a run."""
    length = len(text.encode())
    seconds = START + SLOWEST * length / 1e6 + THOUGHT * run.findings / 1e3
    mebibytes = ROOM + (MEMORY * length + FINDING * run.findings) / 2**20
    last = text.rstrip("\n").count("\n") + 1
    found = []
    if silent:
        found += [f"status {run.status}: {run.error[-500:]}"] if run.status != 0 else []
    elif run.status != 1:
        found.append(f"status {run.status}: {run.error[-500:]}")
    elif f":{last}:".encode() not in run.last:
        found.append(f"the last line, {last}, has no finding; the last finding is {run.last.decode(errors='replace')[-120:]}")
    if run.cpu > seconds:
        found.append(f"{run.cpu:.1f} s of CPU time, more than {seconds:.1f}")
    if run.memory > mebibytes:
        found.append(f"{run.memory:.0f} MiB, more than {mebibytes:.0f}")
    return found


def main() -> int:
    binary, wanted = sys.argv[1], sys.argv[2:]
    failed, started = 0, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "unblame.toml").write_text('max-file-size = "64 MB"\n')
        for case in wanted or FULL:
            make, size = FULL[case]
            text = make(size)
            for suffix in (".md", ".txt"):
                run = Run(binary, folder, text, suffix)
                wrong = problems(run, text, (case, suffix) in SILENT)
                failed += bool(wrong)
                megabytes = len(text.encode()) / 1e6
                print(f"{'FAILED' if wrong else 'ok    '} {case}{suffix}: {megabytes:.2f} MB, {run.findings} findings, "
                      f"{run.cpu:.2f} s, {run.memory:.0f} MiB {'; '.join(wrong)}", flush=True)
        # Without that configuration the limit speaks.
        (folder / "unblame.toml").write_text("")
        run = Run(binary, folder, texts.repeated("word ")(7_000_000), ".md")
        if run.status != 2 or "larger than max-file-size" not in run.error:
            failed += 1
            print(f"FAILED a file over the limit: status {run.status}, {run.error}")
    print(f"{failed} failed, in {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
