/** What a reader takes along from the page: formats, a link, paper; and what the page remembers. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parse as parseCsv } from "csv-parse/sync";
import { isRead, open, screenshots } from "./browser.mjs";

const ARTICLE = `Ferry line to close <soon> & "quietly"

“Nobody asked us,” said Ingrid Aasen, who chairs the union. 👩🏽‍🚀

Two officials denied that a date had been set.`;

let browser;
before(async () => (browser = await open()));
after(() => browser.close());

const opened = (options) => browser.opened({ permissions: ["clipboard-read", "clipboard-write"], ...options });

async function write(page, text) {
  await page.locator("#edit").click();
  await page.locator("#text").fill(text);
  await page.locator(".voice", { hasText: "Aasen" }).waitFor();
  await page.keyboard.press("Escape");
}

const rendered = (page) => page.locator("#article").evaluate((article) => article.textContent);
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** What each format says, checked by what reads it. */
const CHECKS = {
  JSON(content) {
    const { text, unit, statements, entities } = JSON.parse(content);
    assert.equal(unit, "utf16");
    assert.equal(text, ARTICLE);
    assert.equal(statements.length, 2);
    assert.ok(entities.some(({ start, end }) => text.slice(start, end) === "Ingrid Aasen"));
  },
  Table(content) {
    const rows = parseCsv(content, { columns: true, bom: true });
    assert.equal(rows.length, 2);
    assert.ok(Object.values(rows[0]).includes("Ingrid Aasen"), JSON.stringify(rows[0]));
    assert.ok(Object.values(rows[0]).includes("“Nobody asked us,”"));
  },
  Markdown(content) {
    assert.match(content, /Nobody asked us/);
    assert.ok(!/<soon>/.test(content.replaceAll("\\<", "")), "no HTML comes in");
  },
  "Web Annotations"(content) {
    const page = JSON.parse(content);
    assert.match(JSON.stringify(page["@context"]), /http:\/\/www\.w3\.org\/ns\/anno\.jsonld/);
    assert.ok(page.items.length >= 3);
    assert.match(content, /TextQuoteSelector/);
  },
  async "Web page"(content) {
    const other = await browser.page();
    await other.setContent(content);
    assert.equal(await other.locator(".newsmark").evaluate((element) => element.textContent), ARTICLE);
    assert.equal(await other.locator("soon, script").count(), 0);
    const tint = await other.locator("mark.nm-PERSON").first().evaluate((mark) => getComputedStyle(mark).backgroundColor);
    assert.notEqual(tint, "rgba(0, 0, 0, 0)");
    await other.context().close();
  },
};

describe("the article is taken along", () => {
  let page;
  before(async () => {
    page = await opened();
    await write(page, ARTICLE);
    await page.locator("#take-open").click();
  });
  after(async () => {
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  for (const [name, check] of Object.entries(CHECKS)) {
    test(`as ${name}, copied and saved`, async () => {
      const row = page.locator(".formats li").filter({ has: page.getByText(name, { exact: true }) });
      await row.getByRole("button", { name: "Copy" }).click();
      await page.locator("#take-status", { hasText: `Copied: ${name}.` }).waitFor();
      const copied = await clipboard(page);
      await check(copied);
      const [download] = await Promise.all([page.waitForEvent("download"), row.getByRole("button", { name: "Save" }).click()]);
      assert.match(download.suggestedFilename(), /^ferry-line-to-close-soon-quietly\.(html|md|csv|json|jsonld)$/);
      const saved = readFileSync(await download.path(), "utf8");
      // Some readers of clipboards drop what marks the encoding of a file.
      assert.equal(saved.startsWith("\ufeff"), name === "Table");
      assert.ok(!copied.startsWith("\ufeff"));
      assert.equal(saved.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"), copied.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"));
    });
  }

  test("only what is marked", async () => {
    await page.keyboard.press("Escape");
    await page.locator('.chip[data-key="direct"]').click();
    await page.locator('[data-kind="PERSON"]').click();
    await page.locator("#take-open").click();
    await page.locator(".formats li", { hasText: "JSON" }).first().getByRole("button", { name: "Copy" }).click();
    await page.locator("#take-status", { hasText: "Copied" }).waitFor();
    const { statements, entities } = JSON.parse(await clipboard(page));
    assert.deepEqual(statements.map(({ kind }) => kind), ["direct"]);
    assert.deepEqual(entities.filter(({ label }) => label === "PERSON"), []);
    await page.keyboard.press("Escape");
    await page.locator('.chip[data-key="direct"]').click();
    await page.locator('[data-kind="PERSON"]').click();
    // A part that is off is off in the web page too.
    await page.locator('[data-kind="cue"]').click();
    await page.locator("#take-open").click();
    await page.locator(".formats li", { hasText: "Web page" }).getByRole("button", { name: "Copy" }).click();
    await page.locator("#take-status", { hasText: "Copied" }).waitFor();
    assert.doesNotMatch(await clipboard(page), /<mark[^>]*class="[^"]*nm-cue/);
    await page.keyboard.press("Escape");
    await page.locator('[data-kind="cue"]').click();
  });

  test("as a link, which opens elsewhere, and here, and sends nothing", async () => {
    await page.locator("#take-open").click();
    await page.locator("#copy-link").click();
    await page.locator("#take-status", { hasText: "The link is copied" }).waitFor();
    const link = await clipboard(page);
    const other = await browser.page();
    const asked = [];
    other.on("request", (request) => asked.push(request.url()));
    await other.goto(link);
    await isRead(other);
    assert.equal(await rendered(other), ARTICLE);
    const secret = new URL(link).hash.slice(6, 40);
    assert.deepEqual(asked.filter((url) => url.includes(secret) && !url.startsWith(browser.url + "#")), []);
    // The way within the page leaves the link alone.
    await other.locator(".skips a").first().focus();
    await other.keyboard.press("Enter");
    assert.equal(await other.evaluate(() => document.activeElement.id), "article");
    assert.equal(other.url(), link);
    // A second link in the same tab stays too.
    const { hash } = new URL(await other.evaluate(async () => (await import("./www/fragment.js")).linkTo("Amina Rasul said yes.")));
    await other.evaluate((second) => (location.hash = second), hash);
    await other.locator("mark.nm-PERSON", { hasText: "Amina Rasul" }).waitFor();
    assert.equal(new URL(other.url()).hash, hash);
    // Another text: the link is not brought back at the next visit.
    await other.getByRole("button", { name: "Sport" }).click();
    assert.equal(new URL(other.url()).hash, "");
    await other.evaluate((hash) => (location.hash = hash), new URL(link).hash);
    await other.waitForFunction((text) => document.querySelector("#article").textContent === text, ARTICLE);
    await other.evaluate(() => (location.hash = "#text=AAAA"));
    await other.locator("#problem", { hasText: "could not be opened" }).waitFor();
    assert.equal(await rendered(other), ARTICLE);
    await other.context().close();
  });
});

