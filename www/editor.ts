/** The field that lies over the article, letter upon letter, so that marks follow the typing while caret and undo are the browser's own. */

import { byId } from "./element.js";

interface Told {
  /** The text is another one, by typing or in some other way that can be undone. */
  changed: (value: string) => void;
  /** All of the text was replaced by a paste. */
  replaced: (value: string) => void;
  opened: () => void;
}

export class Editor {
  private readonly field = byId<HTMLTextAreaElement>("text");
  private readonly button = byId<HTMLButtonElement>("edit");
  private readonly article = byId("article");
  /** Whether the paste that is coming in replaces the whole text. */
  private replacing = false;

  constructor(private readonly told: Told) {
    const { field } = this;
    field.addEventListener("paste", () => {
      this.replacing = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    });
    field.addEventListener("input", (event) => {
      // A paste that brings no text is followed by no input of its kind.
      const whole = this.replacing && (event as InputEvent).inputType === "insertFromPaste";
      this.replacing = false;
      if (!whole) return told.changed(field.value);
      told.replaced(field.value);
      this.article.focus({ preventScroll: true });
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.finish();
    });
    this.button.addEventListener("click", () => (this.isOpen ? this.finish() : this.open()));
  }

  get isOpen(): boolean {
    return !this.field.hidden;
  }

  get value(): string {
    return this.field.value;
  }

  set value(value: string) {
    // Setting the same text again would forget what can be undone.
    if (this.field.value !== value) this.field.value = value;
    this.field.setSelectionRange(0, 0);
  }

  open({ select = false } = {}): void {
    this.toggle(true);
    this.told.opened();
    this.field.focus({ preventScroll: !select });
    if (select) this.field.select();
  }

  close(): void {
    this.toggle(false);
  }

  private finish(): void {
    this.close();
    this.button.focus();
  }

  private toggle(on: boolean): void {
    this.field.hidden = !on;
    byId("sheet").classList.toggle("editing", on);
    this.article.toggleAttribute("inert", on);
    this.button.textContent = on ? "Done" : "Edit text";
  }
}
