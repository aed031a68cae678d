#!/usr/bin/env python3
"""How long a language server takes from `didChange` to the `publishDiagnostics` that answers it, and how much memory it needs.

usage: bench.py UNBLAME [--against NAME=COMMAND]... [--sizes BYTES,...] [--edits N] [--rounds N] [--budget SECONDS]
       bench.py UNBLAME --memory [--against NAME=COMMAND]...

Opens a Markdown document and types a sentence in the middle of it, one character after the other, each one when the diagnostics of the
last one are there. In each round every server gets a process of its own, one after the other, so that noise meets all of them; ratios are
taken round by round, in times of UNBLAME without debounce. UNBLAME runs twice: as it is, and without debounce. Prints tables in Markdown.

--memory opens and closes a document a thousand times instead.
"""
import argparse
import pathlib
import shlex
import statistics
import tempfile
import time
import typing

from client import Server
from text import reviews

TYPED = "The second alert fired when the queue was full, and it was the first one that paged anybody. "
OURS = "unblame, no debounce"
NO_DEBOUNCE = {"lint": {"debounce": 0}}
# harper-ls leaves longer files alone unless it is told otherwise.
LONG_FILES = {"maxFileLength": 100_000_000}


class Result(typing.NamedTuple):
    """What one server did in one round."""

    times: list
    cpu: float
    found: int
    memory: float

    def p50(self):
        return statistics.median(self.times)

    def p99(self):
        return percentile(self.times, 0.99)


def percentile(times, share):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def type_into(server, uri, text, edits, budget):
    """The milliseconds of each edit, those of processor time for all, and how many diagnostics there were in the end."""
    server.open(uri, text)
    server.diagnostics(1, budget)
    server.silence(1)
    middle = text.index("\n\n", len(text) // 2) + 2
    line, times, body, spent, before = text[:middle].count("\n"), [], b"", 0, server.cpu()
    for edit in range(edits):
        character = TYPED[edit % len(TYPED)]
        position = {"line": line, "character": edit}
        text = text[: middle + edit] + character + text[middle + edit :]
        change = {"range": {"start": position, "end": position}, "text": character} if server.incremental else {"text": text}
        message = {"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": uri, "version": edit + 2}, "contentChanges": [change]}}
        started = time.perf_counter()
        server.send(message)
        at, answer = server.diagnostics(edit + 2, budget - spent)
        if at is None:
            break
        times.append((at - started) * 1000)
        spent += at - started
        body = answer
    return times, (server.cpu() - before) * 1000, body.count(b'"severity"')


def measure(command, settings, size, args):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        path, text = folder / "review.md", reviews(size)
        path.write_text(text, encoding="utf-8")
        server = Server(command, folder, settings)
        try:
            times, cpu, found = type_into(server, path.as_uri(), text, args.edits, args.budget)
            return Result(times, cpu / max(1, len(times)), found, server.memory())
        finally:
            server.stop()


def latency(servers, args):
    print("| document | server | edits | p50 ms | p99 ms | CPU ms an edit | p50 in ours | CPU in ours | findings | MiB |")
    print("|---" * 10 + "|")
    for size in args.sizes:
        rounds = [{name: measure(command, settings, size, args) for name, command, settings in servers} for _ in range(args.rounds)]
        for name, _, _ in servers:
            mine, ours = [one[name] for one in rounds], [one[OURS] for one in rounds]
            if not all(one.times for one in mine):
                print(f"| {size} | {name} | none in {args.budget:.0f} s |" + " - |" * 7, flush=True)
                continue

            def median(of):
                return statistics.median(of(one) for one in mine)

            def ratio(of):
                pairs = [of(one) / of(other) for one, other in zip(mine, ours) if of(other)]
                return statistics.median(pairs) if pairs else float("nan")

            cells = [size, name, sum(len(one.times) for one in mine)]
            cells += [f"{median(of):.2f}" for of in (Result.p50, Result.p99, lambda one: one.cpu)]
            cells += [f"{ratio(of):.2f}" for of in (Result.p50, lambda one: one.cpu)]
            cells += [mine[-1].found, f"{median(lambda one: one.memory):.0f}"]
            print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def memory(servers, args):
    steps = [0, 1, 250, 500, 750, 1000]
    print("| server | idle | " + " | ".join(f"after {step} cycles" for step in steps[1:]) + " |")
    print("|---" * (len(steps) + 1) + "|")
    for name, command, settings in servers:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            server = Server(command, folder, settings)
            try:
                server.silence(1)
                seen = [server.memory()]
                for cycle in range(1, steps[-1] + 1):
                    uri = (folder / f"{cycle}.md").as_uri()
                    server.open(uri, reviews(args.sizes[0]))
                    server.diagnostics(None, 60)
                    server.close(uri)
                    if cycle in steps:
                        server.silence(1)
                        seen.append(server.memory())
            finally:
                server.stop()
        print(f"| {name} | " + " | ".join(f"{one:.1f} MiB" for one in seen) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("unblame")
    parser.add_argument("--against", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.split(",")], default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--budget", type=float, default=60)
    parser.add_argument("--memory", action="store_true")
    args = parser.parse_args()
    ours = [str(pathlib.Path(args.unblame).resolve()), "lsp"]
    servers = [("unblame", ours, {}), (OURS, ours, NO_DEBOUNCE)]
    for other in args.against:
        name, _, command = other.partition("=")
        servers.append((name, shlex.split(command), LONG_FILES))
    if args.memory:
        memory([server for server in servers if server[2] is not NO_DEBOUNCE], args)
    else:
        latency(servers, args)


if __name__ == "__main__":
    main()
