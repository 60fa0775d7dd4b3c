/** Keeps the page for when there is no network. */

import { byId } from "./dom.js";

/** Called when the model is there, so that the service worker finds it in the browser's cache. */
export async function offline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("service-worker.js");
    await navigator.serviceWorker.ready;
    byId("offline").hidden = false;
  } catch {
    // A private window, or a server without TLS: the page works as long as it is open.
  }
}
