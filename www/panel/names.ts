/** What the page calls things. */

import type { Annotation, Label, Statement } from "../../js/newsmark.js";

/** In the order of the legend. */
export const LABELS: Record<Label, string> = {
  PERSON: "Person",
  ORG: "Organisation",
  NORP: "Nationality or group",
  GPE: "Country or city",
  LOC: "Region",
  FAC: "Building",
  EVENT: "Event",
  WORK_OF_ART: "Work",
  LAW: "Law",
  PRODUCT: "Product",
  LANGUAGE: "Language",
  DATE: "Date",
  TIME: "Time",
  MONEY: "Money",
  PERCENT: "Percentage",
  QUANTITY: "Quantity",
  ORDINAL: "Rank",
  CARDINAL: "Number",
};

export const KINDS: Record<Statement["kind"], string> = {
  direct: "Direct quote",
  mixed: "Partly quoted",
  indirect: "Paraphrase",
};

/** Beside a name in the text, where there is little room. */
export const SHORT: Record<Label, string> = {
  PERSON: "person",
  ORG: "org",
  NORP: "group",
  GPE: "place",
  LOC: "region",
  FAC: "site",
  EVENT: "event",
  WORK_OF_ART: "work",
  LAW: "law",
  PRODUCT: "product",
  LANGUAGE: "language",
  DATE: "date",
  TIME: "time",
  MONEY: "money",
  PERCENT: "share",
  QUANTITY: "quantity",
  ORDINAL: "rank",
  CARDINAL: "number",
};

/** Dates and numbers, which are nobody. */
export const VALUES: ReadonlySet<Label> = new Set(["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"]);

/** Who says a statement, as a reader would put it. */
export function speakerName(text: string, annotation: Annotation, statement: Statement): string {
  const referent = statement.speaker === null ? undefined : annotation.referents[statement.speaker];
  if (referent) return referent.name;
  return statement.source ? text.slice(statement.source.start, statement.source.end) : "No source given";
}
