/** What is known about a place in the text: what it is, whom it means, who says it, and how sure the reading is. Page and extension show it on cards. */

import type { Annotation, Entity, Span } from "../../js/newsmark.js";
import { count, make, percent } from "./dom.js";
import { familyOf } from "./families.js";
import { KINDS, LABELS, speakerName, trimmed, VALUES } from "./names.js";
import { sortOf } from "./voices.js";

/** Other names than these many are only counted. */
const NAMES = 6;

/** A place in the text: indices of what it is part of, the innermost statement last, and its offset. */
export interface Place {
  entity: number | undefined;
  statements: readonly number[];
  at: number;
}

/** The rows of a card: the name first, then the statements, the innermost first. */
export function facts(text: string, annotation: Annotation, { entity, statements, at }: Place): HTMLElement[] {
  return [...entityRows(text, annotation, entity), ...statements.toReversed().flatMap((index) => statementRows(text, annotation, index, at))];
}

function entityRows(text: string, { entities, statements, referents }: Annotation, index: number | undefined): HTMLElement[] {
  const entity = entities[index ?? -1];
  if (!entity) return [];
  const name = referents[entity.referent]?.name ?? "";
  const own = entities.filter(({ referent }) => referent === entity.referent);
  const said = statements.filter(({ speaker }) => speaker === entity.referent).length;
  const others = otherNames(text, name, own);
  const more = others.length > NAMES ? ` and ${others.length - NAMES} more` : "";
  const sure = `${percent(entity.confidence)} sure`;
  const known = VALUES.has(entity.label) ? [sure] : [count(own.length, "mention"), ...(said ? [count(said, "statement")] : []), sure];
  return [
    make("p", "card-head", make("span", `tag nm-${entity.label}`, LABELS[entity.label]), bidi("strong", name)),
    ...(others.length ? [make("p", "card-names", "also ", bidi("span", others.slice(0, NAMES).join(", ") + more))] : []),
    make("p", "card-note", known.join(" · ")),
  ];
}

function statementRows(text: string, annotation: Annotation, index: number, at: number): HTMLElement[] {
  const statement = annotation.statements[index];
  if (!statement) return [];
  const inside = ({ start, end }: Span): boolean => start <= at && at < end;
  const part = statement.source && inside(statement.source) ? "Source" : inside(statement.cue) ? "Cue" : "Content";
  const cue = text.slice(statement.cue.start, statement.cue.end);
  const sort = sortOf(statement);
  const heading = make("p", "card-head", make("span", `tag ${part.toLowerCase()} ${sort}`, part),
    bidi("strong", speakerName(text, annotation, statement)), " ", bidi("q", cue));
  const source = statement.source ? trimmed(text.slice(statement.source.start, statement.source.end)) : "";
  const given = sort === "named" && source !== speakerName(text, annotation, statement) ? [make("p", "card-names", "as ", bidi("q", source))] : [];
  const known = [KINDS[statement.kind], familyOf(text, statement.cue, statement.content), ...(sort === "unnamed" ? ["unnamed source"] : []), `${percent(statement.confidence)} sure`];
  return [heading, ...given, make("p", "card-note", known.join(" · "))];
}

/** A text of the article among the page's own: its direction is its own. */
function bidi(tag: "strong" | "span" | "q", text: string): HTMLElement {
  const element = make(tag, "", text);
  element.dir = "auto";
  return element;
}

/** The other ways in which the text names a referent, in their order. */
function otherNames(text: string, name: string, mentions: Entity[]): string[] {
  return [...new Set(mentions.map(({ start, end }) => text.slice(start, end)))].filter((other) => other !== name);
}