test("a damaged link is said to be one", async () => {
  for (const hash of ["#text=abcdefgh", "#text=%20", "#text="]) {
    const page = await browser.page();
    await page.goto(browser.url + hash);
    await isRead(page);
    assert.equal(await page.locator("#problem", { hasText: "could not be opened" }).isVisible(), true, hash);
    assert.match(await rendered(page), /Kisumu/);
    await page.context().close();
  }
});

test("on paper: light, without the light, and no trace is left", async () => {
  const page = await opened();
  await page.locator("#theme").click();
  await page.locator("#theme").click();
  await page.locator("button.speaker").first().click();
  const state = () => page.evaluate(() => [document.querySelector("#panel"), document.querySelector("#article")].map((element) => element.innerHTML.replaceAll(' class=""', "")));
  const before = await state();
  assert.ok((await page.locator("mark.lit").count()) > 0);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("mark.lit, mark.here, .lighting").count(), 0);
  assert.equal(await page.locator(".quote:visible").count(), Number(/^\d+/.exec(await page.locator(".summary").textContent())));
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "light");
  await page.screenshot({ path: join(screenshots, "print-from-dark.png"), fullPage: true });
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.deepEqual(await state(), before);
  assert.equal(await page.locator("#article.lighting").count(), 1);
  await page.context().close();
});

test("on paper: the article and every statement, without the tools", async () => {
  const page = await opened();
  await page.evaluate(() => (window.print = () => (window.printed = true)));
  await page.locator("#take-open").click();
  await page.locator("#print").click();
  assert.equal(await page.evaluate(() => window.printed), true);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  for (const tool of [".toolbar", ".status", ".tuning", "#edit", ".filter", ".foot"]) assert.equal(await page.locator(tool).isVisible(), false, tool);
  const statements = Number(/^\d+/.exec(await page.locator(".summary").textContent()));
  assert.equal(await page.locator(".quote:visible").count(), statements);
  assert.ok((await page.pdf()).length > 10_000);
  await page.screenshot({ path: join(screenshots, "print.png"), fullPage: true });
  await page.context().close();
});

describe("what is remembered", () => {
  const stored = (page) => page.evaluate(() => JSON.stringify({ ...localStorage }));

  test("the settings, and never the text", async () => {
    const page = await opened();
    await write(page, ARTICLE);
    await page.locator("#theme").click();
    await page.locator("#theme").click();
    await page.locator('[data-kind="PERSON"]').click();
    await page.locator("#least").fill("40");
    await page.locator("#labels").uncheck();
    assert.doesNotMatch(await stored(page), /Aasen/);
    await page.reload();
    await isRead(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    assert.equal(await page.locator('[data-kind="PERSON"]').getAttribute("aria-pressed"), "false");
    assert.equal(await page.locator("#article mark.nm-PERSON").count(), 0);
    assert.equal(await page.locator("#least").inputValue(), "40");
    assert.equal(await page.locator("#labels").isChecked(), false);
    assert.doesNotMatch(await rendered(page), /Aasen/);
    await page.context().close();
  });

  test("the text on request, and no longer than that", async () => {
    const page = await opened();
    await write(page, ARTICLE);
    await page.locator("#take-open").click();
    await page.locator("#keep").check();
    await page.reload();
    await isRead(page);
    assert.equal(await rendered(page), ARTICLE);
    await page.locator("#take-open").click();
    assert.equal(await page.locator("#keep").isChecked(), true);
    await page.locator("#keep").uncheck();
    assert.doesNotMatch(await stored(page), /Aasen/);
    await page.reload();
    await isRead(page);
    assert.doesNotMatch(await rendered(page), /Aasen/);
    await page.context().close();
  });

  test("nothing where the browser stores nothing, and nonsense is no trouble", async () => {
    const page = await browser.page();
    await page.addInitScript(() => {
      if (sessionStorage.getItem("broken")) Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } });
      else localStorage.setItem("newsmark.settings", '{"theme":"<b>","off":[1,"PERSON"],"least":7,"keep":"yes"}');
    });
    await page.goto(browser.url);
    await isRead(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "system");
    assert.equal(await page.locator("#least").inputValue(), "0");
    assert.equal(await page.locator("#article mark.nm-PERSON").count(), 0);
    await page.evaluate(() => sessionStorage.setItem("broken", "1"));
    await page.reload();
    await isRead(page);
    await page.locator("#theme").click();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
    await page.locator("#take-open").click();
    await page.locator("#keep").check();
    await page.locator("#keep-note", { hasText: "does not let the page keep it" }).waitFor();
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
});
