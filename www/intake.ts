/** Ways for an article to come in, besides typing: a file, something dropped, something pasted. */

import { byId, messageOf } from "./element.js";
import { textOfFile } from "./files.js";

export function intake(take: (text: string) => void, fail: (message: string) => void): void {
  const read = async (file: File): Promise<void> => {
    try {
      take(await textOfFile(file));
    } catch (error) {
      fail(messageOf(error));
    }
  };

  const input = byId<HTMLInputElement>("file");
  byId("open").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) void read(file);
    input.value = "";
  });

  const drop = byId("drop");
  const field = byId("text");
  /** Words of this page that are dragged, by accident or within the field, are no new article. */
  let fromHere = false;
  addEventListener("dragstart", () => (fromHere = true));
  addEventListener("dragend", () => (fromHere = false));
  /** A file, or text from elsewhere; what is dropped into the field is the field's business. */
  const isOurs = (event: DragEvent): boolean => {
    const types = event.dataTransfer?.types ?? [];
    return types.includes("Files") || (types.includes("text/plain") && !fromHere && event.target !== field);
  };
  addEventListener("dragover", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    drop.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    // Only when the pointer leaves the window: elements inside of it send this too.
    if (event.relatedTarget === null) drop.hidden = true;
  });
  addEventListener("drop", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    drop.hidden = true;
    const file = event.dataTransfer?.files[0];
    const text = event.dataTransfer?.getData("text/plain");
    if (file) void read(file);
    else if (text) take(text);
  });

  // A paste outside of the field is a new article too.
  document.addEventListener("paste", (event) => {
    if (event.target === field) return;
    const file = event.clipboardData?.files[0];
    const text = event.clipboardData?.getData("text/plain");
    if (!text && !file) return;
    event.preventDefault();
    if (text) take(text);
    else void read(file!);
  });
}
