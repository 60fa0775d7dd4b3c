/** Ranges in custom highlights, which leave the page as it is. */

import { sortOf, type Role } from "../segments.js";
import { PREFIX } from "../styles.js";
import type { Span, Statement } from "../types.js";
import { viewOf } from "./nodes.js";
import { adopt } from "./sheets.js";
import type { TextMap } from "./text.js";

/** A stretch of text, and the name of its highlight without the prefix. */
export type NamedSpan = [name: string, span: Span];

/** Where two highlights colour the same words, the higher wins: a name within a source within a content, and what is lit over all. */
const PRIORITIES: Readonly<Record<string, number>> = { direct: 0, mixed: 0, indirect: 0, nested: 1, source: 2, cue: 3, lit: 5 };
const ENTITY_PRIORITY = 4;

/** What the highlight of a statement's part is called, beside the prefix. */
export function highlightName(statement: Statement, part: Role["part"]): string {
  const sort = sortOf(statement);
  if (part === "source") return sort === "named" ? part : "source-unnamed";
  if (part === "cue") return sort === "none" ? "cue-sourceless" : part;
  return sort === "named" ? statement.kind : `${statement.kind}-unnamed`;
}

type View = Window & typeof globalThis;

/** What paints: how ranges come into highlights, and what becomes of the style sheets. */
export interface Canvas {
  /** Adds a range to a document's highlight of a name. */
  add: (view: View, name: string, priority: number, range: StaticRange) => void;
  /** Gets what takes a style sheet away that was needed. */
  adopted: (takeAway: () => void) => void;
}

/**
 * Paints spans, in small steps. Every document has highlights of its own, and every shadow root its own style sheets.
 *
 * @param css - The style sheet that shows them, if it is to be brought along.
 */
export function* painting(spans: Iterable<NamedSpan>, map: TextMap, css: string | undefined, canvas: Canvas): Generator<void> {
  const roots = new Set<Node>();
  for (const [name, span] of spans) {
    for (const { node, start, end } of map.parts(span)) {
      const view = viewOf(node);
      // A node that the page has thrown away.
      if (!view || !node.isConnected) continue;
      const root = css && node.getRootNode();
      if (root && !roots.has(root)) {
        roots.add(root);
        canvas.adopted(adopt(root, css));
      }
      // Static: a live range would cost the page something at each of its changes.
      const range = new view.StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end });
      canvas.add(view, PREFIX + name, PRIORITIES[name.split("-")[0]!] ?? ENTITY_PRIORITY, range);
    }
    yield;
  }
}
