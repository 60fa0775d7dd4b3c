/** The text that an element shows, and where in its text nodes each character stands. */

import type { Span } from "../types.js";

/** The text of an element, as a reader sees it. */
export interface ElementText {
  /** Paragraphs and other blocks are lines; white space is collapsed as the browser collapses it. */
  text: string;
  /** From offsets of `text` to text nodes and back. */
  map: TextMap;
}

/** What counts as text. */
export interface TextOptions {
  /** Elements that are left out with all they hold, besides those that show no text. */
  skip?: (element: Element) => boolean;
  /** Whether to take every text node as it is, so that `text` is the element's `textContent`. For elements that show a plain text unchanged. */
  exact?: boolean;
}

/** A part of a text node. */
export interface TextPart {
  /** The node. */
  node: Text;
  /** Offset in the node's data of the first code unit. */
  start: number;
  /** One past the last. */
  end: number;
}

/** A stretch of text that stands in one node without gaps. */
interface Piece extends TextPart {
  /** Where it stands in the text. */
  at: number;
}

/** Translates between offsets of a text and places in text nodes. Valid as long as the nodes are not changed. */
export class TextMap {
  private byNode: Map<Text, Piece[]> | undefined;

  /** @internal */
  constructor(private readonly pieces: readonly Piece[]) {}

  /**
   * The parts of text nodes that show a span, in order, at most one of each node. Line breaks between blocks stand in no node; white space
   * that the browser collapses lies inside of a part.
   *
   * @param span - Offsets of the text.
   */
  parts({ start, end }: Span): TextPart[] {
    const out: TextPart[] = [];
    for (let i = this.firstAfter(start); i < this.pieces.length; i++) {
      const piece = this.pieces[i]!;
      if (piece.at >= end) break;
      const from = piece.start + Math.max(start - piece.at, 0);
      const to = Math.min(piece.end, piece.start + end - piece.at);
      const last = out.at(-1);
      if (last?.node === piece.node) last.end = to;
      else out.push({ node: piece.node, start: from, end: to });
    }
    return out;
  }

  /**
   * The offset in the text of a place in a text node, such as the one under the pointer; `undefined` where the node is not part of the text.
   *
   * @param node - A text node.
   * @param offset - An offset in its data.
   */
  offsetOf(node: Text, offset: number): number | undefined {
    this.byNode ??= group(this.pieces);
    const pieces = this.byNode.get(node);
    // Within collapsed white space the next character counts.
    const piece = pieces?.find(({ end }) => offset < end) ?? pieces?.at(-1);
    return piece && piece.at + Math.min(Math.max(offset, piece.start), piece.end) - piece.start;
  }

