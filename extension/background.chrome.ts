/** Chrome: a service worker. It reads nothing itself: an offscreen document does, which outlives its sleep. */

import { background } from "./background.js";

const PAGE = "offscreen.html";

let opening: Promise<void> | undefined;

/** Opens the engine's document, unless it is there; two tabs may ask at once. */
async function wake(): Promise<void> {
  const open = async (): Promise<void> => {
    if (await chrome.offscreen.hasDocument()) return;
    await chrome.offscreen.createDocument({ url: PAGE, reasons: ["WORKERS"], justification: "Reads articles in a WebAssembly worker" });
  };
  opening ??= open().finally(() => (opening = undefined));
  return opening;
}

background({ wake, openPanel: (windowId) => chrome.sidePanel.open({ windowId }) });
