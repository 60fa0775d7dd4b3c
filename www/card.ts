/** The card beside a mark: what it is, whom it means, how sure the reading is. */

import type { Annotation } from "../js/newsmark.js";
import { element } from "./dom.js";
import { NAMES } from "./legend.js";

const percent = (confidence: number): string => `${Math.round(100 * confidence)} % sure`;

export function card(box: HTMLElement, article: HTMLElement, current: () => { text: string; annotation: Annotation } | undefined): void {
  const show = ({ target }: Event): void => {
    const mark = target instanceof Element ? target.closest<HTMLElement>("mark") : null;
    const read = current();
    if (!mark || !read) return hide();
    box.replaceChildren(...lines(mark, read.text, read.annotation));
    box.hidden = box.childElementCount === 0;
    const place = mark.getClientRects()[0];
    if (!place) return;
    const left = Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 12);
    const below = place.bottom + 8 + box.offsetHeight < innerHeight;
    box.style.left = `${Math.max(12, left) + scrollX}px`;
    box.style.top = `${(below ? place.bottom + 8 : place.top - box.offsetHeight - 8) + scrollY}px`;
  };
  const hide = (): void => {
    box.hidden = true;
  };
  article.addEventListener("pointerover", show);
  article.addEventListener("pointerleave", hide);
  article.addEventListener("focusin", show);
  article.addEventListener("focusout", hide);
  addEventListener("keydown", ({ key }) => key === "Escape" && hide());
}

function lines(mark: HTMLElement, text: string, { entities, statements, referents }: Annotation): HTMLElement[] {
  const out: HTMLElement[] = [];
  const entity = entities[Number(mark.dataset["entity"] ?? "-1")];
  if (entity) {
    const name = referents[entity.referent]?.name ?? text.slice(entity.start, entity.end);
    out.push(element("p", {}, element("strong", {}, name), " ", element("span", { className: "kind" }, `${NAMES[entity.label]} · ${percent(entity.confidence)}`)));
  }
  for (const index of (mark.dataset["statements"] ?? "").split(" ").filter(Boolean)) {
    const statement = statements[Number(index)];
    if (!statement) continue;
    const { source, speaker, cue, kind, confidence } = statement;
    const words = source ? text.slice(source.start, source.end) : "No source given";
    const name = speaker === null ? undefined : referents[speaker]?.name;
    const who = name && name !== words ? `${words} (${name})` : words;
    out.push(
      element("p", {}, element("strong", {}, who), " ", element("em", {}, text.slice(cue.start, cue.end)), " ",
        element("span", { className: "kind" }, `${kind} statement · ${percent(confidence)}`)),
    );
  }
  return out;
}
