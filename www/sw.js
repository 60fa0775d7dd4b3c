// Keeps the page for reading without a network. The build writes the version and the list of files in.
const VERSION = "__VERSION__";
const FILES = __FILES__;

addEventListener("install", (event) => {
  // Every file anew from the server: a stale model with a new wasm would be refused.
  event.waitUntil(
    caches.open(VERSION).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })))).then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((keys) => Promise.all(keys.filter((key) => key.startsWith("newsmark-") && key !== VERSION).map((key) => caches.delete(key))))
      .then(() => clients.claim()),
  );
});

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.match(event.request, { cacheName: VERSION, ignoreSearch: true }).then((held) => held ?? fetch(event.request)));
});
