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

export type Answer =
  | { type: "progress"; id: number; received: Parameters<OnProgress>[0]; total: Parameters<OnProgress>[1] }
  | { type: "paragraph"; id: number; paragraph: ParagraphAnnotation; progress: number }
  | { type: "done"; id: number; result: Annotation | string }
  /** `trapped`: the wasm instance was lost. */
  | { type: "failed"; id: number; name: string; message: string; trapped: boolean };
