"""SARIF against its JSON Schema, JUnit against the schema of Jenkins and through junitparser."""

import json
import subprocess
import sys
from pathlib import Path

import xmlschema
from junitparser import JUnitXml

reports, cache = Path(sys.argv[1]), Path(sys.argv[2])


def every(extension: str) -> list[Path]:
    found = sorted(reports.glob(f"*.{extension}"))
    assert found, f"no report of {extension}"
    return found


def findings(path: Path) -> int:
    """How many the report of the same files has in our own format."""
    return len(json.loads(path.with_suffix(".json").read_text()))


def sarif() -> None:
    schema = cache / "node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json"
    checker = Path(sys.executable).with_name("check-jsonschema")
    subprocess.run([checker, "--quiet", "--schemafile", schema, *every("sarif")], check=True)
    for path in every("sarif"):
        run = json.loads(path.read_text())["runs"][0]
        if path.with_suffix(".json").exists():
                # What a comment silences is marked here, and left out elsewhere.
            silenced = [result for result in run["results"] if {"inSource"} & {one["kind"] for one in result["suppressions"]}]
            assert len(run["results"]) - len(silenced) == findings(path), path
    states = [result["baselineState"] for result in json.loads((reports / "baseline.sarif").read_text())["runs"][0]["results"]]
    assert sorted(set(states)) == ["new", "unchanged"], states


def junit() -> None:
    schema = xmlschema.XMLSchema(str(next((cache / "xsd").rglob("14c6e39c*/junit-10.xsd"))))
    for path in every("junit"):
        schema.validate(str(path))
        suites = list(JUnitXml.fromfile(str(path)))
        failed = [case for suite in suites for case in suite if case.is_failure]
        if path.with_suffix(".json").exists():
            assert len(failed) == findings(path), path
        for suite in suites:
            assert suite.tests == len(list(suite)), path
        if path.stem == "broken-md":
            assert sum(suite.errors for suite in suites) == 1


sarif()
junit()
print("sarif: schema of Microsoft's multitool; junit: schema of Jenkins, junitparser")
