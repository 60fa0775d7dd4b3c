/** Reads for all tabs: one worker with one model, started when a text comes, and ended when none has come for a while. */

import { load, type Newsmark } from "../js/newsmark.js";
import { isOurContent, isToEngine, READ, type FromEngine, type ToEngine } from "./messages.js";

/** Milliseconds between two calls of `whileReading`: Firefox puts a background page to sleep after thirty seconds without an event. */
const BEAT = 10_000;

/** Milliseconds without a reading after which the model's memory is given back. To load it again takes less than a second. */
const IDLE = 5 * 60_000;

const own = (path: string): string => chrome.runtime.getURL(path);

interface Host {
  /** Called every now and then while somebody reads. */
  whileReading?: () => void;
  /** Called when the worker was ended because nobody reads. */
  onIdle?: () => void;
}

let newsmark: Promise<Newsmark> | undefined;
let readings = 0;
let idle: ReturnType<typeof setTimeout> | undefined;
let beat: ReturnType<typeof setInterval> | undefined;

/** Listens for the tabs' ports. */
export function engine(host: Host): void {
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name !== READ) return;
    // Of an extension's own ports, too, only those of its content scripts are served.
    if (!isOurContent(port.sender)) return port.disconnect();
    serve(port, host);
  });
  rest(host);
}

function serve(port: chrome.runtime.Port, host: Host): void {
  const running = new Map<number, AbortController>();
  const answer = (message: FromEngine): void => port.postMessage(message);
  port.onDisconnect.addListener(() => {
    for (const reading of running.values()) reading.abort();
  });
  port.onMessage.addListener((message: unknown) => {
    if (!isToEngine(message)) return;
    if (message.type === "abort") running.get(message.id)?.abort();
    else void read(message, running, answer, host);
  });
}

async function read({ id, text }: Extract<ToEngine, { type: "read" }>, running: Map<number, AbortController>, answer: (message: FromEngine) => void, host: Host): Promise<void> {
  const stop = new AbortController();
  running.get(id)?.abort();
  running.set(id, stop);
  if (readings++ === 0 && host.whileReading) beat = setInterval(host.whileReading, BEAT);
  clearTimeout(idle);
  try {
    const reader = await (newsmark ??= loaded());
    const annotation = await reader.annotate(text, {
      signal: stop.signal,
      onParagraph: (paragraph, progress) => answer({ type: "paragraph", id, paragraph, progress }),
    });
    answer({ type: "done", id, annotation });
  } catch (error) {
    if (!stop.signal.aborted) answer({ type: "failed", id, message: error instanceof Error ? error.message : String(error) });
  } finally {
    if (running.get(id) === stop) running.delete(id);
    if (--readings === 0) rest(host);
  }
}

/** Ends the worker when nothing has been read for a while. */
function rest({ onIdle }: Host): void {
  clearInterval(beat);
  clearTimeout(idle);
  idle = setTimeout(async () => {
    const old = newsmark;
    newsmark = undefined;
    (await old?.catch(() => undefined))?.dispose();
    onIdle?.();
  }, IDLE);
}

function loaded(): Promise<Newsmark> {
  const worker = (): Worker => new Worker(own("worker.js"), { type: "module" });
  // Model and modules lie where the npm package has them: `../` from this script, which lies at the top, above which no address leads.
  return load({ worker }).catch((error: unknown) => {
    // The next reading tries again.
    newsmark = undefined;
    throw error;
  });
}
