"""A client that measures: it looks at the clock when a message is there, before it reads what it says."""
import json
import os
import pathlib
import queue
import re
import subprocess
import threading
import time

VERSION = re.compile(rb'"version":\s*(\d+)')


class Server:
    """A language server over stdio, past `initialized`."""

    def __init__(self, command, folder, settings):
        self.settings, self.inbox, self.lock = settings, queue.Queue(), threading.Lock()
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null, cwd=folder)
        threading.Thread(target=self._read, daemon=True).start()
        self.send({"id": 1, "method": "initialize", "params": {
            "processId": None, "rootUri": folder.as_uri(), "workspaceFolders": [{"uri": folder.as_uri(), "name": "bench"}],
            "capabilities": {
                "textDocument": {"publishDiagnostics": {"versionSupport": True}}, "workspace": {"configuration": True}}}})
        sync = self._answer(1)["capabilities"].get("textDocumentSync", 1)
        self.incremental = (sync if isinstance(sync, int) else sync.get("change")) == 2
        self.send({"method": "initialized", "params": {}})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with self.lock:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.process.stdin.flush()

    def open(self, uri, text):
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})

    def close(self, uri):
        self.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})

    def diagnostics(self, version, seconds):
        """When the next diagnostics came, and their bytes; nothing if they did not. Those of older versions are passed over."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            try:
                at, body = self.inbox.get(timeout=left)
            except queue.Empty:
                break
            if body is None:
                raise RuntimeError("the server is gone")
            if b"textDocument/publishDiagnostics" not in body:
                continue
            # Not every server says which version it means, and the version of documents stands outside of the diagnostics.
            said = VERSION.search(body)
            if said is None or version is None or int(said[1]) == version:
                return at, body
        return None, b""

    def silence(self, seconds):
        """Waits until no diagnostics come for so long."""
        while self.diagnostics(None, seconds)[0]:
            pass

    def memory(self):
        """Resident memory in MiB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return next(int(row.split()[1]) / 1024 for row in status.splitlines() if row.startswith("VmRSS"))

    def cpu(self):
        """Processor time so far, in seconds; counted in hundredths."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.kill()
        self.process.wait()

    def _answer(self, number):
        while True:
            _, body = self.inbox.get(timeout=60)
            if body is None:
                raise RuntimeError("the server is gone")
            message = json.loads(body)
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def _read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            body = stream.read(length) if length else b""
            at = time.perf_counter()
            if not body:
                self.inbox.put((at, None))
                return
            # Requests of the server are short; diagnostics are read by those who want them.
            if len(body) < 10_000 and b'"method"' in body and b'"id"' in body:
                self._reply(json.loads(body))
            self.inbox.put((at, body))

    def _reply(self, message):
        if "method" in message and "id" in message:
            items = (message.get("params") or {}).get("items", [])
            self.send({"id": message["id"], "result": [self.settings] * len(items) if items else None})
