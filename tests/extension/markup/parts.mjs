/** Pieces that the pages are made of. What is beside the article names people who say things, so that a reading which takes it in is found out. */

/** A text as it stands in HTML. */
export const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Wraps the first occurrence of some words in HTML; they must be there. */
export function around(html, words, wrap) {
  const at = html.indexOf(escape(words));
  if (at < 0) throw new Error(`${words} is not in: ${html}`);
  const found = escape(words);
  return html.slice(0, at) + wrap(found) + html.slice(at + found.length);
}

/** Every line as it stands in HTML, wrapped by `wrap(html, index)`. */
export const each = (lines, wrap = (html) => `<p>${html}</p>`, between = "\n") => lines.map((line, i) => wrap(escape(line), i)).join(between);

/** A document. */
export const page = ({ title }, body, { head = "", html = 'lang="en"', attributes = "" } = {}) => `<!DOCTYPE html>
<html ${html}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} | The Meridian</title>${head}</head>
<body${attributes && ` ${attributes}`}>${body}</body>
</html>`;

export const nav = `<nav aria-label="Sections"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/asia">Asia</a></li><li><a href="/sport">Sport</a></li><li><a href="/opinion">Opinion</a></li></ul></nav>`;

export const header = `<header class="site-header"><a class="logo" href="/">The Meridian</a>${nav}<form role="search"><input name="q" placeholder="Search"><button>Search</button></form></header>`;

export const footer = `<footer class="site-footer"><p>© The Meridian Media Company, Rotterdam. All rights reserved.</p><ul><li><a href="/about">About us</a></li><li><a href="/privacy">Privacy</a></li></ul></footer>`;

export const byline = `<div class="byline">By <a rel="author" href="/by/ilse">Ilse Vandermeer</a> in Rotterdam</div>`;

export const share = `<div class="share-buttons" aria-label="Share"><a href="https://share.example/a">Share on Chirp</a> <a href="https://share.example/b">Email</a> <button>Copy link</button></div>`;

export const related = `<aside class="related" aria-label="Related articles"><h3>Read more</h3><ul><li><a href="/1">Treasury chief Olga Petrenko says budget is safe</a></li><li><a href="/2">Ministers denied tax plan, Bo Larsson claims</a></li></ul></aside>`;

export const comments = `<section id="comments" class="comments"><h2>Comments (3)</h2>${[
  ["marta_k", "My cousin in Ottawa said that this is nonsense."],
  ["Ivo B.", "“I was there,” said my neighbour, Mrs. Stoyanova, “and it was worse.”"],
  ["reader77", "President Okafor told us so in 2019!"],
]
  .map(([who, words]) => `<div class="comment"><span class="comment-author">${who}</span> <time>2 hours ago</time><p>${words}</p><button>Reply</button></div>`)
  .join("")}</section>`;

/** A picture of one pixel. */
export const pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
