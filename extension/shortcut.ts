/** The keyboard shortcuts as the reader has them. */

/** What Firefox has and `@types/chrome` does not know. */
declare const browser: { commands: { openShortcutSettings?(): Promise<void> } } | undefined;

/** The keys of a command; empty if it has none. */
export async function shortcut(name: string): Promise<string> {
  const commands = await chrome.commands.getAll();
  return commands.find((command) => command.name === name)?.shortcut ?? "";
}

/** Opens the browser's own page for them. */
export async function changeShortcuts(): Promise<void> {
  if (typeof browser === "object" && browser.commands.openShortcutSettings) await browser.commands.openShortcutSettings();
  else await chrome.tabs.create({ url: "chrome://extensions/shortcuts" });
}
