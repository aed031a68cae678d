"""What the command and the server ask of the system, as strace sees it: no socket, and no file written that nobody asked for."""

import re
import shutil
import subprocess

from tool import BLAMING, PATIENCE, Skip, check
from server import Client

CALLS = "trace=%network,%file,openat,execve"
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|\b(rename|unlink|mkdir|rmdir|link|symlink|chmod|chown|mknod|truncate|utime)[a-z0-9]*\(")
PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')


def traced(tool):
    """The same tool under strace, and where the trace will be."""
    if not shutil.which("strace"):
        raise Skip("strace is missing: nobody looked at the system calls")
    trace = tool.folder.with_suffix(".trace")
    probe = subprocess.run(["strace", "-o", trace, "true"], capture_output=True)
    if probe.returncode != 0:
        raise Skip(f"strace can't trace here: {probe.stderr.decode().strip()}")
    return trace


def start(tool, trace, *arguments, **options):
    command = ["strace", "-f", "-qq", "-o", str(trace), "-e", CALLS, tool.binary, *arguments]
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen(command, cwd=tool.folder, env=tool.environment, **streams)


def calls(trace):
    """The calls of a run, and those of them that write files, each with its path."""
    lines = [line for line in trace.read_text(errors="replace").splitlines() if "(" in line]
    trace.unlink()
    written = [(PATH.search(line) or [line, line])[1] for line in lines if WRITES.search(line) and "ENOENT" not in line]
    return lines, [path for path in written if path not in ("/dev/null", "/dev/tty")]


def opens_no_socket(lines):
    network = [line for line in lines if re.search(r"\b(socket|socketpair|connect|bind|listen|accept4?|sendto|sendmsg)\(", line)]
    # The standard library reports to its parent, or to another thread, by a pair of sockets when it starts a process.
    check(not [line for line in network if "AF_UNIX" not in line or "socketpair" not in line], *network[:5])


def run(tool, *arguments):
    trace = traced(tool)
    process = start(tool, trace, *arguments)
    _, err = process.communicate(timeout=PATIENCE)
    check(process.returncode in (0, 1), arguments, process.returncode, err)
    lines, written = calls(trace)
    check(len(lines) > 10, "strace saw nothing")
    opens_no_socket(lines)
    return written


def case_check_is_private(tool):
    document = tool.write("a.md", BLAMING)
    tool.write("unblame.toml", 'profile = "strict"\n')
    for form in ("full", "concise", "json", "sarif", "junit", "html"):
        written = run(tool, "check", "--format", form, "-j2", "a.md")
        check(not written, form, "wrote", written)
    for arguments in (["rules"], ["explain", "a.md:1:10"], ["config", "show"]):
        check(not run(tool, *arguments), arguments, "wrote")
    written = run(tool, "check", "--format", "json", "--output-file", "r.json", "a.md")
    check(all("r.json" in path for path in written) and written, written)
    written = run(tool, "check", "--fix", "-q", "a.md")
    check(all("a.md" in path for path in written) and written, written)
    check(document.read_text() != BLAMING, "--fix wrote nothing")
    return "no socket; only --output-file and --fix write, and only what they name"


def case_git_is_asked_in_private(tool):
    git = lambda *arguments: subprocess.run(["git", *arguments], cwd=tool.folder, check=True, capture_output=True, env=tool.environment)
    tool.write("a.md", BLAMING)
    git("init", "-q")
    git("add", "-A")
    written = run(tool, "check", "--staged")
    check(not written, "wrote", written)
    return "no socket and no write of --staged, Git included"


def case_server_is_private(tool):
    trace = traced(tool)
    tool.write("b.md", BLAMING)

    class Traced:
        folder = tool.folder

        def start(self, *arguments, shell_prefix="", **options):
            return start(tool, trace, *arguments, **options)

    client = Client(Traced())
    client.initialize()
    uri = client.open("a.md", BLAMING)
    check(len(client.diagnostics(uri)) == 1, "no finding")
    place = {"line": 0, "character": 8}
    span = {"start": place, "end": place}
    client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})
    actions = {"textDocument": {"uri": uri}, "range": span, "context": {"diagnostics": []}}
    check(client.ask("textDocument/codeAction", actions)["result"], "no action")
    client.ask("workspace/diagnostic", {"previousResultIds": []})
    check(client.end() == 0, "status")
    lines, written = calls(trace)
    opens_no_socket(lines)
    check(not written, "wrote", written)
    return "no socket, and no write, over open, hover, actions and workspace diagnostics"
