/** The card beside a mark. Its host stands in the page only while it is shown, over everything and out of the flow, so nothing of the page moves. */

import type { Rect } from "./places.js";

/** Pixels between mark and card, and between card and window. */
const GAP = 6;

export class Card {
  private host: HTMLElement | undefined;
  private key = "";

  /** `near` is told when the pointer comes to the card (`true`) and when it leaves it. */
  constructor(private readonly near: (isNear: boolean) => void) {}

  get isShown(): boolean {
    return this.host !== undefined;
  }

  /** Whether a node is the card's: what changes there is not the page's doing. */
  owns(node: Node): boolean {
    return node === this.host;
  }

  /** Shows rows beside a place; `key` tells places apart. `aloud`: whether screen readers are to say it. */
  show(key: string, rows: readonly HTMLElement[], at: Rect, css: string, aloud: boolean): void {
    if (this.host && this.key === key) return;
    this.hide();
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "closed" });
    const style = new CSSStyleSheet();
    style.replaceSync(css);
    root.adoptedStyleSheets = [style];
    const card = document.createElement("div");
    card.className = "card";
    card.setAttribute("role", aloud ? "status" : "tooltip");
    card.append(...(aloud ? [] : rows));
    root.append(card);
    host.addEventListener("pointerenter", () => this.near(true));
    host.addEventListener("pointerleave", () => this.near(false));
    host.popover = "manual";
    document.documentElement.append(host);
    // Over dialogs, too.
    host.showPopover?.();
    [this.host, this.key] = [host, key];
    // Only what changes in a region that is there is said.
    if (aloud) card.append(...rows);
    const own = card.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const left = Math.max(GAP, Math.min(at.left, width - own.width - GAP));
    const above = at.top - own.height - GAP;
    const below = Math.min(at.bottom + GAP, Math.max(height - own.height - GAP, GAP));
    card.style.transform = `translate(${left}px,${above > GAP ? above : below}px)`;
  }

  hide(): void {
    this.host?.remove();
    this.host = undefined;
    this.key = "";
  }
}
