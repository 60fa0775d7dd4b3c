/** What the toolbar button says of a tab. */

import { count } from "../www/panel/dom.js";
import type { TabState } from "./messages.js";

/** Under this name the panel finds what the badge means: `storage.session` is gone with the browser, and no content script can read it. */
export const keyOf = (tabId: number): string => `tab ${tabId}`;

const COLOURS = { on: "#1f4f8f", reading: "#5d5850", failed: "#9c2a12" } as const;

/** Shows a tab's state. Browsers take badge and title away when the tab goes to another page. */
export async function badge(tabId: number, state: TabState): Promise<void> {
  try {
    await chrome.storage.session.set({ [keyOf(tabId)]: state });
    await Promise.all([
      chrome.action.setBadgeText({ tabId, text: textOf(state) }),
      chrome.action.setTitle({ tabId, title: titleOf(state) }),
      ...(state.state === "off" ? [] : [chrome.action.setBadgeBackgroundColor({ tabId, color: COLOURS[state.state] }), chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" })]),
    ]);
  } catch {
    // The tab was closed meanwhile.
  }
}

/** What a tab's badge means; `undefined` if it has none. */
export async function badgeOf(tabId: number): Promise<TabState | undefined> {
  const key = keyOf(tabId);
  const [shown, stored] = await Promise.all([chrome.action.getBadgeText({ tabId }), chrome.storage.session.get(key)]);
  return shown ? (stored[key] as TabState | undefined) : undefined;
}

function textOf({ state, statements }: TabState): string {
  if (state === "on") return statements > 999 ? "999+" : String(statements);
  return { off: "", reading: "…", failed: "!" }[state];
}

function titleOf({ state, statements, message }: TabState): string {
  const said = { off: "Show who says what", reading: "Reading …", on: `${count(statements, "statement")}. Click to take the marks away`, failed: "This page could not be marked" }[state];
  return message ? `newsmark: ${message}` : `newsmark: ${said}`;
}
