/** The article with its marks. */

import type { Annotation, ParagraphAnnotation, Span, Statement } from "../js/newsmark.js";
import { paragraphs } from "../js/segments.js";
import { keyOf, paint, visible, type Paragraph } from "./paint.js";

const NOTHING: Annotation = { unit: "utf16", entities: [], statements: [], referents: [] };

/** A first line that is short and no sentence is set as a headline. */
const HEADLINE = 140;

/** Characters from which the browser lays out only what is near the screen. */
const LONG = 60_000;

/** What is wanted of an annotation. */
export interface View {
  /** Labels, kinds and parts that are switched off. */
  off: ReadonlySet<string>;
  /** Whether the statement with this index is wanted. */
  wants: (statement: number) => boolean;
}

/** What a mark marks: indices into the annotation. The innermost statement is the last. */
export interface Marked {
  entity: number | undefined;
  statements: number[];
}

/** What is lit. */
export interface Lights {
  entities: ReadonlySet<number>;
  statements: ReadonlySet<number>;
}

export const DARK: Lights = { entities: new Set(), statements: new Set() };

/** A paragraph on the page, by its element. */
interface Painted {
  paragraph: Paragraph;
  key: string;
}

export class Article {
  private lights = DARK;
  private near: HTMLElement[] = [];
  private painted = new Map<HTMLElement, Painted>();
  private byStart = new Map<number, HTMLElement>();
  /** The marks of each statement and entity, when they were asked for. */
  private index: { statements: Map<number, HTMLElement[]>; entities: Map<number, HTMLElement[]> } | undefined;

  constructor(readonly element: HTMLElement) {}

  /** Shows the text with the marks there are; paragraphs that look as before stay. The element's `textContent` is then `text`. */
  show(text: string, annotation: Annotation = NOTHING, view?: View): void {
    const before = new Map<string, HTMLElement[]>();
    // The last one first: `pop` then gives those that look alike in their order.
    for (const [element, { key }] of [...this.painted].reverse()) add(before, key, element);
    this.painted = new Map();
    this.byStart = new Map();
    const children: (HTMLElement | string)[] = [];
    let end = 0;
    for (const paragraph of distribute(text, annotation, view)) {
      const { span } = paragraph;
      if (end < span.start) children.push(text.slice(end, span.start));
      const key = keyOf(text, paragraph);
      const element = before.get(key)?.pop() ?? paint(text, paragraph);
      this.painted.set(element, { paragraph, key });
      this.byStart.set(span.start, element);
      children.push(element);
      end = span.end;
    }
    if (end < text.length) children.push(text.slice(end));
    replace(this.element, children);
    this.element.classList.toggle("long", text.length > LONG);
    this.setHeadline();
    this.refresh();
  }

  /** Marks one paragraph of the text that is shown, while the rest is still read. */
  paragraph(text: string, { start, end, entities, statements }: ParagraphAnnotation, view?: View): void {
    const old = this.byStart.get(start);
    if (!old || (!entities.length && !statements.length)) return;
    // Who is named is known when all is read; until then every source counts as one that is.
    const guessed = statements.map((statement) => ({ ...statement, speaker: statement.source ? 0 : null }));
    const [paragraph] = distribute(text, { ...NOTHING, entities, statements: guessed }, view && { ...view, wants: () => true }, [{ start, end }]);
    const made = paint(text, paragraph!);
    made.className = old.className;
    old.replaceWith(made);
    this.painted.delete(old);
    // Its statements get their numbers, and their speakers, when all is read.
    this.painted.set(made, { paragraph: { ...paragraph!, entityIndices: [], statementIndices: [] }, key: keyOf(text, paragraph!) });
    this.byStart.set(start, made);
    this.index = undefined;
  }

  /** Lights marks and quietens the rest; `DARK`: all are as they were. */
  light(lights: Lights): void {
    this.lights = lights;
    this.paintLights();
  }

