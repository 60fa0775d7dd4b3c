/** Marks in a page: text nodes and `<mark>` elements, or custom highlights, which leave the page as it is. Never HTML. */

import { checkUnit, classes, isPlain, partsOf, segments, type Painted, type Role, type Segment } from "../segments.js";
import { highlightStyles, markStyles } from "../styles.js";
import type { Annotation, Label, Span } from "../types.js";
import { highlightName, painting, type NamedSpan } from "./ranges.js";
import { adopt } from "./sheets.js";
import { textOf, type TextMap, type TextPart } from "./text.js";

/** What can be marked: entities by label, sources and cues, and content by the kind of its statement. */
export type MarkKind = Label | "source" | "cue" | "direct" | "mixed" | "indirect";

/** How marks are made. */
export interface HighlightOptions {
  /**
   * `"marks"` puts `<mark>` elements around the text. `"highlights"` uses the CSS Custom Highlight API and leaves the DOM alone; it
   * throws where the browser lacks that. By default highlights where there are any, marks elsewhere.
   */
  using?: "marks" | "highlights";
  /** The map of the text that was annotated, from `textOf(element)`. By default the element is read again, and must be as it was. */
  map?: TextMap;
  /** What to mark; by default everything. */
  kinds?: Iterable<MarkKind>;
  /** Entities and statements that the reading is less sure of, from 0 to 1, are not marked. */
  confidence?: number;
  /** Whether to bring the style sheet along; by default yes. The page's elements are not touched by it: it is an adopted style sheet. */
  styles?: boolean;
}

/** Marks that were made. */
export interface Highlighted {
  /** How they were made. */
  readonly using: "marks" | "highlights";
  /**
   * Takes them away: nodes, highlights and style sheets are as they were. Where the page was changed meanwhile, or another call has marked the same
   * words and is not restored yet, only the `<mark>`s go, and the text stays as it is now.
   */
  restore(): void;
}

/**
 * Marks what an annotation says of an element's text. Marks have the classes `nm`, `nm-entity`, `nm-PERSON` and so on, and in `data-entity` and
 * `data-statements` the indices of what they mark; `nm-unnamed` says that the text does not name the source, `nm-none` that it gives none. Highlights are
 * called `newsmark-PERSON`, `newsmark-source` and so on, with `newsmark-source-unnamed`, `newsmark-cue-sourceless` and, for what such sources say,
 * `newsmark-direct-unnamed` and so on; other highlights of the page, even other calls' ranges, stay untouched.
 *
 * @param element - The element whose text, as `textOf(element)` gives it, was annotated.
 * @param annotation - What `annotate` said, or a paragraph as it comes.
 * @param options - Marks or highlights, and which.
 * @returns A handle that puts everything back.
 */
export function highlight(element: Element, annotation: Annotation | Painted, options: HighlightOptions = {}): Highlighted {
  const { map = textOf(element).map, kinds, confidence = 0, styles = true } = options;
  const registry = registryOf(element);
  const using = options.using ?? (registry ? "highlights" : "marks");
  const wanted = kinds && new Set<string>(kinds);
  const painted = choose(whole(annotation), confidence, wanted);
  if (using === "highlights" && !registry) throw new Error("this browser has no custom highlights: use marks");
  const undo = using === "highlights" ? paint(map, painted, styles) : mark(map, painted, styles);
  return {
    using,
    restore: () => {
      for (const step of undo.splice(0)) step();
    },
  };
}

/** The annotation, if its offsets are those of strings. Of a paragraph it is not known yet whom it names: every source counts as one that is. */
function whole(annotation: Annotation | Painted): Painted {
  if ("unit" in annotation) {
    checkUnit(annotation);
    return annotation;
  }
  const statements = annotation.statements.map((statement) => ({ ...statement, speaker: statement.source ? 0 : null }));
  return { ...annotation, statements };
}

/** What is to be painted, under the indices of the annotation. */
interface Chosen {
  annotation: Painted;
  entity: (index: number) => boolean;
  role: (role: Role) => boolean;
}

function choose(annotation: Painted, confidence: number, wanted: ReadonlySet<string> | undefined): Chosen {
  const { entities, statements } = annotation;
  const has = (kind: string): boolean => !wanted || wanted.has(kind);
  return {
    annotation,
    entity: (index) => entities[index]!.confidence >= confidence && has(entities[index]!.label),
    role({ statement: index, part }) {
      const statement = statements[index]!;
      return statement.confidence >= confidence && has(part === "content" ? statement.kind : part);
    },
  };
}

/** The segments of an annotation, with what is not wanted left out. */
function chosenSegments({ annotation, entity, role }: Chosen): Segment[] {
  return segments(reach(annotation), annotation)
    .map((segment) => ({
      ...segment,
      entity: segment.entity !== undefined && entity(segment.entity) ? segment.entity : undefined,
      roles: segment.roles.filter(role),
    }))
    .filter((segment) => !isPlain(segment));
}

/** From the first thing that is marked to the last. */
function reach({ entities, statements }: Painted): Span {
  let [start, end] = [Infinity, 0];
  for (const span of [...entities, ...statements.flatMap((statement) => partsOf(statement).map(({ span }) => span))]) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start: Math.min(start, end), end };
}

