/** Markdown: the article with its names in bold, and who says what. */

import { KINDS, blocks, checkUnit, speakerOf } from "../segments.js";
import type { Annotation, Span, Statement } from "../types.js";

/** How a note is written. */
export interface MarkdownOptions {
  /** Whether the article itself comes first; by default it does. */
  article?: boolean;
}

/**
 * The text as CommonMark: its paragraphs with the names in bold, then under “Who says what” the statements of every speaker, in the order
 * in which the speakers come. Whatever means something in Markdown or HTML is escaped.
 *
 * @param text - The text that was annotated.
 * @param annotation - What `annotate` said of it.
 * @param options - Whether the article is wanted.
 * @returns Markdown that ends in a line feed, unless it is empty.
 */
export function toMarkdown(text: string, annotation: Annotation, { article = true }: MarkdownOptions = {}): string {
  checkUnit(annotation);
  const parts = [...(article ? articleOf(text, annotation) : []), ...speakers(text, annotation)];
  return parts.map((part) => `${part}\n`).join("\n");
}

function articleOf(text: string, annotation: Annotation): string[] {
  return blocks(text, { ...annotation, statements: [] })
    .filter(({ paragraph }) => paragraph)
    .map(({ segments }) => {
      let line = "";
      let starred = -1;
      for (const { start, end, entity } of segments) {
        const words = escape(text.slice(start, end));
        const bold = entity !== undefined && starred !== start && canBeBold(text, start, end);
        line += bold ? `**${words}**` : words;
        if (bold) starred = end;
      }
      return atStart(line);
    });
}

/** Bold begins and ends only where CommonMark sees a word's edge: a name that ends in a full stop before a letter has none. */
function canBeBold(text: string, start: number, end: number): boolean {
  const inside = [...escape(text.slice(start, end))];
  const before = [...text.slice(Math.max(start - 2, 0), start)].at(-1) ?? " ";
  const after = [...text.slice(end, end + 2)][0] ?? " ";
  // Whether symbols count as punctuation has changed between versions; both are satisfied. Half a surrogate pair becomes a symbol.
  const edge = (outer: string, inner: string): boolean =>
    !/\s/u.test(inner) && (!/[\p{P}\p{S}\p{Cs}]/u.test(inner) || /[\p{Zs}\t\p{P}$+<=>^`|~]/u.test(outer));
  return edge(before, inside[0]!) && edge(after, inside.at(-1)!);
}

function speakers(text: string, annotation: Annotation): string[] {
  if (!annotation.statements.length) return [];
  // By what they are, not by name: two people may share one.
  const groups = new Map<number | string, { name: string; statements: Statement[] }>();
  for (const statement of annotation.statements) {
    const name = speakerOf(text, annotation, statement) ?? "No source given";
    const key = statement.speaker ?? (statement.source ? name.toLowerCase() : "");
    const group = groups.get(key) ?? { name, statements: [] };
    groups.set(key, group);
    group.statements.push(statement);
  }
  const words = ({ start, end }: Span): string => inline(text.slice(start, end));
  const lists = [...groups.values()].flatMap(({ name, statements }) => [
    `### ${inline(name)}`,
    statements
      .map(({ cue, content, kind }) => {
        // A cue may be a colon, or end in one.
        const how = words(cue).replace(/\s*:$/u, "");
        const head = how ? `*${KINDS[kind].toLowerCase()},* ${how}` : `*${KINDS[kind].toLowerCase()}*`;
        return `- ${head}: ${content.map(words).join(" … ")}`;
      })
      .join("\n"),
  ]);
  return ["## Who says what", ...lists];
}

/** Text for the middle of a line. */
function inline(text: string): string {
  return escape(text.replace(/[\s\u0085]+/gu, " ").trim());
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#&~|!$^]/gu, "\\$&").replaceAll("\0", "\ufffd");
}

/** What means something only where a line begins. */
function atStart(line: string): string {
  return line.replace(/^([+=-])/u, "\\$1").replace(/^(\d+)([.)])/u, "$1\\$2");
}