  /** Hints at the statement under the pointer. */
  hint(statement: number | undefined): void {
    this.near.forEach((mark) => mark.classList.remove("near"));
    this.near = statement === undefined ? [] : (this.marksOf().statements.get(statement) ?? []);
    this.near.forEach((mark) => mark.classList.add("near"));
  }

  /** Where the lit mentions and statements begin, in the order of the text; without lights, where statements begin. */
  get stops(): HTMLElement[] {
    const { statements, entities } = this.marksOf();
    const lit = this.isLit;
    const first = (marks: HTMLElement[] | undefined): HTMLElement[] => marks?.slice(0, 1) ?? [];
    const said = lit ? [...this.lights.statements] : [...statements.keys()];
    // A mention that is a lit statement's source is no stop of its own.
    const named = [...this.lights.entities].flatMap((entity) => {
      const marks = entities.get(entity);
      return marks?.some((mark) => this.marked(mark).statements.some((statement) => this.lights.statements.has(statement))) ? [] : first(marks);
    });
    const stops = new Set([...said.flatMap((statement) => first(statements.get(statement))), ...named]);
    return this.marks.filter((mark) => stops.has(mark));
  }

  get isLit(): boolean {
    return this.lights.statements.size + this.lights.entities.size > 0;
  }

  /** What a mark marks. */
  marked(mark: HTMLElement): Marked {
    const own = mark.closest("p");
    const paragraph = own && this.painted.get(own)?.paragraph;
    const { entity, statements } = mark.dataset;
    return {
      entity: entity === undefined ? undefined : paragraph?.entityIndices[Number(entity)],
      statements: (statements?.split(" ") ?? []).flatMap((local) => paragraph?.statementIndices[Number(local)] ?? []),
    };
  }

  /** Where in the text a mark begins. */
  position(mark: HTMLElement): number {
    const own = mark.closest("p")!;
    let at = this.painted.get(own)?.paragraph.span.start ?? 0;
    for (let node = mark.previousSibling; node; node = node.previousSibling) at += node.textContent!.length;
    return at;
  }

  get marks(): HTMLElement[] {
    return [...this.element.querySelectorAll("mark")];
  }

  /** Makes a mark the one stop for the tab key; the arrow keys go on from there. */
  setStop(mark: HTMLElement): void {
    this.element.querySelectorAll("mark[tabindex]").forEach((old) => old.removeAttribute("tabindex"));
    mark.tabIndex = 0;
  }

