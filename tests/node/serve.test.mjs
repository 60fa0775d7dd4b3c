/** The server of the page gives out its folder and nothing else. */

import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { resolve, serve } from "../../scripts/serve.mjs";

let server;
before(async () => (server = await serve()));
after(() => server.close());

/** `fetch` would tidy the path before it asks. */
const get = (path, method = "GET") =>
  new Promise((done, fail) => {
    request(server.url, { path, method }, (response) => (response.resume(), done(response)))
      .on("error", fail)
      .end();
  });

test("serves the page with its types", async () => {
  for (const [path, type] of [
    ["/", "text/html; charset=utf-8"],
    ["/style.css", "text/css; charset=utf-8"],
    ["/www/main.js", "text/javascript; charset=utf-8"],
    ["/pkg/newsmark_bg.wasm", "application/wasm"],
  ]) {
    const { statusCode, headers } = await get(path);
    assert.deepEqual([statusCode, headers["content-type"]], [200, type], path);
    assert.ok(Number(headers["content-length"]) > 0);
  }
});

test("serves nothing outside of its folder", async () => {
  for (const path of ["/../../package.json", "/..%2f..%2fpackage.json", "/%2e%2e/%2e%2e/package.json", "/%00", "/%", "/js", "/nothing"]) {
    assert.equal((await get(path)).statusCode, 404, path);
  }
  assert.equal((await get("/", "POST")).statusCode, 405);
  assert.equal(resolve("/site", "/../siteother/x"), "/site/siteother/x");
});
