/** Every article page, in both browsers: what is painted is the annotation of its text, the page is not touched, and nothing is left behind. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { screenshots } from "../browser/browser.mjs";
import { openChromium } from "./chromium.mjs";
import { openFirefox } from "./firefox.mjs";
import { assertPainted, reader } from "./painted.mjs";
import { pages } from "./pages.mjs";
import { serveSite } from "./site.mjs";
import { switchOff, switchOn, until } from "./tab.mjs";
import { seenByWatch, startWatch } from "./watch.mjs";

/** What pages have to do themselves before they are complete. */
const READY = {
  hydrated: (tab) => until(() => tab.evaluate(() => "hydrated" in document.documentElement.dataset)),
  // As a reader scrolls through, so that all paragraphs come.
  lazy: async (tab) => {
    await until(() => tab.evaluate(() => (scrollBy(0, 300), !document.querySelector(".placeholder"))));
    await tab.evaluate(() => scrollTo(0, 0));
  },
  frame: (tab) => until(() => tab.evaluate(() => document.querySelector("iframe").contentDocument.readyState === "complete" && document.querySelector("iframe").contentDocument.querySelector("h1") !== null)),
};

/** Pages whose highlights besides ours are these. */
const THEIRS = { selection: ["search-hit"] };

/** Pages that people should look at. */
const PICTURES = ["wire", "dark", "selection", "columns", "rtl"];

let server, newsmark;
before(async () => {
  [server, newsmark] = await Promise.all([serveSite(), reader()]);
  // Node is slower than browsers: it reads on while they start.
  for (const { text } of Object.values(pages)) void newsmark.annotate(text);
});
after(async () => {
  newsmark?.dispose();
  await server?.close();
});

for (const open of [openChromium, openFirefox]) {
  describe(open.name, () => {
    let browser, tab;
    before(async () => {
      browser = await open();
      tab = await browser.newTab();
    });
    after(() => browser?.close());

    for (const [name, { text, generated }] of Object.entries(pages)) {
      test(name, async () => {
        const annotation = await newsmark.annotate(text);
        assert.ok(annotation.statements.length >= 4, "an article with statements");
        await tab.goto(`${server.url}${name}/`);
        await READY[name]?.(tab);
        await tab.apart(startWatch);
        const badge = await switchOn(tab);

        await assertPainted(tab, text, annotation, generated);
        assert.equal(badge.text, String(annotation.statements.length));
        const on = await tab.apart(seenByWatch);
        assert.deepEqual([on.changes, on.same], [[], true], "the page is as it was");
        if (PICTURES.includes(name)) await tab.screenshot(join(screenshots, `extension-${browser.name}-${name}.png`));

        await switchOff(tab);
        const theirs = THEIRS[name] ?? [];
        const off = await tab.apart(seenByWatch);
        assert.deepEqual(off, { changes: [], same: true, names: theirs, sheets: off.sheets.map(() => 0) });
      });
    }

    test("no page has problems that it had not without", () => assert.deepEqual(tab.problems, []));
  });
}
