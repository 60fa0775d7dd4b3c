/** How marks look: tints for names, and for the parts of a statement underlines that differ in form too, so that colour is not all. */

import type { Label } from "./types.js";

/** Light and dark; `light-dark()` follows the `color-scheme` of the page that the marks stand in. */
export const COLOURS = {
  ink: ["#1e1c19", "#e7e3da"],
  person: ["#cfe1fb", "#203f68"],
  org: ["#e4daf8", "#43316a"],
  norp: ["#fde0bd", "#5d3d12"],
  place: ["#cdeed7", "#164a30"],
  thing: ["#fbd5df", "#5f2438"],
  date: ["#efeac9", "#403c1d"],
  number: ["#e9e7e2", "#34363a"],
  source: ["#0063a8", "#6db3f2"],
  cue: ["#b04a00", "#f0a45c"],
  content: ["#7f63a6", "#a58fc9"],
  nobody: ["#706a60", "#a39d92"],
} as const;

export type Colour = keyof typeof COLOURS;

export const TINTS: Readonly<Record<Label, Colour>> = {
  PERSON: "person",
  ORG: "org",
  NORP: "norp",
  GPE: "place",
  LOC: "place",
  FAC: "place",
  EVENT: "thing",
  WORK_OF_ART: "thing",
  LAW: "thing",
  PRODUCT: "thing",
  LANGUAGE: "thing",
  DATE: "date",
  TIME: "date",
  MONEY: "number",
  PERCENT: "number",
  QUANTITY: "number",
  ORDINAL: "number",
  CARDINAL: "number",
};

const names = Object.keys(COLOURS) as Colour[];
const labels = Object.keys(TINTS) as Label[];

/** The colours as custom properties of what `selector` selects: light ones for browsers without `light-dark()`. */
export function palette(selector: string, prefix: string): string {
  const light = names.map((name) => `--${prefix}${name}:${COLOURS[name][0]}`).join(";");
  const both = names.map((name) => `--${prefix}${name}:light-dark(${COLOURS[name].join(",")})`).join(";");
  return `${selector}{${light}}\n@supports (color:light-dark(#000,#fff)){${selector}{${both}}}`;
}

/** The rules for `<mark>`s, all about the class `nm`; the colours are custom properties whose names begin with `prefix`. */
export function markRules(prefix: string): string {
  const colour = (name: Colour): string => `var(--${prefix}${name})`;
  const set = (name: Colour, value: string): string => `--${prefix}${name}:${value}`;
  return `.nm{--tint:transparent;--line:transparent;--second:transparent;--third:transparent;--under:transparent;--pattern:linear-gradient(var(--line),var(--line));
padding-block:.05em .2em;color:inherit;background-color:var(--tint);
background-image:var(--pattern),linear-gradient(var(--second),var(--second)),linear-gradient(var(--third),var(--third));
background-position:0 100%,0 calc(100% - 3px),0 calc(100% - 6px);background-size:100% 1.5px;background-repeat:repeat-x;
text-decoration:underline solid 2px var(--under);text-decoration-skip-ink:none;text-underline-offset:.16em}
.nm-entity{border-radius:2px;color:${colour("ink")}}
${labels.map((label) => `.nm-${label}{--tint:${colour(TINTS[label])}}`).join("\n")}
/* Who, by which word, and what: solid, dotted, and a thinner line below; whole, dashed or dotted as it stands in quotation marks. */
.nm-source{--under:${colour("source")}}
.nm-cue{--under:${colour("cue")};text-decoration-style:dotted}
.nm-content{--line:${colour("content")}}
.nm-mixed{--pattern:repeating-linear-gradient(90deg,var(--line) 0 9px,transparent 9px 13px)}
.nm-indirect{--pattern:repeating-linear-gradient(90deg,var(--line) 0 3px,transparent 3px 6px)}
/* A statement within a statement has a second line, and so on. */
:is(.nm-depth-2,.nm-depth-3){--second:${colour("content")}}
.nm-depth-3{--third:${colour("content")}}
/* Whom the text does not name: grey lines, a broken one for the source. Where it gives no source at all, the cue stands in a box. */
:is(.nm-unnamed,.nm-none){${set("content", colour("nobody"))}}
.nm-source.nm-unnamed{--under:${colour("nobody")};text-decoration-style:dashed}
.nm-cue.nm-none{--under:${colour("nobody")};outline:1.5px dashed ${colour("nobody")};outline-offset:-1px;border-radius:2px}
@media print{.nm{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@media (forced-colors:active){.nm{forced-color-adjust:none;color:CanvasText;background-color:Canvas;--tint:transparent;
${set("source", "LinkText")};${set("cue", "LinkText")};${set("content", "CanvasText")};${set("nobody", "GrayText")}}
.nm-entity{outline:1px solid CanvasText}}`;
}

/** The style sheet of `<mark>`s. */
export const markStyles: string = `${palette(".nm", "nm-")}\n${markRules("nm-")}`;

/** What every custom highlight's name begins with. */
export const PREFIX = "newsmark-";

/** Only colours, text decoration and shadow apply to highlights; the wash is for browsers that paint no underlines there. */
const highlight = (name: string, rules: string): string => `::highlight(${PREFIX}${name}){${rules}}`;

/**
 * The rules for custom highlights: one highlight for every label, for sources and cues, and for each kind of content; and of their own for
 * sources that are not named, cues without a source, and what is said by nobody who is named.
 *
 * @param value - What a colour is in CSS.
 */
export function highlightRules(value: (colour: Colour) => string): string {
  const underline = (name: string, colour: Colour, line: string, wash: number): string =>
    highlight(name, `text-decoration:${line} ${value(colour)};background-color:color-mix(in srgb,${value(colour)} ${wash}%,transparent)`);
  const contents = (["content", "nobody"] as const).flatMap((colour) => {
    const name = (kind: string): string => (colour === "nobody" ? `${kind}-unnamed` : kind);
    return [
      underline(name("direct"), colour, "underline solid 1.5px", 10),
      underline(name("mixed"), colour, "underline dashed 1.5px", 10),
      underline(name("indirect"), colour, "underline dotted 1.5px", 10),
    ];
  });
  return [
    ...labels.map((label) => highlight(label, `background-color:${value(TINTS[label])};color:${value("ink")}`)),
    underline("source", "source", "underline solid 2px", 14),
    underline("source-unnamed", "nobody", "underline dashed 2px", 14),
    underline("cue", "cue", "underline dotted 2px", 18),
    underline("cue-sourceless", "nobody", "underline overline dashed 1.5px", 18),
    ...contents,
    underline("nested", "content", "underline double 1.5px", 10),
  ].join("\n");
}

/** The style sheet of custom highlights. */
export const highlightStyles: string = `${palette(":root,:host", "nm-")}\n${highlightRules((name) => `var(--nm-${name})`)}`;
