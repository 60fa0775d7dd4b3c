/** The article with its marks. */

import { highlight, textOf, type Annotation, type Painted, type ParagraphAnnotation, type Span, type TextMap } from "../js/newsmark.js";
import { paragraphs } from "../js/segments.js";

const NOTHING: Annotation = { unit: "utf16", entities: [], statements: [], referents: [] };

/** A first line that is short and no sentence is set as a headline. */
const HEADLINE = 140;

export class Article {
  /** Where the text that is shown stands. */
  private map: TextMap | undefined;
  private lit: ReadonlySet<number> = new Set();
  private near: number | undefined;

  constructor(readonly element: HTMLElement) {}

  /** Shows the text with the marks there are. The element's `textContent` is then `text`. */
  show(text: string, annotation: Annotation = NOTHING): void {
    this.plain(text);
    this.paint(annotation);
    const [first, second] = this.element.querySelectorAll("p");
    const line = first?.textContent ?? "";
    first?.classList.toggle("headline", second !== undefined && line.length <= HEADLINE && !/[.!?…:;,]["”’»]?$/u.test(line));
    // One stop for the tab key; the arrow keys go on from there.
    this.element.querySelector("mark")?.setAttribute("tabindex", "0");
    this.paintLights();
  }

  /** Marks one paragraph of the text that is shown. */
  paragraph(paragraph: ParagraphAnnotation): void {
    this.paint(paragraph);
  }

  private paint(painted: Painted): void {
    if (this.map) highlight(this.element, painted, { using: "marks", styles: false, map: this.map });
  }

  /** Lights the parts of these statements and quietens the rest; none: all are as they were. */
  light(statements: ReadonlySet<number>): void {
    this.lit = statements;
    this.paintLights();
  }

  /** The statements that are lit. */
  get lights(): ReadonlySet<number> {
    return this.lit;
  }

  /** Hints at the statement under the pointer. */
  hint(statement: number | undefined): void {
    if (this.near === statement) return;
    this.near = statement;
    this.paintLights();
  }

  /** Scrolls to the statement's beginning. */
  reveal(statement: number): void {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const mark = this.marks.find((candidate) => statementsOf(candidate).includes(statement));
    mark?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  get marks(): HTMLElement[] {
    return [...this.element.querySelectorAll("mark")];
  }

  private paintLights(): void {
    this.element.classList.toggle("lighting", this.lit.size > 0);
    for (const mark of this.marks) {
      const statements = statementsOf(mark);
      mark.classList.toggle("lit", statements.some((statement) => this.lit.has(statement)));
      mark.classList.toggle("near", this.near !== undefined && statements.includes(this.near));
    }
  }

  /** The paragraphs, without marks. */
  private plain(text: string): void {
    const nodes: (Node | string)[] = [];
    let at = 0;
    for (const { start, end } of paragraphs(text)) {
      const paragraph = document.createElement("p");
      paragraph.textContent = text.slice(start, end);
      nodes.push(text.slice(at, start), paragraph);
      at = end;
    }
    this.element.replaceChildren(...nodes, text.slice(at));
    this.map = textOf(this.element, { exact: true }).map;
  }
}

/** The statements that a mark is part of. */
export function statementsOf(mark: HTMLElement): number[] {
  return mark.dataset.statements?.split(" ").map(Number) ?? [];
}

/** The same annotation for a text that was edited: spans move with their words, and those whose border was edited go. */
export function carry(annotation: Annotation, before: string, after: string): Annotation {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const edited = before.length - tail;
  const delta = after.length - before.length;
  const move = <T extends Span>(span: T): T[] => {
    if (span.end <= head) return [span];
    const end = span.end + delta;
    if (span.start >= edited) return [{ ...span, start: span.start + delta, end }];
    return span.start < head && span.end > edited ? [{ ...span, end }] : [];
  };
  return {
    ...annotation,
    entities: annotation.entities.flatMap(move),
    statements: annotation.statements.flatMap((statement) => {
      const [cue] = move(statement.cue);
      const [source] = statement.source ? move(statement.source) : [null];
      const content = statement.content.flatMap(move);
      return cue && source !== undefined && content.length ? [{ ...statement, cue, source, content }] : [];
    }),
  };
}
