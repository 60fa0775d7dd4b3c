/** The wasm module and a loaded model, on whichever thread they run. */

import init, { Annotator, __wbg_reset_state as makeAnew, type Reading } from "../pkg/newsmark.js";
import { bytesOf, wasmOf, type OnProgress, type Source, type WasmSource } from "./files.js";
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
    .then((module) => init({ module_or_path: module }))
    .catch((error: unknown) => {
      started = undefined;
      throw error;
    });
  return started;
}

/** Whether an error of the wasm module means that its memory can be trusted no longer: a trap, or a stack that ran over. */
export function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || (error as Error | null)?.name === "InternalError";
}

/** Calls the wasm module. A trap loses the instance; it is made anew, and the call fails alone. */
function guard<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (isTrap(error)) {
      makeAnew();
      instance++;
    }
    throw error;
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
    const [bytes] = await Promise.all([bytesOf(model, onProgress, signal), start(wasm)]);
    signal?.throwIfAborted();
    return new Engine(make(bytes), model);
  }

  async annotate(text: string, { signal, onParagraph, entities = true, statements = true }: AnnotateOptions = {}): Promise<Annotation> {
    const wanted = <T extends Pick<Annotation, "entities" | "statements">>(found: T): T =>
      entities && statements ? found : { ...found, ...(!entities && { entities: [] }), ...(!statements && { statements: [] }) };
    const check = (): void => {
      this.end.signal.throwIfAborted();
      signal?.throwIfAborted();
    };
    let told = 0;
    for (;;) {
      check();
      const loaded = await this.current();
      check();
      const lost = (): boolean => loaded.instance !== instance;
      const reading: Reading = guard(() => loaded.annotator.read(text));
      try {
        let [turn, read] = [performance.now(), 0];
        for (let paragraph; (paragraph = guard(() => reading.step())); ) {
          if (read++ === told) {
            told++;
            onParagraph?.(wanted(paragraph), reading.progress);
          }
          if (performance.now() - turn > TURN) {
            await pause();
            check();
            if (lost()) break;
            turn = performance.now();
          }
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
    this.renewal ??= bytesOf(this.source)
      .then((bytes) => (this.loaded = make(bytes)))
      .finally(() => (this.renewal = undefined));
    return this.renewal;
  }
}

function make(model: Uint8Array): Loaded {
  const annotator = guard(() => new Annotator(model));
  return { annotator, instance };
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
