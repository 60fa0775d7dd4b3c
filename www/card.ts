/** The card beside a mark: what it is, whom it means, how sure the reading is. */

import type { Annotation, Entity, Span } from "../js/newsmark.js";
import type { Article } from "./article.js";
import { count, make, percent } from "./panel/dom.js";
import { familyOf } from "./panel/families.js";
import { KINDS, LABELS, speakerName, trimmed, VALUES } from "./panel/names.js";
import { sortOf } from "./panel/voices.js";

/** Pixels between mark and card, and between card and window. */
const GAP = 6;

/** Milliseconds in which a pointer can go from the mark to the card. */
const PATIENCE = 180;

/** Other names than these many are only counted. */
const NAMES = 6;

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
    const rows = [...this.entityRows(mark, text, annotation), ...this.statementRows(mark, text, annotation)];
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

  private entityRows(mark: HTMLElement, text: string, { entities, statements, referents }: Annotation): HTMLElement[] {
    const entity = entities[this.article.marked(mark).entity ?? -1];
    if (!entity) return [];
    const name = referents[entity.referent]?.name ?? "";
    const own = entities.filter(({ referent }) => referent === entity.referent);
    const said = statements.filter(({ speaker }) => speaker === entity.referent).length;
    const others = otherNames(text, name, own);
    const more = others.length > NAMES ? ` and ${others.length - NAMES} more` : "";
    const sure = `${percent(entity.confidence)} sure`;
    const facts = VALUES.has(entity.label)
      ? [sure]
      : [count(own.length, "mention"), ...(said ? [count(said, "statement")] : []), sure];
    return [
      make("p", "card-head", make("span", `tag nm-${entity.label}`, LABELS[entity.label]), bidi("strong", name)),
      ...(others.length ? [make("p", "card-names", "also ", bidi("span", others.slice(0, NAMES).join(", ") + more))] : []),
      make("p", "card-note", facts.join(" · ")),
    ];
  }

  /** The innermost statement comes first. */
  private statementRows(mark: HTMLElement, text: string, annotation: Annotation): HTMLElement[] {
    const inside = ({ start, end }: Span, at: number): boolean => start <= at && at < end;
    const at = this.article.position(mark);
    return this.article
      .marked(mark)
      .statements.toReversed()
      .flatMap((index) => {
        const statement = annotation.statements[index];
        if (!statement) return [];
        const part = statement.source && inside(statement.source, at) ? "Source" : inside(statement.cue, at) ? "Cue" : "Content";
        const cue = text.slice(statement.cue.start, statement.cue.end);
        const sort = sortOf(statement);
        const heading = make("p", "card-head", make("span", `tag ${part.toLowerCase()} ${sort}`, part),
          bidi("strong", speakerName(text, annotation, statement)), " ", bidi("q", cue));
        const source = statement.source ? trimmed(text.slice(statement.source.start, statement.source.end)) : "";
        const given = sort === "named" && source !== speakerName(text, annotation, statement) ? [make("p", "card-names", "as ", bidi("q", source))] : [];
        const facts = [KINDS[statement.kind], familyOf(text, statement.cue, statement.content), ...(sort === "unnamed" ? ["unnamed source"] : []), `${percent(statement.confidence)} sure`];
        return [heading, ...given, make("p", "card-note", facts.join(" · "))];
      });
  }
}

/** A text of the article among the page's own: its direction is its own. */
function bidi(tag: "strong" | "span" | "q", text: string): HTMLElement {
  const element = make(tag, "", text);
  element.dir = "auto";
  return element;
}

/** The other ways in which the text names a referent, in their order. */
function otherNames(text: string, name: string, mentions: Entity[]): string[] {
  return [...new Set(mentions.map(({ start, end }) => text.slice(start, end)))].filter((other) => other !== name);
}
