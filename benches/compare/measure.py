"""Paired measurements of whole processes: A B A B, CPU time, wall time and peak memory, medians."""

import dataclasses
import os
import pathlib
import statistics
import subprocess
import time


@dataclasses.dataclass
class Command:
    """What to run."""

    name: str
    arguments: list
    cores: int = 1
    folder: pathlib.Path | None = None


@dataclasses.dataclass
class Sample:
    """One run: seconds of CPU (user and system), seconds on the clock, peak resident MiB."""

    cpu: float
    wall: float
    memory: float


@dataclasses.dataclass
class Result:
    """All runs of one command."""

    command: Command
    samples: list[Sample]

    def median(self, what: str) -> float:
        """The median of `cpu`, `wall` or `memory`."""
        return statistics.median(getattr(sample, what) for sample in self.samples)

    def ratio(self, other: "Result", what: str = "cpu") -> float:
        """The median of the ratios, pair by pair."""
        pairs = zip(self.samples, other.samples, strict=True)
        return statistics.median(getattr(a, what) / max(getattr(b, what), 1e-6) for a, b in pairs)


def once(command: Command) -> Sample:
    """Runs a command to its end, on so many cores."""
    cores = sorted(os.sched_getaffinity(0))[: command.cores]
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(one) for one in command.arguments],
        cwd=command.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )
    err = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    # Some tools count their findings in the status.
    if not 0 <= process.returncode < 126:
        raise SystemExit(f"error: {command.name} ended with {process.returncode}: {err.decode(errors='replace')[-1000:]}")
    return Sample(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def paired(commands: list[Command], rounds: int) -> list[Result]:
    """Runs all commands in turn, `rounds` times, after one round to warm up."""
    for command in commands:
        once(command)
    results = [Result(command, []) for command in commands]
    for _ in range(rounds):
        for result in results:
            result.samples.append(once(result.command))
    return results
