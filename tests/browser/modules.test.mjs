/** The two wasm modules: which one a browser takes, and that both give the same answers, bit for bit. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { MODULES } from "../../scripts/build.mjs";
import { root } from "../../scripts/tools.mjs";
import { open } from "./browser.mjs";

const folder = join(root, "tests", "articles");
const articles = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(join(folder, name), "utf8"));
/** Pieces of one, of several windows, and of none. */
const odd = ["", "\0\ud800", "\u202eHe said “\u202c", "“".repeat(3_000), "👩🏽‍🚀 said e\u0301 that I\u0307 left. ".repeat(300), "word".repeat(3_000), "He denied that she said he had said so, ".repeat(200)];

let browser;
before(async () => (browser = await open()));
after(() => browser.close());

test("both modules read alike, and both kernels of the one", async () => {
  const page = await browser.page();
  await page.goto(browser.url);
  const read = await page.evaluate(
    async ({ modules, articles }) => {
      const model = new Uint8Array(await (await fetch(document.querySelector("[data-model]").dataset.model)).arrayBuffer());
      const now = performance.now;
      const answers = [];
      // The module for relaxed SIMD tries its two kernels in turns, and looks at the clock before and after: by these the one or the other is faster.
      const clocks = { halves: [1, 5, 1, 5000], dot: [1, 5000, 1, 5] };
      for (const module of modules) {
        for (const [name, steps] of Object.entries(clocks)) {
          // Another query makes another instance of the script.
          const { default: init, Annotator } = await import(`/pkg/newsmark.js?${module}-${name}`);
          await init({ module_or_path: `/pkg/${module}` });
          let [call, time] = [0, 0];
          performance.now = () => (time += steps[call++ % steps.length]);
          const annotator = new Annotator(model);
          performance.now = now;
          answers.push(articles.map((text) => JSON.stringify(annotator.annotate(text))));
        }
      }
      return answers;
    },
    { modules: MODULES, articles: [...articles, ...odd] },
  );
  assert.ok(read[0].slice(0, articles.length).every((answer) => answer.includes('"statements":[{')));
  for (const other of read.slice(1)) assert.deepEqual(other, read[0]);
});

test("a browser with relaxed SIMD takes the module for it, and keeps no other", async () => {
  const page = await browser.page();
  const asked = [];
  page.context().on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(browser.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const kept = await page.evaluate(async () => {
    const names = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) names.push(new URL(request.url).pathname);
    return names.filter((name) => name.endsWith(".wasm"));
  });
  assert.deepEqual(kept, ["/pkg/newsmark_relaxed_bg.wasm"]);
  assert.ok(!asked.includes("/pkg/newsmark_bg.wasm"));
});
