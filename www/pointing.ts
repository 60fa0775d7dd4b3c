/** Pointer and keyboard on the article: cards, lights, and the way from mark to mark. */

import type { Annotation } from "../js/newsmark.js";
import type { Article } from "./article.js";
import type { Card } from "./card.js";
import { byId } from "./element.js";
import type { pickedBy, Spotlight } from "./spotlight.js";

interface Parts {
  article: Article;
  card: Card;
  spotlight: Spotlight;
  current: () => { text: string; annotation: Annotation | undefined };
  pickedBy: typeof pickedBy;
}

const markAt = (event: Event): HTMLElement | null => (event.target as Element | null)?.closest<HTMLElement>("mark") ?? null;

export function pointing({ article, card, spotlight, current, pickedBy }: Parts): void {
  const { element } = article;

  const point = (mark: HTMLElement | null): void => {
    const { text, annotation } = current();
    if (mark && annotation) card.show(mark, text, annotation);
    else card.leave();
    article.hint(mark && annotation ? article.marked(mark).statements.at(-1) : undefined);
  };
  const pick = (mark: HTMLElement): void => {
    const { text, annotation } = current();
    const picked = annotation && pickedBy(mark, article, text, annotation);
    if (picked) spotlight.pick(picked, annotation, mark);
  };

  element.addEventListener("pointerover", (event) => point(markAt(event)));
  // A finger leaves as soon as it is lifted; its card stays until another place is tapped.
  element.addEventListener("pointerleave", ({ pointerType }) => pointerType !== "touch" && point(null));
  addEventListener("pointerup", (event) => {
    if (event.pointerType !== "touch" || (event.target as Element).closest("#article mark, #card")) return;
    card.hide();
    article.hint(undefined);
  });
  element.addEventListener("focusin", (event) => markAt(event) && point(markAt(event)));
  element.addEventListener("focusout", () => point(null));
  element.addEventListener("click", (event) => {
    const mark = markAt(event);
    // Who selects words means neither a statement nor the paper.
    if (!getSelection()?.isCollapsed) return;
    if (!mark) return spotlight.off();
    pick(mark);
    // The focus may have left another mark meanwhile.
    point(mark);
  });

  element.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const mark = markAt(event);
    const letter = event.key.toLowerCase();
    if (letter === "n" || letter === "p") {
      event.preventDefault();
      return spotlight.go(letter === "n" ? 1 : -1);
    }
    if (!mark) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return pick(mark);
    }
    const next = neighbour(mark, article.marks, event.key);
    if (next === undefined) return;
    event.preventDefault();
    article.setStop(next);
    next.focus();
  });

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !byId("text").hidden) return;
    // An open menu is closed by the browser.
    if (document.querySelector(":popover-open")) return;
    if (card.isShown) card.hide();
    else spotlight.off();
  });
}

/** Where a key leads to from a mark; the mark itself at an end of the article; `undefined` for other keys. */
function neighbour(mark: HTMLElement, marks: HTMLElement[], key: string): HTMLElement | undefined {
  const at = marks.indexOf(mark);
  const rtl = getComputedStyle(mark.parentElement!).direction === "rtl";
  const other = (candidate: HTMLElement): boolean => candidate.parentElement !== mark.parentElement;
  switch (key) {
    case "ArrowRight":
    case "ArrowLeft":
      return marks[at + ((key === "ArrowRight") !== rtl ? 1 : -1)] ?? mark;
    // To the first mark of another paragraph.
    case "ArrowDown":
      return marks.slice(at).find(other) ?? marks.at(-1);
    case "ArrowUp": {
      const before = marks.slice(0, at).findLast(other);
      return marks.find((candidate) => candidate.parentElement === (before ?? mark).parentElement);
    }
    case "Home":
      return marks[0];
    case "End":
      return marks.at(-1);
    default:
      return undefined;
  }
}
