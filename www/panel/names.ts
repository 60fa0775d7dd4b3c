/** What the page calls things. */

import type { Annotation, Label, Statement } from "../../js/newsmark.js";
import { KINDS, LABELS, speakerOf } from "../../js/segments.js";

export { KINDS, LABELS, trimmed } from "../../js/segments.js";

/** What is marked: the key by which it is switched off, its name, and the classes of its marks. */
export interface Marking {
  key: string;
  name: string;
  classes: string;
}

/** The parts of statements, in the order of the legend. */
export const PARTS: readonly Marking[] = [
  { key: "named", name: "Source", classes: "nm-source" },
  { key: "unnamed", name: "Unnamed source", classes: "nm-source nm-unnamed" },
  { key: "cue", name: "Cue", classes: "nm-cue" },
  { key: "none", name: "Cue without a source", classes: "nm-cue nm-none" },
  ...Object.entries(KINDS).map(([key, name]) => ({ key, name, classes: `nm-content nm-${key}` })),
];

/** The labels of entities. */
export const NAMES: readonly Marking[] = Object.entries(LABELS).map(([key, name]) => ({ key, name, classes: `nm-entity nm-${key}` }));

/** Dates and numbers, which are nobody. */
export const VALUES: ReadonlySet<Label> = new Set(["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"]);

/** Who says a statement, as a reader would put it. */
export function speakerName(text: string, annotation: Annotation, statement: Statement): string {
  return speakerOf(text, annotation, statement) ?? "No source given";
}
