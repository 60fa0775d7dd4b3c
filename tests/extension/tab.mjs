/** What the tests do with a tab, whatever the browser. */

/** Milliseconds that reading an article may take on a busy machine. */
export const PATIENCE = 60_000;

/** Waits until a condition holds, and gives back what it found. */
export async function until(condition, what = String(condition)) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

/** Waits until the badge says that the page is read, or why not. */
export const settled = (tab) =>
  until(async () => {
    const badge = await tab.badge();
    // Browsers change the button's words and title one after the other.
    return /^(?:\d|!)/.test(badge.text) && !/Reading|Show who/.test(badge.title) && badge;
  }, "a badge");

/** Switches the extension on in a tab and waits until everything is painted. */
export async function switchOn(tab) {
  await tab.press();
  const badge = await tab.settled();
  if (badge.text === "!") throw new Error(badge.title);
  return badge;
}

/** Switches it off. */
export async function switchOff(tab) {
  await tab.press();
  await until(async () => (await tab.badge()).text === "", "no badge");
}
