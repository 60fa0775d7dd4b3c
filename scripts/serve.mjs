/** Serves `dist/www` on this machine. */

import { createReadStream } from "node:fs";
import { brotliCompress, constants } from "node:zlib";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { promisify } from "node:util";
import { site } from "./tools.mjs";

const brotli = promisify(brotliCompress);

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".ts": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
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

/** What is smaller when it is compressed; the model hardly is. */
const COMPRESSED = new Set([".html", ".css", ".js", ".svg", ".txt", ".webmanifest", ".wasm"]);

/** Compresses every version of a file once, as hosts do. */
function compressor() {
  const done = new Map();
  return (file, { mtimeMs, size }) => {
    const key = `${file} ${mtimeMs} ${size}`;
    if (!done.has(key)) {
      const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: size };
      done.set(key, readFile(file).then((bytes) => brotli(bytes, { params })));
    }
    return done.get(key);
  };
}

/** Where a range begins that goes to the end of the file; 0 for all others, which are answered by the whole file. */
function startOf(range, size) {
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  return start < size ? start : 0;
}

/** Starts a server; with port 0 the system picks one. Resolves to its address and a way to stop it. */
export function serve({ port = 0, folder = site } = {}) {
  const compressed = compressor();
  const server = createServer(async (request, response) => {
    const refuse = (status) => response.writeHead(status, { "content-type": "text/plain" }).end(String(status));
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);
    const file = resolve(folder, request.url);
    const found = file && (await stat(file).catch(() => undefined));
    if (!found?.isFile()) return refuse(404);
    const extension = extname(file);
    const small = COMPRESSED.has(extension) && /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && (await compressed(file, found).catch(() => undefined));
    // A model whose transfer broke off goes on where it ended: see js/download.ts.
    const etag = `"${found.mtimeMs.toString(36)}-${found.size.toString(36)}"`;
    const start = !small && request.headers["if-range"] === etag ? startOf(request.headers.range, found.size) : 0;
    response.writeHead(start ? 206 : 200, {
      "content-type": TYPES[extension] ?? "application/octet-stream",
      "content-length": small ? small.length : found.size - start,
      ...(!small && { etag, "accept-ranges": "bytes" }),
      ...(start && { "content-range": `bytes ${start}-${found.size - 1}/${found.size}` }),
      ...(small && { "content-encoding": "br" }),
      vary: "accept-encoding",
      // The model's name changes with its content; everything else is asked for anew.
      "cache-control": extension === ".bin" ? "public, max-age=31536000, immutable" : "no-cache",
      "x-content-type-options": "nosniff",
    });
    if (request.method === "HEAD") return response.end();
    if (small) return response.end(small);
    createReadStream(file, { start })
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
