/** What the reader has selected, on the page or in one of its frames. */

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
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) continue;
    // Firefox has one range for each part that was selected.
    const range = selection.getRangeAt(0).cloneRange();
    for (let i = 1; i < selection.rangeCount; i++) {
      const other = selection.getRangeAt(i);
      if (range.comparePoint(other.endContainer, other.endOffset) > 0) range.setEnd(other.endContainer, other.endOffset);
    }
    if ((range.toString().match(/\S+/gu)?.length ?? 0) >= WORDS) return range;
  }
  return undefined;
}

/** The element whose text holds the range. */
export function rootOf(range: Range): Element {
  const { commonAncestorContainer: node } = range;
  return node.nodeType === 1 ? (node as Element) : (node.parentElement ?? node.ownerDocument!.body);
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
