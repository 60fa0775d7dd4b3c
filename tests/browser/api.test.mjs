/** The JavaScript interface in a browser: in the page, and in a worker. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open } from "./browser.mjs";

const TEXT = `Mayor Carla Fuentes said the port was open. 🛳️ "We are ready," she told reporters.`;

let browser, page;
before(async () => {
  browser = await open();
  page = await browser.page();
  // An empty page of the same origin: what the tests load is all there is.
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><base href='/'>" }));
  await page.goto(`${browser.url}blank`);
  const model = await (await fetch(browser.url)).text().then((html) => /data-model="([^"]+)"/.exec(html)[1]);
  await page.evaluate(async (address) => {
    const { load } = await import("/js/newsmark.js");
    Object.assign(globalThis, { load, address });
    globalThis.inPage = await load({ model: address, worker: false });
    globalThis.progress = [];
    globalThis.inWorker = await load({ model: address, onProgress: (...told) => progress.push(told) });
  }, model);
});
after(() => browser.close());

describe("load", () => {
  test("tells how far the model has come", async () => {
    const told = await page.evaluate(() => progress);
    assert.ok(told.length > 0);
    const [received, total] = told.at(-1);
    assert.equal(received, total);
  });

  test("page and worker say the same", async () => {
    const [here, there] = await page.evaluate((text) => Promise.all([inPage.annotate(text), inWorker.annotate(text)]), TEXT);
    assert.deepEqual(here, there);
    assert.ok(here.entities.some(({ start, end }) => TEXT.slice(start, end) === "Carla Fuentes"));
    assert.ok(here.statements.length >= 2);
    assert.equal(await page.evaluate(() => inWorker.model), await page.evaluate(() => inPage.model));
  });

  test("rejects what is no model, and a missing one, with an Error", async () => {
    const messages = await page.evaluate(async () => {
      const failure = (call) => call.then(() => "", (error) => error instanceof Error && error.message);
      return [
        await failure(load({ model: new Uint8Array(10) })),
        await failure(load({ model: "model/none.bin" })),
        await failure(load({ model: "model/none.bin", worker: false })),
        await failure(load({ model: address, signal: AbortSignal.abort() })),
      ];
    });
    for (const message of messages) assert.ok(message && message.length > 5, String(message));
    assert.match(messages[1], /404/);
  });
});

describe("annotate in a worker", () => {
  test("tells paragraphs in order", async () => {
    const told = await page.evaluate(async () => {
      const out = [];
      await inWorker.annotate("One said yes.\nTwo said no.\n\nThree.", { onParagraph: ({ start }, progress) => out.push([start, progress]) });
      return out;
    });
    assert.deepEqual(told.map(([start]) => start), [0, 14, 28]);
    assert.equal(told.at(-1)[1], 1);
  });

  test("can be stopped, and others are not held up", async () => {
    const outcome = await page.evaluate(async (text) => {
      const long = Array.from({ length: 400 }, (_, i) => `Number ${i}: ${text}`).join("\n");
      const stop = new AbortController();
      let paragraphs = 0;
      const first = inWorker.annotate(long, { signal: stop.signal, onParagraph: () => paragraphs++ }).then(() => "done", (error) => error.name);
      const second = inWorker.annotate(text).then(({ statements }) => statements.length);
      stop.abort();
      return [await first, await second, paragraphs];
    }, TEXT);
    assert.equal(outcome[0], "AbortError");
    assert.ok(outcome[1] >= 2);
    assert.ok(outcome[2] < 400, "the second was read after all of the first");
  });

  test("a trap fails its own call alone", async () => {
    // The package, but for one text that runs into wasm's `unreachable`.
    await page.context().route("**/pkg/newsmark.js", async (route) => {
      const response = await route.fetch();
      const trap = `
        const { read } = Annotator.prototype;
        Annotator.prototype.read = function (text) {
          if (text === "trap") new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([
            0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11,
          ]))).exports.f();
          return read.call(this, text);
        };`;
      await route.fulfill({ response, body: (await response.text()) + trap });
    });
    const outcome = await page.evaluate(async (text) => {
      const own = await load({ model: address });
      const found = ({ statements }) => statements.length;
      const long = `${text}\n`.repeat(30);
      const before = own.annotate(long).then(found);
      const trapped = own.annotate("trap").then(() => "", (error) => error.name);
      const name = await trapped;
      // While the new instance is made, and afterwards.
      const after = await Promise.all([own.annotate(text).then(found), before]);
      const later = await own.annotate(text).then(found);
      own.dispose();
      return [name, ...after, later];
    }, TEXT);
    await page.context().unroute("**/pkg/newsmark.js");
    assert.equal(outcome[0], "RuntimeError");
    assert.ok(outcome[1] >= 2 && outcome[2] >= 30, String(outcome));
    assert.equal(outcome[3], outcome[1]);
  });

  test("rejects what is under way when it is disposed of", async () => {
    const messages = await page.evaluate(async (text) => {
      const own = await load({ model: address });
      const failure = (call) => call.then(() => "", (error) => error.message);
      const [running] = [failure(own.annotate(text))];
      own.dispose();
      return [await running, await failure(own.annotate(text))];
    }, TEXT);
    for (const message of messages) assert.match(message, /disposed/);
  });
});
