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

import { Engine, type AnnotateOptions } from "./engine.js";
import { absolute, ownModel, ownWasm, type OnProgress, type Source, type WasmSource } from "./files.js";
import type { Answer, Request } from "./protocol.js";
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
  try {
    await remote.start(onProgress, signal);
  } catch (error) {
    remote.dispose();
    throw error;
  }
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
  request: Request;
  resolve: (result: never) => void;
  reject: (reason: unknown) => void;
  onProgress?: OnProgress | undefined;
  onParagraph?: AnnotateOptions["onParagraph"];
  /** Paragraphs that the worker has told of, and how many of them the caller knows: a call that begins again tells none twice. */
  heard: number;
  told: number;
}

function tell(call: Call, answer: Extract<Answer, { type: "progress" | "paragraph" }>): void {
  if (answer.type === "progress") return call.onProgress?.(answer.received, answer.total);
  if (call.heard++ < call.told) return;
  call.told++;
  call.onParagraph?.(answer.paragraph, answer.progress);
}

const gone = (): Error => new Error("newsmark was disposed of");

/** The other end of the worker. */
class Remote implements Newsmark {
  model = "";
  private worker: Worker | undefined;
  private readonly calls = new Map<number, Call>();
  private ids = 0;
  private disposed = false;
  /** Why there is no worker. */
  private problem: Error | undefined;

  constructor(
    private readonly wasm: WasmSource,
    private readonly file: Source,
    private readonly make: () => Worker,
  ) {}

  async start(onProgress?: OnProgress, signal?: AbortSignal): Promise<void> {
    const worker = (this.worker = this.make());
    const lost = (why: string): void => {
      // The next call makes a new one.
      if (this.worker === worker) this.stop();
      this.fail(new Error(`the worker stopped: ${why}`));
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
    this.model = await this.call<string>({ type: "load", id: this.ids++, wasm: this.wasm, model: this.file }, { onProgress }, signal);
  }

  async annotate(text: string, { signal, onParagraph, entities = true, statements = true }: AnnotateOptions = {}): Promise<Annotation> {
    if (!this.worker && !this.disposed) await this.restart();
    const wanted = { paragraphs: onParagraph !== undefined, entities, statements };
    const request: Request = { type: "annotate", id: this.ids++, text, wanted };
    return this.call<Annotation>(request, { onParagraph }, signal);
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    this.fail(gone());
  }

  private call<T>(request: Request, tell: Pick<Call, "onProgress" | "onParagraph">, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (!this.worker) return reject(this.disposed ? gone() : this.problem);
      const abort = (): void => {
        this.calls.delete(request.id);
        this.worker?.postMessage({ type: "abort", id: request.id } satisfies Request);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      const settle =
        <A>(then: (value: A) => void) =>
        (value: A): void => {
          signal?.removeEventListener("abort", abort);
          then(value);
        };
      this.calls.set(request.id, { request, resolve: settle(resolve), reject: settle(reject), ...tell, heard: 0, told: 0 });
      this.worker.postMessage(request);
    });
  }

  private receive(answer: Answer): void {
    const call = this.calls.get(answer.id);
    if (answer.type === "progress" || answer.type === "paragraph") {
      try {
        if (call) tell(call, answer);
      } catch (error) {
        // The listener's error is the call's.
        this.calls.delete(answer.id);
        this.worker?.postMessage({ type: "abort", id: answer.id } satisfies Request);
        call?.reject(error);
      }
    } else {
      this.calls.delete(answer.id);
      if (answer.type === "done") call?.resolve(answer.result as never);
      else {
        const error = new Error(answer.message);
        error.name = answer.name;
        call?.reject(error);
        // A model that traps while it is loaded would trap again.
        if (answer.trapped) {
          if (call?.request.type === "load") this.stop();
          else void this.restart();
        }
      }
    }
  }

  /** A trap loses the instance: a new worker takes over the calls that were waiting; only the one that trapped has failed. */
  private async restart(): Promise<void> {
    this.stop();
    const waiting = [...this.calls.values()];
    try {
      await this.start();
    } catch (cause) {
      // The next call tries again.
      this.stop();
      const error = new Error(`the model could not be loaded again: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      this.problem = error;
      waiting.filter(({ request }) => this.calls.delete(request.id)).forEach((call) => call.reject(error));
      return;
    }
    for (const call of waiting) {
      // Unless it was given up meanwhile.
      if (!this.calls.has(call.request.id)) continue;
      call.heard = 0;
      this.worker?.postMessage(call.request);
    }
  }

  private stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }

  private fail(error: Error): void {
    const calls = [...this.calls.values()];
    this.calls.clear();
    calls.forEach((call) => call.reject(error));
  }
}
