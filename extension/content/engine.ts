/** The way to the engine, which reads for all tabs. It goes when it has been idle for long, and is woken when there is something to read. */

import { READ, type FromEngine, type ToBackground, type ToEngine } from "../messages.js";
import type { Annotation, ParagraphAnnotation } from "../../js/types.js";

export interface Listeners {
  onParagraph: (paragraph: ParagraphAnnotation, progress: number) => void;
}

interface Reading extends Listeners {
  id: number;
  text: string;
  resolve: (annotation: Annotation) => void;
  reject: (reason: unknown) => void;
  /** Whether it was begun anew after the engine was lost. */
  again: boolean;
}

const LOST = "The reader stopped twice while it read this page. Switch newsmark off and on to try once more.";

/** Whether the extension was updated or removed under this script, which then can reach nobody. */
export const isOrphan = (): boolean => !chrome.runtime?.id;

/** Milliseconds between the end of a port and that of the extension, which browsers tell one after the other. */
const FAREWELL = 1_000;

/** For the end of a port: does something if the extension is gone, or goes now. */
export function whenOrphan(does: () => void): void {
  if (isOrphan()) does();
  else setTimeout(() => isOrphan() && does(), FAREWELL);
}

export class Engine {
  private port: chrome.runtime.Port | undefined;
  private opening: Promise<chrome.runtime.Port> | undefined;
  private reading: Reading | undefined;
  private ids = 0;

  /** `onOrphan`: called when the extension has gone under this script. */
  constructor(private readonly onOrphan: () => void) {}

  /** Reads a text; a text that is still being read is given up. Rejects with the signal's reason, or an error that says what went wrong. */
  read(text: string, signal: AbortSignal, listeners: Listeners): Promise<Annotation> {
    this.giveUp();
    if (signal.aborted) return Promise.reject(signal.reason);
    let abort = (): void => {};
    const answer = new Promise<Annotation>((resolve, reject) => {
      const reading: Reading = { id: this.ids++, text, resolve, reject, again: false, ...listeners };
      abort = () => {
        if (this.reading === reading) this.giveUp();
        reject(signal.reason);
      };
      signal.addEventListener("abort", abort);
      this.reading = reading;
      void this.send(reading);
    });
    // A signal that may still fire would keep the text.
    return answer.finally(() => signal.removeEventListener("abort", abort));
  }

  close(): void {
    this.giveUp();
    this.port?.disconnect();
    this.port = undefined;
  }

  private giveUp(): void {
    const { reading } = this;
    this.reading = undefined;
    if (reading) this.post({ type: "abort", id: reading.id });
  }

  private async send(reading: Reading): Promise<void> {
    try {
      this.opening ??= this.open().finally(() => (this.opening = undefined));
      const port = this.port ?? (await this.opening);
      // Given up meanwhile.
      if (this.reading !== reading) return;
      port.postMessage({ type: "read", id: reading.id, text: reading.text } satisfies ToEngine);
    } catch (error) {
      this.fail(reading, error);
    }
  }

  private async open(): Promise<chrome.runtime.Port> {
    if (this.port) return this.port;
    const woken: unknown = await chrome.runtime.sendMessage({ type: "wake" } satisfies ToBackground);
    if (woken !== true) throw new Error(typeof woken === "string" ? woken : "The reader could not be started.");
    const port = chrome.runtime.connect({ name: READ });
    port.onMessage.addListener((message: FromEngine) => this.receive(message));
    port.onDisconnect.addListener(() => {
      // Reading it marks the error as seen.
      void chrome.runtime?.lastError;
      if (this.port === port) this.port = undefined;
      whenOrphan(this.onOrphan);
      const { reading } = this;
      if (!reading) return;
      if (reading.again) return this.fail(reading, new Error(LOST));
      reading.again = true;
      void this.send(reading);
    });
    return (this.port = port);
  }

  private receive(message: FromEngine): void {
    const { reading } = this;
    if (!reading || message.id !== reading.id) return;
    if (message.type === "paragraph") return reading.onParagraph(message.paragraph, message.progress);
    this.reading = undefined;
    if (message.type === "done") reading.resolve(message.annotation);
    else reading.reject(new Error(message.message));
  }

  private fail(reading: Reading, error: unknown): void {
    if (this.reading === reading) this.reading = undefined;
    reading.reject(error);
  }

  private post(message: ToEngine): void {
    try {
      this.port?.postMessage(message);
    } catch {
      // It is gone, and with it the reading.
    }
  }
}
