/** Light, dark, or as the system has it. */

import { byId } from "./element.js";
import { set, settings, THEMES } from "./settings.js";

export function theme(): void {
  const button = byId("theme");
  const apply = (): void => {
    document.documentElement.dataset.theme = settings.theme;
    button.textContent = { system: "◐ System", light: "○ Light", dark: "● Dark" }[settings.theme];
    button.setAttribute("aria-label", `Colours: ${settings.theme}. Change`);
  };
  apply();
  button.addEventListener("click", () => {
    set({ theme: THEMES[(THEMES.indexOf(settings.theme) + 1) % THEMES.length]! });
    apply();
  });
}
