/** Colours for the page as it is: its own background decides between light and dark, not what the reader's system prefers. */

import { COLOURS, PREFIX, TINTS, highlightRules, type Colour } from "../../js/styles.js";
import { parentOf, rootOf, viewOf } from "../../js/dom/nodes.js";
import { fitted } from "../colours.js";
import type { Settings } from "../settings.js";

/** Which colours lie behind and below the words that are lit. */
const LIT = ["#ffe27a", "#6b5200"] as const;

export interface Palette {
  isDark: boolean;
  value: (colour: Colour) => string;
}

export function paletteOf({ colours }: Settings, isDark: boolean): Palette {
  const scheme = isDark ? 1 : 0;
  return {
    isDark,
    value(colour) {
      const own = colours[colour];
      return own && colour !== "ink" ? fitted(colour, own)[scheme] : COLOURS[colour][scheme];
    },
  };
}

/** The style sheet of the highlights. The colours stand in it as they are: a page can neither see nor change variables that there are none of. */
export function highlightSheet({ isDark, value }: Palette): string {
  return `${highlightRules(value)}\n::highlight(${PREFIX}lit){background-color:${LIT[isDark ? 1 : 0]};color:${value("ink")}}`;
}

/** The style sheet of the card. It stands in a shadow root, where only inherited styles and those of its host come in; both are set back. */
export function cardSheet({ isDark, value }: Palette): string {
  const [paper, soft, rule] = isDark ? ["#26241f", "#b5aea1", "#4a463e"] : ["#fffdf8", "#5f594f", "#d8d2c6"];
  const tints = Object.entries(TINTS).map(([label, colour]) => `.nm-${label}{background:${value(colour)}}`);
  return `:host{all:initial!important;position:fixed!important;inset:0 auto auto 0!important;margin:0!important;padding:0!important;border:0!important;background:none!important;overflow:visible!important;
width:max-content!important;max-width:min(352px,calc(100vw - 12px))!important;z-index:2147483647!important;color-scheme:${isDark ? "dark" : "light"}!important}
.card{padding:10px 13px;border:1px solid ${rule};border-radius:8px;background:${paper};color:${value("ink")};box-shadow:0 6px 24px -6px rgb(0 0 0/40%);
font:400 14px/1.4 system-ui,sans-serif;text-align:start;unicode-bidi:isolate}
p{margin:0;overflow-wrap:anywhere}q{quotes:"“" "”"}
.card-names,.card-note{color:${soft}}.card-note+.card-head{margin-top:7px;padding-top:7px;border-top:1px solid ${rule}}
.tag{display:inline-block;margin-inline-end:.5em;padding:0 .45em;border-radius:3px;font-size:.9em}
.tag:is(.source,.cue,.content){padding-inline:0;border-radius:0;border-bottom:2px solid ${value("source")}}
.tag.cue{border-bottom:2px dotted ${value("cue")}}.tag.content{border-bottom:2px solid ${value("content")}}
.tag:is(.unnamed,.none){border-bottom-color:${value("nobody")}}
${tints.join("")}
@media (forced-colors:active){.tag{border:1px solid CanvasText}}`;
}

/** Whether text stands light on dark where an element is. */
export function isDarkAt(element: Element): boolean {
  for (let at: Element | null = element; at; at = above(at)) {
    const style = viewOf(at)?.getComputedStyle(at);
    if (!style) break;
    // Nobody knows what colour a picture has.
    if (style.backgroundImage.includes("url(")) break;
    const back = rgb(style.backgroundColor);
    if (back && back.alpha >= 0.5) return back.light < 0.4;
  }
  const text = rgb(viewOf(element)?.getComputedStyle(element).color ?? "");
  return text !== undefined && text.light > 0.6;
}

/** What an element stands in, out of shadow roots and frames too. */
function above(element: Element): Element | null {
  const parent = parentOf(element);
  if (parent) return parent;
  const root = rootOf(element);
  return "host" in root ? (root as ShadowRoot).host : (viewOf(element)?.frameElement ?? null);
}

/** A colour's lightness, roughly as it is seen, and its opacity. */
function rgb(colour: string): { light: number; alpha: number } | undefined {
  const numbers = (/^rgba?\(/.test(colour) ? colour : painted(colour)).match(/[\d.]+/g)?.map(Number);
  if (!numbers || numbers.length < 3) return undefined;
  const [red, green, blue, alpha = 1] = numbers as [number, number, number, number?];
  return { light: (0.299 * red + 0.587 * green + 0.114 * blue) / 255, alpha };
}

/** Colours of other spaces, as the browser would paint them. */
function painted(colour: string): string {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!context) return "";
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue},${(alpha ?? 0) / 255})`;
}
