// Serves folders to a headless Chromium over a local port and hands back a page in it.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** Opens `/` of `folder` in Chromium, calls `use(page, browser version)` and closes everything. */
export async function withPage(folder, use) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    try {
      const body = path === "/" ? "<!doctype html><title>bench</title>" : await readFile(join(folder, path));
      response.writeHead(200, { "content-type": types[path === "/" ? ".html" : extname(path)] ?? "application/octet-stream" });
      response.end(body);
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
