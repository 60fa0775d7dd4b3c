/**
 * newsmark for JavaScript: who says what in a news article.
 *
 * ```js
 * const newsmark = await load({ model: "model/newsmark.bin" });
 * const { statements } = await newsmark.annotate(text);
 * newsmark.dispose();
 * ```
 */

import type { Annotation } from "./types.js";
import { Engine, type AnnotateOptions, type OnProgress, type Source } from "./engine.js";
import type { Answer, Request } from "./protocol.js";

export { toWebAnnotations, type WebAnnotationOptions } from "./export/annotations.js";
export { toCsv, type CsvOptions } from "./export/csv.js";
export { toHtml, type HtmlOptions } from "./export/html.js";
export { toJson } from "./export/json.js";
export { toMarkdown, type MarkdownOptions } from "./export/markdown.js";
export type { Annotation, Entity, Label, ParagraphAnnotation, Referent, Span, Statement } from "./types.js";
export type { AnnotateOptions, OnProgress, Source };

/** What `load` needs to know. */
export interface LoadOptions {
  /** The model file: its address, or its bytes. */
  model: Source;
  /** The wasm module: its address or bytes. By default the one that lies beside this package's script. */
  wasm?: Source;
  /** Whether to read in a worker, so that the page never waits; by default where there are workers. */
  worker?: boolean;
  /** Is told how far the model has come. */
  onProgress?: OnProgress;
  /** Gives up loading. */
  signal?: AbortSignal;
}

/** A loaded model. */
export interface Newsmark {
  /** The model's name and version. */
  readonly model: string;
  /** Reads an article; offsets are UTF-16 code units. */
  annotate(text: string, options?: AnnotateOptions): Promise<Annotation>;
  /** Frees the model, or ends the worker. Calls that are under way are rejected. */
  dispose(): void;
}

/** Loads the model. Rejects with an `Error` that says what is wrong, or with the reason of `signal`. */
export async function load(options: LoadOptions): Promise<Newsmark> {
  const { model, wasm, worker = typeof Worker === "function", onProgress, signal } = options;
  signal?.throwIfAborted();
  if (!worker) return Engine.load(wasm, model, onProgress);
  const remote = new Remote(absolute(wasm), absolute(model));
  try {
    await remote.start(onProgress, signal);
  } catch (error) {
    remote.dispose();
    throw error;
  }
  return remote;
}

/** An address means the same in a worker only if it is absolute. */
function absolute<T extends Source | undefined>(source: T): T | string {
  return typeof source === "string" || source instanceof URL ? new URL(source, here()).href : source;
}

/** What addresses are relative to: the page, or the worker's script where there is none. */
function here(): string {
  return globalThis.document?.baseURI ?? globalThis.location?.href ?? import.meta.url;
}

interface Call {
  request: Request;
  resolve: (result: never) => void;
  reject: (reason: unknown) => void;
  onProgress?: OnProgress | undefined;
  onParagraph?: AnnotateOptions["onParagraph"];
}

/** The other end of the worker. */
class Remote implements Newsmark {
  model = "";
  private worker: Worker | undefined;
  private readonly calls = new Map<number, Call>();
  private ids = 0;
  private disposed = false;

  constructor(
    private readonly wasm: Source | undefined,
    private readonly file: Source,
  ) {}

  async start(onProgress?: OnProgress, signal?: AbortSignal): Promise<void> {
    this.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => this.receive(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(new Error(`the worker stopped: ${event.message || "its script could not be loaded"}`));
    };
    this.model = await this.call<string>({ type: "load", id: this.ids++, wasm: this.wasm, model: this.file }, { onProgress }, signal);
  }

  async annotate(text: string, { signal, onParagraph }: AnnotateOptions = {}): Promise<Annotation> {
    if (!this.worker && !this.disposed) await this.restart();
    const request: Request = { type: "annotate", id: this.ids++, text, paragraphs: onParagraph !== undefined };
    return this.call<Annotation>(request, { onParagraph }, signal);
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    this.fail(new Error("newsmark was disposed of"));
  }

  private call<T>(request: Request, tell: Pick<Call, "onProgress" | "onParagraph">, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (!this.worker) return reject(new Error(this.disposed ? "newsmark was disposed of" : "the model could not be loaded again"));
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
      this.calls.set(request.id, { request, resolve: settle(resolve), reject: settle(reject), ...tell });
      this.worker.postMessage(request);
    });
  }

  private receive(answer: Answer): void {
    const call = this.calls.get(answer.id);
    if (answer.type === "progress") call?.onProgress?.(answer.received, answer.total);
    else if (answer.type === "paragraph") call?.onParagraph?.(answer.paragraph, answer.progress);
    else {
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
    } catch (error) {
      // The next call tries again.
      this.stop();
      waiting.filter(({ request }) => this.calls.delete(request.id)).forEach((call) => call.reject(error));
      return;
    }
    for (const { request } of waiting) {
      // Unless it was given up meanwhile.
      if (this.calls.has(request.id)) this.worker?.postMessage(request);
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
