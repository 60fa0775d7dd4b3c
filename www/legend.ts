/** The legend: every kind that was found with its number, each a switch. */

import type { Annotation, Label } from "../js/newsmark.js";
import { element } from "./dom.js";

export const NAMES: Record<Label, string> = {
  PERSON: "Person",
  NORP: "People or party",
  ORG: "Organisation",
  GPE: "Country or city",
  LOC: "Region",
  FAC: "Building or site",
  EVENT: "Event",
  WORK_OF_ART: "Work",
  LAW: "Law",
  PRODUCT: "Product",
  LANGUAGE: "Language",
  DATE: "Date",
  TIME: "Time",
  MONEY: "Money",
  PERCENT: "Per cent",
  QUANTITY: "Quantity",
  ORDINAL: "Ordinal",
  CARDINAL: "Number",
};

const ROLES = { source: "Source", cue: "Cue", content: "Content" };

/** Numbers are many and say little at first sight: they start switched off. */
const hidden = new Set<string>(["ORDINAL", "CARDINAL", "QUANTITY"]);

export function legend(box: HTMLElement, article: HTMLElement, { entities, statements }: Annotation): void {
  const counts = new Map<Label, number>();
  for (const { label } of entities) counts.set(label, (counts.get(label) ?? 0) + 1);
  const roles = element("div", { className: "kinds" });
  for (const [role, name] of Object.entries(ROLES)) {
    const count = statements.filter((s) => role !== "source" || s.source).length;
    roles.append(toggle(article, role, element("span", { className: `line nm-${role}` }, name), count));
  }
  const labels = element("div", { className: "kinds" });
  for (const label of Object.keys(NAMES) as Label[]) {
    const count = counts.get(label);
    if (count) labels.append(toggle(article, label, NAMES[label], count));
  }
  box.replaceChildren(roles, labels);
}

function toggle(article: HTMLElement, kind: string, name: Node | string, count: number): HTMLElement {
  const button = element("button", { type: "button", className: `swatch-${kind}`, data: { kind } }, name, element("span", { className: "count" }, String(count)));
  const show = (): void => {
    const off = hidden.has(kind);
    button.setAttribute("aria-pressed", String(!off));
    article.classList.toggle(`off-${kind}`, off);
  };
  button.addEventListener("click", () => {
    if (!hidden.delete(kind)) hidden.add(kind);
    show();
  });
  show();
  return button;
}
