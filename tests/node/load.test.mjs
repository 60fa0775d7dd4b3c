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

  test("that is something else is named in the message", async () => {
    const page = join(root, "README.md");
    await assert.rejects(load({ model: page }), /the model could not be loaded from file:.*README\.md: ./);
    await assert.rejects(load({ model: new Uint8Array(10) }), /the model could not be loaded from what was given: ./);
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

/** Runs a script in a thread of its own, whose wasm instance nobody has made yet; it gets `load` and posts its outcome. */
async function inThread(script, data) {
  const { Worker } = await import("node:worker_threads");
  const head = `
    import { parentPort, workerData } from "node:worker_threads";
    const { load } = await import(workerData.script);`;
  const workerData = { script: pathToFileURL(join(site, "js", "newsmark.js")).href, file, module, ...data };
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(head + script)}`), { workerData });
  const outcome = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await worker.terminate();
  return outcome;
}

describe("a wasm module", () => {
  test("that is something else is named in the message, and may be given again", async () => {
    const script = `
      const failed = await load({ model: workerData.file, wasm: workerData.page }).then(() => "", (error) => error.message);
      parentPort.postMessage([failed, (await load({ model: workerData.file, wasm: workerData.module })).model]);`;
    const [message, model] = await inThread(script, { page: join(root, "README.md") });
    assert.match(message, /the wasm module could not be loaded from file:.*README\.md: ./);
    assert.match(model, /newsmark/);
  });

  test("that does not come does not hold up who gives up", async () => {
    const server = createServer(() => {});
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const script = `
      const stop = new AbortController();
      setTimeout(() => stop.abort(new Error("enough")), 50);
      parentPort.postMessage(await load({ model: workerData.file, wasm: workerData.url, signal: stop.signal }).then(() => "", (error) => error.message));`;
    try {
      assert.equal(await inThread(script, { url: `http://127.0.0.1:${server.address().port}/none.wasm` }), "enough");
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

test("a worker where there is none is an error", async () => {
  await assert.rejects(load({ model: file, worker: true }), /no workers here/);
});

describe("a loaded model", () => {
  let newsmark;
  before(async () => (newsmark = await load({ model: file })));

  test("reads strings alone", async () => {
    for (const wrong of [5, {}, undefined, null, ["a"]]) await assert.rejects(newsmark.annotate(wrong), { name: "TypeError", message: /reads a string, not / });
    assert.ok((await newsmark.annotate(TEXT)).statements.length);
  });

  test("tells no paragraph after the one at which the caller gives up, or disposes of it", async () => {
    // So short that a turn has several.
    const text = "Yes.\n".repeat(50);
    const stop = new AbortController();
    let told = 0;
    const onParagraph = (end) => () => void (++told === 2 && end());
    await assert.rejects(newsmark.annotate(text, { signal: stop.signal, onParagraph: onParagraph(() => stop.abort(new Error("enough"))) }), { message: "enough" });
    assert.equal(told, 2);
    const own = await load({ model: file });
    told = 0;
    await assert.rejects(own.annotate(text, { onParagraph: onParagraph(() => own.dispose()) }), /disposed/);
    assert.equal(told, 2);
  });

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
      const isTrapped = ({ message, cause }) => /reading failed .*the next call works/.test(message) && cause instanceof WebAssembly.RuntimeError;
      await assert.rejects(newsmark.annotate("trap"), isTrapped);
      assert.deepEqual(await newsmark.annotate(TEXT), expected);
      assert.deepEqual(await other.annotate(TEXT), expected);
      assert.equal((await running).statements.length, 120);
      assert.ok(texts.filter((text) => text === long).length > 1, "the call that was under way did not begin again");
      assert.equal(told.length, 120, "a paragraph was told twice, or never");
      assert.deepEqual(told, told.toSorted((a, b) => a - b));
      await assert.rejects(other.annotate("trap"), isTrapped);
      // With others that begin in the same breath, before and after the instance is made anew.
      for (const again of [1, 2]) {
        const settled = await Promise.allSettled(["trap", TEXT, TEXT].map((text) => other.annotate(text)));
        assert.deepEqual(settled.map(({ status }) => status), ["rejected", "fulfilled", "fulfilled"], `round ${again}`);
        assert.ok(isTrapped(settled[0].reason));
        assert.deepEqual(settled[1].value, expected);
      }
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
