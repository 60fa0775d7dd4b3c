/** What is painted: the article's annotation as the reader's settings and the panel's filter want it, in custom highlights. */

import { namedSpans } from "../../js/dom/highlight.js";
import { painting, type NamedSpan } from "../../js/dom/ranges.js";
import type { TextMap } from "../../js/dom/text.js";
import { partsOf, type Painted } from "../../js/segments.js";
import type { Annotation, ParagraphAnnotation } from "../../js/types.js";
import { visible } from "../../www/paint.js";
import { shownOf, type Wishes } from "../shown.js";
import { Layer } from "./layer.js";
import { inSlices } from "./slices.js";

function spansOf(annotation: Painted, wishes: Wishes): NamedSpan[] {
  const shown = shownOf(annotation, wishes);
  const off = new Set(wishes.settings.off);
  return namedSpans({
    entities: annotation.entities.filter((_, i) => shown.entities.has(i)),
    statements: annotation.statements.flatMap((statement, i) => (shown.statements.has(i) ? (visible(statement, off) ?? []) : [])),
    // The speakers are known.
    ...("unit" in annotation && { unit: "utf16" as const, referents: [] }),
  });
}

export class Painting {
  private shown = new Layer(true);
  private readonly lit = new Layer(true);
  /** The style sheet of what is painted from now on. */
  css = "";

  /** Paints a paragraph while the rest is still read. */
  paragraph(map: TextMap, paragraph: ParagraphAnnotation, wishes: Wishes): void {
    // Whom a paragraph means is not known yet: a source counts as one that is named.
    const statements = paragraph.statements.map((statement) => ({ ...statement, speaker: statement.source ? 0 : null }));
    drain(painting(spansOf({ ...paragraph, statements }, wishes), map, this.css, this.shown));
  }

  /** Paints the article instead of what was painted before, which stays until then. */
  async whole(map: TextMap, annotation: Annotation, wishes: Wishes, signal: AbortSignal): Promise<void> {
    const layer = new Layer(false);
    try {
      await inSlices(painting(spansOf(annotation, wishes), map, this.css, layer), signal);
    } catch (error) {
      layer.clear();
      throw error;
    }
    layer.replace(this.shown);
    this.shown = layer;
  }

  /** Lights these statements, and the mentions of a referent. */
  light(map: TextMap, { entities, statements }: Annotation, indices: readonly number[], referent: number | null): void {
    this.dark();
    const said = indices.flatMap((index) => (statements[index] ? partsOf(statements[index]).map(({ span }) => span) : []));
    const named = referent === null ? [] : entities.filter((entity) => entity.referent === referent);
    drain(painting([...said, ...named].map((span): NamedSpan => ["lit", span]), map, this.css, this.lit));
  }

  /** Puts the light out. */
  dark(): void {
    this.lit.clear();
  }

  /** Takes everything away. */
  clear(): void {
    this.dark();
    this.shown.clear();
  }
}

function drain(steps: Generator<void>): void {
  while (!steps.next().done);
}
