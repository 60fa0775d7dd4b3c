/** Where the article is: what the reader has selected, or else the container that Readability picks, its headline, and its standfirst. */

import { Readability } from "@mozilla/readability";
import { attributeOf, contains, nameOf, textIn } from "../../js/dom/nodes.js";
import { leftOut } from "./skip.js";
import { indexOf, indexed, skeletonOf, type Block, type Skeleton } from "./skeleton.js";
import { habitsOf } from "./words.js";

/** Elements whose texts, one after the other, are the article, and what in them is none of it. */
export interface Article {
  roots: Element[];
  /** Makes the test for one reading; `seen` is told of all elements that are read. */
  skip: (seen: (element: Element) => void) => (element: Element) => boolean;
}

/** A block with fewer characters, links aside, is no paragraph. */
const PARAGRAPH = 60;

/** A page with fewer characters in paragraphs has no article. */
const LEAST = 100;

/** An article with fewer is doubted where the page has a longer text. */
const SHORT = 300;

/** Share of the text that Readability keeps which the container has to hold: it keeps some of what stands beside, too. */
const HELD = 0.95;

/** How much longer an enclosing article may be than what Readability has picked. */
const LONGER = 3;

/** Characters of a title below which likeness is chance, and above which it is none. */
const TITLE = 12;
const HEADLINE = 250;

/** Blocks of a container in which its headline stands, if no paragraph comes before. */
const NEAR = 100;

/** Finds the article below an element, in small steps; `undefined` where there is none. */
export function* articleIn(root: Element, title: string): Generator<void, Article | undefined> {
  const skeleton = yield* skeletonOf(root, title);
  const { blocks } = skeleton;
  const prose = yield* proseOf(blocks);
  let picked = pick(skeleton);
  yield;
  const other = best(blocks, prose);
  // It leaves galleries out, for one.
  if (picked === undefined || (prose[picked]! < SHORT && prose[picked]! < prose[other]! / LONGER)) picked = other;
  if (prose[picked]! < LEAST) return undefined;
  const chosen = widened(picked, blocks, prose);
  yield;
  const headline = headlineOf(chosen, blocks, title);
  const container = blocks[chosen]!.live;
  const live = headline === undefined ? undefined : blocks[headline]!.live;
  const skip: Article["skip"] = (seen) => leftOut({ container, headline: live }, seen);
  if (!live || contains(container, live)) return { roots: [container], skip };
  return { roots: [live, ...decksOf(headline!, chosen, blocks).map((index) => blocks[index]!.live), container], skip };
}

/** Whether a block is, or lies in, another one. */
function isWithin(blocks: readonly Block[], inner: number, outer: number): boolean {
  for (let index = inner; index >= outer; index = blocks[index]!.parent) if (index === outer) return true;
  return false;
}

/** Characters of paragraphs in each block, without those in boxes within it. */
function* proseOf(blocks: readonly Block[]): Generator<void, number[]> {
  const prose = blocks.map(({ own, linked }) => (own - linked >= PARAGRAPH && linked < own / 2 ? own : 0));
  // The last first: whatever lies in a block comes after it.
  for (let index = blocks.length - 1; index > 0; index--, yield) {
    const { parent, live } = blocks[index]!;
    if (prose[index] && !habitsOf(live).has("box")) prose[parent]! += prose[index]!;
  }
  return prose;
}

/** The block that Readability takes for the article's. */
function pick({ document, blocks }: Skeleton): number | undefined {
  if (!document) return undefined;
  let content: Element | null | undefined;
  try {
    // Nothing of the copy is shown: it needs neither addresses nor videos.
    content = new Readability<Element>(document, { charThreshold: 250, keepClasses: true, disableJSONLD: true, serializer: (element) => element as Element }).parse()?.content;
  } catch {
    return undefined;
  }
  if (!content) return undefined;
  const held = blocks.map(() => 0);
  for (const copy of content.querySelectorAll(indexed)) {
    const index = indexOf(copy);
    if (index !== undefined) held[index] = blocks[index]!.own;
  }
  for (let index = blocks.length - 1; index > 0; index--) held[blocks[index]!.parent]! += held[index]!;
  const all = held[0]!;
  if (!all) return undefined;
  let deepest = 0;
  for (let index = 1; index < blocks.length; index++) {
    if (blocks[index]!.parent === deepest && held[index]! >= HELD * all) deepest = index;
  }
  return deepest;
}

