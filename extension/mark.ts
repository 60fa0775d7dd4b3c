/** Has the content script of a tab do something; puts it into the page first where it is not there. */

import { badge } from "./badge.js";
import type { TabState, ToContent } from "./messages.js";
import { quiet } from "./sites.js";
import { whyNot } from "./trouble.js";

export type Tab = Pick<chrome.tabs.Tab, "id" | "url" | "windowId">;

/** Milliseconds until a second try: Chromium, just started, has refused a first press that it then allowed. */
const AGAIN = 300;

/** Does what the reader wishes, or says on the badge and in the panel why not. */
export async function mark({ id, url }: Tab, wish: ToContent): Promise<void> {
  if (id === undefined) return;
  let state = await ask(id, wish);
  if (!state) {
    // What is not there is off: the wish can only have been to see marks.
    const begin: ToContent = wish.type === "toggle" ? { type: "toggle", on: true } : wish;
    try {
      state = await injected(id, begin).catch(async (error: unknown) => {
        console.warn("newsmark could not be put into the page; once more:", error);
        await new Promise((done) => setTimeout(done, AGAIN));
        return (await ask(id, begin)) ?? injected(id, begin);
      });
    } catch (error) {
      return refuse({ id, url }, error);
    }
  }
  if (wish.type === "toggle") await quiet(id, state.state === "off");
}

/** Says on the badge and in the panel why a tab cannot be marked. */
export async function refuse({ id, url }: Pick<Tab, "id" | "url">, error?: unknown): Promise<void> {
  if (id !== undefined) await badge(id, { state: "failed", statements: 0, message: whyNot(url, error) });
}

async function injected(id: number, wish: ToContent): Promise<TabState> {
  await inject(id);
  const state = await ask(id, wish);
  // Firefox keeps scripts out of its own pages without a word.
  if (!state) throw new Error("the script does not answer");
  return state;
}

/** What the content script answers; nothing where there is none. */
export function ask(tabId: number, message: ToContent): Promise<TabState | undefined> {
  return chrome.tabs.sendMessage<ToContent, TabState>(tabId, message, { frameId: 0 }).catch(() => undefined);
}

async function inject(tabId: number): Promise<void> {
  const target = { tabId };
  // Chrome lets scripts into the frame around its PDF viewer, where there is no text.
  const [found] = await chrome.scripting.executeScript({ target, func: () => document.contentType });
  if (found?.result === "application/pdf") throw new Error("PDF");
  await chrome.scripting.executeScript({ target, files: ["content.js"] });
}