  /** Index of the first piece that ends after `offset`. */
  private firstAfter(offset: number): number {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { at, start, end } = this.pieces[middle]!;
      if (at + end - start <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function group(pieces: readonly Piece[]): Map<Text, Piece[]> {
  const out = new Map<Text, Piece[]>();
  for (const piece of pieces) {
    const own = out.get(piece.node);
    if (own) own.push(piece);
    else out.set(piece.node, [piece]);
  }
  return out;
}

/**
 * The text that an element shows, with a map from its offsets to text nodes. Blocks, table cells and `<br>` are line breaks; hidden text,
 * scripts, form fields and pictures are left out; open shadow roots are read as they are shown; `<q>` has quotation marks. An element that is not
 * part of a page is read as browsers show its tags by default.
 *
 * @param element - Where to read.
 * @param options - What counts as text.
 */
export function textOf(element: Element, { skip, exact = false }: TextOptions = {}): ElementText {
  const out = new Collector();
  if (exact) {
    const walker = element.ownerDocument.createTreeWalker(element, 4 /* NodeFilter.SHOW_TEXT */);
    for (let node; (node = walker.nextNode() as Text | null); ) out.add(node, 0, node.data.length);
  } else {
    walk(element, out, skip);
  }
  return out.finish();
}

/** Puts the text together from what is found in the page, with the white space that CSS leaves. */
class Collector {
  private readonly chunks: string[] = [];
  private readonly pieces: Piece[] = [];
  private length = 0;
  /** A collapsible space that is there only if something follows on its line. */
  private space: { node: Text; offset: number } | undefined;
  /** Whether the next character begins a line. */
  private broken = false;
  /** The same, unless the element that is being read turns out to be empty. */
  private perhaps = false;

  finish(): ElementText {
    return { text: this.chunks.join(""), map: new TextMap(this.pieces) };
  }

  /** Begins a line before whatever comes next. */
  break(): void {
    this.space = undefined;
    this.broken = this.length > 0;
  }

  /** Begins a line if anything comes before the returned function is called, and one after that. */
  aside(): () => void {
    const { length, perhaps } = this;
    this.perhaps = length > 0;
    return () => {
      this.perhaps = perhaps;
      if (this.length > length) this.break();
    };
  }

  /** Adds a character that stands in no node. */
  generated(character: string): void {
    this.settle();
    this.push(character);
  }

  /** Adds a part of a node as it is. */
  add(node: Text, start: number, end: number): void {
    if (start === end) return;
    this.settle();
    this.put(node, start, end, node.data.slice(start, end));
  }

  /** Adds a node whose white space collapses: all of it, or all but line feeds. */
  collapse(node: Text, lines: boolean): void {
    for (const { 0: run, index } of node.data.matchAll(/[ \t\n\r\f]+|[^ \t\n\r\f]+/gu)) {
      if (!/^[ \t\n\r\f]/u.test(run)) this.add(node, index, index + run.length);
      else if (lines && run.includes("\n")) this.break();
      else this.space ??= { node, offset: index };
    }
  }

  /** Writes the break or the space that was waiting. */
  private settle(): void {
    const space = this.space;
    this.space = undefined;
    if (this.broken || this.perhaps) this.push("\n");
    else if (space && this.length > 0) this.put(space.node, space.offset, space.offset + 1, " ");
    this.broken = this.perhaps = false;
  }

  private put(node: Text, start: number, end: number, characters: string): void {
    const last = this.pieces.at(-1);
    if (last?.node === node && last.end === start && last.at + last.end - last.start === this.length) last.end = end;
    else this.pieces.push({ node, start, end, at: this.length });
    this.push(characters);
  }

  private push(characters: string): void {
    this.chunks.push(characters);
    this.length += characters.length;
  }
}

/** Elements whose content is no text of the page, or none that marks could be made in. */
const SILENT = new Set(
  ["script", "style", "noscript", "template", "head", "title", "textarea", "input", "select", "button", "datalist", "svg", "math", "iframe", "object",
    "embed", "canvas", "audio", "video", "picture", "img", "meter", "progress", "rp"],
);

/** What browsers show as blocks, for elements that are not shown. */
const BLOCKS = new Set(
  ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"],
);

/** What an element does to the text in it. */
interface Look {
  /** Nothing of it is shown. */
  gone: boolean;
  /** Its own text is shown; elements in it may be shown even if not. */
  visible: boolean;
  /** It stands on lines of its own; `"out"`: it is taken out of the line, which it breaks only if it holds text. */
  block: boolean | "out";
  white: "collapse" | "lines" | "keep";
}

function walk(root: Element, out: Collector, skip: TextOptions["skip"]): void {
  const view = root.isConnected ? root.ownerDocument.defaultView : null;
  const top = lookOf(root, view, { gone: false, visible: true, block: true, white: "collapse" });
  // Not by recursion: a page may nest deeper than the stack.
  const stack: { look: Look; children: readonly Node[]; next: number; leave: () => void }[] = [];
  const enter = (element: Element, look: Look): void => {
    const leave = begin(element, look, out);
    stack.push({ look, children: childrenOf(element), next: 0, leave });
  };
  if (!top.gone) enter(root, top);
  for (let frame; (frame = stack.at(-1)); ) {
    const node = frame.children[frame.next++];
    if (!node) {
      frame.leave();
      stack.pop();
    } else if (isText(node)) {
      if (!frame.look.visible) continue;
      if (frame.look.white === "keep") out.add(node, 0, node.data.length);
      else out.collapse(node, frame.look.white === "lines");
    } else if (isElement(node)) {
      if (SILENT.has(node.localName) || skip?.(node)) continue;
      const look = lookOf(node, view, frame.look);
      if (look.gone) continue;
      if (node.localName !== "br") enter(node, look);
      else if (look.visible) out.break();
    }
  }
}

/** Breaks before an element, and returns what to do after it. */
function begin({ localName }: Element, { block, visible }: Look, out: Collector): () => void {
  if (block === "out") return out.aside();
  if (block) {
    out.break();
    return () => out.break();
  }
  if (localName === "q" && visible) {
    out.generated("“");
    return () => out.generated("”");
  }
  return () => {};
}

/** The nodes that are shown in an element. */
function childrenOf(element: Element): readonly Node[] {
  if (element.shadowRoot) return [...element.shadowRoot.childNodes];
  if (element.localName === "slot") {
    const assigned = (element as HTMLSlotElement).assignedNodes?.() ?? [];
    if (assigned.length) return assigned;
  }
  if (element.localName === "details" && !element.hasAttribute("open")) {
    return [...element.children].filter(({ localName }) => localName === "summary").slice(0, 1);
  }
  return [...element.childNodes];
}

function lookOf(element: Element, view: Window | null, outer: Look): Look {
  const style = view?.getComputedStyle(element);
  const { localName } = element;
  if (!style?.display) {
    const pre = localName === "pre" || localName === "listing";
    return { gone: element.hasAttribute("hidden"), visible: true, block: BLOCKS.has(localName), white: pre ? "keep" : outer.white };
  }
  const inline = /^(inline|contents|ruby|math)/u.test(style.display) || isDropCap(element, style);
  // What is taken out of the line, as pictures and tooltips are, counts if it holds text that is shown.
  const out = style.cssFloat !== "none" || style.position === "absolute" || style.position === "fixed";
  return {
    gone: style.display === "none" || style.getPropertyValue("content-visibility") === "hidden" || isForEarsOnly(style),
    visible: style.visibility === "visible",
    block: inline ? false : out ? "out" : true,
    white: whiteOf(style),
  };
}

/** Text for screen readers is often put out of sight by clipping it. */
function isForEarsOnly({ position, clip, clipPath }: CSSStyleDeclaration): boolean {
  if (position !== "absolute" && position !== "fixed") return false;
  return /^rect\((0px|1px)(,? (0px|1px)){3}\)$/u.test(clip) || /^inset\((50|100)%\)$/u.test(clipPath);
}

/** A first letter that floats belongs to the word after it. */
function isDropCap(element: Element, { cssFloat }: CSSStyleDeclaration): boolean {
  return cssFloat !== "none" && !BLOCKS.has(element.localName) && (element.textContent ?? "").trim().length <= 2;
}

function whiteOf(style: CSSStyleDeclaration): Look["white"] {
  const collapse = style.getPropertyValue("white-space-collapse");
  if (collapse) return collapse === "collapse" ? "collapse" : collapse === "preserve-breaks" ? "lines" : "keep";
  const { whiteSpace } = style;
  return whiteSpace === "normal" || whiteSpace === "nowrap" ? "collapse" : whiteSpace === "pre-line" ? "lines" : "keep";
}

// By type, not by class: nodes of another frame have other classes.
const isText = (node: Node): node is Text => node.nodeType === 3 || node.nodeType === 4;
const isElement = (node: Node): node is Element => node.nodeType === 1;