/** Without Readability: the deepest block that holds most of the page's paragraphs. */
function best(blocks: readonly Block[], prose: readonly number[]): number {
  let deepest = 0;
  for (let index = 1; index < blocks.length; index++) {
    if (blocks[index]!.parent === deepest && prose[index]! >= 0.6 * prose[0]!) deepest = index;
  }
  return deepest;
}

/** The whole article of which Readability may have picked a part: a chunk of several, or an entry of a live blog. */
function widened(picked: number, blocks: readonly Block[], prose: readonly number[]): number {
  let chosen = picked;
  const isArticle = ({ live }: Block): boolean => nameOf(live) === "article" || /\barticleBody\b/.test(attributeOf(live, "itemprop")) || /Article\b/.test(attributeOf(live, "itemtype"));
  for (let index = picked; index > 0; index = blocks[index]!.parent) {
    const block = blocks[index]!;
    if (isArticle(block) && prose[index]! <= LONGER * Math.max(prose[chosen]!, LEAST)) chosen = index;
    // The text itself, or one of a row of its like.
    if (nameOf(block.live) !== "article" && index !== chosen) continue;
    const row = blocks.flatMap((other, i) => (other.parent === block.parent && nameOf(other.live) === nameOf(block.live) && attributeOf(other.live, "class") === attributeOf(block.live, "class") ? [i] : []));
    const others = row.filter((i) => i !== index && prose[i]! >= PARAGRAPH);
    if (others.length && block.parent > 0) chosen = block.parent;
  }
  // A paragraph is no container.
  while (chosen > 0 && blocks[chosen]!.own > 0 && /^(?:p|h\d|li|blockquote)$/.test(nameOf(blocks[chosen]!.live))) chosen = blocks[chosen]!.parent;
  return chosen;
}

const plain = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** The block with the article's headline, in the container or before it. */
function headlineOf(container: number, blocks: readonly Block[], title: string): number | undefined {
  const wanted = plain(title);
  let found: number | undefined;
  let most = 1;
  // Up to the first paragraph.
  const first = blocks.findIndex(({ own, linked, live }, index) => index >= container && own - linked >= 2 * PARAGRAPH && !/^h\d$/.test(nameOf(live)) && isWithin(blocks, index, container));
  for (let index = Math.min(first < 0 ? Infinity : first, container + NEAR, blocks.length - 1); index >= 0; index--) {
    const { live, own, words: beginning } = blocks[index]!;
    const name = nameOf(live);
    const isHeading = name === "h1" || (attributeOf(live, "role") === "heading" && attributeOf(live, "aria-level") === "1");
    if (!own && !isHeading) continue;
    const words = plain(isHeading ? textIn(live).slice(0, 2 * HEADLINE) : beginning);
    // A single word is rather a logo.
    if (words.length < 4 || words.length > HEADLINE || !words.includes(" ")) continue;
    const likeness = words.length >= TITLE && wanted.includes(words) ? 4 : 0;
    const score = likeness + (isHeading ? 3 : name === "h2" && likeness ? 1 : 0) + (habitsOf(live).has("headline") ? 2 : 0);
    if (score > most) [found, most] = [index, score];
  }
  return found;
}

/** Standfirst and the like between a headline and a container that does not hold it. */
function decksOf(headline: number, container: number, blocks: readonly Block[]): number[] {
  const { parent } = blocks[headline]!;
  const skip = leftOut({ container: blocks[Math.max(parent, 0)]!.live, headline: undefined });
  const out: number[] = [];
  for (let index = headline + 1; index < container; index++) {
    const { live, own, parent: above } = blocks[index]!;
    if (own < 25 || isWithin(blocks, container, index) || isWithin(blocks, index, headline) || out.some((deck) => isWithin(blocks, index, deck))) continue;
    const isSibling = above === parent && /^(?:p|h2|h3)$/.test(nameOf(live));
    if ((isSibling || habitsOf(live).has("deck")) && !skip(live)) out.push(index);
  }
  return out;
}
