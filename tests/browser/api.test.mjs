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

  test("makes its worker as it is told, and says so when that fails", async () => {
    const outcome = await page.evaluate(async (text) => {
      const made = [];
      const own = await load({ model: address, worker: () => (made.push(1), new Worker("/js/worker.js", { type: "module" })) });
      const found = (await own.annotate(text)).statements.length;
      own.dispose();
      const failure = (call) => call.then(() => "", (error) => error.message);
      return [
        made.length,
        found,
        await failure(load({ model: address, worker: () => new Worker("/js/none.js", { type: "module" }) })),
        await failure(load({ model: address, worker: () => { throw new Error("not here"); } })),
        await failure(load({ model: address, wasm: "none.wasm" })),
        await failure(load({ model: 5 })),
        await failure(load({ model: "/" })),
        await failure(load({ model: address, wasm: "/" })),
      ];
    }, TEXT);
    assert.deepEqual(outcome.slice(0, 2), [1, 2]);
    assert.match(outcome[2], /the worker stopped/);
    assert.equal(outcome[3], "not here");
    assert.match(outcome[4], /the wasm module could not be loaded from .*none\.wasm: the server answered 404/);
    assert.match(outcome[5], /neither an address nor bytes/);
    // A server that answers everything with its start page.
    assert.match(outcome[6], /the model could not be loaded from http.*\/: ./);
    assert.match(outcome[7], /the wasm module could not be loaded from http.*\/: ./);
  });

  test("reads in a worker of one's own without another one", async () => {
    const outcome = await page.evaluate(async (text) => {
      const script = `
        import { load } from "${location.origin}/js/newsmark.js";
        globalThis.Worker = undefined;
        const newsmark = await load({ model: "${new URL(address, location.href)}" });
        postMessage((await newsmark.annotate(${JSON.stringify(text)})).statements.length);`;
      const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), { type: "module" });
      return new Promise((resolve, reject) => Object.assign(worker, { onmessage: ({ data }) => resolve(data), onerror: reject }));
    }, TEXT);
    assert.equal(outcome, 2);
  });

  test("takes bytes and a compiled module into the worker, and leaves them as they are", async () => {
    const outcome = await page.evaluate(async (text) => {
      const fetched = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
      const [model, wasm] = await Promise.all([fetched(address), fetched("/pkg/newsmark_bg.wasm")]);
      const own = await load({ model, wasm: await WebAssembly.compile(wasm) });
      const found = (await own.annotate(text, { entities: false })).entities.length;
      own.dispose();
      return [model.length > 1e6, found];
    }, TEXT);
    assert.deepEqual(outcome, [true, 0]);
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
      const told = [];
      const before = own.annotate(long, { onParagraph: ({ start }) => told.push(start) }).then(found);
      const trapped = own.annotate("trap").then(() => "", (error) => `${error.message}: ${error.cause.name}`);
      const three = Promise.allSettled([own.annotate("trap"), own.annotate(text), own.annotate(text)]);
      const message = await trapped;
      const together = (await three).map(({ status }) => status).join();
      // While the new instance is made, and afterwards.
      const after = await Promise.all([own.annotate(text).then(found), before]);
      const later = await own.annotate(text).then(found);
      own.dispose();
      return [message, ...after, later, told.length, new Set(told).size, together];
    }, TEXT);
    await page.context().unroute("**/pkg/newsmark.js");
    assert.match(outcome[0], /reading failed .*the next call works: RuntimeError/);
    assert.ok(outcome[1] >= 2 && outcome[2] >= 30, String(outcome));
    assert.equal(outcome[3], outcome[1]);
    assert.deepEqual(outcome.slice(4, 6), [30, 30], "a paragraph was told twice, or never");
    assert.equal(outcome[6], "rejected,fulfilled,fulfilled");
  });

  test("a listener's error is the call's", async () => {
    const outcome = await page.evaluate(async (text) => {
      const failure = (call) => call.then(() => "", (error) => error.message);
      const fail = () => {
        throw new Error("my own");
      };
      const calls = [inWorker, inPage].map((newsmark) => failure(newsmark.annotate(text, { onParagraph: fail })));
      return [...(await Promise.all(calls)), (await inWorker.annotate(text)).statements.length];
    }, TEXT);
    assert.deepEqual(outcome, ["my own", "my own", 2]);
  });

  test("a worker that is lost fails what is under way, and the next call makes another", async () => {
    const outcome = await page.evaluate(async (text) => {
      const workers = [];
      const own = await load({ model: address, worker: () => workers[workers.push(new Worker("/js/worker.js", { type: "module" })) - 1] });
      const messages = [];
      for (const event of [new ErrorEvent("error", { message: "out of memory" }), new MessageEvent("messageerror")]) {
        const running = own.annotate(text).then(() => "", (error) => error.message);
        workers.at(-1).dispatchEvent(event);
        messages.push(await running);
      }
      const found = (await own.annotate(text)).statements.length;
      own.dispose();
      return [messages, found, workers.length];
    }, TEXT);
    assert.deepEqual(outcome, [["the worker stopped: out of memory", "the worker stopped: its answer could not be read"], 2, 3]);
  });

  test("a new worker that does not load fails the calls that wait, and the next call tries again", async () => {
    const outcome = await page.evaluate(async (text) => {
      const scripts = ["/js/worker.js", "/js/none.js", "", "/js/worker.js"];
      const workers = [];
      const make = () => {
        const script = scripts[workers.length];
        workers.push(undefined);
        if (!script) throw new Error("no worker today");
        return (workers[workers.length - 1] = new Worker(script, { type: "module" }));
      };
      const own = await load({ model: address, worker: make });
      workers[0].dispatchEvent(new ErrorEvent("error", { message: "out of memory" }));
      const failure = (call) => call.then(() => "", (error) => error.message);
      const both = await Promise.all([failure(own.annotate(text)), failure(own.annotate(text))]);
      const unmade = await failure(own.annotate(text));
      const found = (await own.annotate(text)).statements.length;
      own.dispose();

      // The worker is there, but the model has gone.
      const bytes = URL.createObjectURL(await (await fetch(address)).blob());
      const other = await load({ model: bytes, worker: () => (workers.push(new Worker("/js/worker.js", { type: "module" })), workers.at(-1)) });
      URL.revokeObjectURL(bytes);
      workers.at(-1).dispatchEvent(new ErrorEvent("error", { message: "out of memory" }));
      const gone = await Promise.all([failure(other.annotate(text)), failure(other.annotate(text))]);
      other.dispose();
      return [...both, unmade, found, ...gone];
    }, TEXT);
    for (const message of outcome.slice(0, 2)) assert.match(message, /the worker stopped/);
    assert.deepEqual(outcome.slice(2, 4), ["no worker today", 2]);
    for (const message of outcome.slice(4)) assert.match(message, /the model could not be loaded from blob:/);
  });

  test("reads strings alone, and says so if something cannot be sent", async () => {
    const outcome = await page.evaluate(async (text) => {
      const failure = (call) => call.then(() => "", (error) => `${error.name}: ${error.message}`);
      const wrong = await Promise.all([5, {}, undefined, Symbol("s")].map((value) => failure(inWorker.annotate(value))));
      return [...wrong, await failure(inWorker.annotate(text, { entities: () => true })), (await inWorker.annotate(text)).statements.length];
    }, TEXT);
    for (const message of outcome.slice(0, 4)) assert.match(message, /^TypeError: annotate\(\) reads a string, not /);
    assert.match(outcome[4], /^DataCloneError/);
    assert.equal(outcome[5], 2);
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
