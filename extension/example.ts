/** A few sentences with their marks, to see what the settings do. */

import type { Entity, Label, Span, Statement } from "../js/types.js";
import { paint, visible } from "../www/paint.js";
import type { Settings } from "./settings.js";
import { shownOf } from "./shown.js";

const TEXT =
  "“The ferry will sail again on Monday,” said Ines Okafor, the mayor of Lisbon. Two officials denied that the repairs cost €4 million. " +
  "It is believed that the Harbour Festival will be “smaller than ever”.";

function find(words: string): Span {
  const start = TEXT.indexOf(words);
  return { start, end: start + words.length };
}

const NAMES: [string, Label, number][] = [
  ["Monday", "DATE", 0.99],
  ["Ines Okafor", "PERSON", 0.99],
  ["Lisbon", "GPE", 0.97],
  ["Two", "CARDINAL", 0.9],
  ["€4 million", "MONEY", 0.95],
  ["the Harbour Festival", "EVENT", 0.72],
];

const entities: Entity[] = NAMES.map(([words, label, confidence], referent) => ({ ...find(words), label, referent, confidence }));

const statements: Statement[] = [
  { source: find("Ines Okafor, the mayor of Lisbon"), cue: find("said"), content: [find("“The ferry will sail again on Monday,”")], kind: "direct", speaker: 1, confidence: 0.97 },
  { source: find("Two officials"), cue: find("denied"), content: [find("that the repairs cost €4 million")], kind: "indirect", speaker: null, confidence: 0.88 },
  { source: null, cue: find("It is believed"), content: [find("that the Harbour Festival will be “smaller than ever”")], kind: "mixed", speaker: null, confidence: 0.64 },
];

/** The example as it looks with these settings. */
export function example(settings: Settings): HTMLElement {
  const shown = shownOf({ entities, statements }, { settings, hidden: new Set() });
  const off = new Set(settings.off);
  const said = statements.flatMap((statement, index) => (shown.statements.has(index) ? (visible(statement, off) ?? []) : []));
  return paint(TEXT, {
    span: { start: 0, end: TEXT.length },
    entities: entities.filter((_, index) => shown.entities.has(index)),
    entityIndices: [...shown.entities],
    statements: said,
    statementIndices: [...shown.statements],
  });
}
