// Works in a real VS Code workbench as a person would: sees the finding, opens the quick fixes, takes one, sees the finding go.
//
// usage: node drive.mjs URL FOLDER FILE SCREENSHOTS      (run by `run`)
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

const [url, folder, file, screenshots] = process.argv.slice(2);
const squiggles = ".squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint";

const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "unblame-browser-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  viewport: { width: 1200, height: 640 },
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
const page = browser.pages()[0] ?? (await browser.newPage());
const screenshot = (name) => page.screenshot({ path: join(screenshots, `${name}.png`) });

async function step(name, work) {
  try {
    return await work();
  } catch (error) {
    await screenshot("failed").catch(() => {});
    console.error(`${name}: ${error.message.split("\n")[0]}`);
    await browser.close();
    process.exit(1);
  }
}

await step("the workbench", async () => {
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
  const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: file }).first();
  await row.dblclick({ timeout: 60_000 });
  await page.locator(".monaco-editor .view-lines").first().waitFor({ timeout: 30_000 });
});

const before = await step("a squiggle", async () => {
  await page.locator(squiggles).first().waitFor({ state: "attached", timeout: 40_000 });
  await page.waitForTimeout(500);
  return page.locator(squiggles).count();
});

await step("the list of problems", async () => {
  await page.keyboard.press("Control+Shift+M");
  const row = page.locator(".markers-panel .monaco-list-row", { hasText: "unblame" }).first();
  await row.waitFor({ timeout: 20_000 });
  console.log("problem:", (await row.innerText()).replaceAll("\n", " "));
  await row.dblclick();
  await page.waitForTimeout(800);
});

await step("a quick fix", async () => {
  await page.keyboard.press("Control+.");
  const action = page.locator(".action-widget .monaco-list-row", { hasText: "for this line" }).first();
  await action.waitFor({ timeout: 15_000 });
  const titles = await page.locator(".action-widget .monaco-list-row").allInnerTexts();
  console.log("actions:", titles.map((title) => title.trim()).filter((title) => title !== "").join(" | "));
  await screenshot("quick-fix");
  // The first action is the one; the list takes no clicks in a headless browser.
  await page.keyboard.press("Enter");
});

await step("the end of the squiggle", async () => {
  await page.waitForFunction(
    ([selector, count]) => document.querySelectorAll(selector).length < count,
    [squiggles, before],
    { timeout: 15_000 },
  );
  const text = (await page.locator(".monaco-editor .view-lines").first().innerText()).replace(/\s+/g, " ");
  if (!text.includes("<!-- unblame-disable-line ")) {
    throw new Error(`no comment in ${text}`);
  }
  await page.locator(".markers-panel .monaco-list-row").first().waitFor({ state: "detached", timeout: 15_000 });
  await screenshot("fixed");
});

console.log("ok");
await browser.close();
