/** The wasm module and a loaded model, on whichever thread they run. */

import init, { Annotator } from "../pkg/newsmark.js";
import type { Annotation, ParagraphAnnotation } from "./types.js";

/** What an `annotate` call may ask for. */
export interface AnnotateOptions {
  /** Stops the call, which then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Is told every paragraph as it is read, and the share of the text that is read, from 0 to 1. */
  onParagraph?: (paragraph: ParagraphAnnotation, progress: number) => void;
}

/** Where the wasm module or the model comes from: an address, or what was fetched already. */
export type Source = string | URL | Uint8Array | ArrayBuffer;

/** Told while the model is fetched: bytes that have come, and bytes there will be if the server says so. */
export type OnProgress = (received: number, total: number | undefined) => void;

/** Milliseconds of reading before others get a turn: an abort must not wait, and a frame has sixteen. */
const TURN = 12;

export class Engine {
  private constructor(private readonly annotator: Annotator) {}

  static async load(wasm: Source | undefined, model: Source, onProgress?: OnProgress): Promise<Engine> {
    await init(wasm === undefined ? undefined : { module_or_path: wasm });
    const annotator =
      typeof model === "string" || model instanceof URL
        ? await Annotator.load(String(model), onProgress)
        : new Annotator(model instanceof Uint8Array ? model : new Uint8Array(model));
    return new Engine(annotator);
  }

  /** The model's name and version. */
  get model(): string {
    return this.annotator.model;
  }

  async annotate(text: string, { signal, onParagraph }: AnnotateOptions = {}): Promise<Annotation> {
    signal?.throwIfAborted();
    const reading = this.annotator.read(text);
    try {
      let turn = performance.now();
      for (let paragraph; (paragraph = reading.step()); ) {
        onParagraph?.(paragraph, reading.progress);
        if (performance.now() - turn > TURN) {
          await pause();
          signal?.throwIfAborted();
          turn = performance.now();
        }
      }
      return reading.finish();
    } finally {
      reading.free();
    }
  }

  dispose(): void {
    this.annotator.free();
  }
}

/** Lets messages in; a timer would wait four milliseconds each time. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
