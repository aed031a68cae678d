// Opens reports in headless Chromium: no console error, no request, no accessibility problem in light and dark, and what the page
// promises about keys, filters, themes, paper and pages without scripts.
//
//   node check.mjs CHROMIUM REPORTS SCREENSHOTS
//
// REPORTS holds own.html (with findings), hostile.html (from documents that try to break out) and perhaps others.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, reports, screenshots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(screenshots, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

// Opens a report; `close` fails if the page complained or asked for anything.
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => /^(file|data):/.test(request.url()) || complaints.push(`request: ${request.url()}`));
  await page.goto(pathToFileURL(resolve(reports, name)).href);
  const close = async () => {
    await context.close();
    assert.deepEqual(complaints, [], name);
  };
  return { page, close };
}

async function accessible(page, what) {
  // The policy of the page lets inline scripts run, and axe is evaluated, not loaded.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map(({ id, impact, help, nodes }) => `${impact} ${id}: ${help} (${nodes[0].html})`);
  assert.deepEqual(told, [], what);
}

async function looksRight(name) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1440, 480]) {
      const { page, close } = await open(name, { colorScheme, viewport: { width, height: 1000 } });
      await accessible(page, `${name}, ${colorScheme}, ${width} wide`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${name} is ${overflow} pixels too wide at ${width}`);
      await page.screenshot({ path: join(screenshots, `${name.replace(".html", "")}-${colorScheme}-${width}.png`) });
      await close();
    }
  }
  console.log(`ok: ${name} in light and dark, wide and narrow`);
}

async function keys() {
  const { page, close } = await open("own.html");
  const focused = () => page.evaluate(() => document.activeElement.id);
  const all = await page.$$eval("article.card", (cards) => cards.map((card) => card.id));
  assert.ok(all.length > 2);
  await page.keyboard.press("j");
  assert.equal(await focused(), all[0]);
  await page.keyboard.press("j");
  assert.equal(await focused(), all[1]);
  assert.equal(await page.$$eval("mark.current", (marks) => marks[0].dataset.card), all[1]);
  const outline = await page.$eval(`#${all[1]}`, (card) => getComputedStyle(card).outlineStyle);
  assert.equal(outline, "solid", "the focus can be seen");
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  assert.equal(await focused(), all.at(-1), "the way goes round");
  await page.uncheck("#keys");
  await page.keyboard.press("j");
  assert.equal(await focused(), "keys", "keys can be switched off");
  await page.click("#next");
  assert.equal(await focused(), all[0]);
  await page.click("article.card .facts a[href^='#p-']");
  assert.match(page.url(), /#p-[0-9a-f]{16}$/);
  await close();
  console.log("ok: keys and buttons");
}

async function filters() {
  const { page, close } = await open("own.html");
  const visible = () => page.$$eval("article.card", (cards) => cards.filter((card) => card.checkVisibility()).length);
  const total = await visible();
  const summary = await page.textContent("#shown");
  const row = page.locator("input[name=severity]").first();
  const count = await page.$$eval(`article.card[data-severity=${await row.inputValue()}]`, (cards) => cards.length);
  assert.ok(count > 0 && count < total);
  await row.uncheck();
  assert.equal(await visible(), total - count);
  assert.equal(await page.textContent("#shown"), `${total - count} of ${summary}`);
  assert.equal(await page.$$eval("mark.filtered sup", (numbers) => numbers.length), count);
  await accessible(page, "with a filter");
  for (const box of await page.locator("input[name=category]").all()) await box.uncheck();
  assert.equal(await visible(), 0);
  await page.keyboard.press("j");
  await row.check();
  for (const box of await page.locator("input[name=category]").all()) await box.check();
  assert.equal(await visible(), total);
  assert.equal(await page.textContent("#shown"), summary);
  await close();
  console.log("ok: filters");
}

async function themes() {
  const { page, close } = await open("own.html", { colorScheme: "light" });
  const ground = () => page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
  const light = await ground();
  await page.click("#theme");
  assert.equal(await ground(), light);
  await page.click("#theme");
  const dark = await ground();
  assert.notEqual(dark, light);
  await accessible(page, "the chosen dark theme");
  await page.reload();
  assert.equal(await ground(), dark, "the choice is remembered");
  await page.click("#theme");
  assert.equal(await ground(), light);
  await close();
  console.log("ok: themes");
}

async function withoutScripts() {
  const { page, close } = await open("own.html", { javaScriptEnabled: false });
  assert.ok((await page.locator("article.card").count()) > 2);
  for (const card of await page.locator("article.card").all()) assert.ok(await card.isVisible());
  for (const control of await page.locator("input, button").all()) assert.ok(!(await control.isVisible()), "controls are hidden");
  assert.ok(await page.locator("table.chart").first().isVisible());
  await close();
  console.log("ok: without scripts");
}

async function paper() {
  const { page, close } = await open("own.html", { colorScheme: "dark" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.ok(!(await page.locator("#theme").isVisible()));
  assert.ok(await page.locator("article.card").first().isVisible());
  const ink = await page.$eval("body", (body) => getComputedStyle(body).color);
  assert.ok(ink.match(/\d+/g).slice(0, 3).every((part) => Number(part) < 80), `dark ink on paper, not ${ink}`);
  await page.screenshot({ path: join(screenshots, "paper.png") });
  await page.pdf({ path: join(screenshots, "own.pdf"), format: "A4", printBackground: false });
  await close();
  console.log("ok: paper");
}

async function hostile() {
  const { page, close } = await open("hostile.html");
  assert.equal(await page.evaluate(() => window.broken), undefined, "no document text runs");
  assert.equal(await page.locator("main img, main iframe, main script, main style").count(), 0);
  const controls = await page.evaluate(() => /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML));
  assert.ok(!controls, "no control characters");
  assert.match(await page.textContent("main"), /<\/script>/);
  await close();
  console.log("ok: hostile documents");
}

try {
  for (const name of readdirSync(reports).filter((name) => name.endsWith(".html")).sort()) await looksRight(name);
  for (const promise of [keys, filters, themes, withoutScripts, paper, hostile]) await promise();
} finally {
  await browser.close();
}
