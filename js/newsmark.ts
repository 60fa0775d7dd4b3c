/**
 * newsmark for JavaScript: who says what in a news article.
 *
 * ```js
 * const newsmark = await load();
 * const { statements } = await newsmark.annotate(text);
 * newsmark.dispose();
 * ```
 *
 * @packageDocumentation
 */

import { Engine, checkText, type AnnotateOptions } from "./engine.js";
import { absolute, ownModel, ownWasm, type OnProgress, type Source, type WasmSource } from "./files.js";
import type { Answer, Failure, Request } from "./protocol.js";
import type { Annotation } from "./types.js";

export { highlight, type Highlighted, type HighlightOptions, type MarkKind } from "./dom/highlight.js";
export { textOf, type ElementText, type TextMap, type TextOptions, type TextPart } from "./dom/text.js";
export { toWebAnnotations, type WebAnnotationOptions } from "./export/annotations.js";
export { toCsv, type CsvOptions } from "./export/csv.js";
export { toHtml, type HtmlOptions } from "./export/html.js";
export { toJson } from "./export/json.js";
export { toMarkdown, type MarkdownOptions } from "./export/markdown.js";
export type { Painted } from "./segments.js";
export type { Annotation, Entity, Label, ParagraphAnnotation, Referent, Span, Statement } from "./types.js";
export type { AnnotateOptions, OnProgress, Source, WasmSource };

/** What `load` can be told. */
export interface LoadOptions {
  /** The model file: its address, or its bytes. By default the package's own. It is asked for again should the wasm instance be lost. */
  model?: Source;
  /** The wasm module: its address, its bytes, or compiled. By default the package's own. All calls without a worker share the first one's. */
  wasm?: WasmSource;
  /**
   * Whether to read in a worker, so that the page never waits; by default in a page. Or what makes the worker, whose script is the package's
   * `newsmark/worker.js`, where it comes from another origin or the bundler does not find it.
   */
  worker?: boolean | (() => Worker);
  /** Is told how far the model has come. */
  onProgress?: OnProgress;
  /** Gives up loading. */
  signal?: AbortSignal;
}

/** A loaded model. */
export interface Newsmark {
  /** The model's name and version. */
  readonly model: string;
  /**
   * Reads an article. Calls may overlap.
   *
   * @param text - Any string; paragraphs are lines.
   * @param options - A signal, a listener, what is wanted.
   * @returns What was read; offsets are UTF-16 code units. Rejects with the signal's reason, or with an `Error` should reading fail; the next
   * call works all the same.
   */
  annotate(text: string, options?: AnnotateOptions): Promise<Annotation>;
  /** Frees the model, or ends the worker. Calls that are under way are rejected, and so are later ones. */
  dispose(): void;
}

/**
 * Loads the model.
 *
 * @param options - Where files come from, and whether to use a worker.
 * @returns The model, ready to read. Rejects with an `Error` that says what is wrong, or with the reason of the signal.
 */
export async function load(options: LoadOptions = {}): Promise<Newsmark> {
  const { worker = inPage(), onProgress, signal } = options;
  signal?.throwIfAborted();
  const [wasm, model] = await Promise.all([absolute(options.wasm ?? ownWasm()), absolute(options.model ?? ownModel())]);
  signal?.throwIfAborted();
  if (!worker) return Engine.load(wasm, model, onProgress, signal);
  if (worker === true && typeof Worker !== "function") throw new Error("there are no workers here: load without");
  const remote = new Remote(wasm, model, worker === true ? ownWorker : worker);
  await remote.start(onProgress, signal);
  return remote;
}

/** Only a page has somebody who waits. */
function inPage(): boolean {
  return typeof Worker === "function" && typeof document === "object";
}

function ownWorker(): Worker {
  try {
    return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the worker could not be made; give load() a function that makes it, or \`worker: false\`: ${why}`, { cause: error });
  }
}

interface Call {
  resolve: (result: never) => void;
  reject: (reason: unknown) => void;
  onProgress?: OnProgress | undefined;
  onParagraph?: AnnotateOptions["onParagraph"];
}

