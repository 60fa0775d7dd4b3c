/** The worker: loads the model and reads articles, so that the page never waits. */

import { Engine } from "./engine.js";
import type { Answer, Request } from "./protocol.js";

const running = new Map<number, AbortController>();
let engine: Promise<Engine> | undefined;

const answer = (message: Answer): void => postMessage(message);

async function handle(request: Exclude<Request, { type: "abort" }>): Promise<string | import("./types.js").Annotation> {
  const { id } = request;
  if (request.type === "load") {
    engine = Engine.load(request.wasm, request.model, (received, total) =>
      answer({ type: "progress", id, received, total }),
    );
    return (await engine).model;
  }
  if (!engine) throw new Error("the model is not loaded");
  const stop = new AbortController();
  running.set(id, stop);
  // While the model is still loading, as after a trap, calls wait for it.
  return (await engine).annotate(request.text, {
    signal: stop.signal,
    ...(request.paragraphs && {
      onParagraph: (paragraph, progress) => answer({ type: "paragraph", id, paragraph, progress }),
    }),
  });
}

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  if (data.type === "abort") {
    running.get(data.id)?.abort();
    return;
  }
  try {
    answer({ type: "done", id: data.id, result: await handle(data) });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const trapped = error instanceof WebAssembly.RuntimeError;
    answer({ type: "failed", id: data.id, name, message, trapped });
  } finally {
    running.delete(data.id);
  }
});
