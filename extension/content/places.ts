/** From places on the screen to places in the text, and back. */

import { viewOf } from "../../js/dom/nodes.js";
import type { TextMap } from "../../js/dom/text.js";
import { partsOf } from "../../js/segments.js";
import type { Annotation, Span } from "../../js/types.js";
import type { Shown } from "../shown.js";

/** Where something is in the window of the top frame. */
export type Rect = Pick<DOMRect, "left" | "top" | "right" | "bottom">;

/** The article as it is on the page. */
export interface View {
  text: string;
  map: TextMap;
  annotation: Annotation;
  shown: Shown;
  shadows: readonly ShadowRoot[];
}

/** What is painted at a place: indices, the innermost statement last. */
export interface Marked {
  entity: number | undefined;
  statements: number[];
  /** The smallest painted span that the place is in. */
  span: Span;
  at: number;
}

const length = ({ start, end }: Span): number => end - start;
const holds = ({ start, end }: Span, at: number): boolean => start <= at && at < end;

/** The offset in the text of the character at a point of a document's window. */
export function offsetAt({ map, shadows }: View, document: Document, x: number, y: number): number | undefined {
  const caret = document.caretPositionFromPoint(x, y, { shadowRoots: [...shadows] });
  const node = caret?.offsetNode;
  if (!caret || node?.nodeType !== 3) return undefined;
  // The caret stands before or after the character; beside the end of a line there is none.
  for (const start of [caret.offset, caret.offset - 1]) {
    if (start < 0 || start >= (node as Text).length) continue;
    if (rectsOf(node as Text, start, start + 1).some((rect) => rect.left <= x && x <= rect.right && rect.top <= y && y <= rect.bottom)) return map.offsetOf(node as Text, start);
  }
  return undefined;
}

/** What is painted at an offset. */
export function markedAt({ annotation: { entities, statements }, shown }: View, at: number): Marked | undefined {
  const entity = entities.findIndex((entity, i) => holds(entity, at) && shown.entities.has(i));
  const found = statements.flatMap((statement, index) => {
    const own = shown.statements.has(index) ? partsOf(statement).filter(({ span }) => holds(span, at)) : [];
    return own.length ? [{ index, span: own[0]!.span, size: Math.min(...own.map(({ span }) => length(span))) }] : [];
  });
  found.sort((a, b) => b.size - a.size);
  const span = entities[entity] ?? found.at(-1)?.span;
  return span && { entity: entity < 0 ? undefined : entity, statements: found.map(({ index }) => index), span, at };
}

function rectsOf(node: Text, start: number, end: number): DOMRect[] {
  const range = node.ownerDocument.createRange();
  range.setStart(node, Math.min(start, node.length));
  range.setEnd(node, Math.min(end, node.length));
  return [...range.getClientRects()];
}

/** Where a span is on the screen: its line at a point, if that is given, or its first. */
export function rectOf({ map }: View, span: Span, point?: { x: number; y: number }): Rect | undefined {
  const rects = map.parts(span).flatMap(({ node, start, end }) => (node.isConnected ? rectsOf(node, start, end).map((rect) => ({ rect, node })) : []));
  const near = point && rects.find(({ rect }) => rect.left <= point.x && point.x <= rect.right && rect.top <= point.y && point.y <= rect.bottom);
  const { rect, node } = near ?? rects[0] ?? {};
  if (!rect || !node) return undefined;
  let { left, top, right, bottom } = rect;
  for (let view: Window | null = viewOf(node); view?.frameElement && view !== window; view = view.parent) {
    const frame = view.frameElement as HTMLElement;
    const outer = frame.getBoundingClientRect();
    const [x, y] = [outer.left + frame.clientLeft, outer.top + frame.clientTop];
    [left, right, top, bottom] = [left + x, right + x, top + y, bottom + y];
  }
  return { left, top, right, bottom };
}

/** Scrolls to a span, through whatever it is in. */
export function reveal(view: View, span: Span, smooth: boolean): void {
  const [part] = view.map.parts(span);
  const element = part?.node.parentElement;
  if (!part || !element) return;
  const calm = !smooth || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const tall = element.getBoundingClientRect().height > innerHeight * 0.8;
  element.scrollIntoView({ block: tall ? "start" : "center", behavior: calm || tall ? "instant" : "smooth" });
  if (!tall) return;
  const rect = rectOf(view, span);
  if (rect && (rect.top < 0 || rect.bottom > innerHeight)) viewOf(part.node)?.scrollBy({ top: rect.top - innerHeight / 2, behavior: "instant" });
}
