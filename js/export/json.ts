/** JSON: everything, with the words beside their offsets. */

import { checkUnit } from "../segments.js";
import type { Annotation, Span } from "../types.js";

/**
 * The text and its annotation as JSON. It holds all that the annotation holds, and beside every pair of offsets the words that stand
 * there, for readers who count in other units.
 *
 * @param text - The text that was annotated.
 * @param annotation - What `annotate` said of it.
 * @returns JSON, indented by two spaces. Unpaired surrogates are escaped, so that it can be written as UTF-8.
 */
export function toJson(text: string, annotation: Annotation): string {
  checkUnit(annotation);
  const { unit, entities, statements, referents } = annotation;
  const words = <T extends Span>({ start, end, ...more }: T) => ({ text: text.slice(start, end), start, end, ...more });
  const written = {
    text,
    unit,
    entities: entities.map(words),
    statements: statements.map(({ source, cue, content, ...more }) => ({
      source: source && words(source),
      cue: words(cue),
      content: content.map(words),
      ...more,
    })),
    referents,
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}
