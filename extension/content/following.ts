/** Follows a page that changes: hydration, lazy paragraphs, infinite scroll, another article under another address. Nothing is polled. */

import { contains, isElement, rootOf, textIn } from "../../js/dom/nodes.js";

/** Milliseconds of quiet after which a change is looked at, and after which it is at the latest. */
const QUIET = 250;
const LATEST = 1_000;

/** The page's share: for each millisecond that following has cost, this many pass before it may cost any more. */
const REST = 8;

/** Records of one batch that are looked at; of a greater change everything is taken to be touched. */
const RECORDS = 300;

/** An element with fewer characters that comes beside the article is no further one. */
const FURTHER = 400;

/** Milliseconds after a new address in which its article may still be on the way. */
const ARRIVAL = 8_000;

/** What may show or hide text. */
const ATTRIBUTES = ["class", "style", "hidden", "open", "inert"];

/** What has happened. */
export interface Change {
  /** The article may be another one. */
  moved: boolean;
  /** Elements that came beside it. */
  added: Element[];
}

export class Following {
  private readonly observer = new MutationObserver((records) => this.receive(records));
  private readonly ending = new AbortController();
  private roots: readonly Element[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private since = 0;
  private earliest = 0;
  private isBusy = false;
  private moved = false;
  private touched = false;
  private readonly added = new Set<Element>();
  private address = addressOf();
  private arrival = 0;

  /** `onChange` may take its time; no other change is told meanwhile. `owns`: nodes that are our own. */
  constructor(
    private readonly onChange: (change: Change) => Promise<void>,
    private readonly owns: (node: Node) => boolean,
  ) {
    const { signal } = this.ending;
    const look = (): void => this.look();
    // Where there is no such interface a change of address is seen as soon as the page shows something else.
    (window as { navigation?: EventTarget }).navigation?.addEventListener("currententrychange", look, { signal });
    addEventListener("popstate", look, { signal });
    // A page in the background waits until it is seen.
    document.addEventListener("visibilitychange", () => this.plan(), { signal });
  }

  /** Watches the article, and the trees that it stands in. */
  watch(roots: readonly Element[], trees: Iterable<Node>): void {
    this.observer.disconnect();
    this.roots = roots;
    for (const tree of new Set([document, ...trees])) this.observer.observe(tree, { subtree: true, childList: true, characterData: true });
    // Whether the page is dark is told by classes of these.
    for (const element of [document.documentElement, document.body]) if (element) this.observer.observe(element, { attributes: true, attributeFilter: ["class", "style", "data-theme"] });
    for (const root of roots) this.observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  }

  /** Has the article looked for at once, though the page is in the background; what changes meanwhile waits. */
  begin(): Promise<void> {
    this.moved = true;
    // The reader has asked for this: it is no part of the page's share.
    return this.tell(0);
  }

  end(): void {
    clearTimeout(this.timer);
    this.observer.disconnect();
    this.ending.abort();
    this.roots = [];
    this.added.clear();
  }

  private look(): void {
    const address = addressOf();
    if (address === this.address) return;
    this.address = address;
    this.arrival = performance.now() + ARRIVAL;
    this.moved = true;
    this.plan();
  }

  private receive(records: readonly MutationRecord[]): void {
    this.look();
    if (records.length > RECORDS) this.touched = true;
    for (const record of records.slice(0, RECORDS)) this.note(record);
    if (performance.now() < this.arrival || this.roots.some((root) => !root.isConnected)) this.moved = true;
    if (this.moved || this.touched || this.added.size) this.plan();
  }

  private note({ type, target, addedNodes, removedNodes }: MutationRecord): void {
    const changed = type === "childList" ? [...addedNodes, ...removedNodes] : [target];
    if (changed.every((node) => this.owns(node))) return;
    if (type === "attributes" && (target === document.documentElement || target === document.body)) this.touched ||= this.roots.length > 0;
    else if (!this.roots.length) this.added.add(document.body);
    // Trees within, shadow roots and frames, are watched for the article's sake.
    else if (rootOf(target) !== document || this.roots.some((root) => contains(root, target))) this.touched = true;
    else for (const node of addedNodes) if (isElement(node) && node.isConnected && textIn(node).length >= FURTHER) this.added.add(node);
  }

  private plan(): void {
    if (this.isBusy || this.ending.signal.aborted || document.hidden || !(this.moved || this.touched || this.added.size)) return;
    const now = performance.now();
    this.since ||= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tell(), Math.max(Math.min(QUIET, this.since + LATEST - now), this.earliest - now, 0));
  }

  private async tell(rest = REST): Promise<void> {
    const change = { moved: this.moved, added: [...this.added].filter((element) => element.isConnected) };
    this.moved = this.touched = false;
    this.added.clear();
    this.since = 0;
    const begun = performance.now();
    // No further one before it is done.
    this.isBusy = true;
    clearTimeout(this.timer);
    try {
      await this.onChange(change);
    } finally {
      this.isBusy = false;
      const now = performance.now();
      this.earliest = now + rest * Math.min(now - begun, LATEST);
      this.plan();
    }
  }
}

/** Without what only leads to a place on the page. */
const addressOf = (): string => location.pathname + location.search;
