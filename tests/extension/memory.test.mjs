/** Fifty pages, one after the other, leave nothing in memory: neither in the engine nor in the background nor in the tab. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium } from "./chromium.mjs";
import { reader } from "./painted.mjs";
import { pages } from "./pages.mjs";
import { serveSite } from "./site.mjs";
import { switchOff, switchOn } from "./tab.mjs";

/** Pages before measuring: caches, compiled code and the model's memory are there after them. */
const WARM = 8;
const PAGES = 50;

let server, browser, tab;
before(async () => {
  server = await serveSite();
  browser = await openChromium();
  tab = await browser.newTab();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const order = ["wire", "dark", "csp", "table"];

/** Reads a page, and switches every second one off before it leaves it. */
async function readOne(i) {
  await tab.goto(`${server.url}${order[i % order.length]}_${i}/`);
  await switchOn(tab);
  if (i % 2) await switchOff(tab);
}

/** Bytes in use, after everything that can go is gone: of JavaScript and of buffers, where the engine's model and memory are. */
async function bytes() {
  await tab.goto(`${server.url}empty/`);
  const engine = await browser.attach("offscreen.html");
  const background = await browser.attach("background.js");
  const heaps = { tab: tab.session, engine, "engine's worker": await engine.worker(), background };
  const bytes = {};
  for (const [name, session] of Object.entries(heaps)) {
    await session.send("HeapProfiler.enable");
    for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
    bytes[name] = { usedSize, backingStorageSize };
    await session.send("HeapProfiler.disable");
  }
  for (const session of [engine, background]) await session.detach();
  return bytes;
}

test(`memory after ${PAGES} pages does not grow`, async (t) => {
  for (let i = 0; i < WARM; i++) await readOne(i);
  const before = await bytes();
  for (let i = WARM; i < WARM + PAGES; i++) await readOne(i);
  const after = await bytes();

  // What a leak of one article a page would be: the same articles kept on purpose, in the engine's own document.
  const newsmark = await reader();
  const kept = await Promise.all(order.map(async (name) => ({ text: pages[name].text, annotation: await newsmark.annotate(pages[name].text) })));
  newsmark.dispose();
  const engine = await browser.attach("offscreen.html");
  await engine.evaluate(
    (json, count) => {
      globalThis.kept = [];
      for (let i = 0; i < count; i++) {
        const articles = JSON.parse(json);
        globalThis.kept.push(articles[i % articles.length]);
      }
    },
    JSON.stringify(kept),
    PAGES,
  );
  await engine.detach();
  const leaking = await bytes();
  const leak = leaking.engine.usedSize - after.engine.usedSize;

  for (const [name, { usedSize, backingStorageSize }] of Object.entries(after)) {
    const grown = usedSize - before[name].usedSize;
    const buffers = backingStorageSize - before[name].backingStorageSize;
    t.diagnostic(`${name}: ${usedSize} bytes, ${grown} more than before; buffers ${backingStorageSize}, ${buffers} more; a leak would be ${leak}`);
    assert.ok(grown < leak / 2, `${name} grew by ${grown} bytes; one article a page would be ${leak}`);
    assert.ok(buffers < leak / 2, `the buffers of ${name} grew by ${buffers} bytes`);
  }
  assert.ok(leak > 50_000, `the measure sees a leak: ${leak}`);
});
