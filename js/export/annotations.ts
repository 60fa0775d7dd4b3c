/** The W3C's Web Annotations, as JSON-LD. */

import { CodePoints } from "../codepoints.js";
import { checkUnit, partsOf, speakerOf } from "../segments.js";
import type { Annotation, Span } from "../types.js";

/** What annotations are of. */
export interface WebAnnotationOptions {
  /** The article's address (an IRI), which the annotations point to; by default a `urn:newsmark:` made of a hash of the text. */
  source?: string;
}

/** Code points of text before and after a quotation, by which it is found again when the text around it has changed. */
const CONTEXT = 32;

/**
 * The annotation as an `AnnotationPage` of the Web Annotation Data Model. Every entity is an annotation with its label (`classifying`) and
 * its referent's name (`identifying`). Every statement is one with its kind, its speaker's name where there is one, and a target for each
 * part, whose `styleClass` says which: `source`, `cue` or `content`. The confidence is a body with the purpose `assessing`.
 *
 * A target has two selectors: a `TextQuoteSelector` with 32 characters before and after, and a `TextPositionSelector`. Positions count
 * Unicode code points, as the recommendation demands (section 4.2.4, for quotations and positions), not the UTF-16 code units of `annotation`.
 *
 * @param text - The text that was annotated.
 * @param annotation - What `annotate` said of it.
 * @param options - The article's address.
 * @returns JSON-LD, indented by two spaces.
 */
export function toWebAnnotations(text: string, annotation: Annotation, options: WebAnnotationOptions = {}): string {
  checkUnit(annotation);
  const { source = `urn:newsmark:${hash(text)}` } = options;
  const id = (name: string): string => `${source.replace(/#.*$/su, "")}#newsmark-${name}`;
  const points = new CodePoints(text);
  const target = ({ start, end }: Span, part?: string) => ({
    type: "SpecificResource",
    source,
    ...(part && { styleClass: part }),
    selector: [
      { type: "TextPositionSelector", start: points.at(start), end: points.at(end) },
      {
        type: "TextQuoteSelector",
        exact: text.slice(start, end),
        prefix: points.before(start, CONTEXT),
        suffix: points.after(end, CONTEXT),
      },
    ],
  });
  const body = (purpose: string, value: string | undefined) =>
    value === undefined ? [] : [{ type: "TextualBody", purpose, format: "text/plain", value }];

  const entities = annotation.entities.map((entity, i) => ({
    id: id(`entity-${i}`),
    type: "Annotation",
    motivation: "identifying",
    body: [
      ...body("classifying", entity.label),
      ...body("identifying", annotation.referents[entity.referent]?.name),
      ...body("assessing", entity.confidence.toFixed(4)),
    ],
    target: target(entity),
  }));
  const statements = annotation.statements.map((statement, i) => ({
    id: id(`statement-${i}`),
    type: "Annotation",
    motivation: "describing",
    body: [
      ...body("classifying", statement.kind),
      ...body("identifying", statement.speaker === null ? undefined : speakerOf(text, annotation, statement)),
      ...body("assessing", statement.confidence.toFixed(4)),
    ],
    target: partsOf(statement).map(({ span, part }) => target(span, part)),
  }));
  const page = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: id("annotations"),
    type: "AnnotationPage",
    items: [...entities, ...statements],
  };
  return `${JSON.stringify(page, null, 2)}\n`;
}

/** Sixteen hexadecimal digits that differ between texts, unless somebody wants them not to: FNV-1a with 64 bits. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  return value.toString(16).padStart(16, "0");
}
