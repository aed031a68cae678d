"""The language server under the same faults."""

import json
import signal
import subprocess
import threading

from tool import BLAMING, PATIENCE, check


class Client:
    """Speaks to a server."""

    def __init__(self, tool, shell_prefix="", **options):
        streams = {"stdin": subprocess.PIPE} | options
        self.process = tool.start("lsp", shell_prefix=shell_prefix, **streams)
        self.tool, self.number = tool, 0
        # A server that says nothing is ended, and then there is no answer.
        watchdog = threading.Timer(PATIENCE / 2, self.process.kill)
        watchdog.daemon = True
        watchdog.start()

    def send(self, method, params=None, request=False):
        message = {"jsonrpc": "2.0", "method": method}
        if params is not None:
            message["params"] = params
        if request:
            self.number += 1
            message["id"] = self.number
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        """The next message; `None` at the end."""
        length = None
        while line := self.process.stdout.readline().strip():
            length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length)) if length is not None else None

    def until(self, wanted):
        """The first message that is wanted; requests of the server get an empty answer."""
        while message := self.receive():
            if wanted(message):
                return message
        return None

    def initialize(self, **params):
        root = f"file://{self.tool.folder}"
        folders = [{"uri": root, "name": "w"}]
        self.send("initialize", {"capabilities": {}, "rootUri": root, "workspaceFolders": folders} | params, request=True)
        check(self.until(lambda one: one.get("id") == 1), "no answer to initialize")
        self.send("initialized", {})

    def open(self, name, text):
        uri = f"file://{self.tool.folder}/{name}"
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": item})
        return uri

    def diagnostics(self, uri):
        """What is published for a document next."""
        published = "textDocument/publishDiagnostics"
        message = self.until(lambda one: one.get("method") == published and one["params"]["uri"] == uri)
        return message and message["params"]["diagnostics"]

    def ask(self, method, params):
        self.send(method, params, request=True)
        number = self.number
        return self.until(lambda one: one.get("id") == number and "method" not in one)

    def end(self):
        """Asks for the end; gives the status."""
        self.ask("shutdown", None)
        self.send("exit")
        return self.process.wait(PATIENCE)


def case_server_few_descriptors(tool):
    for at in range(3000):
        tool.write(f"d/{at}.md", BLAMING)
    client = Client(tool, shell_prefix="ulimit -n 64")
    client.initialize()
    uri = client.open("d/0.md", BLAMING)
    check(len(client.diagnostics(uri)) == 1, "no finding in an open document")
    answer = client.ask("workspace/diagnostic", {"previousResultIds": []})
    found = [one for one in answer["result"]["items"] if one.get("items")]
    check(len(found) == 3000, len(found), "files with findings")
    check(client.end() == 0, "status")
    return "3,000 files of a workspace with 64 descriptors"


def case_server_little_memory(tool):
    text = BLAMING * 20_000
    seen = {}
    for mebibytes in (64, 96, 128, 192, 256, 512, 2048):
        client = Client(tool, shell_prefix=f"ulimit -v {mebibytes * 1024}")
        try:
            client.initialize()
            found = client.diagnostics(client.open("a.md", text))
            check(found is None or len(found) > 19_000, mebibytes, "MiB:", len(found or []), "diagnostics")
            seen[mebibytes] = "all" if found else "ended"
        except (BrokenPipeError, AssertionError) as error:
            check("diagnostics" not in str(error), error)
            seen[mebibytes] = "ended"
        client.process.kill()
        _, err = client.process.communicate(timeout=PATIENCE)
        check(seen[mebibytes] == "all" or err.strip(), mebibytes, "MiB: ended without a word")
    check(seen[2048] == "all", seen)
    return f"all diagnostics, or none and a word on standard error, never some: {seen}"


def case_server_full_output(tool):
    with open("/dev/full", "wb") as full:
        client = Client(tool, stdout=full)
        try:
            client.send("initialize", {"capabilities": {}}, request=True)
        except BrokenPipeError:
            pass
        status = client.process.wait(20)
    return f"ends with status {status} when nobody can hear it"


def case_server_signals(tool):
    statuses = {}
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        client = Client(tool)
        client.initialize()
        client.diagnostics(client.open("a.md", BLAMING))
        client.process.send_signal(number)
        statuses[number.name] = client.process.wait(20)
    check([path.name for path in tool.folder.iterdir()] == [], "files were left")
    return f"ends at once and leaves no file: {statuses}"


def case_server_growing_file(tool):
    path = tool.write("a.md", BLAMING)
    client = Client(tool)
    client.initialize()
    counts = []
    for _ in range(5):
        with open(path, "a") as file:
            file.write(BLAMING * 50)
        answer = client.ask("workspace/diagnostic", {"previousResultIds": []})
        counts += [len(one["items"]) for one in answer["result"]["items"] if one["uri"].endswith("a.md")]
    check(counts == [51, 101, 151, 201, 251], counts)
    check(client.end() == 0, "status")
    return f"{counts} findings as a file grows"


def case_server_unreadable_configuration(tool):
    tool.write("unblame.toml", "").unlink()
    (tool.folder / "unblame.toml").mkdir()
    client = Client(tool)
    client.initialize()
    client.open("a.md", BLAMING)
    told = client.until(lambda one: one.get("method") in ("window/showMessage", "textDocument/publishDiagnostics"))
    check(told is not None, "silence")
    check(client.end() == 0, "status")
    return f"goes on, and says {told['method']}"
