// GitLab issues against Code Climate's types, rdjson through its validator, Checkstyle through a reader, and GitHub annotations
// against what GitHub's own library prints.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import * as core from "@actions/core";

const require = createRequire(import.meta.url);
const here = path.dirname(new URL(import.meta.url).pathname);
const folder = process.argv[2];
const every = (extension) => {
  const found = fs.readdirSync(folder).filter((name) => name.endsWith(`.${extension}`));
  assert.ok(found.length > 0, `no report of ${extension}`);
  return found.map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), "utf8") }));
};
const findings = (name) => JSON.parse(fs.readFileSync(path.join(folder, name.replace(/\.[a-z]+$/, ".json")), "utf8"));

// GitLab: Code Climate's issues with a severity and a fingerprint.
const reports = every("gitlab");
const typed = reports.map(({ text }, nth) => `export const r${nth}: Report = ${text};`).join("\n");
const needs = "severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker'; fingerprint: string; location: { lines: { begin: number } }";
fs.writeFileSync(
  path.join(here, "gitlab.ts"),
  `import type { Issue } from "codeclimate-types";\ntype Report = (Issue & { ${needs} })[];\n${typed}\n`,
);
execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--noEmit", "--strict", "--skipLibCheck", "gitlab.ts"], {
  cwd: here,
  stdio: "inherit",
});
for (const { name, text } of reports) {
  const issues = JSON.parse(text);
  assert.equal(issues.length, findings(name).length, name);
  assert.equal(new Set(issues.map((issue) => issue.fingerprint)).size, issues.length, name);
}

// rdjson.
const rdf = path.join(here, "node_modules/@umbrelladocs/rdformat-validator/package.json");
const { bin } = JSON.parse(fs.readFileSync(rdf, "utf8"));
const validator = path.join(path.dirname(rdf), Object.values(bin)[0]);
for (const { name, text } of every("rdjson")) {
  execFileSync(process.execPath, [validator, "--strict", "--no-extra-fields", path.join(folder, name)], { stdio: "pipe" });
  assert.equal(JSON.parse(text).diagnostics.length, findings(name).length, name);
}

// Checkstyle.
const { xml2js } = require("xml-js");
const { parseCheckstyle } = require("danger-plugin-lint-report/dist/parse/checkstyle_parser.js");
for (const { name, text } of every("checkstyle")) {
  const read = parseCheckstyle(xml2js(text), "");
  const expected = findings(name);
  assert.equal(read.length, expected.length, name);
  read.forEach((violation, nth) => {
    assert.equal(Number(violation.line), expected[nth].range.start.line, name);
    assert.equal(violation.message, expected[nth].message, name);
  });
}

// GitHub.
const printed = (write) => {
  const lines = [];
  const original = process.stdout.write;
  process.stdout.write = (text) => (lines.push(text), true);
  try {
    write();
  } finally {
    process.stdout.write = original;
  }
  return lines.join("").trimEnd();
};
const parts = (line) => {
  const [, level, properties, message] = /^::(\w+) (.*?)::(.*)$/s.exec(line);
  return { level, properties: properties.split(",").sort(), message };
};
const levels = { error: core.error, warning: core.warning, information: core.notice, hint: core.notice };
for (const { name, text } of every("github")) {
  const lines = text.split("\n").filter(Boolean);
  const expected = findings(name);
  assert.equal(lines.length, expected.length, name);
  expected.forEach((finding, nth) => {
    const { start, end } = finding.range;
    const title = `unblame ${finding.pack === "core" ? "" : `${finding.pack}/`}${finding.rule}`;
    const columns = start.line === end.line ? { startColumn: start.column, endColumn: end.column } : {};
    const properties = { title, file: finding.path, startLine: start.line, endLine: end.line, ...columns };
    const place = `${finding.path}:${start.line}:${start.column}`;
    const official = printed(() => levels[finding.severity](`${place}: ${finding.message} ${finding.question}`, properties));
    assert.deepEqual(parts(lines[nth]), parts(official), name);
  });
}
console.log("gitlab: codeclimate-types; rdjson: rdformat-validator; checkstyle: danger-plugin-lint-report; github: @actions/core");
