"""Counts the instructions of fixed runs under callgrind, and holds them to counts.json: see `run`."""

import concurrent.futures
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
import texts  # noqa: E402

COUNTS = HERE / "counts.json"

TOLERANCE = 0.05
"""What a count may be above the committed one; hash seeds and addresses move it by less than a tenth of that."""

GROWTH = 4.8
"""How many times the instructions four times the text may take."""

REVIEWS = texts.reviews(400_000)

FIXED = {
    "bulk": (REVIEWS, ()),
    "bulk, not ASCII": (texts.not_ascii(REVIEWS), ()),
    "bulk, every rule": (REVIEWS, ("--profile", "strict")),
    "bulk, JSON": (REVIEWS, ("--format", "json")),
    "bulk, rewritten": (REVIEWS, ("--diff", "--unsafe-fixes")),
    "calm": ("".join(f"{sentence}\n\n" for sentence in texts.CALM) * 300, ()),
    "dense": (" ".join(texts.BLAMING) * 400, ()),
}
"""By name: a text and the arguments to lint it with. Counted without what a run of nothing takes."""


class Counter:
    """Counts what the binary executes."""

    def __init__(self, binary: str, folder: pathlib.Path):
        self.binary, self.folder = binary, folder
        self.nothing = self.count("nothing", "", ())

    def count(self, name: str, text: str, arguments: tuple) -> int:
        """The instructions of one run."""
        path = self.folder / f"{re.sub('[^a-z]', '', name)}-{len(text)}-{threading.get_ident()}.md"
        path.write_text(text)
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", self.binary]
        form = () if "--format" in arguments else ("--format", "concise")
        command += ["check", "--isolated", "-j1", *form, *arguments, path]
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder)}
        run = subprocess.run(command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        collected = re.search(rb"Collected : (\d+)", run.stderr)
        if run.returncode not in (0, 1) or not collected:
            raise SystemExit(f"error: {name}: status {run.returncode}\n{run.stderr.decode(errors='replace')[-2000:]}")
        return int(collected[1])

    def net(self, name: str, text: str, arguments: tuple = ()) -> int:
        """The instructions of one run without those of starting."""
        return self.count(name, text, arguments) - self.nothing


def compare(counts: dict[str, int], committed: dict[str, int]) -> list[str]:
    """Prints a table; gives the names that are too slow."""
    slower = []
    for name, count in counts.items():
        budget = committed.get(name)
        if budget is None:
            print(f"  {name:<20} {count:>15,}   NEW: not in {COUNTS.name}")
            slower.append(name)
            continue
        change = count / budget - 1
        note = ""
        if change > TOLERANCE:
            note = "SLOWER"
            slower.append(name)
        elif change < -TOLERANCE:
            note = "MUCH FASTER: lower the budget with --update, or this gain can be lost unseen"
        print(f"  {name:<20} {count:>15,}  {change:+7.1%} {note}")
    return slower


def growth(counter: Counter, pool) -> list[str]:
    """Checks that four times the text takes at most `GROWTH` times the instructions; gives the names of those that take more."""

    def measure(name: str) -> tuple[str, int, int]:
        make, size = texts.ADVERSARIAL[name]
        return name, counter.net(name, make(size)), counter.net(name, make(4 * size))

    faster = []
    for name, small, large in pool.map(measure, texts.ADVERSARIAL):
        ratio = large / max(small, 1)
        print(f"  {name:<26} {small:>13,} {large:>14,}  x {ratio:4.2f} {'TOO MUCH' if ratio > GROWTH else ''}")
        faster += [name] if ratio > GROWTH else []
    return faster


def main() -> int:
    binary, update = sys.argv[1], "--update" in sys.argv[2:]
    unknown = set(sys.argv[2:]) - {"--update", "--fixed"}
    if unknown:
        print(f"error: no option {' '.join(unknown)}; there are --update and --fixed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        counter = Counter(binary, pathlib.Path(folder))
        fixed = pool.map(lambda name: (name, counter.net(name, *FIXED[name])), FIXED)
        counts = {"start-up": counter.nothing} | dict(fixed)
        toolchain = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
        if update:
            COUNTS.write_text(json.dumps({"toolchain": toolchain, "machine": platform.machine(), "counts": counts}, indent=2) + "\n")
            print(f"wrote {COUNTS}")
            return 0
        committed = json.loads(COUNTS.read_text())
        print(f"instructions, and how they changed from {COUNTS.name} (at most {TOLERANCE:+.0%}):")
        slower = compare(counts, committed["counts"])
        faster = []
        if "--fixed" not in sys.argv[2:]:
            print(f"instructions for adversarial texts, and for four times as much (at most x {GROWTH}):")
            faster = growth(counter, pool)
    if slower:
        print(f"error: more instructions than committed for: {', '.join(slower)}", file=sys.stderr)
        print("If that is worth it, say why in the commit and run: benches/instructions/run PATH-TO-UNBLAME --update", file=sys.stderr)
        if toolchain != committed["toolchain"]:
            print(f"The counts are from {committed['toolchain']}; this is {toolchain}, which may be the reason.", file=sys.stderr)
    if faster:
        print(f"error: instructions grow faster than the text for: {', '.join(faster)}", file=sys.stderr)
    return 1 if slower or faster else 0


if __name__ == "__main__":
    sys.exit(main())
