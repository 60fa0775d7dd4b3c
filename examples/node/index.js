// Prints who says what in an article: node index.js article.txt, or from standard input.
import { readFileSync } from "node:fs";
import { load } from "newsmark";

const text = readFileSync(process.argv[2] ?? 0, "utf8");
const newsmark = await load();
const { statements, referents } = await newsmark.annotate(text);
newsmark.dispose();

const words = ({ start, end }) => text.slice(start, end);
for (const { source, cue, content, kind, speaker } of statements) {
  const who = speaker === null ? (source ? words(source) : "somebody") : referents[speaker].name;
  console.log(`${who} [${words(cue)}, ${kind}] ${content.map(words).join(" … ")}`);
}
