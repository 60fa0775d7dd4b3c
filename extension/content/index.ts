/**
 * The content script: put into a page when its reader asks for it. It speaks to the engine, which reads, to the background, which shows the badge, and
 * to the panel; never to the page.
 */

import { PANEL, isFromPanel, isOurPage, isOurs, isToContent, type TabState, type ToBackground, type ToContent, type ToPanel } from "../messages.js";
import { onSettings, settings } from "../settings.js";
import { isOrphan, whenOrphan } from "./engine.js";
import { selectedRange } from "./selection.js";
import { Session } from "./session.js";

const OFF: TabState = { state: "off", statements: 0 };

const FEW = "Select a sentence or more to read a selection.";

class Content {
  private session: Session | undefined;
  /** Why there is no session, if the reader has to know. */
  private problem: TabState | undefined;
  private readonly ending = new AbortController();
  private readonly panels = new Set<chrome.runtime.Port>();
  private unsubscribe: (() => void) | undefined;
  /** How often it was switched: what comes late does not undo what was wished for since. */
  private wishes = 0;
  /** What was wished for last, also while it is not there yet. */
  private isWanted = false;

  start(): void {
    chrome.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
      if (!isToContent(message) || !mayOrder(sender)) return false;
      this.obey(message).then(sendResponse, () => sendResponse(this.state));
      return true;
    });
    chrome.runtime.onConnect.addListener((port) => {
      if (port.name === PANEL && isOurPage(port.sender)) this.join(port);
    });
    // From the browser's memory of pages it comes back as it was left; its badge does not.
    addEventListener("pageshow", ({ persisted }) => persisted && this.session && this.tell(this.state), { signal: this.ending.signal });
    void this.send({ type: "ready" }).then((begins) => (begins === true && !this.wishes ? this.on(undefined) : undefined));
  }

  private get state(): TabState {
    return this.session?.state ?? this.problem ?? OFF;
  }

  private async obey(message: ToContent): Promise<TabState> {
    if (message.type === "selection") {
      const range = selectedRange();
      if (range) await this.on(range);
      else this.off({ state: "failed", statements: 0, message: FEW });
    } else if (message.type === "toggle") {
      const wanted = message.on ?? !this.isWanted;
      // What the reader has selected wins over any guess.
      if (!wanted) this.off();
      else if (!this.session || this.session.state.state === "failed") await this.on(selectedRange());
    }
    return this.state;
  }

  /** Begins; returns before all is read. */
  private async on(range: Range | undefined): Promise<void> {
    const wish = ++this.wishes;
    this.isWanted = true;
    const chosen = await settings();
    if (wish !== this.wishes) return;
    this.end();
    const session = (this.session = new Session(chosen, range, {
      state: (state) => {
        if (!this.leaves() && this.session === session) this.tell(state);
      },
      panel: (message) => this.session === session && this.show(message),
      leaves: () => this.leaves(),
    }));
    this.unsubscribe = onSettings((changed) => this.session?.setSettings(changed));
    void session.begin();
  }

  private off(problem?: TabState): void {
    this.wishes++;
    this.isWanted = false;
    this.end();
    this.problem = problem;
    this.tell(this.state);
    this.show(this.article);
  }

  private end(): void {
    this.session?.end();
    this.session = this.problem = undefined;
    this.unsubscribe?.();
    this.unsubscribe = undefined;
  }

  /** Takes everything back for good if the extension was updated or removed: nobody else could. Says whether it was. */
  private leaves(): boolean {
    if (!isOrphan()) return false;
    this.wishes++;
    this.ending.abort();
    this.panels.clear();
    this.end();
    return true;
  }

  private get article(): ToPanel {
    return this.session?.article ?? { type: "article", title: document.title, text: "", annotation: null, state: this.state };
  }

  private join(port: chrome.runtime.Port): void {
    this.panels.add(port);
    port.onDisconnect.addListener(() => {
      this.panels.delete(port);
      whenOrphan(() => this.leaves());
      // Its filter and its light go with it.
      this.session?.filter([]);
      this.session?.pick([], null);
    });
    port.onMessage.addListener((message: unknown) => {
      if (!isFromPanel(message)) return;
      if (message.type === "pick") this.session?.pick(message.statements, message.referent);
      else this.session?.filter(message.hidden);
    });
    port.postMessage(this.article);
    if (this.session) port.postMessage(this.session.lights);
  }

  private show(message: ToPanel): void {
    for (const port of this.panels) port.postMessage(message);
  }

  private tell(state: TabState): void {
    void this.send({ type: "state", ...state });
  }

  /** Nobody may be there to hear it: the extension was updated, or the background has its own troubles. */
  private send(message: ToBackground): Promise<unknown> {
    try {
      return chrome.runtime.sendMessage(message).catch(() => undefined);
    } catch {
      return Promise.resolve(undefined);
    }
  }
}

/** The background, whose messages have no address of a page in Firefox, or a page of the extension; not a content script, which has a tab. */
function mayOrder(sender: chrome.runtime.MessageSender): boolean {
  return isOurPage(sender) || (isOurs(sender) && !sender.tab);
}

// Put in twice, it is there once. The page's scripts have another `globalThis`.
const world = globalThis as { newsmarkContent?: Content };
if (!world.newsmarkContent) {
  world.newsmarkContent = new Content();
  world.newsmarkContent.start();
}
