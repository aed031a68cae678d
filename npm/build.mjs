// Puts the npm packages together: `unblame`, and one for each platform whose program is given.
//
//   node npm/build.mjs OUT PLATFORM=PROGRAM...
//
// PLATFORM is one of the optional dependencies of npm/unblame/package.json, such as linux-x64. OUT gets a folder for each package,
// ready for `npm pack` or `npm publish`; it must not exist.
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [out, ...programs] = process.argv.slice(2);
if (!out || programs.length === 0) fail("usage: node npm/build.mjs OUT PLATFORM=PROGRAM...");
const main = JSON.parse(readFileSync(join(here, "unblame/package.json"), "utf8"));

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(2);
}

function licences(folder) {
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(join(here, "..", file), join(folder, file));
}

function platformPackage(platform, program) {
  const name = `@unblame/${platform}`;
  if (!(name in main.optionalDependencies)) {
    fail(`${platform} is no platform; known are ${Object.keys(main.optionalDependencies).join(", ")}`);
  }
  const [os, cpu] = platform.split("-");
  const folder = join(out, platform);
  const file = os === "win32" ? "unblame.exe" : "unblame";
  mkdirSync(join(folder, "bin"), { recursive: true });
  copyFileSync(program, join(folder, "bin", file));
  chmodSync(join(folder, "bin", file), 0o755);
  licences(folder);
  const { version, homepage, bugs, repository, license } = main;
  const manifest = {
    name, version, description: `The program of unblame for ${platform}`,
    homepage, bugs, repository, license, os: [os], cpu: [cpu], preferUnplugged: true, files: ["bin", "LICENSE-MIT", "LICENSE-APACHE"],
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, "README.md"), `# ${name}\n\nThe program of [unblame](https://www.npmjs.com/package/unblame) for ${platform}.\n`);
}

mkdirSync(out);
cpSync(join(here, "unblame"), join(out, "unblame"), { recursive: true });
licences(join(out, "unblame"));
for (const program of programs) {
  const at = program.indexOf("=");
  if (at < 0) fail(`${program} is not PLATFORM=PROGRAM`);
  platformPackage(program.slice(0, at), program.slice(at + 1));
}
