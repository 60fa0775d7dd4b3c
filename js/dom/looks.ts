/** How elements are shown, as far as their text is concerned. */

import { hasAttribute, nameOf, textIn } from "./nodes.js";

/** Elements whose content is no text of the page, or none that marks could be made in. */
export const SILENT = new Set(
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
export interface Look {
  /** Nothing of it is shown. */
  gone: boolean;
  /** Its own text is shown; elements in it may be shown even if not. */
  visible: boolean;
  /** It stands on lines of its own; `"out"`: it is taken out of the line, which it breaks only if it holds text. */
  block: boolean | "out";
  white: "collapse" | "lines" | "wrapped" | "keep";
}

/** The look of an element in another; `view`: `null` for one that is in no page, which is taken as browsers show its tag by default. */
export function lookOf(element: Element, view: Window | null, outer: Look, prose: boolean): Look {
  const style = view?.getComputedStyle(element);
  const name = nameOf(element);
  const wrapped = (white: Look["white"]): Look["white"] => (!prose || white !== "keep" ? white : outer.white === "wrapped" || isWrapped(element) ? "wrapped" : white);
  if (!style?.display) {
    const pre = name === "pre" || name === "listing";
    return { gone: hasAttribute(element, "hidden"), visible: true, block: BLOCKS.has(name), white: pre ? wrapped("keep") : outer.white };
  }
  const inline = /^(inline|contents|ruby|math)/u.test(style.display) || isDropCap(element, style);
  // What is taken out of the line, as pictures and tooltips are, counts if it holds text that is shown.
  const out = style.cssFloat !== "none" || style.position === "absolute" || style.position === "fixed";
  return {
    gone: style.display === "none" || style.getPropertyValue("content-visibility") === "hidden" || isForEarsOnly(style),
    visible: style.visibility === "visible",
    block: inline ? false : out ? "out" : true,
    white: wrapped(whiteOf(style)),
  };
}

/** Text for screen readers is often put out of sight by clipping it. */
function isForEarsOnly({ position, clip, clipPath, overflowX, width, height }: CSSStyleDeclaration): boolean {
  if (position !== "absolute" && position !== "fixed") return false;
  if (overflowX !== "visible" && width === "1px" && height === "1px") return true;
  return /^rect\((0px|1px)(,? (0px|1px)){3}\)$/u.test(clip) || /^inset\((50|100)%\)$/u.test(clipPath);
}

/** A first letter that floats belongs to the word after it. */
function isDropCap(element: Element, { cssFloat }: CSSStyleDeclaration): boolean {
  return cssFloat !== "none" && !BLOCKS.has(nameOf(element)) && textIn(element).trim().length <= 2;
}

function whiteOf(style: CSSStyleDeclaration): Look["white"] {
  const collapse = style.getPropertyValue("white-space-collapse");
  if (collapse) return collapse === "collapse" ? "collapse" : collapse === "preserve-breaks" ? "lines" : "keep";
  const { whiteSpace } = style;
  return whiteSpace === "normal" || whiteSpace === "nowrap" ? "collapse" : whiteSpace === "pre-line" ? "lines" : "keep";
}

/** The longest line of a text that is wrapped by hand, as wire copy is. */
const WRAPPED = 100;

/** Whether lines end where they are full, and paragraphs at empty lines. */
function isWrapped(element: Element): boolean {
  const text = textIn(element);
  if (text.length > 200_000 || !/\S[ \t\r]*\n[ \t\r]*\n/u.test(text)) return false;
  const lines = text.split("\n");
  return lines.length > 3 && lines.every((line) => line.length <= WRAPPED);
}
