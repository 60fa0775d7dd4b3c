/** What the settings and the panel's filter leave of an annotation. */

import type { Painted } from "../js/segments.js";
import { visible } from "../www/paint.js";
import type { Settings } from "./settings.js";

/** What the reader wants to see. */
export interface Wishes {
  settings: Settings;
  /** Statements that the panel's filter leaves out. */
  hidden: ReadonlySet<number>;
}

/** Indices of the entities and statements that are painted. */
export interface Shown {
  entities: ReadonlySet<number>;
  statements: ReadonlySet<number>;
}

export function shownOf({ entities, statements }: Painted, { settings: { off, least }, hidden }: Wishes): Shown {
  const without = new Set(off);
  const indices = <T>(list: readonly T[], keep: (item: T, index: number) => boolean): Set<number> => new Set(list.flatMap((item, i) => (keep(item, i) ? [i] : [])));
  return {
    entities: indices(entities, ({ label, confidence }) => confidence >= least && !without.has(label)),
    statements: indices(statements, (statement, i) => statement.confidence >= least && !hidden.has(i) && visible(statement, without) !== undefined),
  };
}
