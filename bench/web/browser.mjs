// Serves folders to a headless Chromium over a local port and hands back a page in it.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/**
 * Opens an empty page in Chromium, calls `use(page, version of the browser)` and closes everything.
 * `mounts` says which folder is served under which path: `{ "/bench/": "/some/folder" }`.
 */
export async function withPage(mounts, use) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const mount = Object.keys(mounts).find((mount) => path.startsWith(mount));
    try {
      if (path === "/") {
        response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Bench</title><link rel=icon href=data:,>");
      } else {
        const body = await readFile(join(mounts[mount], path.slice(mount.length)));
        response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(body);
      }
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage();
    page.on("console", (message) => console.error(`[page] ${message.text()}`));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await use(page, browser.version());
  } finally {
    await browser.close();
    server.close();
  }
}
