/** Files over a network that falters: `js/download.ts` against a server that breaks off, refuses, changes its mind, or lies. */

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { root, site } from "../../scripts/tools.mjs";

const FILE = randomBytes(300_000);
const fromSite = (path) => import(pathToFileURL(join(site, path)).href);

let download, load, server, url;
/** What the server does with its first, second … request: a function of its own, or how many bytes it gives before it breaks off. */
let script = [];
let requests = [];
before(async () => {
  ({ download } = await fromSite("js/download.js"));
  ({ load } = await fromSite("js/newsmark.js"));
  server = createServer((request, response) => {
    requests.push(request.headers);
    const act = script.shift() ?? Infinity;
    if (typeof act === "function") return act(request, response);
    give(request, response, { bytes: act });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  url = new URL(`http://127.0.0.1:${server.address().port}/model.bin`);
});
after(() => (server.closeAllConnections(), server.close()));
beforeEach(() => void ((script = []), (requests = [])));

/** Answers as a good server does, but for what is asked for here. */
function give({ headers }, response, { bytes = Infinity, file = FILE, etag = '"one"', ranges = true, more = {} }) {
  const asked = ranges && (headers["if-range"] === etag || !headers["if-range"]) && /^bytes=(\d+)-$/.exec(headers.range ?? "");
  const start = asked ? Number(asked[1]) : 0;
  response.writeHead(asked ? 206 : 200, {
    "content-length": file.length - start,
    ...(etag && { etag }),
    ...(asked && { "content-range": `bytes ${start}-${file.length - 1}/${file.length}` }),
    ...more,
  });
  if (start + bytes >= file.length) return response.end(file.subarray(start));
  response.write(file.subarray(start, start + bytes), () => setTimeout(() => response.destroy(), 20));
}
const giving = (options) => (request, response) => give(request, response, options);

const same = (bytes, file = FILE) => assert.ok(Buffer.from(bytes).equals(file), "other bytes came");

describe("a transfer that breaks off", () => {
  test("goes on where it ended, and tells how far it is", async () => {
    script = [100_000, 50_000];
    const told = [];
    same(await download(url, (...progress) => told.push(progress)));
    assert.deepEqual(requests.map(({ range }) => range), [undefined, "bytes=100000-", "bytes=150000-"]);
    assert.deepEqual(requests.map((headers) => headers["if-range"]), [undefined, '"one"', '"one"']);
    const received = told.map(([bytes]) => bytes);
    assert.deepEqual(received, received.toSorted((a, b) => a - b), "it went back");
    assert.ok(told.every(([, total]) => total === FILE.length) && received.at(-1) === FILE.length);
  });

  test("begins anew when the file has changed meanwhile", async () => {
    const other = randomBytes(250_000);
    script = [100_000, giving({ file: other, etag: '"two"' })];
    same(await download(url), other);
    // Also if it breaks off again.
    script = [100_000, giving({ file: other, etag: '"two"', bytes: 70_000 }), giving({ file: other, etag: '"two"' })];
    same(await download(url), other);
    assert.equal(requests.at(-1)["if-range"], '"two"');
  });

  test("begins anew where the server gives no parts, or nothing tells whether the file is the same", async () => {
    script = [100_000, giving({ ranges: false })];
    same(await download(url));
    for (const etag of ["", 'W/"weak"']) {
      requests = [];
      script = [giving({ bytes: 100_000, etag }), giving({ etag })];
      same(await download(url));
      assert.deepEqual(requests.map(({ range }) => range), [undefined, undefined]);
    }
  });

  test("goes by the date where there is no tag", async () => {
    const date = "Wed, 21 Oct 2015 07:28:00 GMT";
    const dated = (bytes) => giving({ bytes, etag: "", more: { "last-modified": date } });
    script = [dated(100_000), (request, response) => (assert.equal(request.headers["if-range"], date), give(request, response, { etag: date }))];
    same(await download(url));
    assert.equal(requests.length, 2);
  });

  test("never joins what does not fit", async () => {
    const wrong = [
      { "content-range": "bytes 5-299999/300000" }, // another place
      { "content-range": "bytes 100000-399999/400000" }, // another file
      { "content-range": "none" },
    ];
    for (const more of wrong) {
      script = [100_000, giving({ more })];
      same(await download(url));
      assert.equal(requests.at(-1).range, undefined);
    }
    // Shorter than what there was.
    script = [100_000, (_, response) => response.writeHead(416).end()];
    same(await download(url));
  });

  test("is said to have broken off, and how far it came, when it does so every time", async () => {
    script = [100_000, 0, 0, 0];
    const error = await download(url).then(() => assert.fail("it came"), (error) => error);
    assert.match(error.message, /^the connection broke off after 0\.1 of 0\.3 MB, 4 times: ./);
    assert.equal(requests.length, 4);
  });
});

describe("a server", () => {
  test("that is away for a moment is asked again", async () => {
    const refuses = (status) => (_, response) => response.writeHead(status).end();
    script = [refuses(503), refuses(429), (_, response) => response.destroy()];
    same(await download(url));
  });

  test("that says no is not asked again", async () => {
    for (const status of [403, 404, 410]) {
      requests = [];
      script = [(_, response) => response.writeHead(status).end()];
      await assert.rejects(download(url), { message: `the server answered ${status}` });
      assert.equal(requests.length, 1);
    }
  });

  test("is not waited for by who gives up", async () => {
    for (const act of [100_000, (_, response) => response.writeHead(503).end(), () => {}]) {
      script = [act];
      const stop = new AbortController();
      const call = download(url, undefined, stop.signal);
      setTimeout(() => stop.abort(new Error("enough")), 100);
      await assert.rejects(call, { message: "enough" });
      assert.deepEqual(script, []);
    }
  });
});

test("the model comes in pieces and reads as ever", async () => {
  const model = readFileSync(join(root, "model", "newsmark.bin"));
  const text = "Mayor Carla Fuentes said the port was open.";
  const own = await load({ model });
  const expected = await own.annotate(text);
  own.dispose();
  script = [giving({ file: model, bytes: 5_000_000 }), giving({ file: model, bytes: 2_000_000 }), giving({ file: model })];
  const newsmark = await load({ model: url });
  assert.deepEqual(requests.map(({ range }) => range), [undefined, "bytes=5000000-", "bytes=7000000-"]);
  assert.deepEqual(await newsmark.annotate(text), expected);
  newsmark.dispose();
  // What came from two versions of a file is no model: the checksum says so.
  const damaged = Buffer.from(model);
  damaged[model.length - 10] ^= 1;
  script = [giving({ file: model, bytes: 5_000_000 }), giving({ file: damaged })];
  await assert.rejects(load({ model: url }), /the model could not be loaded from http.*: the model file is damaged \(its checksum does not match\): load it again/);
});

test("the page's own server gives parts", async () => {
  const { url: home, close } = await serve();
  try {
    const name = /data-model="([^"]+)"/.exec(await (await fetch(home)).text())[1];
    const whole = await fetch(new URL(name, home));
    const bytes = Buffer.from(await whole.arrayBuffer());
    const part = (range, tag) => fetch(new URL(name, home), { headers: { range, "if-range": tag } });
    const rest = await part("bytes=1000-", whole.headers.get("etag"));
    assert.deepEqual([rest.status, rest.headers.get("content-range")], [206, `bytes 1000-${bytes.length - 1}/${bytes.length}`]);
    assert.ok(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(1000)));
    for (const [range, tag] of [["bytes=1000-", '"other"'], [`bytes=${bytes.length}-`, whole.headers.get("etag")], ["lines=1-", whole.headers.get("etag")]]) {
      const all = await part(range, tag);
      assert.deepEqual([all.status, (await all.arrayBuffer()).byteLength], [200, bytes.length], range);
    }
  } finally {
    await close();
  }
});
