/** Which statements are wanted: by how they are given, and by what their cue does. */

import type { Annotation } from "../../js/newsmark.js";
import { button, make, unseen } from "./dom.js";
import { FAMILIES, familyOf, type Family } from "./families.js";
import { KINDS } from "./names.js";

type Kind = keyof typeof KINDS;
type Key = Kind | Family;

export class Filter {
  readonly element = make("div", "filter");
  /** Of each group nothing pressed means everything. */
  private readonly pressed = new Set<Key>();
  private statements: { kind: Kind; family: Family }[] = [];

  constructor(private readonly onChange: () => void) {}

  show(text: string, { statements }: Annotation): void {
    this.statements = statements.map(({ kind, cue, content }) => ({ kind, family: familyOf(text, cue, content) }));
    this.paint();
  }

  clear(): void {
    this.statements = [];
    this.pressed.clear();
    this.element.replaceChildren();
  }

  get isOn(): boolean {
    return this.pressed.size > 0;
  }

  /** Whether the statement with this index is wanted. */
  wants(index: number): boolean {
    const statement = this.statements[index];
    return statement !== undefined && this.admits("kind", statement.kind) && this.admits("family", statement.family);
  }

  private admits(group: "kind" | "family", key: Key): boolean {
    const own: readonly Key[] = group === "kind" ? (Object.keys(KINDS) as Kind[]) : FAMILIES;
    return this.pressed.has(key) || !own.some((other) => this.pressed.has(other));
  }

  private paint(): void {
    const focused = this.element.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.key : undefined;
    const kinds = (Object.keys(KINDS) as Kind[]).map((key) => this.chip("kind", key, KINDS[key]));
    const families = FAMILIES.map((key) => this.chip("family", key, key));
    const rows = this.statements.length ? [row("How it is given", kinds), row("What they do", families)] : [];
    this.element.replaceChildren(...rows, ...(this.isOn ? [this.clearing()] : []));
    if (focused) this.element.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
  }

  /** The button that wants everything again. */
  private clearing(): HTMLElement {
    return button("quiet small clear", () => {
      this.pressed.clear();
      this.paint();
      this.element.querySelector<HTMLElement>(".chip:not([hidden])")?.focus();
      this.onChange();
    }, "Clear", unseen(" the filter"));
  }

  /** The number is of what the other group lets through: so many there would be. */
  private chip(group: "kind" | "family", key: Key, name: string): HTMLElement {
    const own = this.statements.filter((statement) => statement[group] === key);
    const number = own.filter((statement) => (group === "kind" ? this.admits("family", statement.family) : this.admits("kind", statement.kind))).length;
    const element = button("chip", () => {
      if (!this.pressed.delete(key)) this.pressed.add(key);
      this.paint();
      this.onChange();
    }, name, make("span", "count", ` ${number}`));
    element.dataset.key = key;
    const on = this.pressed.has(key);
    element.hidden = own.length === 0 && !on;
    element.setAttribute("aria-pressed", String(on));
    return element;
  }
}

function row(title: string, chips: HTMLElement[]): HTMLElement {
  const caption = make("span", "caption", title);
  // The group's label says it.
  caption.ariaHidden = "true";
  const element = make("div", "filter-row", caption, ...chips);
  element.setAttribute("role", "group");
  element.ariaLabel = `Only statements of a kind: ${title.toLowerCase()}`;
  return element;
}
