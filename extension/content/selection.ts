/** What the reader has selected, on the page or in one of its frames. */

import { shadowOf } from "../../js/dom/nodes.js";
import type { TextMap } from "../../js/dom/text.js";
import type { Span } from "../../js/types.js";
import { isReadable } from "./skeleton.js";

/** Fewer words are rather a slip of the hand than an article. */
const WORDS = 4;

/** The selected range; `undefined` where hardly anything is selected. */
export function selectedRange(): Range | undefined {
  const frames = [...document.querySelectorAll("iframe")].filter(isReadable).map((frame) => frame.contentWindow!);
  for (const view of [window, ...frames]) {
    const selection = view.getSelection();
    if (!selection) continue;
    for (const range of [rangeOf(selection), shadowRangeOf(selection, view.document)]) if ((range?.toString().match(/\S+/gu)?.length ?? 0) >= WORDS) return range;
  }
  return undefined;
}

function rangeOf(selection: Selection): Range | undefined {
  if (selection.isCollapsed || selection.rangeCount === 0) return undefined;
  // Firefox has one range for each part that was selected.
  const range = selection.getRangeAt(0).cloneRange();
  for (let i = 1; i < selection.rangeCount; i++) {
    const other = selection.getRangeAt(i);
    if (range.comparePoint(other.endContainer, other.endOffset) > 0) range.setEnd(other.endContainer, other.endOffset);
  }
  return range;
}

/** What is selected within an open shadow root, which a document hides. */
function shadowRangeOf(selection: Selection, document: Document): Range | undefined {
  // Younger than the browsers that we serve.
  const { getComposedRanges } = selection as Partial<Selection>;
  const shadowRoots = getComposedRanges ? shadowsIn(document) : [];
  const found = shadowRoots.length ? getComposedRanges!.call(selection, { shadowRoots })[0] : undefined;
  if (!found || found.collapsed) return undefined;
  const range = document.createRange();
  range.setStart(found.startContainer, found.startOffset);
  // Collapses the range if it ends in another tree.
  range.setEnd(found.endContainer, found.endOffset);
  return range;
}

function shadowsIn(tree: ParentNode): ShadowRoot[] {
  return [...tree.querySelectorAll("*")].flatMap((element) => {
    const shadow = shadowOf(element);
    return shadow ? [shadow, ...shadowsIn(shadow)] : [];
  });
}

/** The element whose text holds the range. */
export function rootOf(range: Range): Element {
  const { commonAncestorContainer: node } = range;
  return node.nodeType === 1 ? (node as Element) : (node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? node.ownerDocument!.body);
}

/** The part of a text that lies in a range. */
export function spanOf(range: Range, map: TextMap): Span | undefined {
  let [start, end] = [Infinity, 0];
  for (const node of map.nodes()) {
    if (node.ownerDocument !== range.startContainer.ownerDocument || !range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (from >= to) continue;
    start = Math.min(start, map.offsetOf(node, from) ?? Infinity);
    end = Math.max(end, (map.offsetOf(node, to - 1) ?? -1) + 1);
  }
  return start < end ? { start, end } : undefined;
}
