/** How marks look: tints for names, and for the parts of a statement underlines that differ in form too, so that colour is not all. */

import type { Label } from "./types.js";

/** Light and dark; `light-dark()` follows the `color-scheme` of the page that the marks stand in. */
const COLOURS = {
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
  content: ["#8a6fae", "#9c86c0"],
} as const;

type Colour = keyof typeof COLOURS;

const TINTS: Readonly<Record<Label, Colour>> = {
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
function palette(selector: string): string {
  const light = names.map((name) => `--nm-${name}:${COLOURS[name][0]}`).join(";");
  const both = names.map((name) => `--nm-${name}:light-dark(${COLOURS[name].join(",")})`).join(";");
  return `${selector}{${light}}\n@supports (color:light-dark(#000,#fff)){${selector}{${both}}}`;
}

/** The style sheet of `<mark>`s; every rule is about the class `nm`. */
export const markStyles: string = `${palette(".nm")}
.nm{--tint:transparent;--line:transparent;--second:transparent;--under:transparent;--pattern:linear-gradient(var(--line),var(--line));
padding-block:.05em .16em;color:inherit;background:var(--pattern) 0 100%/100% 1.5px repeat-x,
linear-gradient(var(--second),var(--second)) 0 calc(100% - 3px)/100% 1.5px repeat-x var(--tint);
text-decoration:underline solid 2px var(--under);text-decoration-skip-ink:none;text-underline-offset:.16em}
.nm-entity{border-radius:2px;color:var(--nm-ink)}
${labels.map((label) => `.nm-${label}{--tint:var(--nm-${TINTS[label]})}`).join("\n")}
.nm-source{--under:var(--nm-source)}
.nm-cue{--under:var(--nm-cue);text-decoration-style:dotted}
.nm-content{--line:var(--nm-content)}
.nm-mixed{--pattern:repeating-linear-gradient(90deg,var(--line) 0 9px,transparent 9px 13px)}
.nm-indirect{--pattern:repeating-linear-gradient(90deg,var(--line) 0 3px,transparent 3px 6px)}
.nm-depth-2,.nm-depth-3{--second:var(--nm-content)}
@media print{.nm{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@media (forced-colors:active){.nm-entity{outline:1px solid}}`;

/** What every custom highlight's name begins with. */
export const PREFIX = "newsmark-";

/** Only colours, text decoration and shadow apply to highlights; the wash is for browsers that paint no underlines there. */
const highlight = (name: string, rules: string): string => `::highlight(${PREFIX}${name}){${rules}}`;
const underline = (name: string, colour: Colour, line: string, wash: number): string =>
  highlight(name, `text-decoration:${line} var(--nm-${colour});background-color:color-mix(in srgb,var(--nm-${colour}) ${wash}%,transparent)`);

/** The style sheet of custom highlights: one highlight for every label, for sources and cues, and for each kind of content. */
export const highlightStyles: string = `${palette(":root,:host")}
${labels.map((label) => highlight(label, `background-color:var(--nm-${TINTS[label]});color:var(--nm-ink)`)).join("\n")}
${underline("source", "source", "underline solid 2px", 14)}
${underline("cue", "cue", "underline dotted 2px", 18)}
${underline("direct", "content", "underline solid 1.5px", 10)}
${underline("mixed", "content", "underline dashed 1.5px", 10)}
${underline("indirect", "content", "underline dotted 1.5px", 10)}
${underline("nested", "content", "underline double 1.5px", 10)}`;
