/** `load()` outside of browsers: where files come from, what a call may leave out, and what happens when something goes wrong. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { root, site } from "../../scripts/tools.mjs";

const file = join(root, "model", "newsmark.bin");
const module = join(site, "pkg", "newsmark_bg.wasm");
const fromSite = (path) => import(pathToFileURL(join(site, path)).href);
const TEXT = `Mayor Carla Fuentes said the port was open.\n"We are ready," she told reporters.`;

let load;
before(async () => ({ load } = await fromSite("js/newsmark.js")));

describe("the model", () => {
  test("comes from an address, a path or bytes, with progress", async () => {
    for (const model of [pathToFileURL(file), pathToFileURL(file).href, relative(process.cwd(), file), readFileSync(file)]) {
      const told = [];
      const newsmark = await load({ model, onProgress: (...progress) => told.push(progress) });
      assert.match(newsmark.model, /newsmark/);
      const { length } = readFileSync(file);
      assert.deepEqual(told, model instanceof Uint8Array ? [] : [[length, length]]);
      newsmark.dispose();
    }
  });

  test("comes over HTTP, and its absence has a message", async () => {
    const server = createServer((request, response) => {
      if (request.url !== "/model") return response.writeHead(404).end();
      response.end(readFileSync(file));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${server.address().port}`;
    try {
      const newsmark = await load({ model: `${url}/model` });
      assert.ok((await newsmark.annotate(TEXT)).statements.length);
      newsmark.dispose();
      await assert.rejects(load({ model: `${url}/none` }), /the model could not be loaded from http.*404/);
    } finally {
      server.close();
    }
    await assert.rejects(load({ model: `${url}/model` }), /the model could not be loaded/);
    await assert.rejects(load({ model: "none.bin" }), /the model could not be loaded from file:.*none\.bin/);
  });

  test("is given up when a signal says so", async () => {
    await assert.rejects(load({ model: file, signal: AbortSignal.abort(new Error("no")) }), { message: "no" });
    const stop = new AbortController();
    const call = load({ model: file, signal: stop.signal });
    stop.abort(new Error("later"));
    await assert.rejects(call, { message: "later" });
  });
});

test("the wasm module is an address, bytes or compiled", async () => {
  // A thread of its own for each: an instance is shared by all that comes after it.
  const { Worker } = await import("node:worker_threads");
  for (const wasm of ["address", "bytes", "module"]) {
    const script = `
      import { readFileSync } from "node:fs";
      import { parentPort, workerData } from "node:worker_threads";
      const { load } = await import(workerData.script);
      const bytes = readFileSync(workerData.module);
      const wasm = { address: workerData.module, bytes, module: new WebAssembly.Module(bytes) }[workerData.wasm];
      const newsmark = await load({ wasm, model: workerData.file });
      parentPort.postMessage((await newsmark.annotate(workerData.text)).statements.length);`;
    const workerData = { script: pathToFileURL(join(site, "js", "newsmark.js")).href, module, file, wasm, text: TEXT };
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { workerData });
    const statements = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    assert.equal(statements, 2, wasm);
    await worker.terminate();
  }
});

test("a worker where there is none is an error", async () => {
  await assert.rejects(load({ model: file, worker: true }), /no workers here/);
});

describe("a loaded model", () => {
  let newsmark;
  before(async () => (newsmark = await load({ model: file })));

  test("leaves out what is not wanted", async () => {
    const all = await newsmark.annotate(TEXT);
    const paragraphs = [];
    const names = await newsmark.annotate(TEXT, { statements: false, onParagraph: ({ statements }) => paragraphs.push(statements.length) });
    assert.deepEqual(names, { ...all, statements: [] });
    assert.deepEqual(paragraphs, [0, 0]);
    assert.deepEqual(await newsmark.annotate(TEXT, { entities: false }), { ...all, entities: [] });
  });

  test("does nothing more when it is disposed of", async () => {
    const own = await load({ model: file });
    const long = `${TEXT}\n`.repeat(300);
    const running = own.annotate(long);
    own.dispose();
    own.dispose();
    await assert.rejects(running, /disposed/);
    await assert.rejects(own.annotate(TEXT), /disposed/);
    assert.ok((await newsmark.annotate(TEXT)).statements.length);
  });

  test("survives a trap: the call fails alone, and the instance is made anew", async () => {
    const { Annotator } = await fromSite("pkg/newsmark.js");
    const { read } = Annotator.prototype;
    // Runs into wasm's `unreachable`.
    const trap = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11,
    ]))).exports.f;
    const texts = [];
    Annotator.prototype.read = function (text) {
      texts.push(text);
      if (text === "trap") trap();
      return read.call(this, text);
    };
    try {
      const other = await load({ model: readFileSync(file) });
      const expected = await newsmark.annotate(TEXT);
      const long = Array.from({ length: 60 }, (_, i) => `${i}: ${TEXT}`).join("\n");
      const told = [];
      const running = newsmark.annotate(long, { onParagraph: ({ start }) => told.push(start) });
      await assert.rejects(newsmark.annotate("trap"), WebAssembly.RuntimeError);
      assert.deepEqual(await newsmark.annotate(TEXT), expected);
      assert.deepEqual(await other.annotate(TEXT), expected);
      assert.equal((await running).statements.length, 120);
      assert.ok(texts.filter((text) => text === long).length > 1, "the call that was under way did not begin again");
      assert.equal(told.length, 120, "a paragraph was told twice, or never");
      assert.deepEqual(told, told.toSorted((a, b) => a - b));
      await assert.rejects(other.annotate("trap"), WebAssembly.RuntimeError);
      other.dispose();
      assert.deepEqual(await newsmark.annotate(TEXT), expected);
    } finally {
      Annotator.prototype.read = read;
    }
  });

  test("gives 200 calls at once their own answers", async () => {
    const texts = Array.from({ length: 200 }, (_, i) => `Speaker ${i} said that port ${i} was open.`);
    const answers = await Promise.all(texts.map((text) => newsmark.annotate(text)));
    answers.forEach(({ statements: [{ cue }] }, i) => assert.equal(texts[i].slice(cue.start, cue.end), "said"));
  });
});
