/** The legend: what is marked, how often, and a switch for each kind. */

import type { Annotation } from "../../js/newsmark.js";
import { button, make } from "./dom.js";
import { NAMES, PARTS, type Marking } from "./names.js";
import { sortOf } from "./voices.js";

interface Entry extends Marking {
  count: number;
}

export class Legend {
  private annotation: Annotation | undefined;

  /** `off` is changed in place; `onChange` is called afterwards. */
  constructor(
    private readonly element: HTMLElement,
    private readonly off: Set<string>,
    private readonly onChange: () => void,
  ) {}

  show(annotation: Annotation): void {
    this.annotation = annotation;
    const { entities, statements } = annotation;
    const ofSort = (sort: string): number => statements.filter((statement) => sortOf(statement) === sort).length;
    const ofKind = (kind: string): number => statements.filter((statement) => statement.kind === kind).length;
    // A key that is no sort of source is a kind of statement.
    const ofPart = (key: string): number => (key === "cue" ? ofSort("named") + ofSort("unnamed") : ofSort(key) || ofKind(key));
    const parts = PARTS.map((part) => ({ ...part, count: ofPart(part.key) }));
    const names = NAMES.map((name) => ({ ...name, count: entities.filter(({ label }) => label === name.key).length }));
    const focused = this.element.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.kind : undefined;
    this.element.replaceChildren(this.row("Statements", parts), this.row("Names", names));
    this.element.style.minHeight = "";
    if (focused) this.element.querySelector<HTMLElement>(`[data-kind="${focused}"]`)?.focus();
  }

  /** Shows nothing, until an article is read. */
  clear(): void {
    this.annotation = undefined;
    // What stands below stays where it is.
    if (this.element.childElementCount) this.element.style.minHeight = `${this.element.offsetHeight}px`;
    this.element.replaceChildren();
  }

  private row(title: string, entries: Entry[]): HTMLElement {
    const present = entries.filter((entry) => entry.count > 0);
    const keys = present.map(({ key }) => key);
    const on = keys.some((key) => !this.off.has(key));
    const all = button("kind all", () => this.toggle(on ? keys.filter((key) => !this.off.has(key)) : keys), title);
    all.dataset.kind = title;
    all.title = `${on ? "Hide" : "Show"} all ${title.toLowerCase()}`;
    all.setAttribute("aria-pressed", String(on));
    const row = make("div", "legend-row", all, make("div", "kinds", ...present.map((entry) => this.entry(entry))));
    row.hidden = present.length === 0;
    return row;
  }

  private entry({ key, name, classes, count }: Entry): HTMLElement {
    const element = button("kind", () => this.toggle([key]), make("span", `nm ${classes}`, name), make("span", "count", ` ${count}`));
    element.dataset.kind = key;
    element.title = this.off.has(key) ? `Show: ${name}` : `Hide: ${name}`;
    element.setAttribute("aria-pressed", String(!this.off.has(key)));
    return element;
  }

  private toggle(keys: string[]): void {
    for (const key of keys) if (!this.off.delete(key)) this.off.add(key);
    if (this.annotation) this.show(this.annotation);
    this.onChange();
  }
}
