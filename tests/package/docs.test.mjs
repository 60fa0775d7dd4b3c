/** The examples in the documents run: JavaScript in Node, HTML in a browser, with the packed tarball. */

import assert from "node:assert/strict";
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { root } from "../../scripts/tools.mjs";
import { open } from "../browser/browser.mjs";
import { node, project } from "./project.mjs";

const DOCUMENTS = [
  "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "js/README.md", ...readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
];

/** The fenced blocks in a language, with the line they begin at. */
function blocks(document, language) {
  const text = readFileSync(join(root, document), "utf8").replaceAll("\r", "");
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gmsu)]
    .filter(([, found]) => found === language)
    .map(({ 2: code, index }) => ({ code, place: `${document}:${text.slice(0, index).split("\n").length}` }));
}

/** What a block says that it prints. */
const promises = (code) => [...code.matchAll(/\/\/ → (.+)$/gmu)].map(([, said]) => said.trim());

const scripts = DOCUMENTS.flatMap((document) => blocks(document, "js"));
const pages = DOCUMENTS.flatMap((document) => blocks(document, "html"));
const folder = project();
// What the examples read and write.
copyFileSync(join(root, "tests", "articles", "bees.txt"), join(folder, "article.txt"));

test("there are examples", () => assert.ok(scripts.length >= 5 && pages.length >= 1));

describe("scripts", () => {
  for (const { code, place } of scripts) {
    test(place, () => {
      writeFileSync(join(folder, "example.mjs"), code);
      const printed = node(folder, ["example.mjs"]);
      assert.ok(printed.trim(), "it prints nothing");
      for (const said of promises(code)) assert.ok(printed.split("\n").includes(said), `“${said}” is not in\n${printed}`);
    });
  }
});

describe("pages", () => {
  let browser;
  before(async () => (browser = await open(folder)));
  after(() => browser.close());
  pages.forEach(({ code, place }, i) => {
    test(place, async () => {
      writeFileSync(join(folder, `page-${i}.html`), code);
      const page = await browser.page();
      await page.goto(`${browser.url}page-${i}.html`);
      await page.waitForFunction(() => document.title.startsWith("marked with"));
      assert.equal(await page.title(), "marked with highlights");
      const names = await page.evaluate(() => [...CSS.highlights.keys()].sort());
      assert.deepEqual(names, ["newsmark-PERSON", "newsmark-cue", "newsmark-direct"]);
      assert.deepEqual(page.problems, []);
    });
  });
});
