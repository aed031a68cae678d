"""Killed and interrupted: each file is the old or the new one, and nothing is left behind."""

import random
import signal
import time

from tool import BLAMING, FIXED, PATIENCE, check, names

FILES, PARAGRAPHS = 60, 400


def fill(tool):
    for at in range(FILES):
        tool.write(f"d/{at}.md", BLAMING * PARAGRAPHS)


def interrupted(tool, signal_number, rounds):
    """Ends `--fix` at chosen moments; gives how often it was early, and which temporary files were left."""
    seed = random.Random(8)
    fill(tool)
    started = time.monotonic()
    tool.run("check", "--isolated", "-q", "--fix", "-j2", "d")
    whole = time.monotonic() - started
    early, left = 0, []
    for _ in range(rounds):
        fill(tool)
        process = tool.start("check", "--isolated", "-q", "--fix", "-j2", "d")
        time.sleep(whole * seed.uniform(0.05, 0.95))
        process.send_signal(signal_number)
        process.communicate(timeout=PATIENCE)
        early += process.returncode not in (0, 1)
        for name in names(tool.folder / "d"):
            path = tool.folder / "d" / name
            if name.endswith(".tmp"):
                left.append(name)
                path.unlink()
                continue
            content = path.read_text()
            check(content in (BLAMING * PARAGRAPHS, FIXED * PARAGRAPHS), name, "is a mix of", len(content), "bytes")
        check(len(names(tool.folder / "d")) == FILES, "files are missing")
    tool.run("check", "--isolated", "-q", "--fix", "d")
    check((tool.folder / "d/0.md").read_text() == FIXED * PARAGRAPHS, "a second run does not finish the work")
    check(early > rounds // 3, "only", early, "runs were ended before they were done: nothing was tried")
    return early, left


def case_kill_during_fix(tool):
    early, left = interrupted(tool, signal.SIGKILL, 30)
    return f"{early} of 30 runs killed; each file old or new; {len(left)} temporary files left, which no signal handler can help"


def case_interrupt_during_fix(tool):
    results = {}
    # Not SIGHUP, which `nohup` wants ignored, so that we have no handler for it.
    for number in (signal.SIGINT, signal.SIGTERM):
        early, left = interrupted(tool, number, 12)
        check(not left, number.name, "left", left)
        results[number.name] = early
    return f"nothing left behind by {results} early ends"


def case_interrupt_during_output_file(tool):
    fill(tool)
    tool.write("r.json", "[]\n")
    early = 0
    for at in range(10):
        process = tool.start("check", "--isolated", "-q", "--format", "json", "--output-file", "r.json", "d")
        time.sleep(0.02 + at * 0.01)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
        if process.returncode not in (0, 1):
            early += 1
            check(names(tool.folder) == sorted([*(f"d/{at}.md" for at in range(FILES)), "r.json"]), names(tool.folder)[:5])
        content = (tool.folder / "r.json").read_text()
        check(content == "[]\n" or content.endswith("]\n"), "the report is cut off")
    check(early > 0, "no run was early")
    return f"{early} of 10 runs interrupted; the report is old or whole, and nothing else is there"


def case_interrupted_status(tool):
    fill(tool)
    process = tool.start("check", "--isolated", "--fix", "d")
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=PATIENCE)
    check(process.returncode in (-signal.SIGINT, 130, 0, 1), "status", process.returncode)
    return f"a shell sees status {process.returncode}"
