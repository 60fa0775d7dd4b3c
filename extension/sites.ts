/** Sites on which every page is marked. A site is on the list if, and only if, the reader has given the permission for it. */

/** The content script as browsers know it for these sites. */
const SCRIPT = "always";

/** What to ask for to be on a page's site; `undefined` for pages that are on no site. */
export function patternOf(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && hostname ? `*://${hostname}/*` : undefined;
}

/** Asks for a page's site, while the browser handles what the reader did. Says whether it is on the list now. */
export async function keepOn(url: string | undefined): Promise<boolean> {
  const pattern = patternOf(url);
  return pattern !== undefined && chrome.permissions.request({ origins: [pattern] });
}

/** Takes a site off the list. */
export function letGo(pattern: string): Promise<boolean> {
  return chrome.permissions.remove({ origins: [pattern] });
}

/** The list. */
export async function kept(): Promise<string[]> {
  const { origins = [] } = await chrome.permissions.getAll();
  return origins;
}

/** Whether a page's site is on the list. */
export async function isKept(url: string | undefined): Promise<boolean> {
  const pattern = patternOf(url);
  return pattern !== undefined && chrome.permissions.contains({ origins: [pattern] });
}

/** Keeps the browser's own list of content scripts as the permissions are. */
export function sites(): void {
  let last = Promise.resolve();
  const sync = (): void => {
    // One after the other: to register what is registered is an error.
    last = last.then(register).catch((error: unknown) => console.error("The sites could not be registered:", error));
  };
  // An update of the extension takes them away.
  chrome.runtime.onInstalled.addListener(sync);
  chrome.runtime.onStartup.addListener(sync);
  chrome.permissions.onAdded.addListener(sync);
  chrome.permissions.onRemoved.addListener(sync);
}

async function register(): Promise<void> {
  const matches = await kept();
  const registered = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (registered.length) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
  if (matches.length) await chrome.scripting.registerContentScripts([{ id: SCRIPT, matches, js: ["content.js"], runAt: "document_idle" }]);
}

// A tab that the reader switched off stays off, also on such a site

const quietKey = (tabId: number): string => `quiet ${tabId}`;

/** Remembers that the reader does not want marks in this tab, until the browser is closed. */
export async function quiet(tabId: number, isQuiet: boolean): Promise<void> {
  if (isQuiet) await chrome.storage.session.set({ [quietKey(tabId)]: true });
  else await chrome.storage.session.remove(quietKey(tabId));
}

/** Whether a page that has just come is to be read at once. */
export async function begins(tabId: number, url: string | undefined): Promise<boolean> {
  const stored = await chrome.storage.session.get(quietKey(tabId));
  return !stored[quietKey(tabId)] && (await isKept(url));
}
