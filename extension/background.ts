/** Toolbar button, shortcuts, menus and badge; puts the content script into a page when the reader asks for it. Chrome and Firefox share it. */

import { badge } from "./badge.js";
import { mark, refuse, type Tab } from "./mark.js";
import { isOurContent, isToBackground, type ToBackground } from "./messages.js";
import { begins, keepOn, patternOf, sites } from "./sites.js";

/** What differs between browsers. */
export interface Host {
  /** Resolves when the engine can be connected to. */
  wake(): Promise<void>;
  /** Opens the panel in a window. Browsers allow it only while they handle what the reader did, so nothing may be awaited before. */
  openPanel(windowId: number): Promise<void>;
}

export function background(host: Host): void {
  chrome.action.onClicked.addListener((tab) => void mark(tab, { type: "toggle" }));

  const showPanel = (tab: Tab): void => {
    host.openPanel(tab.windowId).catch((error: unknown) => console.error("The panel could not be opened:", error));
    void mark(tab, { type: "toggle", on: true });
  };
  chrome.commands.onCommand.addListener((command, tab) => {
    if (command === "panel" && tab) showPanel(tab);
  });
  chrome.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    if (!tab) return;
    if (menuItemId === "selection") void mark(tab, { type: "selection" });
    if (menuItemId === "panel") showPanel(tab);
    if (menuItemId === "always") {
      // Not every page has a site, and where it has none the reader shall know why nothing comes of it.
      if (!patternOf(tab.url)) void refuse(tab);
      else keepOn(tab.url).then((kept) => (kept ? mark(tab, { type: "toggle", on: true }) : undefined)).catch((error: unknown) => refuse(tab, error));
    }
  });
  // Menus outlive the background's sleep, but not always the browser's end.
  chrome.runtime.onInstalled.addListener(menus);
  chrome.runtime.onStartup.addListener(menus);
  sites();

  chrome.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    if (!isToBackground(message) || !isOurContent(sender)) return false;
    answer(host, message, sender).then(sendResponse);
    return true;
  });
}

async function answer(host: Host, message: ToBackground, { tab, url }: chrome.runtime.MessageSender & { tab: { id: number } }): Promise<boolean | string> {
  switch (message.type) {
    case "wake":
      try {
        await host.wake();
        return true;
      } catch (error) {
        return `The reader could not be started (${error instanceof Error ? error.message : String(error)}).`;
      }
    case "ready":
      return begins(tab.id, url);
    case "state":
      await badge(tab.id, message);
      return true;
  }
}

function menus(): void {
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({ id: "selection", title: "Highlight selection with newsmark", contexts: ["selection"] });
    chrome.contextMenus.create({ id: "panel", title: "Who says what", contexts: ["action"] });
    chrome.contextMenus.create({ id: "always", title: "Always on this site", contexts: ["action"] });
  });
}
