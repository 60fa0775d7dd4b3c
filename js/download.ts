/** Files from the network, however it falters: what broke off goes on where it broke off, what failed is asked for again. */

import type { OnProgress } from "./files.js";

/** Milliseconds to wait before each further attempt: a hand-over between networks takes about a second, a server's restart some seconds. */
const PAUSES = [300, 1_000, 3_000];

/** Answers that may be others a moment later: time-outs, too many requests, and what gateways say when the server behind them is away. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** An answer that will not change by asking again. */
class Refusal extends Error {}

/** What has come of a file so far. */
interface Part {
  chunks: Uint8Array[];
  received: number;
  total: number | undefined;
  /** By which the server knows whether its file is still the same; without one the rest cannot be asked for. */
  validator: string | undefined;
}

const nothing = (): Part => ({ chunks: [], received: 0, total: undefined, validator: undefined });

/** Asks for a file until the server answers. */
export async function ask(url: URL, signal?: AbortSignal): Promise<Response> {
  return again(url, signal, () => answer(url, {}, signal));
}

/** The bytes of a file. A transfer that breaks off is taken up where it ended, if the server has still the same file and gives parts of it. */
export async function download(url: URL, onProgress?: OnProgress, signal?: AbortSignal): Promise<Uint8Array> {
  let part = nothing();
  try {
    return await again(url, signal, async () => {
      const { received, validator } = part;
      const rest: Record<string, string> = received && validator ? { range: `bytes=${received}-`, "if-range": validator } : {};
      let response: Response;
      try {
        response = await answer(url, rest, signal);
      } catch (error) {
        // Another origin may not let itself be asked for a part, which looks like no network at all.
        if ("range" in rest && isForeign(url)) part = nothing();
        throw error;
      }
      if (!goesOn(response, part)) {
        part = nothing();
        part = begun(response);
      }
      await take(response, part, onProgress);
      return joined(part);
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (!part.received || error instanceof Refusal) throw error;
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
    const of = part.total === undefined ? "" : ` of ${megabytes(part.total)}`;
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the connection broke off after ${megabytes(part.received)}${of} MB, ${PAUSES.length + 1} times: ${why}`, { cause: error });
  }
}

/** Does something again when it fails, after a pause. What is not on the network fails for good. */
async function again<T>({ protocol }: URL, signal: AbortSignal | undefined, act: () => Promise<T>): Promise<T> {
  for (const pause of /^https?:$/.test(protocol) ? PAUSES : []) {
    try {
      return await act();
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Refusal) throw error;
    }
    await wait(pause, signal);
  }
  return act();
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

async function answer(url: URL, headers: Record<string, string>, signal: AbortSignal | undefined): Promise<Response> {
  const response = await fetch(url, { headers, signal: signal ?? null });
  if (response.ok) return response;
  await response.body?.cancel();
  // The part that is wanted is not there: the file has become shorter, and is asked for from its start.
  if (response.status === 416 && headers.range) return answer(url, {}, signal);
  const message = `the server answered ${response.status}`;
  throw PASSING.has(response.status) ? new Error(message) : new Refusal(message);
}

function isForeign(url: URL): boolean {
  const { location } = globalThis as { location?: Location };
  return location !== undefined && url.origin !== location.origin;
}

/** Whether an answer is exactly the rest of a file. */
function goesOn(response: Response, { received, total }: Part): boolean {
  if (response.status !== 206 || !received || response.headers.has("content-encoding")) return false;
  const found = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "");
  return found !== null && Number(found[1]) === received && (total === undefined || found[2] === "*" || Number(found[2]) === total);
}

/** What an answer with a whole file says of it. */
function begun({ status, headers }: Response): Part {
  if (status === 206) throw new Error("the server answered with a part that was not asked for");
  // With a compressed answer neither length nor places are those of the bytes that come out.
  const plain = !headers.has("content-encoding");
  const length = headers.get("content-length");
  const tag = headers.get("etag");
  const validator = (tag?.startsWith("W/") ? undefined : tag) ?? headers.get("last-modified") ?? undefined;
  return { ...nothing(), total: plain && length !== null ? Number(length) : undefined, validator: plain ? validator : undefined };
}

async function take(response: Response, part: Part, onProgress: OnProgress | undefined): Promise<void> {
  if (!response.body) throw new Error("the answer is empty");
  const reader = response.body.getReader();
  for (let chunk; !(chunk = await reader.read()).done; ) {
    part.chunks.push(chunk.value);
    part.received += chunk.value.length;
    onProgress?.(part.received, part.total);
  }
  // Not every browser counts.
  if (part.total !== undefined && part.received < part.total) throw new Error("the answer ended too early");
}

function joined({ chunks, received }: Part): Uint8Array {
  const bytes = new Uint8Array(received);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
