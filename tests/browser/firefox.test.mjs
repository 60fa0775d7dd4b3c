/** The main path in Firefox, driven over WebDriver BiDi. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { screenshots } from "./browser.mjs";
import { serve } from "../../scripts/serve.mjs";
import { needFirefox } from "../../scripts/tools.mjs";

const ARTICLE = `Ferry line to close

“Nobody asked us,” said Ingrid Aasen, who chairs the union. 👩🏽‍🚀 “Nobody.”

Two officials at the ministry denied that a date had been set.`;

/** Milliseconds that reading an article may take on a busy machine. */
const PATIENCE = 120_000;

let server, browser, page;
const problems = [];
before(async () => {
  server = await serve();
  browser = await puppeteer.launch({ browser: "firefox", protocol: "webDriverBiDi", executablePath: needFirefox(), headless: true });
  page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width: 1280, height: 900 });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(server.url);
  await isRead();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const isRead = () => page.waitForFunction(() => /read in [\d.]+ s/.test(document.querySelector("#status").textContent));
const rendered = () => page.$eval("#article", (article) => article.textContent);
const has = (selector, words) =>
  page.waitForFunction((s, w) => [...document.querySelectorAll(s)].some((element) => element.textContent.includes(w)), {}, selector, words);

test("reads the sample", async () => {
  assert.match(await page.browser().version(), /firefox/i);
  assert.ok((await page.$$("#article mark")).length > 40);
  assert.match(await page.$eval(".summary", (element) => element.textContent), /^\d+ statements by \d+ sources/);
  await page.screenshot({ path: join(screenshots, "firefox.png") });
});

test("follows typing, keeps caret and undo, and gives back what went in", async () => {
  await page.click("#edit");
  await page.$eval("#text", (field, text) => {
    field.select();
    // As a paste of the user's, so that it can be undone.
    document.execCommand("insertText", false, text);
  }, ARTICLE);
  await has("#article mark.nm-PERSON", "Ingrid Aasen");
  await page.$eval("#text", (field) => field.setSelectionRange(19, 19));
  await page.keyboard.type(" in Lima");
  await has("#article mark.nm-GPE", "Lima");
  assert.equal(await page.$eval("#text", (field) => field.selectionStart), 27);
  assert.equal(await rendered(), ARTICLE.replace("close", "close in Lima"));
  await page.keyboard.down("Control");
  for (let i = 0; i < 12 && (await page.$eval("#text", (field) => field.value)).includes("Lima"); i++) await page.keyboard.press("z");
  await page.keyboard.up("Control");
  assert.doesNotMatch(await page.$eval("#text", (field) => field.value), /Lima/);
  await page.keyboard.press("Escape");
});

test("lights a speaker, and goes on with the keyboard", async () => {
  await has(".voice.unnamed .name", "Two officials");
  await page.$eval('#article mark[tabindex="0"]', (mark) => mark.focus());
  await page.keyboard.press("Home");
  const isPerson = () => page.evaluate(() => document.activeElement.classList.contains("nm-PERSON"));
  for (let i = 0; i < 10 && !(await isPerson()); i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  assert.ok((await page.$$("mark.lit")).length > 1);
  assert.match(await page.$eval("#card", (card) => card.textContent), /Ingrid Aasen/);
  await page.keyboard.press("n");
  assert.match(await page.$eval("#spotlight-place", (place) => place.textContent), /of \d/);
  // The card goes first.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal((await page.$$("mark.lit")).length, 0);
});

test("opens a web page, without its scripts", async () => {
  const file = `<title>Port reopens</title><nav>Home</nav><article>${"<p>The port of Valparaíso will reopen on Monday, Mayor Carla Fuentes said. We are ready, she told reporters at the quay.</p>".repeat(5)}<script>window.hit = 1</script></article>`;
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], "port.html", { type: "text/html" }));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, file);
  await has("#article mark.nm-PERSON", "Carla Fuentes");
  assert.match(await rendered(), /^Port reopens\n\nThe port/);
  assert.equal(await page.evaluate(() => window.hit), undefined);
});

test("packs the text into a link and opens it", async () => {
  const link = await page.evaluate(async () => {
    const { linkTo } = await import("./www/fragment.js");
    return linkTo("Amina Rasul said yes. 🚢");
  });
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await has("#article mark.nm-PERSON", "Amina Rasul");
});

test("works offline, and dark", async () => {
  await page.waitForSelector("#offline:not([hidden])");
  await page.click("#theme");
  await page.click("#theme");
  await page.evaluate(() => history.replaceState(null, "", location.pathname));
  await server.close();
  server = undefined;
  await page.reload();
  await isRead();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.ok((await page.$$("#article mark")).length > 40);
  await page.screenshot({ path: join(screenshots, "firefox-dark.png") });
  assert.deepEqual(problems.filter((problem) => !/Content-Security-Policy/.test(problem)), []);
});
