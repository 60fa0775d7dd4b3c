/** "Who says what": how much of the article is somebody's claim, and every source with its statements. Page and extension show the same. */

import type { Annotation, Span } from "../../js/newsmark.js";
import { button, count, make, percent, svg, unseen } from "./dom.js";
import { Filter } from "./filter.js";
import { KINDS, speakerName } from "./names.js";
import { outer, places, sortOf, summary, survey, type Sort, type Survey, type Voice } from "./voices.js";

/** More voices than these are shown on request. */
const MANY = 40;

/** So many voices show their statements from the start; the others when they are opened. */
const OPEN = 3;

const GROUPS: Record<Sort, string> = { named: "Named", unnamed: "Unnamed", none: "Nobody in particular" };

/** What a click asks for: these statements, and the mentions of whom they are by. */
export interface Picked {
  name: string;
  referent: number | undefined;
  statements: number[];
}

export class Panel {
  /** Which statements are wanted. */
  readonly filter: Filter;
  private readonly title = make("p", "summary");
  private readonly chart = make("div", "chart");
  private readonly list = make("div", "speakers");
  private text = "";
  private annotation: Annotation | undefined;
  private around: (number | undefined)[] = [];
  /** What the reader opened or closed. */
  private readonly opened = new Map<string, boolean>();
  private lit: ReadonlySet<number> = new Set();
  private all = false;
  /** What paper takes the place of. */
  private folded: { nodes: Node[]; focused: HTMLElement | undefined } | undefined;

  /** `overview` gets the article in a sentence and a bar, `element` the voices. `onFilter` is called when other statements are wanted than before. */
  constructor(
    overview: HTMLElement,
    element: HTMLElement,
    private readonly onPick: (picked: Picked) => void,
    onFilter: () => void,
  ) {
    this.filter = new Filter(() => {
      this.list.replaceChildren(...this.groups());
      this.light(this.lit);
      onFilter();
    });
    overview.replaceChildren(this.title, this.chart);
    element.replaceChildren(this.filter.element, this.list);
  }

  show(text: string, annotation: Annotation): void {
    [this.text, this.annotation] = [text, annotation];
    this.folded = undefined;
    this.around = outer(annotation);
    const whole = survey(text, annotation);
    this.title.textContent = text.trim() ? summary(whole) : "Nothing to read yet.";
    this.chart.replaceChildren(...(whole.voices.length ? composition(whole) : []));
    this.filter.show(text, annotation);
    this.list.replaceChildren(...this.groups());
    this.light(this.lit);
  }

  /** Shows nothing, until an article is read. */
  clear(): void {
    this.annotation = undefined;
    this.folded = undefined;
    this.all = false;
    this.opened.clear();
    this.title.textContent = "";
    this.filter.clear();
    for (const element of [this.chart, this.list]) element.replaceChildren();
  }

  /** Shows which statements are lit in the article. */
  light(lit: ReadonlySet<number>): void {
    this.lit = lit;
    for (const element of this.list.querySelectorAll<HTMLElement>("[data-statements]")) {
      const own = element.dataset.statements!.split(" ").map(Number);
      const whole = lit.size > 0 && own.every((statement) => lit.has(statement));
      element.setAttribute("aria-pressed", String(element.classList.contains("speaker") ? whole && own.length === lit.size : whole));
    }
  }

  /** Shows every voice with every statement: for paper. `fold` brings back what was there. */
  unfold(): void {
    const { activeElement } = document;
    this.folded ??= {
      nodes: [...this.list.childNodes],
      focused: activeElement instanceof HTMLElement && this.list.contains(activeElement) ? activeElement : undefined,
    };
    const { all } = this;
    this.all = true;
    this.list.replaceChildren(...this.groups());
    this.all = all;
    this.list.querySelectorAll("details").forEach((details) => (details.open = true));
    this.list.querySelectorAll<HTMLElement>("details").forEach((details) => details.dispatchEvent(new Event("toggle")));
    this.light(this.lit);
  }

  fold(): void {
    if (!this.folded) return;
    const { nodes, focused } = this.folded;
    this.folded = undefined;
    this.list.replaceChildren(...nodes);
    focused?.focus({ preventScroll: true });
    this.light(this.lit);
  }

