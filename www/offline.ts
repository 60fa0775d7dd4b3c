/** Keeps the page for when there is no network, and says when a newer version has come. */

import { byId } from "./element.js";

/** Called when the model is there, so that the service worker finds it in the browser's cache. */
export async function offline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("service-worker.js");
    watch(registration);
    await navigator.serviceWorker.ready;
    byId("offline").hidden = false;
  } catch {
    // A private window, or a server without TLS: the page works as long as it is open.
  }
}

/** A new version waits until no page of the old one is open, or until the reader asks for it: scripts and model of two versions never mix. */
function watch(registration: ServiceWorkerRegistration): void {
  const note = byId("update");
  const offer = (): void => {
    const { waiting } = registration;
    if (!waiting || !navigator.serviceWorker.controller) return;
    note.hidden = false;
    note.querySelector("button")!.onclick = () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      waiting.postMessage("now");
    };
  };
  offer();
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", offer);
  });
}