const gone = (): Error => new Error("newsmark was disposed of");

function errorOf({ name, message, cause }: Failure): Error {
  const error = new Error(message, cause && { cause: errorOf(cause) });
  error.name = name;
  return error;
}

/** The other end of the worker. */
class Remote implements Newsmark {
  model = "";
  private worker: Worker | undefined;
  private readonly calls = new Map<number, Call>();
  private ids = 0;
  private disposed = false;

  constructor(
    private readonly wasm: WasmSource,
    private readonly file: Source,
    private readonly make: () => Worker,
  ) {}

  async start(onProgress?: OnProgress, signal?: AbortSignal): Promise<void> {
    await this.load(this.open(), onProgress, signal);
  }

  /** Another worker, for one that was lost. Should it fail to load, the calls that wait for it are told. */
  private anew(): Worker {
    const worker = this.open();
    this.load(worker).catch(() => {});
    return worker;
  }

  private open(): Worker {
    const worker = (this.worker = this.make());
    // The next call makes a new one.
    const lost = (why: string): void => {
      if (this.worker === worker) this.stop(new Error(`the worker stopped: ${why}`));
    };
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (this.worker === worker) this.receive(data);
    };
    // Chromium has the event, but not the property.
    worker.addEventListener("messageerror", () => lost("its answer could not be read"));
    worker.onerror = (event) => {
      event.preventDefault();
      lost(event.message || "its script could not be loaded");
    };
    return worker;
  }

  /** Has a new worker load the model. What it is sent meanwhile it reads afterwards, and a worker without a model is ended with all calls. */
  private async load(worker: Worker, onProgress?: OnProgress, signal?: AbortSignal): Promise<void> {
    try {
      this.model = await this.call<string>(worker, { type: "load", id: this.ids++, wasm: this.wasm, model: this.file }, { onProgress }, signal);
    } catch (error) {
      if (this.worker === worker) this.stop(error);
      throw error;
    }
  }

  async annotate(text: string, { signal, onParagraph, entities = true, statements = true }: AnnotateOptions = {}): Promise<Annotation> {
    checkText(text);
    signal?.throwIfAborted();
    if (this.disposed) throw gone();
    const worker = this.worker ?? this.anew();
    const wanted = { paragraphs: onParagraph !== undefined, entities, statements };
    return this.call<Annotation>(worker, { type: "annotate", id: this.ids++, text, wanted }, { onParagraph }, signal);
  }

  dispose(): void {
    this.disposed = true;
    this.stop(gone());
  }

  private call<T>(worker: Worker, request: Request, listeners: Pick<Call, "onProgress" | "onParagraph">, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      // Throws for what cannot be sent.
      worker.postMessage(request);
      const abort = (): void => {
        this.giveUp(request.id);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      const settle =
        <A>(then: (value: A) => void) =>
        (value: A): void => {
          signal?.removeEventListener("abort", abort);
          then(value);
        };
      this.calls.set(request.id, { resolve: settle(resolve), reject: settle(reject), ...listeners });
    });
  }

  private receive(answer: Answer): void {
    const call = this.calls.get(answer.id);
    if (!call) return;
    try {
      if (answer.type === "progress") return call.onProgress?.(answer.received, answer.total);
      if (answer.type === "paragraph") return call.onParagraph?.(answer.paragraph, answer.progress);
    } catch (error) {
      // The listener's error is the call's.
      this.giveUp(answer.id);
      return call.reject(error);
    }
    this.calls.delete(answer.id);
    if (answer.type === "done") call.resolve(answer.result as never);
    else call.reject(errorOf(answer.failure));
  }

  private giveUp(id: number): void {
    this.calls.delete(id);
    this.worker?.postMessage({ type: "abort", id } satisfies Request);
  }

  /** Ends the worker, and with it all calls. */
  private stop(why: unknown): void {
    this.worker?.terminate();
    this.worker = undefined;
    const calls = [...this.calls.values()];
    this.calls.clear();
    calls.forEach((call) => call.reject(why));
  }
}
