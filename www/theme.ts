/** Light, dark, or as the system has it; the choice is remembered. */

import { byId } from "./dom.js";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const KEY = "newsmark.theme";

const isTheme = (value: unknown): value is Theme => THEMES.includes(value as Theme);

export function theme(): void {
  const button = byId("theme");
  const apply = (value: Theme): void => {
    document.documentElement.dataset.theme = value;
    button.textContent = { system: "◐ System", light: "○ Light", dark: "● Dark" }[value];
    button.setAttribute("aria-label", `Colours: ${value}. Change`);
  };
  const stored = remembered();
  let current: Theme = isTheme(stored) ? stored : "system";
  apply(current);
  button.addEventListener("click", () => {
    current = THEMES[(THEMES.indexOf(current) + 1) % THEMES.length]!;
    apply(current);
    try {
      localStorage.setItem(KEY, current);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