// Marks

function mark(map: TextMap, chosen: Chosen, styles: boolean): (() => void)[] {
  const byNode = new Map<Text, { part: TextPart; segment: Segment }[]>();
  for (const segment of chosenSegments(chosen)) {
    for (const part of map.parts(segment)) {
      const own = byNode.get(part.node);
      if (own) own.push({ part, segment });
      else byNode.set(part.node, [{ part, segment }]);
    }
  }
  const nodes = [...byNode].filter(([node]) => node.parentNode);
  // The element may hold shadow roots, each with its own style sheets.
  const roots = new Set(styles ? nodes.map(([node]) => node.getRootNode()) : []);
  const unstyle = [...roots].map((root) => adopt(root, markStyles));
  const unmark = nodes.map(([node, parts]) => {
    const { data } = node;
    const made = pieces(node, parts, chosen.annotation);
    node.replaceWith(...made);
    return () => putBack(node, data, made);
  });
  return [...unmark, ...unstyle];
}

/** Puts the text node back in the place of what was made of it, if all of that is as it was made; otherwise only unwraps the marks. */
function putBack(node: Text, data: string, made: readonly (Text | HTMLElement)[]): void {
  let at = 0;
  const untouched = (piece: Text | HTMLElement, i: number): boolean => {
    const next = made[i + 1];
    const words = "data" in piece ? piece : piece.childNodes.length === 1 ? piece.firstChild! : undefined;
    const length = words?.nodeType === 3 /* Node.TEXT_NODE */ ? (words as Text).length : 0;
    const same = length > 0 && (words as Text).data === data.slice(at, (at += length));
    return same && piece.parentNode !== null && (!next || piece.nextSibling === next);
  };
  if (!node.parentNode && made.every(untouched) && at === data.length) {
    made[0]!.replaceWith(node);
    for (const piece of made) piece.remove();
    return;
  }
  for (const piece of made) {
    if (!("data" in piece)) piece.replaceWith(...piece.childNodes);
  }
}

/** A text node cut into text and marks. */
function pieces(node: Text, parts: readonly { part: TextPart; segment: Segment }[], annotation: Painted): (Text | HTMLElement)[] {
  const document = node.ownerDocument;
  const out: (Text | HTMLElement)[] = [];
  let at = 0;
  const plain = (to: number): void => {
    if (at < to) out.push(document.createTextNode(node.data.slice(at, to)));
  };
  for (const { part, segment } of parts) {
    plain(part.start);
    const mark = document.createElement("mark");
    mark.className = classes(segment, annotation);
    if (segment.entity !== undefined) mark.dataset.entity = String(segment.entity);
    if (segment.roles.length) mark.dataset.statements = segment.roles.map(({ statement }) => statement).join(" ");
    mark.append(document.createTextNode(node.data.slice(part.start, part.end)));
    out.push(mark);
    at = part.end;
  }
  plain(node.data.length);
  return out;
}

// Highlights

function registryOf(element: Element): HighlightRegistry | undefined {
  const view = element.ownerDocument.defaultView;
  return view && "Highlight" in view ? view.CSS.highlights : undefined;
}

function paint(map: TextMap, chosen: Chosen, styles: boolean): (() => void)[] {
  const undo: (() => void)[] = [];
  const steps = painting(spansOf(chosen), map, styles ? highlightStyles : undefined, {
    add: (...range) => undo.push(put(...range)),
    adopted: (takeAway) => undo.push(takeAway),
  });
  while (!steps.next().done);
  return undo;
}

/** Adds a range to a highlight that calls share, and returns what takes it out again. */
function put(view: Window & typeof globalThis, name: string, priority: number, range: StaticRange): () => void {
  const registry = view.CSS.highlights;
  const highlight = registry.get(name) ?? new view.Highlight();
  if (!registry.has(name)) {
    highlight.priority = priority;
    registry.set(name, highlight);
  }
  highlight.add(range);
  return () => {
    highlight.delete(range);
    if (highlight.size === 0 && registry.get(name) === highlight) registry.delete(name);
  };
}

/** The stretches of text that highlights hold, under the names of these. */
function spansOf(chosen: Chosen): NamedSpan[] {
  const { entities, statements } = chosen.annotation;
  const spans: NamedSpan[] = [];
  entities.forEach((entity, i) => {
    if (chosen.entity(i)) spans.push([entity.label, entity]);
  });
  statements.forEach((statement, i) => {
    for (const { span, part } of partsOf(statement)) {
      if (chosen.role({ statement: i, part })) spans.push([highlightName(statement, part), span]);
    }
  });
  // Ranges of one highlight do not show where they overlap.
  for (const segment of chosenSegments(chosen)) {
    if (segment.roles.filter(({ part }) => part === "content").length > 1) spans.push(["nested", segment]);
  }
  return spans;
}

/**
 * Everything that an annotation has for custom highlights.
 *
 * @internal
 */
export const namedSpans = (annotation: Annotation | Painted): NamedSpan[] => spansOf(choose(whole(annotation), 0, undefined));
