/** The article pages, and what a careful reader would copy from each. */

import { readFileSync } from "node:fs";
import * as classic from "./markup/classic.mjs";
import * as modern from "./markup/modern.mjs";
import * as others from "./markup/others.mjs";
import * as scripted from "./markup/scripted.mjs";

const styles = { ...classic, ...modern, ...scripted, ...others };

/** Where the words of a page differ in name from its mark-up. */
const ARTICLE = { withComments: "comments" };

/** An article: the text with one line a block, and its headline and the other lines. */
export function article(name) {
  const text = readFileSync(new URL(`articles/${name}.txt`, import.meta.url), "utf8").trim();
  const [title, ...lines] = text.split("\n");
  return { text, title, lines };
}

/** Every page: its article, its HTML, further files beside it, headers, and quotations whose marks the browser makes. */
export const pages = Object.fromEntries(
  Object.entries(styles).map(([name, write]) => {
    const own = article(ARTICLE[name] ?? name);
    const files = Object.fromEntries(Object.entries(write.files ?? {}).map(([file, write]) => [file, write(own)]));
    return [name, { ...own, html: write(own), files, headers: write.headers ?? {}, generated: write.generated ?? [] }];
  }),
);
