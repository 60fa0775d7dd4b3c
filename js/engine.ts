/** The wasm module and a loaded model, on whichever thread they run. */

import init, { Annotator, __wbg_reset_state as makeAnew, type Reading } from "../pkg/newsmark.js";
import { bytesOf, notLoaded, unless, wasmOf, type OnProgress, type Source, type WasmSource } from "./files.js";
import type { Annotation, ParagraphAnnotation } from "./types.js";

/** What an `annotate` call may ask for. */
export interface AnnotateOptions {
  /** Stops the call, which then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Is told every paragraph as it is read, and the share of the text that is read, from 0 to 1. */
  onParagraph?: (paragraph: ParagraphAnnotation, progress: number) => void;
  /** Whether entities are wanted; by default yes. Without, `entities` is empty: the answer is smaller, not faster. */
  entities?: boolean;
  /** Whether statements are wanted; by default yes. Without, `statements` is empty: the answer is smaller, not faster. */
  statements?: boolean;
}

/** Milliseconds of reading before others get a turn: an abort must not wait, and a frame has sixteen. */
const TURN = 12;

/** Counts the instances: what belongs to an earlier one is lost. All models of a thread share one instance. */
let instance = 0;

let started: Promise<unknown> | undefined;

/** Instantiates the module, unless that has been done. */
function start(wasm: WasmSource): Promise<unknown> {
  started ??= wasmOf(wasm)
    .then((module) =>
      // A server may have answered with something else.
      init({ module_or_path: module }).catch((error: unknown) => {
        throw notLoaded("the wasm module", wasm, error);
      }),
    )
    .catch((error: unknown) => {
      started = undefined;
      throw error;
    });
  return started;
}

/** Throws unless it is text: wasm would take anything for some string, or trap. */
export function checkText(text: unknown): void {
  if (typeof text !== "string") throw new TypeError(`annotate() reads a string, not ${text === null ? "null" : typeof text}`);
}

/** Whether an error of the wasm module means that its memory can be trusted no longer: a trap, or a stack that ran over. */
function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || (error as Error | null)?.name === "InternalError";
}

/** Calls the wasm module. A trap loses the instance; it is made anew, and the call fails alone. */
function guard<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!isTrap(error)) throw error;
    instance++;
    makeAnew();
    throw new Error(`reading failed (${(error as Error).message}); the next call works`, { cause: error });
  }
}

/** A loaded model with the instance that it lies in. */
interface Loaded {
  annotator: Annotator;
  instance: number;
}

export class Engine {
  /** Aborted when the engine is disposed of. */
  private readonly end = new AbortController();
  /** While it is made anew, all calls wait for the same. */
  private renewal: Promise<Loaded> | undefined;

  /** The model's name and version. */
  readonly model: string;

  private constructor(
    private loaded: Loaded,
    private readonly source: Source,
  ) {
    this.model = guard(() => loaded.annotator.model);
  }

  static async load(wasm: WasmSource, model: Source, onProgress?: OnProgress, signal?: AbortSignal): Promise<Engine> {
    const [bytes] = await unless(signal, Promise.all([bytesOf(model, onProgress, signal), start(wasm)]));
    signal?.throwIfAborted();
    return new Engine(make(bytes, model), model);
  }

  async annotate(text: string, { signal, onParagraph, entities = true, statements = true }: AnnotateOptions = {}): Promise<Annotation> {
    checkText(text);
    const wanted = <T extends Pick<Annotation, "entities" | "statements">>(found: T): T =>
      entities && statements ? found : { ...found, ...(!entities && { entities: [] }), ...(!statements && { statements: [] }) };
    const check = (): void => {
      this.end.signal.throwIfAborted();
      signal?.throwIfAborted();
    };
    let told = 0;
    for (;;) {
      check();
      const loaded = await unless(signal, this.current());
      check();
      const lost = (): boolean => loaded.instance !== instance;
      // A call that waited for the same instance has lost it again.
      if (lost()) continue;
      const reading: Reading = guard(() => loaded.annotator.read(text));
      try {
        let read = 0;
        while (!lost() && !reading.done) {
          const paragraphs = guard(() => reading.readFor(TURN));
          const { progress } = reading;
          for (const paragraph of paragraphs) {
            // One that was told before the instance was lost is not told again.
            if (read++ !== told) continue;
            told++;
            onParagraph?.(wanted(paragraph), progress);
            // The listener may have given up, or disposed of the model.
            check();
          }
          await pause();
          check();
        }
        if (!lost()) return wanted(guard(() => reading.finish()));
        // Another call has trapped meanwhile: this one begins again.
      } finally {
        if (!lost()) reading.free();
      }
    }
  }

  dispose(): void {
    if (this.end.signal.aborted) return;
    this.end.abort(new Error("newsmark was disposed of"));
    if (this.loaded.instance === instance) this.loaded.annotator.free();
  }

  /** The model, in the instance that there is now. */
  private async current(): Promise<Loaded> {
    if (this.loaded.instance === instance) return this.loaded;
    this.renewal ??= bytesOf(this.source, undefined, this.end.signal)
      .then((bytes) => {
        this.end.signal.throwIfAborted();
        return (this.loaded = make(bytes, this.source));
      })
      .finally(() => (this.renewal = undefined));
    return this.renewal;
  }
}

function make(bytes: Uint8Array, source: Source): Loaded {
  try {
    const annotator = guard(() => new Annotator(bytes));
    return { annotator, instance };
  } catch (error) {
    throw notLoaded("the model", source, error);
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
