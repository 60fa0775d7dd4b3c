/** What the page calls things. */

import type { Annotation, Label, Statement } from "../../js/newsmark.js";

export { KINDS, LABELS } from "../../js/segments.js";

/** Dates and numbers, which are nobody. */
export const VALUES: ReadonlySet<Label> = new Set(["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"]);

/** Who says a statement, as a reader would put it. */
export function speakerName(text: string, annotation: Annotation, statement: Statement): string {
  const referent = statement.speaker === null ? undefined : annotation.referents[statement.speaker];
  if (referent) return referent.name;
  return statement.source ? trimmed(text.slice(statement.source.start, statement.source.end)) : "No source given";
}

/** Without the comma that ends an apposition. */
export const trimmed = (source: string): string => source.replace(/[\s,;:–—-]{1,9}$/u, "");
