/** The slider for how sure the reading has to be; panel and options have the same. */

import { byId } from "../www/element.js";
import { set } from "./settings.js";

/** Binds the slider; what is returned shows a value that was changed elsewhere. */
export function bindLeast(): (least: number) => void {
  const slider = byId<HTMLInputElement>("least");
  const show = (least: number): void => {
    byId("least-value").textContent = least ? `${Math.round(least * 100)} %` : "all";
    slider.setAttribute("aria-valuetext", least ? `at least ${Math.round(least * 100)} % sure` : "all");
  };
  slider.addEventListener("input", () => {
    const least = Number(slider.value) / 100;
    show(least);
    void set({ least });
  });
  return (least) => {
    slider.value = String(least * 100);
    show(least);
  };
}
