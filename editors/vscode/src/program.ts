// Finds the program: the one that was named, the one that came with the extension, the one in PATH.

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export interface Places {
  /** The setting `unblame.path`. */
  readonly setting: string;
  readonly workspaceFolder: string | undefined;
  readonly extensionFolder: string;
  readonly searchPath: string;
}

/** Replaces what people write in settings for folders that are elsewhere on every machine. */
export function expand(text: string, workspaceFolder: string | undefined): string {
  const home = text === "~" || /^~[/\\]/.test(text) ? os.homedir() + text.slice(1) : text;
  return home.replace(/\$\{workspaceFolder\}/g, workspaceFolder ?? "").replace(/\$\{userHome\}/g, os.homedir());
}

/** The program to run, or what to tell the user. */
export function findProgram(places: Places): { program: string } | { problem: string } {
  const name = process.platform === "win32" ? "unblame.exe" : "unblame";
  if (places.setting.trim() !== "") {
    const named = path.resolve(places.workspaceFolder ?? "", expand(places.setting.trim(), places.workspaceFolder));
    return isProgram(named) ? { program: named } : { problem: `the setting unblame.path names ${named}, which is no program.` };
  }
  const bundled = path.join(places.extensionFolder, "bin", name);
  const folders = places.searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const program = [bundled, ...folders.map((folder) => path.join(folder, name))].find(isProgram);
  if (program === undefined) {
    return { problem: "the program unblame is not in PATH. Install it with `cargo install unblame`, or set unblame.path." };
  }
  return { program };
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