  private groups(): HTMLElement[] {
    if (!this.annotation) return [];
    const annotation = this.annotation;
    const { voices } = survey(this.text, annotation, (index) => this.filter.wants(index));
    if (!voices.length) return annotation.statements.length ? [make("p", "note", "No statement is of this kind.")] : [];
    const most = Math.max(...voices.map(({ share }) => share));
    const shown = this.all ? voices : voices.slice(0, MANY);
    const open = new Set(voices.slice(0, OPEN).map(({ key }) => key));
    const groups = (["named", "unnamed", "none"] as const).flatMap((sort) => {
      const own = shown.filter((voice) => voice.sort === sort);
      if (!own.length) return [];
      const number = voices.filter((voice) => voice.sort === sort).length;
      const heading = make("h3", "group", GROUPS[sort], ...(sort === "none" ? [] : [make("span", "count", ` ${number}`)]));
      const items = own.map((voice) => make("li", `voice ${sort}`, ...this.voice(voice, most, open.has(voice.key))));
      return [make("section", "", heading, make("ul", "", ...items))];
    });
    const more = voices.length - shown.length;
    if (more) {
      const show = button("quiet", () => {
        this.all = true;
        this.list.replaceChildren(...this.groups());
        this.light(this.lit);
        this.list.querySelectorAll<HTMLElement>(".speaker")[MANY]?.focus();
      }, `Show ${count(more, "more source")}`);
      groups.push(show);
    }
    return groups;
  }

  private voice(voice: Voice, most: number, open: boolean): Node[] {
    const { name, referent, statements, share, label, sort } = voice;
    const dot = make("span", `dot nm-${label ?? sort}`);
    const speaker = this.picker("speaker", { name, referent, statements }, dot, make("span", "name", name),
      make("span", "share", percent(share), unseen(" of what is said")));
    const heading = make("h4", "", speaker);
    heading.dir = "auto";
    const details = make("details", "said", make("summary", "", count(statements.length, "statement")));
    const fill = (): void => {
      if (details.open && details.childElementCount === 1) {
        details.append(make("ol", "quotes", ...statements.map((index) => make("li", "", this.quote(index)))));
        this.light(this.lit);
      }
    };
    details.addEventListener("toggle", fill);
    details.querySelector("summary")!.addEventListener("click", () => this.opened.set(voice.key, !details.open));
    details.open = this.opened.get(voice.key) ?? open;
    fill();
    const bar = make("span", "bar");
    bar.style.inlineSize = `${(most ? share / most : 0) * 100}%`;
    const measure = make("div", "measure", make("span", "track", bar), strip(places(this.text, this.annotation!, voice)));
    measure.ariaHidden = "true";
    return [heading, measure, details];
  }

  private quote(index: number): HTMLElement {
    const annotation = this.annotation!;
    const statement = annotation.statements[index]!;
    const slice = ({ start, end }: Span): string => this.text.slice(start, end);
    const name = speakerName(this.text, annotation, statement);
    const around = this.around[index];
    const outside = around === undefined ? undefined : annotation.statements[around];
    const what = make("span", "what", statement.content.map(slice).join(" … "));
    return this.picker(
      `quote ${statement.kind}`,
      { name, referent: undefined, statements: [index] },
      what,
      make("span", "how", make("span", "cue", slice(statement.cue)), ` · ${KINDS[statement.kind].toLowerCase()}`),
      ...(outside ? [make("span", "within", sortOf(outside) === "none" ? "inside another statement" : `inside what ${speakerName(this.text, annotation, outside)} says`)] : []),
    );
  }

  private picker(className: string, picked: Picked, ...children: Node[]): HTMLButtonElement {
    const element = button(className, () => this.onPick(picked), ...children);
    element.dataset.statements = picked.statements.join(" ");
    element.setAttribute("aria-pressed", "false");
    return element;
  }
}

/** How much of the article is whose: a bar, and the same in words. */
function composition({ words, attributed }: Survey): HTMLElement[] {
  const { named, unnamed, none } = attributed;
  const parts = [
    { kind: "named", name: "named sources", words: named },
    { kind: "unnamed", name: "unnamed", words: unnamed },
    { kind: "none", name: "no source", words: none },
    { kind: "own", name: "the article itself", words: words - named - unnamed - none },
  ].filter((part) => part.words > 0);
  const bar = make("div", "composition");
  bar.ariaHidden = "true";
  for (const part of parts) {
    const piece = make("span", `piece ${part.kind}`);
    piece.style.flexGrow = String(part.words);
    bar.append(piece);
  }
  const items = parts.map((part) => make("li", "", make("span", `swatch piece ${part.kind}`), `${part.name} ${percent(part.words / words)}`));
  const list = make("ul", "composition-key", ...items);
  list.ariaLabel = "Whose words the article is made of";
  return [bar, list];
}

/** Where in the article someone is heard, from its beginning to its end. */
function strip(places: Span[]): SVGElement {
  const WIDTH = 1000;
  // A word in a long article would be too thin to see.
  const path = places.map(({ start, end }) => `M${(start * WIDTH).toFixed(1)} 0h${Math.max((end - start) * WIDTH, 5).toFixed(1)}v10H${(start * WIDTH).toFixed(1)}z`);
  return svg("svg", { class: "strip", viewBox: `0 0 ${WIDTH} 10`, preserveAspectRatio: "none" }, svg("path", { d: path.join("") }));
}
