// Works in a real VS Code workbench as a person would: sees the finding, opens the quick fixes, takes a rewrite, sees the finding go,
// takes that back, and silences the finding with a comment.
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

/** The text of the document, with single spaces. */
async function text() {
  return (await page.locator(".monaco-editor .view-lines").first().innerText()).replace(/\s+/g, " ");
}

/** Opens the quick fixes, and takes the one at an index by keyboard: the list takes no clicks in a headless browser. */
async function quickFix(index, picture) {
  const actions = page.locator(".action-widget .monaco-list-row.action");
  const comment = actions.filter({ hasText: "for this line" }).first();
  // Shortly after an edit VS Code may show none, not even its own, and doesn't look again.
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press("Control+.");
    const shown = comment.waitFor({ timeout: 5_000 });
    if (attempt === 4) {
      await shown;
      break;
    }
    if (await shown.then(() => true, () => false)) {
      break;
    }
    await page.keyboard.press("Escape");
  }
  const titles = (await actions.allInnerTexts()).map((title) => title.trim());
  console.log("actions:", titles.join(" | "));
  await screenshot(picture);
  for (let at = 0; at < index; at += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  return titles[index];
}

/** Waits until a text stands in the document, and the finding is gone. */
async function gone(expected) {
  await page.waitForFunction(
    ([selector, count]) => document.querySelectorAll(selector).length < count,
    [squiggles, before],
    { timeout: 15_000 },
  );
  const found = await text();
  if (!found.includes(expected)) {
    throw new Error(`no ${expected} in ${found}`);
  }
  await page.locator(".markers-panel .monaco-list-row").first().waitFor({ state: "detached", timeout: 15_000 });
}

await step("a rewrite", async () => {
  const title = await quickFix(0, "quick-fix");
  await gone(/^Write "(.*)"$/.exec(title)[1]);
  await screenshot("fixed");
});

await step("a comment", async () => {
  await page.keyboard.press("Control+z");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "unblame" }).first().waitFor({ timeout: 15_000 });
  await quickFix(1, "quick-fix-again");
  await gone("<!-- unblame-disable-next-line ");
});

console.log("ok");
await browser.close();
