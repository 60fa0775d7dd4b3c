/** Colours that the reader chose, made so that text stays legible with them on light pages and on dark ones. */

import { COLOURS, markRules, palette, type Colour } from "../js/styles.js";
import type { Settings } from "./settings.js";

type Group = Record<string, { title: string; class: string }>;

/** What lies behind names. */
export const TINTS: Group = {
  person: { title: "People", class: "nm-entity nm-PERSON" },
  org: { title: "Organisations", class: "nm-entity nm-ORG" },
  norp: { title: "Nationalities and groups", class: "nm-entity nm-NORP" },
  place: { title: "Places", class: "nm-entity nm-GPE" },
  thing: { title: "Events, works, laws and the like", class: "nm-entity nm-EVENT" },
  date: { title: "Dates and times", class: "nm-entity nm-DATE" },
  number: { title: "Numbers", class: "nm-entity nm-CARDINAL" },
};

/** What runs below the parts of statements. */
export const LINES: Group = {
  source: { title: "Sources", class: "nm-source" },
  cue: { title: "Cues", class: "nm-cue" },
  content: { title: "What is said", class: "nm-content nm-direct" },
  nobody: { title: "Unnamed or no source", class: "nm-source nm-unnamed" },
};

/** The usual colour on light pages. */
export const usual = (name: string): string => COLOURS[name as Colour][0];

/**
 * A chosen colour on light pages and on dark ones. Hue is the reader's; lightness is kept where the ink on a tint and a line on paper have a contrast of
 * at least 4.5 : 1.
 */
export function fitted(name: string, colour: string): [light: string, dark: string] {
  const within = (lightness: string, chroma: string): string => `oklch(from ${colour} ${lightness} ${chroma} h)`;
  return name in TINTS ? [within("max(l,.86)", "min(c,.1)"), within("clamp(.26,l,.38)", "min(c,.09)")] : [within("min(l,.55)", "c"), within("max(l,.7)", "c")];
}

/** The chosen colours as custom properties, `--PREFIXperson:…`. */
export function chosen(colours: Settings["colours"], prefix: string): string {
  return Object.entries(colours)
    .filter(([name]) => name in TINTS || name in LINES)
    .map(([name, colour]) => `--${prefix}${name}:light-dark(${fitted(name, colour).join(",")})`)
    .join(";");
}

let sheet: CSSStyleSheet | undefined;

/** Gives marks, dots and legend of an extension page their colours. */
export function look({ colours }: Pick<Settings, "colours">): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  }
  sheet.replaceSync(`${palette(":root", "")}\n${markRules("")}\n:root{${chosen(colours, "")}}`);
}
