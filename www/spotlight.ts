/** One person, organisation, place or statement in the light, the rest dimmed; from one place to the next. */

import type { Annotation } from "../js/newsmark.js";
import { DARK, type Article } from "./article.js";
import { byId } from "./element.js";
import { count } from "./panel/dom.js";
import { speakerName, VALUES } from "./panel/names.js";
import type { Picked } from "./panel/panel.js";

export class Spotlight {
  private readonly bar = byId("spotlight");
  private readonly name = byId("spotlight-name");
  private readonly place = byId("spotlight-place");
  private picked: Picked | undefined;
  /** Where the reader is among the stops. */
  private at = 0;

  /** `onChange` is told which statements are lit. */
  constructor(
    private readonly article: Article,
    private readonly onChange: (statements: ReadonlySet<number>) => void,
  ) {
    byId("spotlight-next").addEventListener("click", () => this.go(1));
    byId("spotlight-previous").addEventListener("click", () => this.go(-1));
    byId("spotlight-off").addEventListener("click", () => {
      // The button goes with the light; the reader goes on where the light was.
      this.article.stops[this.at]?.focus({ preventScroll: true });
      this.off();
    });
  }

  get isOn(): boolean {
    return this.picked !== undefined;
  }

  /** Lights all of it; the same again puts the light out. `from`: the mark that was clicked, which is not scrolled to. */
  pick(picked: Picked, annotation: Annotation, from?: HTMLElement): void {
    const same = this.picked?.referent === picked.referent && this.picked?.statements.join() === picked.statements.join();
    if (same) return this.off();
    this.picked = picked;
    const entities = annotation.entities.flatMap(({ referent }, i) => (referent === picked.referent ? [i] : []));
    this.article.light({ entities: new Set(entities), statements: new Set(picked.statements) });
    this.onChange(new Set(picked.statements));
    const facts = [...(entities.length ? [count(entities.length, "mention")] : []), ...(picked.statements.length ? [count(picked.statements.length, "statement")] : [])];
    this.name.textContent = picked.name;
    byId("spotlight-facts").textContent = facts.join(", ");
    const stops = this.article.stops;
    this.bar.hidden = stops.length === 0;
    const near = from ? stops.findLastIndex((stop) => stop === from || stop.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
    this.at = Math.max(near, 0);
    this.say(stops);
    if (!from) this.reveal(stops[this.at]);
  }

  off(): void {
    this.bar.hidden = true;
    if (!this.picked) return;
    this.picked = undefined;
    this.article.light(DARK);
    this.onChange(DARK.statements);
  }

  /** Goes to the next or previous stop; the focus goes along if it was in the article. */
  go(step: 1 | -1): void {
    const stops = this.article.stops;
    if (!stops.length) return;
    const focused = document.activeElement;
    const inArticle = focused instanceof HTMLElement && this.article.element.contains(focused);
    if (this.isOn) this.at = (this.at + step + stops.length) % stops.length;
    else {
      const here = inArticle ? stops.findLastIndex((stop) => stop === focused || stop.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) : -1;
      const exact = stops[here] === focused;
      this.at = Math.min(Math.max(step > 0 ? here + 1 : exact ? here - 1 : here, 0), stops.length - 1);
    }
    const stop = stops[this.at]!;
    this.say(stops);
    this.reveal(stop);
    if (inArticle) {
      this.article.setStop(stop);
      stop.focus({ preventScroll: true });
    }
  }

  private say(stops: HTMLElement[]): void {
    this.place.textContent = `${this.at + 1} of ${stops.length}`;
    this.article.element.querySelector(".here")?.classList.remove("here");
    if (this.isOn) stops[this.at]?.classList.add("here");
  }

  private reveal(mark: HTMLElement | undefined): void {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    mark?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }
}

/** What a click on a mark asks for: whom it names, with all that they say; or else the innermost statement. */
export function pickedBy(mark: HTMLElement, article: Article, text: string, annotation: Annotation): Picked | undefined {
  const { entity, statements } = article.marked(mark);
  const named = annotation.entities[entity ?? -1];
  if (named && !VALUES.has(named.label)) return pickedReferent(named.referent, annotation);
  const index = statements.at(-1);
  const statement = annotation.statements[index ?? -1];
  if (index === undefined || !statement) return undefined;
  return { name: speakerName(text, annotation, statement), referent: undefined, statements: [index] };
}

/** All mentions of a referent, and all that they say. */
export function pickedReferent(referent: number, { statements, referents }: Annotation): Picked {
  const own = statements.flatMap(({ speaker }, i) => (speaker === referent ? [i] : []));
  return { name: referents[referent]?.name ?? "", referent, statements: own };
}
