#!/usr/bin/env node
// Starts the program of the package for this platform, and ends as it ends.
"use strict";
const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const platform = `${process.platform}-${process.arch}`;
const known = require("../package.json").optionalDependencies;

function program() {
  const name = `@unblame/${platform}`;
  const file = process.platform === "win32" ? "unblame.exe" : "unblame";
  try {
    return require.resolve(`${name}/bin/${file}`);
  } catch {
    const help = name in known
      ? `the package ${name} is not installed; npm leaves it out with --omit=optional, or where node_modules came from another platform`
      : `there is no package for ${platform}; known are ${Object.keys(known).join(", ")}. Cargo can build it: cargo install unblame`;
    console.error(`error: ${help}`);
    process.exit(2);
  }
}

const child = spawn(program(), process.argv.slice(2), { stdio: "inherit", windowsHide: true });
// An editor that ends the server ends this process; the terminal's interrupt reaches both by itself, and the program decides.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`error: ${error.message}`);
  process.exit(2);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
