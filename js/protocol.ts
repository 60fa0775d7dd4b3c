/** What page and worker say to each other. Every request has an id and gets one answer, `done` or `failed`. */

import type { Annotation, ParagraphAnnotation } from "./types.js";
import type { Source } from "./engine.js";

export type Request =
  | { type: "load"; id: number; wasm: Source | undefined; model: Source }
  | { type: "annotate"; id: number; text: string; paragraphs: boolean }
  | { type: "abort"; id: number };

export type Answer =
  | { type: "progress"; id: number; received: number; total: number | undefined }
  | { type: "paragraph"; id: number; paragraph: ParagraphAnnotation; progress: number }
  | { type: "done"; id: number; result: Annotation | string }
  /** `trapped`: the wasm instance is lost. */
  | { type: "failed"; id: number; name: string; message: string; trapped: boolean };