  private setHeadline(): void {
    const [first, second] = this.element.querySelectorAll("p");
    this.element.querySelectorAll(".headline").forEach((old) => old !== first && old.classList.remove("headline"));
    const line = first?.textContent ?? "";
    first?.classList.toggle("headline", second !== undefined && line.length <= HEADLINE && !/[.!?…:;,]["”’»]?$/u.test(line));
  }

  private refresh(): void {
    this.index = undefined;
    const stops = this.element.querySelectorAll<HTMLElement>("mark[tabindex]");
    const stop = stops[0] ?? this.element.querySelector("mark");
    if (stop && stops.length !== 1) this.setStop(stop);
    this.near.forEach((mark) => mark.classList.remove("near"));
    this.near = [];
    this.paintLights();
  }

  private paintLights(): void {
    const { entities, statements } = this.lights;
    this.element.classList.toggle("lighting", this.isLit);
    this.element.querySelectorAll(".lit").forEach((mark) => mark.classList.remove("lit"));
    if (!this.isLit) return;
    const marks = this.marksOf();
    for (const entity of entities) marks.entities.get(entity)?.forEach((mark) => mark.classList.add("lit"));
    for (const statement of statements) marks.statements.get(statement)?.forEach((mark) => mark.classList.add("lit"));
  }

  private marksOf(): NonNullable<Article["index"]> {
    if (this.index) return this.index;
    const [statements, entities] = [new Map<number, HTMLElement[]>(), new Map<number, HTMLElement[]>()];
    for (const mark of this.marks) {
      const marked = this.marked(mark);
      marked.statements.forEach((statement) => add(statements, statement, mark));
      if (marked.entity !== undefined) add(entities, marked.entity, mark);
    }
    return (this.index = { statements, entities });
  }
}

function add<K>(map: Map<K, HTMLElement[]>, key: K, element: HTMLElement): void {
  const list = map.get(key);
  if (list) list.push(element);
  else map.set(key, [element]);
}

/** Gives every paragraph what is painted in it. */
function distribute(text: string, annotation: Annotation, view?: View, spans = paragraphs(text)): Paragraph[] {
  const off = view?.off ?? new Set();
  const reaching = annotation.statements.flatMap((statement, index) => {
    const shown = view && !view.wants(index) ? undefined : visible(statement, off);
    if (!shown) return [];
    const parts = [shown.cue, ...shown.content, ...(shown.source ? [shown.source] : [])];
    const reach = { start: Math.min(...parts.map(({ start }) => start)), end: Math.max(...parts.map(({ end }) => end)) };
    return [{ shown, index, reach }];
  });
  reaching.sort((a, b) => a.reach.start - b.reach.start);
  let [nextEntity, nextStatement] = [0, 0];
  let open: typeof reaching = [];
  return spans.map((span) => {
    const paragraph: Paragraph = { span, entities: [], entityIndices: [], statements: [], statementIndices: [] };
    for (let entity; (entity = annotation.entities[nextEntity]) && entity.start < span.end; nextEntity++) {
      if (entity.end <= span.start || off.has(entity.label)) continue;
      paragraph.entities.push(entity);
      paragraph.entityIndices.push(nextEntity);
    }
    for (let one; (one = reaching[nextStatement]) && one.reach.start < span.end; nextStatement++) open.push(one);
    open = open.filter(({ reach }) => reach.end > span.start);
    const here = open.filter(({ shown }) => [shown.cue, ...shown.content, ...(shown.source ? [shown.source] : [])].some(({ start, end }) => start < span.end && span.start < end));
    for (const { shown, index } of here.sort((a, b) => a.index - b.index)) {
      paragraph.statements.push(clipped(shown, span));
      paragraph.statementIndices.push(index);
    }
    return paragraph;
  });
}

/** The statement without the contents that stand in other paragraphs. */
function clipped(statement: Statement, { start, end }: Span): Statement {
  const content = statement.content.filter((part) => part.start < end && start < part.end);
  return content.length === statement.content.length ? statement : { ...statement, content };
}

/** Makes the element's children these, and touches only those between the first and the last that differ. */
function replace(element: HTMLElement, wanted: (HTMLElement | string)[]): void {
  const children = element.childNodes;
  const same = (node: Node | undefined, want: HTMLElement | string | undefined): boolean =>
    node !== undefined && (typeof want === "string" ? node instanceof Text && node.data === want : node === want);
  let head = 0;
  while (head < wanted.length && same(children[head], wanted[head])) head++;
  let tail = 0;
  while (tail < wanted.length - head && tail < children.length - head && same(children[children.length - 1 - tail], wanted.at(-1 - tail))) tail++;
  const range = document.createRange();
  range.setStart(element, head);
  range.setEnd(element, children.length - tail);
  range.deleteContents();
  const fragment = document.createDocumentFragment();
  fragment.append(...wanted.slice(head, wanted.length - tail));
  range.insertNode(fragment);
}

/** The same annotation for a text that was edited: spans move with their words, and those whose border was edited go. `kept`: which statements stayed. */
export function carry(annotation: Annotation, before: string, after: string): { annotation: Annotation; kept: number[] } {
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
  const kept: number[] = [];
  const carried = {
    ...annotation,
    entities: annotation.entities.flatMap(move),
    statements: annotation.statements.flatMap((statement, index) => {
      const [cue] = move(statement.cue);
      const [source] = statement.source ? move(statement.source) : [null];
      const content = statement.content.flatMap(move);
      if (!cue || source === undefined || !content.length) return [];
      kept.push(index);
      return [{ ...statement, cue, source, content }];
    }),
  };
  return { annotation: carried, kept };
}
