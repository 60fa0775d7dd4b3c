/** The card beside a mark: what it is, whom it means, how sure the reading is. */

import type { Annotation } from "../js/newsmark.js";
import { statementsOf } from "./article.js";
import { count, make, percent } from "./dom.js";
import { KINDS, LABELS, speakerName } from "./names.js";

/** Pixels between mark and card, and between card and window. */
const GAP = 8;

export class Card {
  private mark: HTMLElement | undefined;

  constructor(private readonly element: HTMLElement) {}

  show(mark: HTMLElement, text: string, annotation: Annotation): void {
    if (this.mark === mark) return;
    this.hide();
    const rows = [...entityRows(mark, annotation), ...statementRows(mark, text, annotation)];
    if (!rows.length) return;
    this.element.replaceChildren(...rows);
    this.element.hidden = false;
    this.mark = mark;
    mark.setAttribute("aria-describedby", this.element.id);
    // A mark may run over two lines; the card stands at its first.
    const at = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const own = this.element.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(at.left, width - own.width - GAP));
    const above = at.top - own.height - GAP;
    this.element.style.left = `${left + scrollX}px`;
    this.element.style.top = `${(above > GAP ? above : mark.getBoundingClientRect().bottom + GAP) + scrollY}px`;
  }

  hide(): void {
    this.mark?.removeAttribute("aria-describedby");
    this.mark = undefined;
    this.element.hidden = true;
  }
}

function entityRows(mark: HTMLElement, { entities, referents }: Annotation): HTMLElement[] {
  const entity = entities[Number(mark.dataset.entity)];
  if (!entity) return [];
  const name = referents[entity.referent]?.name ?? "";
  const mentions = entities.filter(({ referent }) => referent === entity.referent).length;
  const heading = make("p", "card-head", make("span", `tag nm-${entity.label}`, LABELS[entity.label]), make("strong", "", name));
  return [heading, make("p", "card-note", `${count(mentions, "mention")} · ${percent(entity.confidence)} sure`)];
}

/** The innermost statement comes first. */
function statementRows(mark: HTMLElement, text: string, annotation: Annotation): HTMLElement[] {
  const inside = ({ start, end }: { start: number; end: number }, at: number): boolean => start <= at && at < end;
  const at = position(mark);
  return statementsOf(mark)
    .reverse()
    .flatMap((index) => {
      const statement = annotation.statements[index];
      if (!statement) return [];
      const part =
        statement.source && inside(statement.source, at) ? "Source" : inside(statement.cue, at) ? "Cue" : "Content";
      const cue = text.slice(statement.cue.start, statement.cue.end);
      const heading = make("p", "card-head", make("span", `tag ${part.toLowerCase()}`, part),
        make("strong", "", speakerName(text, annotation, statement)), ` “${cue}”`);
      const note = `${KINDS[statement.kind]} · ${percent(statement.confidence)} sure`;
      return [heading, make("p", "card-note", note)];
    });
}

/** Where in the text a mark begins. */
function position(mark: HTMLElement): number {
  const before = document.createRange();
  before.selectNodeContents(mark.closest("article")!);
  before.setEndBefore(mark);
  return before.toString().length;
}
