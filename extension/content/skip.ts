/** What of an article's container is not the article: boxes, bylines, credits, repeated quotations, what is clipped away. */

import { attributeOf, childrenOf, closest, contains, hasAttribute, isElement, nameOf, parentOf, textIn as text, viewOf } from "../../js/dom/nodes.js";
import { PHRASE, ROLES, TAGS, habitsOf, isPhrase } from "./words.js";

/** Within these, names and dates are words like others. */
const PARAGRAPHS = "p,blockquote,dd,pre,h1,h2,h3,h4,h5,h6";

const HEADINGS = /^h[1-6]$/;

/** Elements that a set phrase may stand alone in. */
const BLOCKS = new Set(["p", "div", "section", "small", "li", "figcaption", "h2", "h3", "h4", "h5", "h6", "header", "center"]);

/** A rubric above the headline, or a bar that sticks, has hardly more characters. */
const RUBRIC = 80;
const BAR = 200;

/** So is a byline or a credit. An article in the category "world" is longer. */
const NOTE = 240;

/** Of fewer characters a second occurrence is chance. */
const QUOTED = 12;

/** A container that is longer is not searched for repeated quotations. */
const SEARCHED = 300_000;

/** A box that holds more than this share of the text is no box, whatever it is called. */
const MOST = 0.6;

export interface Scope {
  container: Element;
  headline: Element | undefined;
}

const plain = (words: string): string => words.replace(/[\s“”"‘’']+/gu, " ").trim();

/** Makes the test that `readingOf` asks; it expects elements in the order of the page. `seen` is told of every element. */
export function leftOut({ container, headline }: Scope, seen: (element: Element) => void = () => {}): (element: Element) => boolean {
  let length: number | undefined;
  const whole = (): number => (length ??= text(container).length);
  let all: string | undefined;
  // A headline of its own is read first.
  let before = headline !== undefined && contains(container, headline);
  const clips = new WeakMap<Element, number>();
  const isHuge = (element: Element): boolean => {
    const own = text(element).length;
    return own > PHRASE && own > MOST * whole();
  };

  const repeats = (element: Element): boolean => {
    const own = plain(text(element));
    if (own.length < QUOTED || own.length > 600 || whole() > SEARCHED) return false;
    all ??= plain(text(container));
    // Without who is quoted below it.
    const quoted = own.slice(0, Math.max(QUOTED, own.length - 40));
    const first = all.indexOf(quoted);
    return first >= 0 && all.indexOf(quoted, first + 1) >= 0;
  };

  const isClipped = (element: Element, style: CSSStyleDeclaration): boolean => {
    const parent = parentOf(element);
    const bottom = parent ? clips.get(parent) : undefined;
    if (bottom !== undefined) {
      clips.set(element, bottom);
      const box = element.getBoundingClientRect();
      if (style.display !== "inline" && box.height > 0 && box.top >= bottom - 2) return true;
    }
    if (!/hidden|clip/.test(style.overflowY) || !style.display.match(/block|flex|grid/)) return false;
    if (element.clientHeight < 2) return true;
    // What is cut off by less is a line too many.
    if (element.scrollHeight > element.clientHeight + 60) clips.set(element, Math.min(bottom ?? Infinity, element.getBoundingClientRect().bottom));
    return false;
  };
  for (let outer: Element | null = container; outer && nameOf(outer) !== "body"; outer = parentOf(outer)) {
    const style = viewOf(outer)?.getComputedStyle(outer);
    if (style && /hidden|clip/.test(style.overflowY) && outer.clientHeight > 1 && outer.scrollHeight > outer.clientHeight + 60) clips.set(container, outer.getBoundingClientRect().bottom);
  }

  return (element) => {
    seen(element);
    if (element === headline) before = false;
    const name = nameOf(element);
    // A whole page may be one form. Its own properties may be its fields.
    if (name === "form") return ![...childrenOf(element)].some((child) => isElement(child) && nameOf(child) !== "input" && text(child).length > PHRASE);
    if (headline && contains(element, headline)) return false;
    if (TAGS.has(name) || ROLES.has(attributeOf(element, "role"))) return !isHuge(element);
    if (hasAttribute(element, "data-ad") || hasAttribute(element, "inert")) return true;

    const style = viewOf(element)?.getComputedStyle(element);
    if (!style || style.display === "none") return false;
    if (style.position === "fixed" || (style.position === "sticky" && !HEADINGS.test(name) && text(element).length < BAR) || style.filter.includes("blur(")) return !isHuge(element);
    if (isClipped(element, style)) return true;

    const parent = parentOf(element);
    const inParagraph = parent !== null && closest(parent, PARAGRAPHS) !== null;
    const habits = habitsOf(element);
    if (habits.has("box") && !isHuge(element) && !(inParagraph && nameOf(element) === "a")) return true;
    const isNote = text(element).length < NOTE;
    if (habits.has("credit") && isNote && (!inParagraph || closest(element, "figure,figcaption"))) return true;
    if (habits.has("meta") && isNote && !inParagraph && !HEADINGS.test(name)) return true;
    if (name === "time" || name === "a") return !inParagraph && text(element).trim().length < RUBRIC && isAlone(element);
    if ((name === "blockquote" || habits.has("quote")) && repeats(element)) return true;
    if (!BLOCKS.has(name) && style.display === "inline") return false;
    // What holds paragraphs is looked at when they come.
    const words = text(element).length < 4 * PHRASE ? text(element).replace(/\s+/gu, " ").trim() : "";
    if (!words || words.length > PHRASE) return false;
    if (before && words.length < RUBRIC && !HEADINGS.test(name)) return true;
    return isPhrase(words, isLink(element, words)) || (name === "li" && inLinkList(element));
  };
}

/** Whether an element has its line for itself, as a date or a link to elsewhere may have. */
function isAlone(element: Element): boolean {
  const isInline = (other: Element): boolean => nameOf(other) !== "br" && /^(?:inline|contents)/.test(viewOf(other)?.getComputedStyle(other).display ?? "");
  const isBlank = (node: Node): boolean => node.nodeType === 8 || (node.nodeType === 3 && !(node as Text).data.trim());
  for (const step of ["previousSibling", "nextSibling"] as const) {
    let beside = element[step];
    while (beside && isBlank(beside)) beside = beside[step];
    if (beside && (beside.nodeType !== 1 || isInline(beside as Element))) return false;
  }
  const parent = parentOf(element);
  return !parent || !isInline(parent) || isAlone(parent);
}

const linked = (element: Element): number => [...element.querySelectorAll("a[href]")].reduce((sum, link) => sum + text(link).trim().length, 0);

function isLink(element: Element, words: string): boolean {
  return linked(element) > words.length / 2;
}

/** Elements beside this one, and itself, as far as thirty. */
function siblings(item: Element): Element[] {
  const out: Element[] = [];
  const parent = parentOf(item);
  for (const child of parent ? childrenOf(parent) : []) {
    if (isElement(child)) out.push(child);
    if (out.length === 30) break;
  }
  return out;
}

/** A list of links is a menu, whatever it is called; in an article links stand among words. */
function inLinkList(item: Element): boolean {
  const items = siblings(item);
  return items.length > 1 && items.every((other) => linked(other) > 0.8 * text(other).trim().length);
}
