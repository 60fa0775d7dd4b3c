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
  /** Screen readers hear only what changes in an element that was there before. */
  private readonly status = byId("spotlight-status");
  private picked: Picked | undefined;
  private lights = DARK;
  /** Where the reader is among the stops. */
  private at = 0;

  /** `onChange` is told which statements are lit. */
  constructor(
    private readonly article: Article,
    private readonly onChange: (statements: ReadonlySet<number>) => void,
  ) {
    byId("spotlight-next").addEventListener("click", () => this.go(1));
    byId("spotlight-previous").addEventListener("click", () => this.go(-1));
    byId("spotlight-off").addEventListener("click", () => this.off());
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
    this.lights = { entities: new Set(entities), statements: new Set(picked.statements) };
    this.article.light(this.lights);
    this.onChange(this.lights.statements);
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
    if (this.bar.contains(document.activeElement)) {
      // The button goes with the light; the reader goes on where the light was.
      const stop = this.article.stops[this.at];
      if (stop) this.article.setStop(stop);
      (stop ?? this.article.element).focus({ preventScroll: true });
    }
    this.bar.hidden = true;
    this.status.textContent = "";
    if (!this.picked) return;
    this.picked = undefined;
    this.pause();
  }

  /** Puts the light out, for paper; `resume` lights it again. */
  pause(): void {
    this.markHere(undefined);
    this.article.hint(undefined);
    this.article.light(DARK);
    this.onChange(DARK.statements);
  }

  resume(): void {
    if (!this.picked) return;
    this.article.light(this.lights);
    this.onChange(this.lights.statements);
    this.markHere(this.article.stops[this.at]);
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
    this.markHere(this.isOn ? stops[this.at] : undefined);
    if (this.isOn) this.status.textContent = `${this.name.textContent}, ${byId("spotlight-facts").textContent}: ${this.place.textContent}`;
  }

  private markHere(mark: HTMLElement | undefined): void {
    this.article.element.querySelectorAll(".here").forEach((old) => old.classList.remove("here"));
    mark?.classList.add("here");
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
