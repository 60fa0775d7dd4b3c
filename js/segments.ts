/** From spans that overlap to segments that do not: what the exporters write and the renderer paints, one after the other. */

import type { Annotation, Entity, Span, Statement } from "./types.js";

/** The parts of an annotation that are painted; a paragraph has them too. */
export type Painted = Pick<Annotation, "entities" | "statements">;

/** In the order in which a segment names them. */
const PARTS = ["source", "cue", "content"] as const;

/** A segment's part in a statement. */
export interface Role {
  /** Index of the statement. */
  statement: number;
  part: (typeof PARTS)[number];
}

/** A stretch of text in which nothing begins or ends. */
export interface Segment extends Span {
  /** Index of the entity that it is part of. */
  entity: number | undefined;
  /** The statements that it is part of, in their order. */
  roles: Role[];
}

/** The parts of a statement in no particular order. */
export function partsOf({ source, cue, content }: Statement): { span: Span; part: Role["part"] }[] {
  return [
    ...(source ? [{ span: source, part: "source" as const }] : []),
    { span: cue, part: "cue" },
    ...content.map((span) => ({ span, part: "content" as const })),
  ];
}

/**
 * Cuts `whole` at every place where an entity or a part of a statement begins or ends, and at the `borders`. The segments follow one
 * another without gaps from the start of `whole` to its end; what lies outside of it is not painted.
 */
export function segments(whole: Span, { entities, statements }: Painted, borders: readonly number[] = []): Segment[] {
  type Mark = Span & { entity: number } | Span & { role: Role };
  const marks: Mark[] = entities.map(({ start, end }, entity) => ({ start, end, entity }));
  statements.forEach((statement, i) => {
    for (const { span, part } of partsOf(statement)) marks.push({ start: span.start, end: span.end, role: { statement: i, part } });
  });
  const inside = marks.filter(({ start, end }) => start < end && start < whole.end && whole.start < end);
  inside.sort((a, b) => a.start - b.start);
  const places = [whole.start, whole.end, ...borders];
  for (const { start, end } of inside) places.push(start, end);
  const cuts = [...new Set(places)].filter((place) => whole.start <= place && place <= whole.end).sort((a, b) => a - b);

  const out: Segment[] = [];
  let active: Mark[] = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i]!, cuts[i + 1]!];
    active = active.filter((mark) => mark.end > start);
    for (let mark; (mark = inside[next]) && mark.start <= start; next++) {
      if (mark.end > start) active.push(mark);
    }
    const segment: Segment = { start, end, entity: undefined, roles: [] };
    for (const mark of active) {
      if ("entity" in mark) segment.entity = mark.entity;
      else segment.roles.push(mark.role);
    }
    segment.roles.sort((a, b) => a.statement - b.statement || PARTS.indexOf(a.part) - PARTS.indexOf(b.part));
    // A statement's contents may overlap: each part is named once.
    segment.roles = segment.roles.filter(({ statement, part }, at, all) => statement !== all[at - 1]?.statement || part !== all[at - 1]?.part);
    out.push(segment);
  }
  return out;
}

/** Whether nothing is marked here. */
export function isPlain({ entity, roles }: Segment): boolean {
  return entity === undefined && roles.length === 0;
}

/** How a statement's source is given; `none`: the text gives none. */
export type Sort = "named" | "unnamed" | "none";

export function sortOf({ speaker, source }: Pick<Statement, "speaker" | "source">): Sort {
  return speaker !== null ? "named" : source ? "unnamed" : "none";
}

/** What lines say about the source is said by the innermost part: a source or cue before the content that it stands in. */
function sortOfRoles(roles: readonly Role[], statements: readonly Statement[]): Sort {
  const role = roles.findLast(({ part }) => part !== "content") ?? roles.at(-1);
  const statement = role && statements[role.statement];
  return statement ? sortOf(statement) : "named";
}

/** The CSS classes of a segment's mark: see `styles.ts`. */
export function classes({ entity, roles }: Segment, { entities, statements }: Painted): string {
  const out = ["nm"];
  const label = entity === undefined ? undefined : entities[entity]?.label;
  if (label) out.push("nm-entity", `nm-${label}`);
  for (const part of PARTS) {
    if (roles.some((role) => role.part === part)) out.push(`nm-${part}`);
  }
  const within = roles.filter(({ part }) => part === "content");
  if (within.length > 1) out.push(`nm-depth-${Math.min(within.length, 3)}`);
  // The innermost statement says how its content is cited.
  const kind = statements[within.at(-1)?.statement ?? -1]?.kind;
  if (kind) out.push(`nm-${kind}`);
  const sort = sortOfRoles(roles, statements);
  if (sort !== "named") out.push(`nm-${sort}`);
  return out.join(" ");
}

/** Besides the line feed, the other characters that Unicode calls mandatory breaks; as in the core (`src/text/mod.rs`). */
const LINE = /[^\n\r\v\f\u0085\u2028\u2029]+/gu;

/** White space, control characters and what has no width, as in the core (`src/text/words.rs`). */
const BLANK = /[\s\p{Cc}\u200b\ufeff\u2060]/u;

/** The lines of the text that hold more than white space, without the white space around them. */
export function paragraphs(text: string): Span[] {
  return [...text.matchAll(LINE)].flatMap(({ 0: line, index }) => {
    let [start, end] = [0, line.length];
    while (start < end && BLANK.test(line[start]!)) start++;
    while (start < end && BLANK.test(line[end - 1]!)) end--;
    return start < end ? [{ start: index + start, end: index + end }] : [];
  });
}

/** A paragraph, or what lies between two, in its segments. */
export interface Block extends Span {
  paragraph: boolean;
  segments: Segment[];
}

/** The whole text as paragraphs and what lies between them, without gaps. */
export function blocks(text: string, annotation: Painted): Block[] {
  const found = paragraphs(text);
  const all = segments({ start: 0, end: text.length }, annotation, found.flatMap(({ start, end }) => [start, end]));
  const out: Block[] = [];
  let at = 0;
  let next = 0;
  const take = (end: number, paragraph: boolean): void => {
    if (at === end) return;
    const block: Block = { start: at, end, paragraph, segments: [] };
    for (let segment; (segment = all[next]) && segment.end <= end; next++) block.segments.push(segment);
    out.push(block);
    at = end;
  };
  for (const { start, end } of found) {
    take(start, false);
    take(end, true);
  }
  take(text.length, false);
  return out;
}

/** Who says a statement, as the text names it best; `undefined` where it gives no source. */
export function speakerOf(text: string, { referents }: Pick<Annotation, "referents">, { speaker, source }: Statement): string | undefined {
  const referent = speaker === null ? undefined : referents[speaker];
  return referent?.name ?? (source ? trimmed(text.slice(source.start, source.end)) : undefined);
}

/** Without the comma that ends an apposition. */
export const trimmed = (source: string): string => source.replace(/[\s,;:–—-]{1,9}$/u, "");

/** Throws for offsets that JavaScript does not count in, such as those of the command line. */
export function checkUnit({ unit }: { unit: string }): void {
  if (unit !== "utf16") throw new TypeError(`the annotation counts in ${unit}, not in UTF-16 code units`);
}

/** What people call the labels. */
export const LABELS: Readonly<Record<Entity["label"], string>> = {
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

/** What people call the kinds of statements. */
export const KINDS: Readonly<Record<Statement["kind"], string>> = {
  direct: "Direct quote",
  mixed: "Partly quoted",
  indirect: "Paraphrase",
};
