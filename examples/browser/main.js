import { highlight, load, textOf } from "newsmark";

const status = document.querySelector("#status");
const newsmark = await load({
  onProgress: (received, total) => (status.textContent = `Loading … ${Math.round((100 * received) / (total ?? Infinity))} %`),
});

const article = document.querySelector("article");
const { text, map } = textOf(article);
const annotation = await newsmark.annotate(text);
// Custom highlights where the browser has them: the article's elements stay as they are.
highlight(article, annotation, { map });

for (const { source, speaker, cue } of annotation.statements) {
  const who = speaker === null ? source && text.slice(source.start, source.end) : annotation.referents[speaker].name;
  const item = document.createElement("li");
  item.textContent = `${who ?? "somebody"}: ${text.slice(cue.start, cue.end)}`;
  document.querySelector("#voices").append(item);
}
status.textContent = `${annotation.statements.length} statements`;
