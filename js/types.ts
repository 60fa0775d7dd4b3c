/** What a reading is made of. The wasm module's own types include this file: see `src/wasm/mod.rs`. */

/** A half-open range of UTF-16 code units: `text.slice(start, end)` is the span. */
export interface Span {
  /** The first code unit. */
  start: number;
  /** One past the last. */
  end: number;
}

/** What an entity is; the names are those of OntoNotes 5. */
export type Label =
  | "PERSON" | "NORP" | "ORG" | "GPE" | "LOC" | "FAC" | "EVENT" | "WORK_OF_ART" | "LAW" | "PRODUCT" | "LANGUAGE"
  | "DATE" | "TIME" | "MONEY" | "PERCENT" | "QUANTITY" | "ORDINAL" | "CARDINAL";

/** A mention of something named, or a date or number. */
export interface Entity extends Span {
  /** What it is. */
  label: Label;
  /** Whom or what it means: an index into `referents`. */
  referent: number;
  /** How sure the reading is, from 0 to 1. */
  confidence: number;
}

/** Something the article lays in someone's mouth or mind. */
export interface Statement {
  /** The words for who says it; `null` in `it was disclosed that …`. */
  source: Span | null;
  /** The words that attribute: `said`, `according to`, or a colon. */
  cue: Span;
  /** What is said, in one or more parts, in the order of the text. */
  content: Span[];
  /** Whether all, a part, or nothing of the content stands in quotation marks. */
  kind: "direct" | "mixed" | "indirect";
  /** Whom the source means: an index into `referents`; `null` where the text names nobody. Of several who speak together, the first that is named. */
  speaker: number | null;
  /** How sure the reading is, from 0 to 1. */
  confidence: number;
}

/** A person, organisation, place or other thing that the article mentions, once or often. */
export interface Referent {
  /** Its index in `referents`. */
  id: number;
  /** The fullest name the text gives it. */
  name: string;
  /** What it is. */
  label: Label;
}

/** All that was read out of an article. */
export interface Annotation {
  /** What the offsets count: code units, as JavaScript's strings do. */
  unit: "utf16";
  /** In the order of the text, without overlaps. */
  entities: Entity[];
  /** In the order of their cues; one may lie inside another's content. */
  statements: Statement[];
  /** Whom and what the entities and speakers mean. */
  referents: Referent[];
}

/** A paragraph before the whole article is read: every `referent` is 0, every `speaker` null. */
export interface ParagraphAnnotation extends Span {
  /** In the order of the text. */
  entities: Entity[];
  /** In the order of their cues. */
  statements: Statement[];
}
