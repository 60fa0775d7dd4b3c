/** Who says what: the statements of an article by their speakers. */

import type { Annotation, Statement } from "../js/newsmark.js";

export interface Voice {
  /** What tells it from the others: `r3` for a referent, `u:some officials` for people whom the text does not name, `-` for nobody. */
  key: string;
  name: string;
  named: boolean;
  /** Indices of the statements. */
  statements: number[];
}

/** The speakers in the order of how much they say, named ones first, the statements without a source last. */
export function voices(text: string, { statements, referents }: Annotation): Voice[] {
  const found = new Map<string, Voice>();
  statements.forEach((statement, index) => {
    const { key, name, named } = speaker(text, statement, referents);
    const voice = found.get(key) ?? { key, name, named, statements: [] };
    voice.statements.push(index);
    found.set(key, voice);
  });
  const rank = (voice: Voice): number => (voice.key === "-" ? 2 : voice.named ? 0 : 1);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || b.statements.length - a.statements.length);
}

function speaker(text: string, { source, speaker }: Statement, referents: Annotation["referents"]): Omit<Voice, "statements"> {
  const referent = speaker === null ? undefined : referents[speaker];
  if (referent) return { key: `r${referent.id}`, name: referent.name, named: true };
  if (!source) return { key: "-", name: "No source given", named: false };
  const words = text.slice(source.start, source.end);
  return { key: `u:${words.toLowerCase()}`, name: words, named: false };
}

/** The sentence a reader takes away. */
export function summary(text: string, annotation: Annotation): string {
  const all = voices(text, annotation).filter((voice) => voice.key !== "-");
  const count = annotation.statements.length;
  if (!count) return "No statements were found: nobody is said to say anything here.";
  const unnamed = all.filter((voice) => !voice.named).length;
  const said = new Set<number>();
  for (const { content } of annotation.statements)
    for (const { start, end } of content) for (let i = start; i < end; i++) said.add(i);
  let letters = 0;
  let claimed = 0;
  for (const { index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
    letters++;
    if (said.has(index)) claimed++;
  }
  const share = Math.round((100 * claimed) / Math.max(1, letters));
  const sources = all.length
    ? ` by ${many(all.length, "source")}${unnamed ? `, ${unnamed === all.length ? "all" : unnamed} of them unnamed` : ""}`
    : " without a source";
  return `${many(count, "statement")}${sources}; ${share} % of the text is someone’s claim.`;
}

export function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
