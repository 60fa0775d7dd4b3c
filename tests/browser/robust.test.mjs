/** What goes wrong on real machines: no memory, a worker that dies, a network that falters, a tab that sleeps, everybody at once. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { site } from "../../scripts/tools.mjs";
import { isRead, open } from "./browser.mjs";

const TEXT = `Mayor Carla Fuentes said the port was open. 🛳️ "We are ready," she told reporters.`;

let browser, page, address;
before(async () => {
  browser = await open();
  page = await browser.page();
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><base href='/'>" }));
  await page.goto(`${browser.url}blank`);
  address = /data-model="([^"]+)"/.exec(await (await fetch(browser.url)).text())[1];
  await page.evaluate(async (address) => {
    const { load } = await import("/js/newsmark.js");
    Object.assign(globalThis, { load, address, failure: (call) => call.then(() => "", (error) => error.message) });
  }, address);
});
after(() => browser.close());

/** The wasm module with a bound on its memory, in pages of 64 KB. */
function bounded(wasm, pages) {
  const leb = (at) => {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = wasm[at++];
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    return [value, at];
  };
  const bytes = (value) => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...bytes(value >>> 7)]);
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at];
    const [size, body] = leb(at + 1);
    if (id === 5) {
      // One memory: without a maximum, and its minimum.
      assert.deepEqual([wasm[body], wasm[body + 1]], [1, 0]);
      const [least] = leb(body + 2);
      const section = [1, 1, ...bytes(least), ...bytes(pages)];
      return Buffer.concat([wasm.subarray(0, at), Buffer.from([5, ...bytes(section.length), ...section]), wasm.subarray(body + size)]);
    }
    at = body + size;
  }
  throw new Error("the module has no memory");
}

describe("without memory", () => {
  test("a text that does not fit fails its own call alone", async () => {
    const wasm = bounded(readFileSync(join(site, "pkg", "newsmark_bg.wasm")), 1_000);
    await page.route("**/bounded.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: wasm }));
    const outcome = await page.evaluate(async (text) => {
      const own = await load({ model: address, wasm: "/bounded.wasm" });
      const before = (await own.annotate(text)).statements.length;
      // 40 MB: more than is left of the 64.
      const together = [own.annotate(text), own.annotate("word ".repeat(8_000_000)), own.annotate(text)];
      const [first, huge, last] = await Promise.allSettled(together);
      const later = (await own.annotate(text)).statements.length;
      own.dispose();
      return [before, first.status, huge.status, last.status, later, huge.reason?.message];
    }, TEXT);
    assert.deepEqual(outcome.slice(0, 5), [2, "fulfilled", "rejected", "fulfilled", 2]);
    assert.match(outcome[5], /reading failed .*; the next call works/);
  });

  test("a module that cannot be given any says so", async () => {
    const wasm = bounded(readFileSync(join(site, "pkg", "newsmark_bg.wasm")), 60);
    await page.route("**/small.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: wasm }));
    const message = await page.evaluate(() => failure(load({ model: address, wasm: "/small.wasm" })));
    assert.match(message, /the model could not be loaded from http.*: reading failed|memory/);
  });
});

describe("a worker", () => {
  test("that throws where nobody catches it is replaced, and what it was doing is told why", async () => {
    const outcome = await page.evaluate(async (text) => {
      // The package's worker, in which something else goes wrong as well.
      const script = `import "${location.origin}/js/worker.js"; addEventListener("message", ({ data }) => data.text === "crash" && setTimeout(() => { throw new RangeError("out of memory"); }));`;
      let made = 0;
      const own = await load({ model: address, worker: () => (made++, new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), { type: "module" })) });
      const long = Array.from({ length: 200 }, (_, i) => `Number ${i}: ${text}`).join("\n");
      const running = failure(own.annotate(long));
      // It may be answered before the worker is gone.
      await failure(own.annotate("crash"));
      const message = await running;
      const found = (await own.annotate(text)).statements.length;
      own.dispose();
      return [message, found, made];
    }, TEXT);
    assert.match(outcome[0], /^the worker stopped: .*out of memory/);
    assert.deepEqual(outcome.slice(1), [2, 2]);
  });

  test("answers 200 calls at once, each by itself, and half of them stopped in mid-flight", async () => {
    const outcome = await page.evaluate(async () => {
      const own = await load({ model: address });
      const texts = Array.from({ length: 200 }, (_, i) => `Speaker ${i} said that port ${i} was open.`);
      const stops = texts.map(() => new AbortController());
      const calls = texts.map((text, i) => own.annotate(text, { signal: stops[i].signal }));
      for (let i = 1; i < 200; i += 2) stops[i].abort(new Error(`stopped ${i}`));
      const settled = await Promise.allSettled(calls);
      const after = (await own.annotate(texts[0])).statements.length;
      own.dispose();
      return [settled.map(({ status, value, reason }, i) => (status === "fulfilled" ? texts[i].slice(value.statements[0]?.content[0].start) : reason.message)), after];
    });
    outcome[0].forEach((found, i) => assert.match(found, i % 2 ? new RegExp(`^stopped ${i}$`) : new RegExp(`port ${i} was open`)));
    assert.equal(outcome[1], 1);
  });
});

