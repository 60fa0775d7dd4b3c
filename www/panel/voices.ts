/** Who speaks in an article: every source with its statements, and how much of what is said is theirs. */

import type { Annotation, Label, Span, Statement } from "../../js/newsmark.js";
import { sortOf, type Sort } from "../../js/segments.js";
import { count, percent } from "./dom.js";
import { speakerName } from "./names.js";
import { owners, wordStarts } from "./words.js";

export { sortOf, type Sort };

/** Statements of one source. */
export interface Voice {
  /** The same for the same source after the text was edited. */
  key: string;
  name: string;
  sort: Sort;
  label: Label | undefined;
  /** Whom the source means: an index into the annotation's referents. */
  referent: number | undefined;
  /** Indices into the annotation's statements. */
  statements: number[];
  /** How many words are laid in their mouth. What they say about what others say is theirs only up to the others' words. */
  words: number;
  /** Of all attributed words, from 0 to 1. */
  share: number;
}

/** The voices of an article. */
export interface Survey {
  /** Named ones first, then unnamed, then what has no source; who says more comes first. */
  voices: Voice[];
  /** Words of the text, and how many of them are attributed to each sort of source. */
  words: number;
  attributed: Record<Sort, number>;
}

/** Takes stock of all statements, or of those that `keep` wants. */
export function survey(text: string, annotation: Annotation, keep: (index: number) => boolean = () => true): Survey {
  const { statements, referents } = annotation;
  const found = new Map<string, Voice>();
  const voiceOf: (Voice | undefined)[] = statements.map((statement, index) => {
    if (!keep(index)) return undefined;
    const name = speakerName(text, annotation, statement);
    const sort = sortOf(statement);
    const referent = statement.speaker ?? undefined;
    const key = `${sort} ${name.toLowerCase()}`;
    // Two people may have one name.
    const own = referent === undefined ? key : `${key} ${referent}`;
    const label = referent === undefined ? undefined : referents[referent]?.label;
    const voice = found.get(own) ?? { key, name, sort, label, referent, statements: [], words: 0, share: 0 };
    voice.statements.push(index);
    found.set(own, voice);
    return voice;
  });
  const starts = wordStarts(text);
  const attributed = { named: 0, unnamed: 0, none: 0 };
  for (const index of owners(starts, annotation, keep)) {
    const voice = voiceOf[index];
    if (!voice) continue;
    voice.words++;
    attributed[voice.sort]++;
  }
  const all = attributed.named + attributed.unnamed + attributed.none;
  for (const voice of found.values()) voice.share = all ? voice.words / all : 0;
  const order = ["named", "unnamed", "none"];
  const voices = [...found.values()].sort(
    (a, b) => order.indexOf(a.sort) - order.indexOf(b.sort) || b.words - a.words || b.statements.length - a.statements.length,
  );
  return { voices, words: starts.length, attributed };
}

/** A source that is a pronoun and no more. */
const PRONOUN = /^(?:i|you|he|she|it|we|they|him|her|us|them|who|whom|which|that|this|these|those)$/iu;

/** `14 statements by 7 sources, 2 of them unnamed; 61 % of the words are someone’s claims.` */
export function summary({ voices, words, attributed }: Survey): string {
  const statements = voices.reduce((sum, voice) => sum + voice.statements.length, 0);
  if (!statements) return "Nobody says anything in this text.";
  const sourced = voices.filter((voice) => voice.sort !== "none");
  // Whom a pronoun means is not known, but it is hardly a source of its own.
  const told = sourced.filter((voice) => voice.referent !== undefined || !PRONOUN.test(voice.name));
  const sources = told.length ? told : sourced;
  const unnamed = sources.filter((voice) => voice.sort === "unnamed").length;
  const sourceless = voices.find((voice) => voice.sort === "none")?.statements.length ?? 0;
  const ofThem = unnamed === 0 ? "" : sources.length === 1 ? ", unnamed" : unnamed === sources.length ? ", all unnamed" : `, ${unnamed} of them unnamed`;
  const by = sources.length ? ` by ${count(sources.length, "source")}${ofThem}` : " without a source";
  const without = sourceless && sources.length ? `; ${sourceless} without a source` : "";
  const claims = (attributed.named + attributed.unnamed + attributed.none) / Math.max(words, 1);
  return `${count(statements, "statement")}${by}${without}; ${percent(claims)} of the words are someone’s claims.`;
}

/** For each statement the innermost other one whose content it lies in. */
export function outer({ statements }: Annotation): (number | undefined)[] {
  const length = (statement: Statement): number => statement.content.reduce((sum, { start, end }) => sum + end - start, 0);
  const contents = statements.flatMap(({ content }, index) => content.map((span) => ({ ...span, index }))).sort((a, b) => a.start - b.start);
  return statements.map(({ cue }, inner) => {
    let best: number | undefined;
    for (const { start, end, index } of contents) {
      if (start > cue.start) break;
      if (end < cue.end || index === inner) continue;
      if (best === undefined || length(statements[index]!) < length(statements[best]!)) best = index;
    }
    return best;
  });
}

/** Where in the text a voice is heard: pieces of the way from 0 to 1. */
export function places(text: string, { statements }: Annotation, voice: Voice): Span[] {
  return voice.statements
    .flatMap((index) => statements[index]!.content)
    .map(({ start, end }) => ({ start: start / text.length, end: end / text.length }));
}
