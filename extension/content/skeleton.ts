/**
 * A page's blocks in a document of their own, on which Readability can do what it likes: it takes seconds for a page of 100,000 nodes, and can't be
 * interrupted, so it gets blocks without what is in their lines, and of long paragraphs the beginning.
 */

import { SILENT } from "../../js/dom/looks.js";
import { attributeOf, childrenOf, isElement, isText, nameOf, viewOf } from "../../js/dom/nodes.js";

/** Blocks that are looked at; the rest of a longer page is hardly the article's beginning. */
const BLOCKS = 1_500;

/** Characters of a block that count. Readability gives no more points for more than 300, apart from commas. */
const CHARACTERS = 600;

/** What Readability looks at. */
const ATTRIBUTES = ["class", "id", "role", "itemprop", "itemtype", "href", "rel", "aria-hidden", "aria-modal"];

/** The attribute that says which block of the page an element is made from. */
const INDEX = "data-block";

export interface Block {
  live: Element;
  copy: Element;
  parent: number;
  /** Characters of its own, without blocks within; and how many of them are links. */
  own: number;
  linked: number;
}

export interface Skeleton {
  document: Document;
  blocks: Block[];
}

/** Which block an element of the document is made from; `undefined` for what Readability has made. */
export const indexOf = (copy: Element): number | undefined => (copy.hasAttribute(INDEX) ? Number(copy.getAttribute(INDEX)) : undefined);

export const indexed = `[${INDEX}]`;

/** Whether a frame's document can be reached and is shown large enough to be read. */
export function isReadable(frame: Element): boolean {
  try {
    const { contentDocument, offsetWidth, offsetHeight } = frame as HTMLIFrameElement;
    return contentDocument?.body != null && offsetWidth >= 200 && offsetHeight >= 100 && (contentDocument.body.textContent ?? "").trim().length >= 200;
  } catch {
    return false;
  }
}

/** Copies the blocks below an element, in small steps. */
export function* skeletonOf(root: Element, title: string): Generator<void, Skeleton> {
  const document = window.document.implementation.createHTMLDocument(title);
  const blocks: Block[] = [];
  const add = (live: Element, parent: number, into: Element): number => {
    const name = nameOf(live);
    const copy = document.createElement(/^[a-z][a-z0-9-]*$/.test(name) && !["html", "body", "head", "iframe"].includes(name) ? name : "div");
    for (const key of ATTRIBUTES) if (attributeOf(live, key)) copy.setAttribute(key, attributeOf(live, key));
    copy.setAttribute(INDEX, String(blocks.length));
    into.append(copy);
    return blocks.push({ live, copy, parent, own: 0, linked: 0 }) - 1;
  };
  type Frame = { children: readonly Node[]; next: number; block: number; into: Element; link: boolean };
  const stack: Frame[] = [];
  const top = add(root, -1, document.body);
  stack.push({ children: childrenOf(root), next: 0, block: top, into: blocks[top]!.copy, link: false });
  for (let frame; (frame = stack.at(-1)); yield) {
    const node = frame.children[frame.next++];
    const block = blocks[frame.block]!;
    if (!node) stack.pop();
    else if (isText(node)) {
      const words = node.data.replace(/\s+/gu, " ");
      const room = CHARACTERS - block.own;
      if (room > 0) frame.into.append(words.length > room ? words.slice(0, room) : words);
      const length = words.trim().length;
      block.own += length;
      if (frame.link) block.linked += length;
    } else if (isElement(node)) {
      const name = nameOf(node);
      const inner = name === "iframe" && isReadable(node) ? (node as HTMLIFrameElement).contentDocument!.body : undefined;
      if (!inner && SILENT.has(name)) continue;
      if (name === "br") {
        if (block.own < CHARACTERS) frame.into.append(document.createElement("br"));
        continue;
      }
      const element = inner ?? node;
      const style = viewOf(element)?.getComputedStyle(element);
      if (!style || style.display === "none" || style.visibility === "hidden") continue;
      if (/^(?:inline|contents|ruby)/.test(style.display) && !inner) {
        let { into, link } = frame;
        if (name === "a" && block.own < CHARACTERS) {
          link = true;
          into = document.createElement("a");
          into.setAttribute("href", attributeOf(node, "href"));
          frame.into.append(into);
        }
        stack.push({ children: childrenOf(node), next: 0, block: frame.block, into, link });
      } else if (blocks.length < BLOCKS) {
        const own = add(element, frame.block, frame.into);
        stack.push({ children: childrenOf(element), next: 0, block: own, into: blocks[own]!.copy, link: frame.link });
      }
    }
  }
  return { document, blocks };
}
