/** Highlights that are put up and taken down as a whole: to take thousands of ranges out of one, one by one, takes Firefox half a minute. */

import type { Canvas } from "../../js/dom/ranges.js";

type View = Window & typeof globalThis;

export class Layer implements Canvas {
  private readonly own = new Map<View, Map<string, Highlight>>();
  private readonly sheets: (() => void)[] = [];
  /** What takes our ranges out of highlights that the page itself has under our names, as one does that uses newsmark. */
  private readonly guests: (() => void)[] = [];

  /** `isShown`: whether what is added is seen at once. */
  constructor(private isShown: boolean) {}

  add(view: View, name: string, priority: number, range: StaticRange): void {
    const highlights = this.own.get(view) ?? new Map<string, Highlight>();
    this.own.set(view, highlights);
    let highlight = highlights.get(name);
    if (!highlight) {
      highlight = new view.Highlight();
      highlight.priority = priority;
      highlights.set(name, highlight);
      if (this.isShown && !view.CSS.highlights.has(name)) view.CSS.highlights.set(name, highlight);
    }
    highlight.add(range);
    if (this.isShown && view.CSS.highlights.get(name) !== highlight) this.visit(view, name, range);
  }

  adopted(takeAway: () => void): void {
    this.sheets.push(takeAway);
  }

  /** Shows all of it instead of another layer. */
  replace(other: Layer): void {
    this.isShown = true;
    this.own.forEach((highlights, view) =>
      highlights.forEach((highlight, name) => {
        const there = view.CSS.highlights.get(name);
        if (!there || there === other.own.get(view)?.get(name)) view.CSS.highlights.set(name, highlight);
        else highlight.forEach((range) => this.visit(view, name, range));
      }),
    );
    other.clear();
  }

  /** Takes all of it down. */
  clear(): void {
    this.own.forEach((highlights, view) =>
      highlights.forEach((highlight, name) => {
        if (view.CSS.highlights.get(name) === highlight) view.CSS.highlights.delete(name);
      }),
    );
    this.own.clear();
    for (const undo of [...this.guests.splice(0), ...this.sheets.splice(0)]) undo();
  }

  private visit(view: View, name: string, range: AbstractRange): void {
    const host = view.CSS.highlights.get(name);
    host?.add(range);
    this.guests.push(() => host?.delete(range));
  }
}
