/**
 * A page's blocks, and a copy of them on which Readability can do what it likes. It takes seconds for a page of 100,000 nodes and can't be interrupted,
 * so it gets blocks without what is in their lines, and of long paragraphs the beginning; of a page with very many blocks it gets none.
 */

import { SILENT } from "../../js/dom/looks.js";
import { attributeOf, childrenOf, isElement, isText, nameOf, viewOf } from "../../js/dom/nodes.js";
import { ROLES, TAGS } from "./words.js";

/** Blocks that are looked at; an article that begins after these is not found. */
const BLOCKS = 20_000;

/** Blocks with text that Readability gets at most: these cost it about as much as it costs a browser to lay out the page. */
const COPIED = 500;

/** Characters of a block that count. Readability gives no more points for more than 300, apart from commas. */
const CHARACTERS = 300;

/** What Readability looks at. */
const ATTRIBUTES = ["class", "id", "role", "itemprop", "itemtype", "href", "rel", "aria-hidden", "aria-modal"];

/** The attribute that says which block of the page an element is made from. */
const INDEX = "data-block";

export interface Block {
  live: Element;
  /** The block that it lies in; -1 for the first. */
  parent: number;
  /** The beginning of its own text. */
  words: string;
  /** Characters of its own, without blocks within; and how many of them are links. */
  own: number;
  linked: number;
}

export interface Skeleton {
  /** For Readability; none where there are too many blocks. */
  document: Document | undefined;
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

/** Collects the blocks below an element, in small steps. */
export function* skeletonOf(root: Element, title: string): Generator<void, Skeleton> {
  const document = window.document.implementation.createHTMLDocument(title);
  const blocks: Block[] = [];
  let copied = 0;
  type Frame = { children: Iterator<Node, undefined>; index: number; into: Element; isLink: boolean };
  const stack: Frame[] = [];
  const enter = (live: Element, parent: number, into: Element, isLink: boolean): void => {
    const copy = into.ownerDocument.createElement(nameFor(live));
    for (const key of ATTRIBUTES) if (attributeOf(live, key)) copy.setAttribute(key, attributeOf(live, key));
    copy.setAttribute(INDEX, String(blocks.length));
    if (copied <= COPIED) into.append(copy);
    const index = blocks.push({ live, parent, words: "", own: 0, linked: 0 }) - 1;
    stack.push({ children: childrenOf(live), index, into: copy, isLink });
  };
  enter(root, -1, document.body, false);
  for (let frame; (frame = stack.at(-1)); yield) {
    const node = frame.children.next().value;
    const block = blocks[frame.index]!;
    if (!node) stack.pop();
    else if (isText(node)) {
      const words = node.data.slice(0, 4 * CHARACTERS).replace(/\s+/gu, " ");
      const length = node.length > 4 * CHARACTERS ? node.length : words.trim().length;
      const room = CHARACTERS - block.words.length;
      if (length && !block.own) copied++;
      if (room > 0 && copied <= COPIED) frame.into.append(words.slice(0, room));
      block.words += words.slice(0, Math.max(room, 0));
      block.own += length;
      if (frame.isLink) block.linked += length;
    } else if (isElement(node)) {
      const name = nameOf(node);
      const inner = name === "iframe" && isReadable(node) ? (node as HTMLIFrameElement).contentDocument!.body : undefined;
      if (!inner && (SILENT.has(name) || isBeside(node))) continue;
      if (name === "br") {
        if (block.words.length < CHARACTERS && copied <= COPIED) frame.into.append(document.createElement("br"));
        continue;
      }
      const element = inner ?? node;
      const style = viewOf(element)?.getComputedStyle(element);
      if (!style || style.display === "none" || style.visibility === "hidden") continue;
      if (/^(?:inline|contents|ruby)/.test(style.display) && !inner) {
        const link = name === "a" && block.words.length < CHARACTERS && copied <= COPIED ? document.createElement("a") : undefined;
        link?.setAttribute("href", attributeOf(node, "href"));
        if (link) frame.into.append(link);
        stack.push({ children: childrenOf(node), index: frame.index, into: link ?? frame.into, isLink: frame.isLink || name === "a" });
      } else if (blocks.length < BLOCKS) enter(element, frame.index, frame.into, frame.isLink);
    }
  }
  return { document: copied <= COPIED ? document : undefined, blocks };
}

/** What stands beside an article, or above or below it. */
const isBeside = (element: Element): boolean => TAGS.has(nameOf(element)) || ROLES.has(attributeOf(element, "role"));

/** The copy of a frame's body is no body. */
function nameFor(element: Element): string {
  const name = nameOf(element);
  return /^[a-z][a-z0-9-]*$/.test(name) && !["html", "body", "head"].includes(name) ? name : "div";
}
