/** Serves the page from a cache of exactly one version. The build puts `VERSION`, `FILES` and `RELAXED_SIMD` in front of this script. */

declare const VERSION: string;
declare const FILES: readonly string[];
declare const RELAXED_SIMD: readonly number[];

const worker = self as unknown as ServiceWorkerGlobalScope;
const PREFIX = "newsmark-";
const CACHE = PREFIX + VERSION;

/** The model's name changes with its content, so a copy from an earlier version is as good as new. */
const isLasting = (file: string): boolean => file.startsWith("model/");

/** Of the two wasm modules a browser uses one: see `js/files.ts`. */
const other = WebAssembly.validate(new Uint8Array(RELAXED_SIMD)) ? "pkg/newsmark_bg.wasm" : "pkg/newsmark_relaxed_bg.wasm";

async function keep(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    FILES.filter((file) => file !== other).map(async (file) => {
      const had = isLasting(file) ? await caches.match(file) : undefined;
      const response = had ?? (await fetch(file, { cache: isLasting(file) ? "default" : "reload" }));
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      await cache.put(file, response);
    }),
  );
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const page = new URL("./", worker.location.href).pathname;
  const kept = await cache.match(new URL(request.url).pathname === page ? "index.html" : request, { ignoreSearch: true });
  return kept ?? fetch(request);
}

worker.addEventListener("install", (event) => event.waitUntil(keep()));
// The page asks for it when the reader wants the new version.
worker.addEventListener("message", ({ data }) => void (data === "now" && worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === worker.location.origin) event.respondWith(answer(request));
});
