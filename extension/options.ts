/** The settings. Every change counts at once, for all pages that are marked. */

import { byId } from "../www/element.js";
import { button, make, unseen } from "../www/panel/dom.js";
import { NAMES, PARTS, type Marking } from "../www/panel/names.js";
import { chosen, LINES, look, TINTS, usual } from "./colours.js";
import { example } from "./example.js";
import { bindLeast } from "./least.js";
import { onSettings, set, settings as stored } from "./settings.js";
import { changeShortcuts, shortcut } from "./shortcut.js";
import { kept, letGo } from "./sites.js";

let settings = await stored();

// Kinds

const boxes = new Map<string, HTMLInputElement>();

function kinds(into: HTMLElement, all: readonly Marking[]): void {
  for (const { key, name, classes } of all) {
    const box = make("input", "");
    box.type = "checkbox";
    box.addEventListener("change", () => void set({ off: [...boxes].flatMap(([key, { checked }]) => (checked ? [] : [key])) }));
    boxes.set(key, box);
    into.append(make("label", "choice", box, make("span", `nm ${classes}`, name)));
  }
}
kinds(byId("parts"), PARTS);
kinds(byId("labels"), NAMES);

// Colours

const pickers = new Map<string, HTMLInputElement>();
for (const [name, { title, class: classes }] of Object.entries({ ...TINTS, ...LINES })) {
  const picker = make("input", "");
  picker.type = "color";
  picker.addEventListener("input", () => void set({ colours: { ...settings.colours, [name]: picker.value } }));
  pickers.set(name, picker);
  byId("colours").append(make("label", "choice", picker, make("span", `nm ${classes}`, title)));
}
byId("usual").addEventListener("click", () => void set({ colours: {} }));

// Sites

async function sites(): Promise<void> {
  const all = await kept();
  const named = all.map((pattern) => {
    const site = pattern === "<all_urls>" || /^\*:\/\/\*\/|^https?:\/\/\*\//u.test(pattern) ? "all sites" : pattern.replace(/^[^/]*\/\/|\/\*$/gu, "");
    return make("li", "", make("span", "", site), button("small", () => void letGo(pattern), "Remove", unseen(` ${site}`)));
  });
  byId("sites").replaceChildren(...named);
  byId("no-sites").hidden = all.length > 0;
}
chrome.permissions.onAdded.addListener(() => void sites());
chrome.permissions.onRemoved.addListener(() => void sites());

// Keyboard

async function keys(): Promise<void> {
  const all = { _execute_action: "Mark the page, or take the marks away", panel: "Open “Who says what”" };
  const rows = await Promise.all(
    Object.entries(all).map(async ([name, title]) => make("div", "", make("dt", "", title), make("dd", "", make("kbd", "", (await shortcut(name)) || "no key")))),
  );
  // These are the content script's, and fixed.
  const fixed = { "Alt+Shift+↓ and ↑": "On a marked page: to the next statement, to the one before", Esc: "Close the card, then put out the light" };
  const others = Object.entries(fixed).map(([key, title]) => make("div", "", make("dt", "", title), make("dd", "", make("kbd", "", key))));
  byId("keys").replaceChildren(...rows, ...others);
}
byId("change-keys").addEventListener("click", () => void changeShortcuts());
// They may have been changed in another tab.
addEventListener("focus", () => void keys());

// All of it

const showLeast = bindLeast();

function show(): void {
  look(settings);
  for (const [key, box] of boxes) box.checked = !settings.off.includes(key);
  for (const [name, picker] of pickers) picker.value = settings.colours[name] ?? usual(name);
  byId<HTMLButtonElement>("usual").disabled = !chosen(settings.colours, "");
  showLeast(settings.least);
  byId("example").replaceChildren(example(settings));
}
show();
onSettings((changed) => {
  settings = changed;
  show();
});
await Promise.all([sites(), keys()]);
