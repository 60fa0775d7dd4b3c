/** Hostile texts in every place where text comes in, and in everything that goes out: no script runs, and no element is made of them. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { HOSTILE, census, hostileArticle, watch } from "../hostile.mjs";
import { root, site } from "../../scripts/tools.mjs";
import { isRead, open } from "./browser.mjs";

const ARTICLE = hostileArticle();
/** What reaches the page's field: halves of surrogate pairs do not come through the wire to the browser, but in a link they do. */
const TYPED = ARTICLE.toWellFormed();
/** As the page's field has it: line ends are made one. */
const SHOWN = TYPED.replaceAll("\r\n", "\n").replaceAll("\r", "\n");

let browser;
before(async () => {
  assert.ok(HOSTILE.length >= 200);
  browser = await open();
});
after(() => browser.close());

/** A page that remembers what ran, with its first sample read. */
async function watched(hash = "") {
  const page = await browser.page({ permissions: ["clipboard-read", "clipboard-write"] });
  page.foreign = [];
  page.on("request", (request) => !request.url().startsWith(browser.url) && !request.url().startsWith("blob:") && page.foreign.push(request.url()));
  page.on("dialog", (dialog) => (page.foreign.push("a dialog"), dialog.dismiss()));
  await page.addInitScript(watch);
  await page.goto(browser.url + hash);
  await isRead(page);
  return page;
}

/** Nothing ran, nothing was asked for, and there is no element of another kind than `known`. */
async function unharmed(page, known, { refusals = false } = {}) {
  // What is loaded and fails says so a moment later.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  const [hits, refused] = await page.evaluate(() => [hits, refused]);
  assert.deepEqual(hits, []);
  if (!refusals) assert.deepEqual(refused, [], "the page's policy had to refuse something");
  assert.deepEqual(page.foreign, []);
  assert.deepEqual((await page.evaluate(census)).filter((name) => !known.has(name)), []);
}

const rendered = (page) => page.locator("#article").evaluate((article) => article.textContent);

describe("the page", () => {
  let page, known;
  before(async () => {
    page = await watched();
    // What the page makes of a harmless text, with everything opened.
    await page.locator("button.speaker").first().click();
    await page.locator("#article mark").first().hover();
    known = new Set(await page.evaluate(census));
    for (const mine of ["button", "mark", "p", "span", "strong", "em", "q", "ul", "ol", "li", "small", "b", "i"]) known.add(mine);
    // Those of hostile texts that the page has itself, outside of what it shows.
    for (const name of ["script", "link", "meta", "input", "textarea", "style"]) known.delete(name);
    page.own = await page.evaluate(() => Object.fromEntries(["script", "link", "meta", "input", "textarea", "style"].map((name) => [name, document.querySelectorAll(name).length])));
  });
  after(() => page.context().close());

  /** As many scripts and fields as ever, and nothing else that is new. */
  const whole = async (options) => {
    const now = await page.evaluate((names) => Object.fromEntries(names.map((name) => [name, document.querySelectorAll(name).length])), Object.keys(page.own));
    assert.deepEqual(now, page.own);
    await unharmed(page, new Set([...known, ...Object.keys(page.own)]), options);
  };

  test("shows them as text that is typed", async () => {
    await page.locator("#edit").click();
    await page.locator("#text").fill(TYPED);
    await page.waitForFunction((text) => document.querySelector("#article").textContent === text, SHOWN);
    // It is read when there are marks to look at.
    await page.waitForFunction(() => document.querySelectorAll("#article mark").length > 100);
    await isRead(page);
    await page.keyboard.press("Escape");
    assert.equal(await rendered(page), SHOWN);
    await whole();
  });

  test("shows them in cards, in the light and in the panel", async () => {
    const marks = page.locator("#article mark");
    for (let i = 0, count = await marks.count(); i < count; i += Math.ceil(count / 12)) {
      await marks.nth(i).hover({ force: true });
      await marks.nth(i).click({ force: true });
    }
    for (const button of (await page.locator("button.speaker").all()).slice(0, 5)) await button.click({ force: true });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await whole();
  });

  test("takes them along in every format", async () => {
    await page.locator("#take-open").click();
    for (const row of await page.locator(".formats li").all()) {
      await row.getByRole("button", { name: "Save" }).click();
      await page.locator("#take-status", { hasText: "Saved" }).waitFor();
    }
    await page.keyboard.press("Escape");
    await whole();
  });

  test("says names of files that it cannot read", async () => {
    for (const name of HOSTILE) {
      await page.evaluate((name) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array([0xff, 0xfe, 0x00])], `${name}.pdf`));
        dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      }, name);
    }
    const last = HOSTILE.at(-1);
    await page.waitForFunction((name) => document.querySelector("#problem").textContent.includes(name), last.replaceAll("\0", "").slice(0, 20));
    await whole();
  });

  test("opens them as files of HTML and Markdown, and none of it runs", async () => {
    const titled = (title, body) => `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;
    const files = {
      // Live: each may run, were the file a page.
      "live.html": titled("Live", HOSTILE.map((text) => `<div>Amina Rasul said yes. ${text}</div>`).join("\n")),
      // As text in its title and its paragraphs.
      "quoted.html": titled(HOSTILE.slice(0, 60).join(" ").replaceAll("&", "&amp;").replaceAll("<", "&lt;"), `<p>Amina Rasul said yes. ${HOSTILE.slice(60, 120).join(" ").replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`),
      "live.md": `Amina Rasul said yes.\n\n${HOSTILE.join("\n\n")}`,
    };
    for (const [name, content] of Object.entries(files)) {
      await page.getByRole("button", { name: "Sport" }).click();
      await isRead(page);
      await page.locator("#file").setInputFiles({ name, mimeType: "", buffer: Buffer.from(content.replaceAll("\0", "")) });
      await page.locator("#article", { hasText: "Amina Rasul said yes" }).waitFor();
      await page.locator("#stop:visible").click({ timeout: 500 }).catch(() => {});
      // The policy refuses what a parsed document would like to load: none of it is in the page.
      await whole({ refusals: true });
    }
  });
});

test("links: a text in a fragment, and fragments that are hostile themselves", async () => {
  const page = await watched();
  const known = new Set(await page.evaluate(census));
  const text = hostileArticle(HOSTILE.filter((_, i) => i % 8 === 0));
  const { hash } = new URL(await page.evaluate(async (text) => (await import("./www/fragment.js")).linkTo(text), text));
  const other = await watched(hash);
  assert.equal(await rendered(other), text.replaceAll("\r", "\n"));
  await unharmed(other, new Set([...known, ...(await other.evaluate(() => ["b", "q"]))]));
  await other.context().close();
  for (const text of HOSTILE) {
    await page.evaluate((text) => {
      for (const fragment of [text, `text=${text}`, `text16=${encodeURIComponent(text.toWellFormed())}`]) location.hash = `#${fragment}`;
    }, text);
  }
  await page.locator("#problem", { hasText: "could not be opened" }).waitFor();
  await unharmed(page, known);
  await page.context().close();
});

