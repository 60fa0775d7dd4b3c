/** What the reader chose for all pages; remembered on this device in `storage.local`. */

const KEY = "settings";

export interface Settings {
  /** Labels, kinds and parts that are not marked, by the keys of the legend: `PERSON`, `named`, `unnamed`, `cue`, `none`, `direct` … */
  off: string[];
  /** What is less sure than this, from 0 to 1, is not shown. */
  least: number;
  /** Colours other than the usual ones, by the names in `js/styles.ts`: `person`, `source` …; `#rrggbb`. */
  colours: Record<string, string>;
}

const usual: Settings = { off: [], least: 0, colours: {} };

/** The settings as they are now. */
export async function settings(): Promise<Settings> {
  const stored = await chrome.storage.local.get(KEY);
  return checked(stored[KEY]);
}

/** Changes settings and remembers them; everyone who listens is told. */
export async function set(change: Partial<Settings>): Promise<void> {
  await chrome.storage.local.set({ [KEY]: { ...(await settings()), ...change } });
}

/** Calls back at every change; what is returned ends it. */
export function onSettings(changed: (settings: Settings) => void): () => void {
  const listener = (changes: Record<string, chrome.storage.StorageChange>, area: string): void => {
    if (area === "local" && changes[KEY]) changed(checked(changes[KEY].newValue));
  };
  chrome.storage.onChanged.addListener(listener);
  return () => chrome.storage.onChanged.removeListener(listener);
}

/** Only what is as it should be: another version may have written it. */
function checked(stored: unknown): Settings {
  const { off, least, colours } = (stored ?? {}) as Partial<Record<keyof Settings, unknown>>;
  return {
    off: Array.isArray(off) ? off.filter((key) => typeof key === "string") : usual.off,
    least: typeof least === "number" && least >= 0 && least <= 1 ? least : usual.least,
    colours: Object.fromEntries(Object.entries(colours ?? {}).filter(([, colour]) => typeof colour === "string" && /^#[0-9a-f]{6}$/i.test(colour))),
  };
}
