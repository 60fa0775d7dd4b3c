/** Chrome: the engine in a document of its own, because a service worker may have no workers and is put to sleep while it waits. */

import { engine } from "./engine.js";

// With the document its worker and all memory go; the service worker opens another when it is asked for.
engine({ onIdle: () => window.close() });
