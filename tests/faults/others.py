"""Files that somebody else writes, takes away or locks meanwhile."""

import os
import threading

from tool import BLAMING, FIXED, check, need_root


class Meanwhile:
    """Does something over and over until the end of the block."""

    def __init__(self, work):
        self.work, self.ends, self.times = work, threading.Event(), 0

    def __enter__(self):
        self.thread = threading.Thread(target=self.loop)
        self.thread.start()
        return self

    def loop(self):
        while not self.ends.is_set():
            self.work()
            self.times += 1

    def __exit__(self, *_):
        self.ends.set()
        self.thread.join()


def case_growing_file(tool):
    path = tool.write("a.md", BLAMING)
    seen = set()

    def append():
        if path.stat().st_size < 8 << 20:
            with open(path, "a") as file:
                file.write(BLAMING)

    with Meanwhile(append) as appender:
        for _ in range(15):
            status, out, err = tool.run("check", "--isolated", "--format", "concise", "a.md")
            check(status == 1 and "internal" not in err, status, err)
            seen.add(out.count("\n"))
    check(len(seen) > 1 and appender.times > 15, "it did not grow", seen)
    return f"between {min(seen)} and {max(seen)} findings, and no error"


def case_growing_past_the_limit(tool):
    path = tool.write("a.md", BLAMING)
    tool.write("unblame.toml", 'max-file-size = "1 MB"\n')

    def append():
        with open(path, "a") as file:
            file.write(BLAMING * 500)
        if path.stat().st_size > 2 << 20:
            path.write_text(BLAMING)

    statuses = set()
    with Meanwhile(append):
        for _ in range(30):
            status, _, err = tool.run("check", "-q", "a.md")
            check(status in (0, 1) or (status == 2 and "larger than max-file-size" in err), status, err)
            statuses.add(status)
    return f"statuses {sorted(statuses)}; what is too large is an error, never half a text"


def case_fix_beside_another_writer(tool):
    path = tool.write("a.md", BLAMING)
    texts = (BLAMING * 300, BLAMING * 301 + "The end.\n")
    allowed = {*texts, FIXED * 300, FIXED * 301 + "The end.\n"}
    turn = [0]

    def write():
        # As editors save: at once.
        turn[0] += 1
        new = path.with_suffix(".new")
        new.write_text(texts[turn[0] % 2])
        new.rename(path)

    told = 0
    with Meanwhile(write):
        for _ in range(20):
            status, _, err = tool.run("check", "--isolated", "--fix", "a.md")
            check(status in (0, 1, 2), status, err)
            check(status != 2 or "changed while it was read" in err or "No such file" in err, err)
            told += status == 2
            check(path.read_text() in allowed, "a mix")
    return f"no mix in 20 runs; {told} said that the file had changed"


def case_vanishing_files(tool):
    def touch():
        for at in range(40):
            path = tool.write(f"d/{at}.md", BLAMING)
            path.unlink()

    tool.write("d/stays.md", BLAMING)
    with Meanwhile(touch):
        for _ in range(15):
            status, out, err = tool.run("check", "--isolated", "--format", "concise", "d")
            check("stays.md" in out and status in (1, 2), status, err)
            check(status == 1 or "cannot read" in err or "No such file" in err, err)
    return "what is gone is named, and the rest is linted"


def case_permissions(tool):
    need_root("to become somebody else")
    tool.folder.chmod(0o755)
    for name in ("a.md", "closed.md", "locked/b.md", "z.md"):
        os.chown(tool.write(name, BLAMING), 65534, 65534)
    os.chown(tool.folder, 65534, 65534)
    (tool.folder / "closed.md").chmod(0)
    (tool.folder / "locked").chmod(0)
    options = {"user": 65534, "group": 65534, "extra_groups": []}
    status, out, err = tool.run("check", "--isolated", "--format", "concise", **options)
    check(status == 2 and "a.md" in out and "z.md" in out, status, out, err)
    check("closed.md" in err and "locked" in err and err.lower().count("permission denied") == 2, err)
    status, out, err = tool.run("check", "--isolated", "--format", "concise", "--ignore-errors", **options)
    check(status == 1 and "closed.md" in err, "--ignore-errors:", status, err)
    (tool.folder / "z.md").chmod(0o444)
    status, _, err = tool.run("check", "--isolated", "--fix", "z.md", **options)
    check(status == 2 and "read-only" in err and (tool.folder / "z.md").read_text() == BLAMING, status, err)
    (tool.folder / "z.md").chmod(0o640)
    status, _, err = tool.run("check", "--isolated", "-q", "--fix", "z.md", **options)
    kept = (tool.folder / "z.md").stat().st_mode & 0o777
    check((tool.folder / "z.md").read_text() == FIXED and kept == 0o640, status, err, oct(kept))
    tool.folder.chmod(0o555)
    status, _, err = tool.run("check", "--isolated", "--fix", "a.md", **options)
    check(status == 2 and "Permission denied" in err and (tool.folder / "a.md").read_text() == BLAMING, status, err)
    tool.folder.chmod(0o755)
    return "what is closed is named, the rest is linted, and rights stay as they are"


def case_permissions_that_change(tool):
    need_root("to become somebody else")
    tool.folder.chmod(0o755)
    paths = [tool.write(f"d/{at}.md", BLAMING) for at in range(50)]
    for path in paths:
        os.chown(path, 65534, 65534)

    def toggle():
        for path in paths:
            path.chmod(path.stat().st_mode ^ 0o400)

    with Meanwhile(toggle):
        for _ in range(10):
            status, out, err = tool.run("check", "--isolated", "--format", "concise", "d", user=65534, group=65534, extra_groups=[])
            findings, errors = out.count("carelessly") or out.count(".md:"), err.count("Permission denied")
            check(findings + errors == len(paths), findings, "findings,", errors, "errors:", err)
            check(status == (2 if errors else 1), status)
    return "each file is either linted or named"
