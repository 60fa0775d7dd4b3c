/** What page and worker say to each other. Every request has an id and gets one answer, `done` or `failed`. */

import type { OnProgress, Source, WasmSource } from "./files.js";
import type { Annotation, ParagraphAnnotation } from "./types.js";

/** What a call asks for beside the text. */
export interface Wanted {
  paragraphs: boolean;
  entities: boolean;
  statements: boolean;
}

export type Request =
  | { type: "load"; id: number; wasm: WasmSource; model: Source }
  | { type: "annotate"; id: number; text: string; wanted: Wanted }
  /** Gives up the request of this id, which is then answered by `failed`, unless it was answered before. */
  | { type: "abort"; id: number };

/** What is left of an `Error` on the way: browsers do not agree on what they clone of one. */
export interface Failure {
  name: string;
  message: string;
  cause?: Failure;
}

export type Answer =
  | { type: "progress"; id: number; received: Parameters<OnProgress>[0]; total: Parameters<OnProgress>[1] }
  | { type: "paragraph"; id: number; paragraph: ParagraphAnnotation; progress: number }
  | { type: "done"; id: number; result: Annotation | string }
  | { type: "failed"; id: number; failure: Failure };