describe("what goes out", () => {
  let annotation, exporters, page;
  before(async () => {
    const fromSite = (path) => import(pathToFileURL(join(site, "js", path)).href);
    exporters = await fromSite("newsmark.js");
    const newsmark = await exporters.load({ model: readFileSync(join(root, "model", "newsmark.bin")), wasm: readFileSync(join(site, "pkg", "newsmark_bg.wasm")), worker: false });
    annotation = await newsmark.annotate(ARTICLE);
    newsmark.dispose();
    assert.ok(annotation.statements.length > 40 && annotation.referents.length > 5);
    page = await browser.page();
    page.foreign = [];
    await page.addInitScript(watch);
  });
  after(() => page.context().close());

  /** Loads a document as another site would have it, without newsmark's policy, and asks what became of it. */
  async function opened(html) {
    const policed = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
    await page.route("**/exported", (route) => route.fulfill({ contentType: "text/html", body: policed }));
    await page.goto(`${browser.url}exported`);
    await page.unroute("**/exported");
  }
  const DOCUMENT = ["html", "head", "meta", "title", "style", "body", "article", "p", "mark", "footer", "span"];

  test("a document of HTML, also with hostile title, language and names", async () => {
    const evil = { ...annotation, referents: annotation.referents.map((referent, i) => ({ ...referent, name: HOSTILE[i % HOSTILE.length] })) };
    const hostile = HOSTILE.join(" ");
    for (const html of [exporters.toHtml(ARTICLE, annotation), exporters.toHtml(ARTICLE, evil, { title: hostile, lang: hostile })]) {
      await opened(html);
      assert.equal(await page.locator(".newsmark").evaluate((element) => element.textContent), TYPED.replaceAll("\0", "\ufffd"));
      await page.locator("mark").first().hover({ force: true });
      await unharmed(page, new Set(DOCUMENT));
    }
  });

  test("a fragment of HTML that a page takes up", async () => {
    await opened("<!doctype html><title>Other</title><div id=here></div>");
    await page.evaluate((html) => void (document.querySelector("#here").innerHTML = html), exporters.toHtml(ARTICLE, annotation, { fragment: true }));
    await unharmed(page, new Set([...DOCUMENT, "div"]));
  });

  test("Markdown, in two readers that let HTML through", async () => {
    const markdown = exporters.toMarkdown(ARTICLE, annotation);
    const allowed = new Set(["html", "head", "title", "body", "div", "p", "strong", "em", "h2", "h3", "ul", "li"]);
    for (const html of [new MarkdownIt({ html: true }).render(markdown), marked.parse(markdown)]) {
      await opened("<!doctype html><title>Notes</title><div id=here></div>");
      await page.evaluate((html) => void (document.querySelector("#here").innerHTML = html), html);
      await unharmed(page, allowed);
    }
  });

  test("tables and JSON hold them and nothing else", async () => {
    assert.equal(JSON.parse(exporters.toJson(ARTICLE, annotation)).text, ARTICLE);
    for (const source of HOSTILE.slice(0, 50)) JSON.parse(exporters.toWebAnnotations(ARTICLE, annotation, { source }));
    const cells = exporters.toCsv(ARTICLE, annotation).split(/[,\r\n]/u);
    assert.ok(!cells.some((cell) => /^"?\s*[=+@]/u.test(cell) && !cell.endsWith('"')), "a formula");
  });

  test("marks on another page", async () => {
    await opened("<!doctype html><base href='/'><title>Other</title><main></main>");
    const [marks, same] = await page.evaluate(async (text) => {
      const { highlight, textOf } = await import("/js/newsmark.js");
      const main = document.querySelector("main");
      for (const line of text.split("\n\n")) main.append(Object.assign(document.createElement("p"), { textContent: line }));
      const before = main.textContent;
      const found = textOf(main);
      // Every few letters a mark, so that every text is cut somewhere.
      const entities = [];
      for (let start = 0; start + 9 < found.text.length; start += 12) entities.push({ start, end: start + 9, label: "PERSON", referent: 0, confidence: 1 });
      highlight(main, { unit: "utf16", entities, statements: [], referents: [{ id: 0, name: text, label: "PERSON" }] }, { using: "marks", map: found.map });
      return [main.querySelectorAll("mark").length, main.textContent === before];
    }, ARTICLE);
    assert.ok(marks > 1_000 && same);
    await unharmed(page, new Set(["html", "head", "base", "title", "body", "main", "p", "mark", "span", "style"]));
  });
});
