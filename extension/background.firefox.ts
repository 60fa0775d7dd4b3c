/** Firefox: a background page, which may have workers; it reads itself. */

import { background } from "./background.js";
import { engine } from "./engine.js";

/** What `@types/chrome` does not know. */
declare const browser: { sidebarAction: { open(): Promise<void> } };

// A question to the browser keeps the page awake; messages of ports do not.
engine({ whileReading: () => void chrome.runtime.getPlatformInfo() });
// The page is there if it can be asked.
background({ wake: async () => {}, openPanel: () => browser.sidebarAction.open() });
