import { highlight, load, textOf } from "newsmark";

const [field, button, status, marked] = ["textarea", "button", "#status", "#marked"].map((name) => document.querySelector(name));
const newsmark = await load();

async function mark() {
  // Text into the page as text; its lines stay lines.
  marked.style.whiteSpace = "pre-wrap";
  marked.textContent = field.value;
  const { text, map } = textOf(marked, { exact: true });
  const annotation = await newsmark.annotate(text);
  highlight(marked, annotation, { using: "marks", map });
  status.textContent = `${annotation.statements.length} statements`;
}

button.disabled = false;
button.addEventListener("click", mark);
await mark();
