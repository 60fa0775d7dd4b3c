/** The text that an element shows, and where in its text nodes each character stands. */

import type { Span } from "../types.js";
import { SILENT, lookOf, type Look } from "./looks.js";
import { childrenOf, isElement, isText, nameOf, viewOf } from "./nodes.js";

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

/** What counts as text where an article on somebody's page is read. */
export interface ProseOptions extends TextOptions {
  /**
   * Whether words are wanted as they are written rather than as they are set: no-break spaces are spaces, soft hyphens and what has no width are left
   * out, and in lines that are wrapped by hand only an empty one ends a paragraph.
   */
  prose?: boolean;
  /** The frames whose documents are read in their place; by default none. */
  frame?: (frame: Element) => boolean;
  /** How many code units are enough. */
  limit?: number;
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
   * The text nodes that are part of the text, in order.
   *
   * @internal
   */
  nodes(): Set<Text> {
    return new Set(this.pieces.map(({ node }) => node));
  }

  /**
   * The map of a part of the text.
   *
   * @internal
   */
  slice({ start, end }: Span): TextMap {
    const inside = this.pieces.slice(this.firstAfter(start)).filter(({ at }) => at < end);
    return new TextMap(
      inside.map((piece) => {
        const from = Math.max(start - piece.at, 0);
        const to = Math.min(piece.end - piece.start, end - piece.at);
        return { node: piece.node, start: piece.start + from, end: piece.start + to, at: piece.at + from - start };
      }),
    );
  }

  /**
   * The parts of text nodes that show a span, in order, at most one of each node. Line breaks between blocks stand in no node; white space
   * that the browser collapses lies inside of a part.
   *
   * @param span - Offsets of the text.
   */
  parts({ start, end }: Span): TextPart[] {
    const out: TextPart[] = [];
    if (start >= end) return out;
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
export function textOf(element: Element, options: TextOptions = {}): ElementText {
  const steps = readingOf([element], options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { text: value.text, map: value.map };
  }
}

/**
 * The text of some elements that follow one another, in small steps, so that a long page can be read a little at a time. The elements must not change
 * meanwhile. `cut`: whether there is more than the limit.
 */
export function* readingOf(elements: Iterable<Element>, options: ProseOptions): Generator<void, ElementText & { cut: boolean }> {
  const out = new Collector(options);
  for (const element of elements) {
    if (!options.exact) {
      yield* walk(element, out, options);
      continue;
    }
    const walker = element.ownerDocument.createTreeWalker(element, 4 /* NodeFilter.SHOW_TEXT */);
    for (let node; (node = walker.nextNode() as Text | null); yield) out.add(node, 0, node.data.length);
  }
  return out.finish();
}

/** What is part of no word: it only tells where one may be broken. */
const UNWRITTEN = /[^\u00ad\u200b\u2060\ufeff]+/gu;

const NO_BREAK_SPACE = /[\u00a0\u2007\u202f]/gu;

/** White space, or words with one space between them: most paragraphs are few of these. Not more words, as a backtracking stack has an end. */
const RUN = /[ \t\n\r\f]+|[^ \t\n\r\f]+(?: [^ \t\n\r\f]+){0,99}/gu;

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
  /** Whether there was more than the limit. */
  private cut = false;

  constructor(private readonly options: ProseOptions) {}

  get isFull(): boolean {
    return this.cut;
  }

  finish(): ElementText & { cut: boolean } {
    return { text: this.chunks.join(""), map: new TextMap(this.pieces), cut: this.cut };
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

  /** Adds a part of a node. */
  add(node: Text, start: number, end: number): void {
    const { prose, limit = Infinity } = this.options;
    if (end - start > limit - this.length) {
      this.cut = true;
      end = start + Math.max(limit - this.length, 0);
      // Not within a character.
      if (end > start && /[\ud800-\udbff]/.test(node.data[end - 1]!)) end--;
    }
    const characters = node.data.slice(start, end);
    if (!prose) {
      if (start < end) this.settle();
      if (start < end) this.put(node, start, end, characters);
      return;
    }
    for (const { 0: run, index } of characters.matchAll(UNWRITTEN)) {
      this.settle();
      this.put(node, start + index, start + index + run.length, run.replace(NO_BREAK_SPACE, " "));
    }
  }

  /** Adds a node whose white space collapses: all of it, or all but line feeds, or all but empty lines. */
  *collapse(node: Text, white: "collapse" | "lines" | "wrapped"): Generator<void> {
    for (const { 0: run, index } of node.data.matchAll(RUN)) {
      if (this.cut) return;
      if (!/^[ \t\n\r\f]/u.test(run)) this.add(node, index, index + run.length);
      else if (white === "lines" && run.includes("\n")) this.break();
      else if (white === "wrapped" && /\n[ \t\r]*\n/u.test(run)) this.break();
      else this.space ??= { node, offset: index };
      yield;
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

function* walk(root: Element, out: Collector, { skip, prose = false, frame: isRead }: ProseOptions): Generator<void> {
  const styled = root.isConnected;
  const look = (element: Element, outer: Look): Look => lookOf(element, styled ? viewOf(element) : null, outer, prose);
  const top = look(root, { gone: false, visible: true, block: true, white: "collapse" });
  // Not by recursion: a page may nest deeper than the stack.
  const stack: { look: Look; children: Iterator<Node, undefined>; leave: () => void }[] = [];
  const enter = (element: Element, look: Look): void => {
    const leave = begin(element, look, out);
    stack.push({ look, children: childrenOf(element), leave });
  };
  if (!top.gone) enter(root, top);
  for (let frame; !out.isFull && (frame = stack.at(-1)); yield) {
    const node = frame.children.next().value;
    if (!node) {
      frame.leave();
      stack.pop();
    } else if (isText(node)) {
      if (!frame.look.visible) continue;
      if (frame.look.white === "keep") out.add(node, 0, node.data.length);
      else yield* out.collapse(node, frame.look.white);
    } else if (isElement(node)) {
      const name = nameOf(node);
      const inner = name === "iframe" && isRead?.(node) ? (node as HTMLIFrameElement).contentDocument?.body : undefined;
      if (!inner && (SILENT.has(name) || skip?.(node))) continue;
      const own = look(node, frame.look);
      if (own.gone) continue;
      if (inner) enter(inner, look(inner, { ...own, block: true, white: "collapse" }));
      else if (name !== "br") enter(node, own);
      else if (own.visible) out.break();
    }
  }
}

/** Breaks before an element, and returns what to do after it. */
function begin(element: Element, { block, visible }: Look, out: Collector): () => void {
  if (block === "out") return out.aside();
  if (block) {
    out.break();
    return () => out.break();
  }
  if (visible && nameOf(element) === "q") {
    out.generated("“");
    return () => out.generated("”");
  }
  return () => {};
}
