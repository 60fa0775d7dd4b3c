/** The card beside a mark: what it is, whom it means, how sure the reading is. */

import type { Annotation } from "../js/newsmark.js";
import type { Article } from "./article.js";
import { facts } from "./panel/facts.js";

/** Pixels between mark and card, and between card and window. */
const GAP = 6;

/** Milliseconds in which a pointer can go from the mark to the card. */
const PATIENCE = 180;

export class Card {
  private mark: HTMLElement | undefined;
  private leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly article: Article,
  ) {
    // Who goes on to the card, to read it enlarged or to copy from it, keeps it.
    element.addEventListener("pointerenter", () => clearTimeout(this.leaving));
    element.addEventListener("pointerleave", ({ pointerType }) => pointerType !== "touch" && this.leave());
  }

  get isShown(): boolean {
    return this.mark !== undefined;
  }

  show(mark: HTMLElement, text: string, annotation: Annotation): void {
    clearTimeout(this.leaving);
    if (this.mark === mark) return;
    this.hide();
    const { entity, statements } = this.article.marked(mark);
    const rows = facts(text, annotation, { entity, statements, at: this.article.position(mark) });
    if (!rows.length) return;
    this.element.replaceChildren(...rows);
    this.element.hidden = false;
    this.mark = mark;
    mark.setAttribute("aria-describedby", this.element.id);
    // At its old place it may be narrower than it can be.
    this.element.style.left = this.element.style.top = "0";
    // A mark may run over two lines; the card stands at its first.
    const at = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const own = this.element.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(at.left, width - own.width - GAP));
    const above = at.top - own.height - GAP;
    this.element.style.left = `${left + scrollX}px`;
    this.element.style.top = `${(above > GAP ? above : mark.getBoundingClientRect().bottom + GAP) + scrollY}px`;
  }

  /** Hides the card soon, unless the pointer comes to it or to another mark. */
  leave(): void {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.hide(), PATIENCE);
  }

  hide(): void {
    clearTimeout(this.leaving);
    this.mark?.removeAttribute("aria-describedby");
    this.mark = undefined;
    this.element.hidden = true;
  }
}
