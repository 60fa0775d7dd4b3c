/** A paragraph with its marks: text nodes and `<mark>` elements, never HTML, so that no text can become anything else. */

import type { Entity, Span, Statement } from "../js/newsmark.js";
import { classes, isPlain, segments, sortOf } from "../js/segments.js";
import { KINDS, LABELS } from "./panel/names.js";

/** A paragraph and what is painted in it. */
export interface Paragraph {
  span: Span;
  /** The marked entities and statements, and their indices in the article's annotation. */
  entities: Entity[];
  entityIndices: number[];
  statements: Statement[];
  statementIndices: number[];
}

/** The parts of a statement that are not switched off. A part that is off is an empty span, which is not painted. */
export function visible(statement: Statement, off: ReadonlySet<string>): Statement | undefined {
  const sort = sortOf(statement);
  const { cue } = statement;
  const shown = {
    ...statement,
    source: off.has(sort) ? null : statement.source,
    cue: off.has(sort === "none" ? "none" : "cue") ? { start: cue.start, end: cue.start } : cue,
    content: off.has(statement.kind) ? [] : statement.content,
  };
  return shown.source || shown.cue.end > shown.cue.start || shown.content.length ? shown : undefined;
}

/** The same for the same marks on the same words, wherever the paragraph stands. */
export function keyOf(text: string, { span, entities, statements }: Paragraph): string {
  const at = (part: Span | null): string => (part ? `${part.start - span.start}-${part.end - span.start}` : "");
  const named = entities.map((entity) => entity.label + at(entity));
  const said = statements.map(
    (statement) => `${statement.kind}${sortOf(statement)} ${at(statement.source)} ${at(statement.cue)} ${statement.content.map(at).join(" ")}`,
  );
  return [named.join(), said.join(), text.slice(span.start, span.end)].join("\n");
}

/** Makes the paragraph's element. A mark has in `data-entity` and `data-statements` indices that count in the paragraph. */
export function paint(text: string, { span, entities, statements }: Paragraph): HTMLElement {
  const element = document.createElement("p");
  element.dir = "auto";
  for (const segment of segments(span, { entities, statements })) {
    const words = document.createTextNode(text.slice(segment.start, segment.end));
    if (isPlain(segment)) {
      element.append(words);
      continue;
    }
    const mark = document.createElement("mark");
    mark.className = classes(segment, { entities, statements });
    const { entity, roles } = segment;
    if (entity !== undefined) {
      mark.dataset.entity = String(entity);
      // A name that a border of a statement cuts in two is labelled once, at its end.
      if (segment.end === entities[entity]!.end) mark.classList.add("nm-end");
    }
    if (roles.length) mark.dataset.statements = roles.map(({ statement }) => statement).join(" ");
    mark.setAttribute("aria-description", describe(entity, roles, { entities, statements }));
    mark.append(words);
    element.append(mark);
  }
  return element;
}

/** What a mark is, for who does not see its colours: `person, source`. The innermost part comes first. */
function describe(entity: number | undefined, roles: { statement: number; part: string }[], { entities, statements }: Pick<Paragraph, "entities" | "statements">): string {
  const label = entity === undefined ? [] : [LABELS[entities[entity]!.label]];
  const parts = roles.toReversed().map(({ statement, part }) => (part === "content" ? KINDS[statements[statement]!.kind] : part));
  return [...new Set([...label, ...parts])].join(", ").toLowerCase();
}
