/** The buttons for the samples. */

import { byId } from "./element.js";
import { button } from "./panel/dom.js";
import { samples } from "./sample-texts.js";

export class Samples {
  private readonly buttons = samples.map(({ title, text }) => ({ text, element: button("", () => this.onPick(text), title) }));

  constructor(private readonly onPick: (text: string) => void) {
    byId("samples").append(...this.buttons.map(({ element }) => element));
  }

  get first(): string {
    return samples[0]!.text;
  }

  /** Whether this text is a sample as it came. */
  has(text: string): boolean {
    return samples.some((sample) => sample.text === text);
  }

  /** Shows which sample the page's text is. */
  press(text: string): void {
    for (const button of this.buttons) button.element.setAttribute("aria-pressed", String(button.text === text));
  }
}
