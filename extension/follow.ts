/** The tab in front of the panel's window, and the port to its content script. */

import { badgeOf, keyOf } from "./badge.js";
import { ask, type Tab } from "./mark.js";
import { PANEL, type FromPanel, type TabState, type ToPanel } from "./messages.js";

interface Listener {
  /** Another tab, or another page in it. */
  turned(): void;
  /** What the content script says. */
  told(message: ToPanel): void;
  /** There is no content script; what the badge means, if there is one. */
  without(state: TabState | undefined): void;
}

export class Follow {
  /** The tab in front; its address is known only where the reader has let us in. */
  tab: Tab | undefined;
  private port: chrome.runtime.Port | undefined;
  /** The panel's own tab, if it was opened in one: then it follows the others. */
  private own: number | undefined;
  private windowId: number | undefined;

  constructor(private readonly listener: Listener) {}

  async start(): Promise<void> {
    const [window, own] = await Promise.all([chrome.windows.getCurrent(), chrome.tabs.getCurrent()]);
    [this.windowId, this.own] = [window.id, own?.id];
    chrome.tabs.onActivated.addListener(({ tabId, windowId }) => {
      if (windowId === this.windowId) void this.turn(tabId);
    });
    chrome.tabs.onUpdated.addListener((tabId, { status }) => {
      if (tabId === this.tab?.id && status) void this.check(tabId);
    });
    // The background says so when a content script has come.
    chrome.storage.session.onChanged.addListener((changes) => {
      if (this.tab?.id !== undefined && keyOf(this.tab.id) in changes && !this.port) void this.turn(this.tab.id);
    });
    const [tab] = await chrome.tabs.query({ active: true, windowId: window.id! });
    if (tab?.id !== undefined) await this.turn(tab.id);
  }

  /** Says something to the content script, if there is one. */
  say(message: FromPanel): void {
    this.port?.postMessage(message);
  }

  /** The page may be another: one that the browser keeps to go back to keeps its port too. */
  private async check(tabId: number): Promise<void> {
    const isThere = this.port && (await ask(tabId, { type: "state?" }));
    if (!isThere && tabId === this.tab?.id) await this.turn(tabId);
  }

  private async turn(tabId: number): Promise<void> {
    if (tabId === this.own) return;
    const tab = await chrome.tabs.get(tabId).catch(() => undefined);
    this.port?.disconnect();
    this.port = undefined;
    this.tab = tab ?? { id: tabId, windowId: this.windowId! };
    this.listener.turned();
    this.connect(tabId);
  }

  private connect(tabId: number): void {
    const port = chrome.tabs.connect(tabId, { name: PANEL, frameId: 0 });
    this.port = port;
    port.onMessage.addListener((message: ToPanel) => {
      if (this.port === port) this.listener.told(message);
    });
    port.onDisconnect.addListener(() => {
      // Reading it tells the browser that we know.
      void chrome.runtime.lastError;
      if (this.port !== port) return;
      this.port = undefined;
      void badgeOf(tabId).then((state) => {
        if (!this.port && this.tab?.id === tabId) this.listener.without(state);
      }, () => {});
    });
  }
}
