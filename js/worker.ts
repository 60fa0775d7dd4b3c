/** The worker: loads the model and reads articles, so that the page never waits. */

import { Engine } from "./engine.js";
import type { Answer, Failure, Request } from "./protocol.js";
import type { Annotation } from "./types.js";

const running = new Map<number, AbortController>();
let engine: Promise<Engine> | undefined;

const answer = (message: Answer): void => postMessage(message);

async function handle(request: Exclude<Request, { type: "abort" }>, signal: AbortSignal): Promise<string | Annotation> {
  const { id } = request;
  if (request.type === "load") {
    engine = Engine.load(request.wasm, request.model, (received, total) => answer({ type: "progress", id, received, total }), signal);
    return (await engine).model;
  }
  if (!engine) throw new Error("the model is not loaded");
  const { paragraphs, entities, statements } = request.wanted;
  // While the model is still loading, calls wait for it.
  return (await engine).annotate(request.text, {
    signal,
    entities,
    statements,
    ...(paragraphs && {
      onParagraph: (paragraph, progress) => answer({ type: "paragraph", id, paragraph, progress }),
    }),
  });
}

function failure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, cause } = error;
  return { name, message, ...(cause !== undefined && { cause: failure(cause) }) };
}

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  if (data.type === "abort") {
    running.get(data.id)?.abort();
    return;
  }
  const stop = new AbortController();
  running.set(data.id, stop);
  try {
    answer({ type: "done", id: data.id, result: await handle(data, stop.signal) });
  } catch (error) {
    answer({ type: "failed", id: data.id, failure: failure(error) });
  } finally {
    running.delete(data.id);
  }
});
