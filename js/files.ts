/** Where the wasm module and the model come from: the package's own files, or what the caller gives. */

import { ask, download } from "./download.js";

/** An address, or what was fetched already. Addresses are relative to the page, outside of browsers to the working directory. */
export type Source = string | URL | Uint8Array | ArrayBuffer;

/** The wasm module: its address, its bytes, or compiled already. */
export type WasmSource = Source | WebAssembly.Module;

/** Told while the model is fetched: bytes that have come, and bytes there will be if the server says so. */
export type OnProgress = (received: number, total: number | undefined) => void;

// In this form bundlers see that the files belong to the package, and put them where the address then leads.
export const ownModel = (): URL => new URL("../model/newsmark.bin", import.meta.url);
export const ownWasm = (): URL =>
  hasRelaxedSimd() ? new URL("../pkg/newsmark_relaxed_bg.wasm", import.meta.url) : new URL("../pkg/newsmark_bg.wasm", import.meta.url);

/** A module of one function, `i16x8.relaxed_dot_i8x16_i7x16_s` of two constants, which is valid only where relaxed SIMD is. */
export const RELAXED_SIMD: readonly number[] = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 146, 2, 11,
];

/** Whether the faster of the two modules runs here. Both give the same answers. */
function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(new Uint8Array(RELAXED_SIMD));
}

/** What something is, also if it was made in another frame or context, where classes are others. */
const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

const isAddress = (source: WasmSource): source is string | URL => typeof source === "string" || kindOf(source) === "URL";

/** The same source with an address that means the same everywhere: in a worker it would be relative to the worker's script. */
export async function absolute<T extends WasmSource>(source: T): Promise<T | string> {
  return isAddress(source) ? (await addressOf(source)).href : source;
}

async function addressOf(source: string | URL): Promise<URL> {
  return new URL(source, typeof source === "string" ? await base() : undefined);
}

async function base(): Promise<string | URL> {
  const page = globalThis.document?.baseURI ?? globalThis.location?.href;
  if (page !== undefined) return page;
  const [{ pathToFileURL }, { cwd }] = await Promise.all([builtin<NodeUrl>("node:url"), builtin<NodeProcess>("node:process")]);
  return pathToFileURL(`${cwd()}/`);
}

/** The bytes of a source. Rejects with an `Error` that says which file is missing and why, or with the reason of `signal`. */
export async function bytesOf(source: Source, onProgress?: OnProgress, signal?: AbortSignal): Promise<Uint8Array> {
  if (!isAddress(source)) return given(source, "the model");
  const url = await addressOf(source);
  try {
    if (isLocal(url)) return await local(url, onProgress, signal);
    return await download(url, onProgress, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw notLoaded("the model", url, error);
  }
}

/** What `WebAssembly` takes. A response is compiled while it comes. */
export async function wasmOf(source: WasmSource): Promise<Response | BufferSource | WebAssembly.Module> {
  if (kindOf(source) === "WebAssembly.Module") return source as WebAssembly.Module;
  if (!isAddress(source)) return given(source as Source, "the wasm module") as BufferSource;
  const url = await addressOf(source);
  try {
    return isLocal(url) ? ((await local(url)) as BufferSource) : await ask(url);
  } catch (error) {
    throw notLoaded("the wasm module", url, error);
  }
}

function given(source: Source, what: string): Uint8Array {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (kindOf(source) === "ArrayBuffer") return new Uint8Array(source as ArrayBuffer);
  throw new TypeError(`${what} is neither an address nor bytes`);
}

/** What is wrong with a file, and which it is. */
export function notLoaded(what: string, source: WasmSource, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  const where = isAddress(source) ? String(source) : "what was given";
  return new Error(`${what} could not be loaded from ${where}: ${why}`, { cause });
}

/** What becomes of a promise, or the reason of the signal, should that come first. */
export function unless<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

// Outside of browsers

interface NodeFiles {
  readFile(url: URL, options: { signal?: AbortSignal }): Promise<Uint8Array>;
}
interface NodeUrl {
  pathToFileURL(path: string): URL;
}
interface NodeProcess {
  cwd(): string;
}

/** Node's `fetch` does not read files. */
function isLocal({ protocol }: URL): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return protocol === "file:" && typeof process?.versions?.node === "string";
}

async function local(url: URL, onProgress?: OnProgress, signal?: AbortSignal): Promise<Uint8Array> {
  const { readFile } = await builtin<NodeFiles>("node:fs/promises");
  const bytes = await readFile(url, signal ? { signal } : {});
  onProgress?.(bytes.length, bytes.length);
  return bytes;
}

/** A module of Node, by a name that bundlers do not look for: in a browser it is never asked for. */
function builtin<T>(name: string): Promise<T> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name) as Promise<T>;
}
