/** What the reader chose; remembered on this device. The text is remembered only when that is asked for. */

const KEY = "newsmark.settings";
const TEXT = "newsmark.text";

export const THEMES = ["system", "light", "dark"] as const;

export interface Settings {
  theme: (typeof THEMES)[number];
  /** Labels, kinds and parts that are not marked. */
  off: string[];
  /** What is less sure than this, from 0 to 1, is not shown. */
  least: number;
  /** Whether names have a label beside them. */
  labels: boolean;
  /** Whether the text is kept. */
  keep: boolean;
}

export const settings: Settings = { theme: "system", off: [], least: 0, labels: true, keep: false, ...remembered() };

/** Changes settings and remembers them. */
export function set(change: Partial<Settings>): void {
  Object.assign(settings, change);
  store(KEY, JSON.stringify(settings));
}

/** The kept text, if one was to be kept. */
export function keptText(): string | undefined {
  return settings.keep ? (read(TEXT) ?? undefined) : undefined;
}

/** Keeps the text if that was asked for; otherwise makes sure that none is kept. Says whether it is kept now. */
export function keepText(text: string): boolean {
  if (settings.keep) return store(TEXT, text);
  try {
    localStorage.removeItem(TEXT);
  } catch {
    // Where nothing can be stored nothing is.
  }
  return false;
}

/** Only what is as it should be: another version, or another page of this host, may have written it. */
function remembered(): Partial<Settings> {
  let stored: Partial<Record<keyof Settings, unknown>>;
  try {
    stored = JSON.parse(read(KEY) ?? "{}") ?? {};
  } catch {
    return {};
  }
  const { theme, off, least, labels, keep } = stored;
  return {
    ...(THEMES.includes(theme as Settings["theme"]) && { theme: theme as Settings["theme"] }),
    ...(Array.isArray(off) && { off: off.filter((key) => typeof key === "string") }),
    ...(typeof least === "number" && least >= 0 && least <= 1 && { least }),
    ...(typeof labels === "boolean" && { labels }),
    ...(typeof keep === "boolean" && { keep }),
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    // Without storage, or when it is full, the choice lasts as long as the page.
    return false;
  }
}
