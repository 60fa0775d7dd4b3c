/** The legend: what is marked, how often, and a switch for each kind. */

import type { Annotation, Label } from "../js/newsmark.js";
import { button, make } from "./dom.js";
import { LABELS } from "./names.js";

interface Entry {
  /** The article gets the class `off-` and this when the kind is switched off. */
  key: string;
  name: string;
  classes: string;
  count: number;
}

export class Legend {
  private readonly off = new Set<string>();

  constructor(
    private readonly element: HTMLElement,
    private readonly article: HTMLElement,
  ) {}

  show({ entities, statements }: Annotation): void {
    const ofKind = (kind: string): number => statements.filter((statement) => statement.kind === kind).length;
    const parts: Entry[] = [
      { key: "source", name: "Source", classes: "nm-source", count: statements.filter(({ source }) => source).length },
      { key: "cue", name: "Cue", classes: "nm-cue", count: statements.length },
      { key: "direct", name: "Direct quote", classes: "nm-content nm-direct", count: ofKind("direct") },
      { key: "mixed", name: "Partly quoted", classes: "nm-content nm-mixed", count: ofKind("mixed") },
      { key: "indirect", name: "Paraphrase", classes: "nm-content nm-indirect", count: ofKind("indirect") },
    ];
    const names: Entry[] = (Object.keys(LABELS) as Label[]).map((label) => ({
      key: label,
      name: LABELS[label],
      classes: `nm-entity nm-${label}`,
      count: entities.filter((entity) => entity.label === label).length,
    }));
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.kind : undefined;
    this.element.replaceChildren(this.row("Statements", parts), this.row("Names", names));
    if (focused) this.element.querySelector<HTMLElement>(`[data-kind="${focused}"]`)?.focus();
  }

  /** Shows nothing, until an article is read. */
  clear(): void {
    this.element.replaceChildren();
  }

  private row(title: string, entries: Entry[]): HTMLElement {
    const present = entries.filter((entry) => entry.count > 0);
    const row = make("div", "legend-row", make("span", "caption", title), make("div", "kinds", ...present.map((entry) => this.entry(entry))));
    row.hidden = present.length === 0;
    return row;
  }

  private entry({ key, name, classes, count }: Entry): HTMLElement {
    const element = button("kind", () => this.toggle(key, element), make("span", `nm ${classes}`, name), ` ${count}`);
    element.dataset.kind = key;
    element.title = `Show or hide: ${name}`;
    element.setAttribute("aria-pressed", String(!this.off.has(key)));
    return element;
  }

  private toggle(key: string, element: HTMLElement): void {
    if (!this.off.delete(key)) this.off.add(key);
    const on = !this.off.has(key);
    element.setAttribute("aria-pressed", String(on));
    this.article.classList.toggle(`off-${key}`, !on);
  }
}
