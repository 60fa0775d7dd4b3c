/** Firefox: a background page, which may have workers; it reads itself. */

import { background } from "./background.js";
import { engine } from "./engine.js";

/** What `@types/chrome` does not know. */
declare const browser: { sidebarAction: { open(): Promise<void> } };

engine();
// The page is there if it can be asked.
background({ wake: async () => {}, openPanel: () => browser.sidebarAction.open() });