test("a page that is frozen in the background goes on where it was", async () => {
  const client = await page.context().newCDPSession(page);
  await page.evaluate((text) => {
    globalThis.slept = (async () => {
      const own = await load({ model: address });
      let told = 0;
      const { statements } = await own.annotate(Array.from({ length: 60 }, (_, i) => `Number ${i}: ${text}`).join("\n"), { onParagraph: () => told++ });
      own.dispose();
      return [told, statements.length >= 60];
    })();
  }, TEXT);
  await client.send("Page.setWebLifecycleState", { state: "frozen" });
  const other = await page.context().newPage();
  await other.bringToFront();
  await new Promise((done) => setTimeout(done, 1_000));
  await client.send("Page.setWebLifecycleState", { state: "active" });
  await page.bringToFront();
  assert.deepEqual(await page.evaluate(() => slept), [60, true]);
  await other.close();
});

describe("a model that comes half-way", () => {
  test("is asked for again by the page, which says what is wrong and reads as soon as it is there", async () => {
    const own = await browser.page();
    let away = true;
    const asked = [];
    await own.route(`**/${address}`, (route) => {
      asked.push(route.request().url());
      return away ? route.abort("connectionreset") : route.continue();
    });
    await own.goto(browser.url);
    await own.locator("#problem", { hasText: "The model could not be loaded" }).waitFor();
    assert.equal(asked.length, 4, "it was asked for four times");
    assert.match(await own.locator("#problem").textContent(), /The text is kept/);
    away = false;
    await own.getByRole("button", { name: "Try again" }).click();
    await isRead(own);
    assert.equal(await own.locator("#problem").isVisible(), false);
    await own.context().close();
  });

  test("is resumed by a browser as by Node", async () => {
    const { createServer } = await import("node:http");
    const model = readFileSync(join(site, address));
    const ranges = [];
    // Passes on what the page's server gives, but for the model, whose first transfer breaks off: what is tested is the browser's own network.
    const server = createServer(async ({ url, headers }, response) => {
      if (url === "/blank") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>blank</title>");
      if (url !== "/model.bin") {
        const passed = await fetch(new URL(url, browser.url));
        return response.writeHead(passed.status, { "content-type": passed.headers.get("content-type") }).end(Buffer.from(await passed.arrayBuffer()));
      }
      ranges.push(headers.range ?? "whole");
      const start = headers["if-range"] === '"m"' ? Number(/\d+/.exec(headers.range ?? "0")[0]) : 0;
      response.writeHead(start ? 206 : 200, { etag: '"m"', "content-length": model.length - start, ...(start && { "content-range": `bytes ${start}-${model.length - 1}/${model.length}` }) });
      if (start) return response.end(model.subarray(start));
      response.write(model.subarray(0, 4_000_000), () => setTimeout(() => response.destroy(), 200));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const other = await browser.page();
    try {
      await other.goto(`http://localhost:${server.address().port}/blank`);
      const [told, found] = await other.evaluate(async (text) => {
        const { load } = await import("/js/newsmark.js");
        const told = [];
        const own = await load({ model: "/model.bin", onProgress: (received) => told.push(received) });
        const found = (await own.annotate(text)).statements.length;
        own.dispose();
        return [told, found];
      }, TEXT);
      assert.deepEqual([ranges.length, ranges[0], found], [2, "whole", 2]);
      assert.match(ranges[1], /^bytes=\d+-$/);
      assert.deepEqual(told, told.toSorted((a, b) => a - b));
      assert.equal(told.at(-1), model.length);
    } finally {
      await other.context().close();
      server.closeAllConnections();
      server.close();
    }
  });
});
