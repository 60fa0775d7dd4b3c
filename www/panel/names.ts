/** What the page calls things. */

import type { Annotation, Label, Statement } from "../../js/newsmark.js";
import { speakerOf } from "../../js/segments.js";

export { KINDS, LABELS, trimmed } from "../../js/segments.js";

/** Dates and numbers, which are nobody. */
export const VALUES: ReadonlySet<Label> = new Set(["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"]);

/** Who says a statement, as a reader would put it. */
export function speakerName(text: string, annotation: Annotation, statement: Statement): string {
  return speakerOf(text, annotation, statement) ?? "No source given";
}
