/** Serves `dist/www` on this machine. */

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { site } from "./tools.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".ts": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".bin": "application/octet-stream",
};

/** The file that a request's path names, or `undefined` if it would lie outside the folder. */
export function resolve(folder, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  if (path.includes("\0")) return undefined;
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  return file.startsWith(folder + sep) ? file : undefined;
}

/** Starts a server; with port 0 the system picks one. Resolves to its address and a way to stop it. */
export function serve({ port = 0, folder = site } = {}) {
  const server = createServer(async (request, response) => {
    const refuse = (status) => response.writeHead(status, { "content-type": "text/plain" }).end(String(status));
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);
    const file = resolve(folder, request.url);
    const found = file && (await stat(file).catch(() => undefined));
    if (!found?.isFile()) return refuse(404);
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-length": found.size,
      // The model's name changes with its content; everything else is asked for anew.
      "cache-control": extname(file) === ".bin" ? "public, max-age=31536000, immutable" : "no-cache",
      "x-content-type-options": "nosniff",
    });
    if (request.method === "HEAD") return response.end();
    createReadStream(file)
      .on("error", () => response.destroy())
      .pipe(response);
  });
  return new Promise((resolvePromise, reject) => {
    server.on("error", reject);
    // Only this machine: the page is not for the network.
    server.listen(port, "127.0.0.1", () => {
      const close = () => new Promise((done) => (server.close(done), server.closeAllConnections()));
      resolvePromise({ url: `http://localhost:${server.address().port}/`, close });
    });
  });
}
