#!/usr/bin/env python3
"""Hold every message of the server to the protocol's own description.

usage: validate.py META_MODEL SERVER [ARG...]

META_MODEL is `metaModel.json` of microsoft/language-server-protocol. Three clients of different ability work through everything
that the server does; whatever it sends has to have the shape that the model gives it, without members that the model doesn't know,
and every request has to be answered once. Needs nothing but Python 3.9.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

BASE_TYPES = {
    "string": str, "DocumentUri": str, "URI": str, "RegExp": str, "boolean": bool, "null": type(None),
    "integer": int, "uinteger": int, "decimal": (int, float),
}


class Model:
    """The types of the protocol; `problems` walks a value along one of them."""

    def __init__(self, path):
        model = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        self.structures = {one["name"]: one for one in model["structures"]}
        self.aliases = {one["name"]: one["type"] for one in model["typeAliases"]}
        self.enumerations = {one["name"]: one for one in model["enumerations"]}
        self.requests = {one["method"]: one for one in model["requests"]}
        self.notifications = {one["method"]: one for one in model["notifications"]}

    def properties(self, structure):
        found = {}
        for base in structure.get("extends", []) + structure.get("mixins", []):
            found.update(self.properties(self.structures[base["name"]]))
        found.update({one["name"]: one for one in structure["properties"]})
        return found

    def problems(self, type_, value, path="$"):
        return getattr(self, "_" + type_["kind"])(type_, value, path)

    def _base(self, type_, value, path):
        name = type_["name"]
        good = isinstance(value, BASE_TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
        if good and name == "uinteger":
            good = value >= 0
        return [] if good else [f"{path}: {value!r} is no {name}"]

    def _reference(self, type_, value, path):
        name = type_["name"]
        if name in ("LSPAny", "LSPObject", "LSPArray"):
            return []
        if name in self.aliases:
            return self.problems(self.aliases[name], value, path)
        if name in self.enumerations:
            one = self.enumerations[name]
            known = any(entry["value"] == value for entry in one["values"]) or one.get("supportsCustomValues")
            return [] if known else [f"{path}: {value!r} is no {name}"]
        return self.structure(self.properties(self.structures[name]), value, path)

    def structure(self, properties, value, path):
        if not isinstance(value, dict):
            return [f"{path}: {value!r} is no object"]
        found = [f"{path}: {key} is not in the protocol" for key in value if key not in properties]
        for key, one in properties.items():
            if key in value:
                found += self.problems(one["type"], value[key], f"{path}.{key}")
            elif not one.get("optional"):
                found.append(f"{path}: {key} is missing")
        return found

    def _literal(self, type_, value, path):
        properties = {one["name"]: one for one in type_["value"]["properties"]}
        return self.structure(properties, value, path) if properties else []

    def _array(self, type_, value, path):
        if not isinstance(value, list):
            return [f"{path}: {value!r} is no array"]
        return [one for at, item in enumerate(value) for one in self.problems(type_["element"], item, f"{path}[{at}]")]

    def _map(self, type_, value, path):
        if not isinstance(value, dict):
            return [f"{path}: {value!r} is no map"]
        return [one for key, item in value.items() for one in self.problems(type_["value"], item, f"{path}.{key}")]

    def _or(self, type_, value, path):
        attempts = [self.problems(item, value, path) for item in type_["items"]]
        return min(attempts, key=len)

    def _and(self, type_, value, path):
        return [one for item in type_["items"] for one in self.problems(item, value, path)]

    def _tuple(self, type_, value, path):
        pairs = zip(type_["items"], value)
        return [one for at, (item, part) in enumerate(pairs) for one in self.problems(item, part, f"{path}[{at}]")]

    def _stringLiteral(self, type_, value, path):
        return [] if value == type_["value"] else [f"{path}: {value!r} is not {type_['value']!r}"]


class Session:
    """A client that writes down what is wrong with what it hears."""

    def __init__(self, model, command, folder):
        self.model, self.problems, self.heard, self.asked, self.number = model, [], 0, {}, 0
        self.inbox = []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self):
        length = None
        while (line := self.process.stdout.readline().strip()) or length is None:
            if not line:
                raise SystemExit("error: the server is gone")
            name, value = line.split(b":")
            length = int(value) if name == b"Content-Length" else length
        message = json.loads(self.process.stdout.read(length))
        self.heard += 1
        self.check(message)
        if "method" in message and "id" in message:
            answer = [None] * len(message["params"]["items"]) if message["method"] == "workspace/configuration" else None
            self.send({"id": message["id"], "result": answer})
        return message

    def check(self, message):
        found = [] if message.get("jsonrpc") == "2.0" else ["jsonrpc is not 2.0"]
        if "method" in message:
            method = message["method"]
            known = self.model.requests if "id" in message else self.model.notifications
            if method not in known:
                found.append("is not in the protocol")
            else:
                if known[method]["messageDirection"] == "clientToServer":
                    found.append("goes the wrong way")
                if "params" in known[method]:
                    found += self.model.problems(known[method]["params"], message.get("params"))
                elif message.get("params") not in (None, {}):
                    found.append("takes no parameters")
        else:
            method = self.asked.pop(message.get("id"), None)
            if method is None:
                found.append(f"answers nothing that was asked: {message.get('id')}")
            elif ("result" in message) == ("error" in message):
                found.append("needs either a result or an error")
            elif "result" in message:
                found += self.model.problems(self.model.requests[method]["result"], message["result"])
            else:
                found.append(f"failed: {message['error']}")
        self.problems += [f"{method}: {one}" for one in found]

    def notify(self, method, params=None):
        self.send({"method": method} if params is None else {"method": method, "params": params})

    def request(self, method, params=None):
        self.number += 1
        self.asked[self.number] = method
        self.send({"id": self.number, "method": method, **({} if params is None else {"params": params})})
        while True:
            message = self.read()
            if message.get("id") == self.number and "method" not in message:
                return message.get("result")
            self.inbox.append(message)

    def wait(self, method):
        for at, message in enumerate(self.inbox):
            if message.get("method") == method:
                return self.inbox.pop(at)["params"]
        while True:
            message = self.read()
            if message.get("method") == method:
                return message["params"]
            self.inbox.append(message)


PUSH = {}
PULL = {
    "textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}},
    "workspace": {
        "configuration": True, "diagnostics": {"refreshSupport": True}, "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
    },
    "general": {"positionEncodings": ["utf-8", "utf-16"]},
}
CONFIGURED = {"workspace": {"configuration": True, "workspaceEdit": {"documentChanges": True}}}
TEXT = "# 🎉\n\nPriya forgot to renew the certificate. Bob carelessly dropped the table.\n"
EVERYWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 3, "character": 0}}


def work(session, folder, capabilities):
    """Everything that the server does, once."""
    root, uri = folder.as_uri(), (folder / "a.md").as_uri()
    document = {"textDocument": {"uri": uri}}
    session.request("initialize", {"processId": None, "rootUri": root, "capabilities": capabilities})
    session.notify("initialized", {})
    session.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": TEXT}})
    if capabilities is PULL:
        first = session.request("textDocument/diagnostic", document)
        session.request("textDocument/diagnostic", {**document, "previousResultId": first["resultId"]})
        all_ = session.request("workspace/diagnostic", {"previousResultIds": [], "workDoneToken": "w"})
        ids = [{"uri": one["uri"], "value": one["resultId"]} for one in all_["items"]]
        session.request("workspace/diagnostic", {"previousResultIds": ids})
    else:
        session.wait("textDocument/publishDiagnostics")
    session.request("textDocument/hover", {**document, "position": {"line": 2, "character": 7}})
    actions = session.request("textDocument/codeAction", {**document, "range": EVERYWHERE, "context": {"diagnostics": []}})
    explain = next(one["command"] for one in actions if "command" in one)
    session.request("workspace/executeCommand", {key: explain[key] for key in ("command", "arguments")})
    session.wait("window/showMessage")
    session.request("textDocument/codeAction", {**document, "range": EVERYWHERE, "context": {"diagnostics": [], "only": ["source"]}})
    toml = {"uri": (folder / "unblame.toml").as_uri(), "languageId": "toml", "version": 1, "text": "profile = \n"}
    session.notify("textDocument/didOpen", {"textDocument": toml})
    session.request("textDocument/completion", {"textDocument": toml, "position": {"line": 0, "character": 10}})
    session.request("textDocument/hover", {"textDocument": toml, "position": {"line": 0, "character": 2}})
    session.notify("textDocument/didClose", {"textDocument": toml})
    (folder / "unblame.toml").write_text("profil = 1\n", encoding="utf-8")
    session.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": (folder / "unblame.toml").as_uri(), "type": 1}]})
    session.wait("window/showMessage")
    (folder / "unblame.toml").unlink()
    session.notify("workspace/didChangeConfiguration", {"settings": {"unblame": {"enable": False}}})
    session.notify("textDocument/didChange", {"textDocument": {"uri": "untitled:x", "version": 1}, "contentChanges": []})
    session.wait("window/logMessage")
    session.notify("textDocument/didClose", document)
    session.request("shutdown")
    session.notify("exit")
    if session.process.wait(timeout=5) != 0:
        session.problems.append("exit: the status is not 0")
    session.problems += [f"{method} was never answered" for method in session.asked.values()]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    model, heard, problems = Model(sys.argv[1]), 0, []
    for name, capabilities in (("push", PUSH), ("pull", PULL), ("configured", CONFIGURED)):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder).resolve()
            (folder / "b.md").write_text("They forgot it.\n", encoding="utf-8")
            session = Session(model, sys.argv[2:], folder)
            try:
                work(session, folder, capabilities)
            finally:
                session.process.kill()
            heard += session.heard
            problems += [f"{name}: {one}" for one in session.problems]
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{heard} messages, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
