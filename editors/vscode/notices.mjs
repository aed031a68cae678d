// Writes the licences of what is bundled into dist/THIRD-PARTY.txt.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const bundled = Object.entries(packages).filter(([folder, { dev }]) => folder !== "" && !dev);
const notices = bundled.map(([folder, { version, license }]) => {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) {
    throw new Error(`${folder} has no licence`);
  }
  return `${folder.replace(/^.*node_modules\//, "")} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
});
mkdirSync("dist", { recursive: true });
writeFileSync("dist/THIRD-PARTY.txt", notices.join(`\n${"=".repeat(80)}\n\n`));
