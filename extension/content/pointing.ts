/** Pointer, finger and keyboard on the page: cards, and lights for what is clicked. Only what the reader does counts, not what a script feigns. */

import { facts } from "../../www/panel/facts.js";
import { Card } from "./card.js";
import { markedAt, offsetAt, rectOf, reveal, type Marked, type View } from "./places.js";

/** Milliseconds that a pointer rests on a mark before its card comes, and in which it can go from the mark to the card. */
const REST = 140;
const PATIENCE = 220;

/** Within these a click or key has its own meaning. */
const ACTIVE = "a,button,input,select,textarea,summary,label,[contenteditable],[role=button]";
const EDITED = "input,select,textarea,[contenteditable],[role=textbox]";

/** What pointing asks of the rest. */
export interface Parts {
  view: () => View | undefined;
  cardStyle: () => string;
  /** A mark was clicked, or (`undefined`) anything else. */
  pick: (marked: Marked | undefined) => void;
  /** Whether anything is lit. */
  isLit: () => boolean;
}

export class Pointing {
  readonly card = new Card((near) => (near ? clearTimeout(this.timer) : this.leave()));
  private readonly ending = new AbortController();
  private readonly documents = new WeakSet<Document>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frame = 0;
  /** The statement that the keyboard has come to. */
  private step = -1;

  constructor(private readonly parts: Parts) {}

  /** Listens to a document, once. */
  listen(document: Document): void {
    if (this.documents.has(document)) return;
    this.documents.add(document);
    const on = <K extends keyof DocumentEventMap>(type: K, does: (event: DocumentEventMap[K]) => void): void =>
      document.addEventListener(type, (event) => event.isTrusted && does(event), { capture: true, passive: true, signal: this.ending.signal });
    on("pointermove", (event) => {
      if (event.pointerType === "touch" || this.frame) return;
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.hover(document, event);
      });
    });
    on("pointerout", ({ relatedTarget }) => relatedTarget === null && this.leave());
    on("scroll", () => this.hide());
    on("click", (event) => this.click(document, event));
    on("focusin", ({ target }) => this.focus(document, target));
    on("focusout", () => this.leave());
    on("keyup", (event) => this.caret(document, event));
    // Not passive: a step takes the key for itself.
    document.addEventListener("keydown", (event) => event.isTrusted && this.key(event), { capture: true, signal: this.ending.signal });
  }

  hide(): void {
    clearTimeout(this.timer);
    this.card.hide();
  }

  end(): void {
    this.hide();
    cancelAnimationFrame(this.frame);
    this.ending.abort();
  }

  private hover(document: Document, { clientX: x, clientY: y, target }: PointerEvent): void {
    if (this.ending.signal.aborted || this.card.owns(target as Node)) return;
    const marked = this.at(document, x, y);
    clearTimeout(this.timer);
    if (!marked) return this.leave();
    if (this.card.isShown) this.show(marked, { x, y });
    else this.timer = setTimeout(() => this.show(marked, { x, y }), REST);
  }

  private leave(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.card.hide(), PATIENCE);
  }

  private at(document: Document, x: number, y: number): Marked | undefined {
    const view = this.parts.view();
    const offset = view && offsetAt(view, document, x, y);
    return offset === undefined ? undefined : markedAt(view!, offset);
  }

  private show(marked: Marked, point?: { x: number; y: number }, aloud = false): void {
    const view = this.parts.view();
    const rect = view && rectOf(view, marked.span, point);
    if (!rect) return;
    const rows = facts(view.text, view.annotation, marked);
    if (rows.length) this.card.show(`${marked.span.start} ${marked.span.end} ${marked.statements.join()}`, rows, rect, this.parts.cardStyle(), aloud);
  }

  private click(document: Document, event: MouseEvent): void {
    if (event.button !== 0 || this.card.owns(event.target as Node)) return;
    // Who follows a link or selects words means neither a statement nor its card.
    const [target] = event.composedPath();
    if ((target as Element | undefined)?.closest?.(ACTIVE) || document.getSelection()?.isCollapsed === false) return;
    const marked = this.at(document, event.clientX, event.clientY);
    this.parts.pick(marked);
    if (!marked) return this.hide();
    // A finger does not hover: its card comes with the tap, and stays until another place is tapped.
    if ((event as PointerEvent).pointerType === "touch") this.show(marked, { x: event.clientX, y: event.clientY });
  }

  /** A link that the keyboard has come to may be a mark, or hold one. */
  private focus(document: Document, target: EventTarget | null): void {
    const view = this.parts.view();
    if (!view || !(target as Element).matches?.(":focus-visible")) return;
    const walker = document.createTreeWalker(target as Element, 4 /* NodeFilter.SHOW_TEXT */);
    for (let node; (node = walker.nextNode() as Text | null); ) {
      const offset = view.map.offsetOf(node, Math.max(node.data.search(/\S/u), 0));
      const marked = offset === undefined ? undefined : markedAt(view, offset);
      if (marked) return this.show(marked, undefined, true);
    }
  }

  /** Who reads with a caret has it in a mark. */
  private caret(document: Document, { key, shiftKey, altKey, target }: KeyboardEvent): void {
    if (shiftKey || altKey || !/^(?:Arrow|Home|End)/.test(key) || (target as Element).closest?.(EDITED)) return;
    const view = this.parts.view();
    const selection = document.getSelection();
    if (!view || !selection?.isCollapsed || selection.focusNode?.nodeType !== 3) return;
    const offset = view.map.offsetOf(selection.focusNode as Text, selection.focusOffset);
    const marked = offset === undefined ? undefined : markedAt(view, offset);
    if (marked) this.show(marked, undefined, true);
    else this.hide();
  }

  private key(event: KeyboardEvent): void {
    const { key, altKey, shiftKey, ctrlKey, metaKey, target } = event;
    if (key === "Escape") {
      if (this.card.isShown) this.hide();
      else if (this.parts.isLit()) this.parts.pick(undefined);
      return;
    }
    if (!altKey || !shiftKey || ctrlKey || metaKey || (target as Element).closest?.(EDITED)) return;
    if (key !== "ArrowDown" && key !== "ArrowUp") return;
    const view = this.parts.view();
    if (!view || !view.shown.statements.size) return;
    event.preventDefault();
    event.stopPropagation();
    this.go(view, key === "ArrowDown" ? 1 : -1);
  }

  /** Goes to the next or previous statement, from where the keyboard or the window is. */
  private go(view: View, direction: 1 | -1): void {
    const { statements } = view.annotation;
    const stops = [...view.shown.statements].sort((a, b) => statements[a]!.cue.start - statements[b]!.cue.start);
    let at = stops.indexOf(this.step) + direction;
    if (!stops.includes(this.step)) at = Math.max(stops.findIndex((index) => (rectOf(view, statements[index]!.cue)?.top ?? -1) >= 0), 0);
    const index = stops[(at + stops.length) % stops.length]!;
    this.step = index;
    const { cue } = statements[index]!;
    this.hide();
    reveal(view, cue, false);
    // The scrolling that this causes is told of in the next frame, and would hide the card.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const marked = this.ending.signal.aborted ? undefined : markedAt(view, cue.start);
      if (marked && this.parts.view() === view) this.show(marked, undefined, true);
    }));
  }
}
