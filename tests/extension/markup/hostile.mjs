/** Pages that want something of the extension: its results, its messages, its code in their hands, or the reader's time. */

import { each, escape, page } from "./parts.mjs";

/** Replaces what a careless script in the page's world would call, and writes down every use; looks for anything that is left within reach. */
export const spying = (article) =>
  page(
    article,
    `<main><article><h1>${escape(article.title)}</h1>${each(article.lines)}</article></main><script>
window.seen = [];
const note = (what) => { window.seen.push(what + " " + (new Error().stack.match(/(?:chrome|moz)-extension:[^)\\s]*/) ?? [""])[0]); };
const paths = { Map: ["get", "set", "has"], Set: ["add", "has"], Array: ["push", "map", "filter", "forEach", "at"], String: ["slice", "trim", "replace", "split"], RegExp: ["test", "exec"], Promise: ["then"], Highlight: ["add", "delete", "clear"], HighlightRegistry: ["set", "get", "delete"], Node: ["cloneNode", "appendChild", "contains", "getRootNode"], Element: ["matches", "closest", "attachShadow", "getAttribute", "querySelectorAll"], Document: ["createTreeWalker", "createRange", "querySelector"], EventTarget: ["addEventListener"], MutationObserver: ["observe"] };
for (const [name, methods] of Object.entries(paths)) for (const method of methods) {
  const prototype = window[name].prototype, original = prototype[method];
  let within = false;
  prototype[method] = function (...given) { if (!within && window.armed) { within = true; try { note(name + "." + method); } finally { within = false; } } return original.apply(this, given); };
}
for (const name of ["Range", "StaticRange", "Highlight", "CSSStyleSheet"]) {
  const Original = window[name];
  window[name] = new Proxy(Original, { construct(target, given, to) { if (window.armed) note("new " + name); return Reflect.construct(target, given, to); } });
}
for (const node of [document.querySelector("h1"), document.querySelector("p"), document.querySelector("p").firstChild]) for (const key of ["textContent", "data", "nodeValue", "parentNode", "childNodes", "innerText"])
  Object.defineProperty(node, key, { configurable: true, get() { if (window.armed) note("get " + key); return "Owned, said Eve Mallory of Evilcorp."; } });
window.messages = [];
addEventListener("message", ({ data, origin }) => window.messages.push(origin + " " + JSON.stringify(data)));
for (const type of ["newsmark", "article", "read", "toggle", "state", "ready"]) document.addEventListener(type, () => window.messages.push(type));
</script>`,
  );

/** A form around everything, whose fields hide what a script would ask it: its parent, its text, what it holds. */
export const fields = (article) =>
  page(
    article,
    `<main><form><div hidden>${["parentElement", "parentNode", "children", "childNodes", "textContent", "className", "closest", "contains", "getRootNode", "ownerDocument", "getBoundingClientRect", "querySelectorAll"].map((name) => `<input name="${name}">`).join("")}</div><article><h1>${escape(article.title)}</h1>${each(article.lines)}</article></form></main>`,
  );

/** Markup as words: whatever shows this has to show it as it is. */
export const markup = {
  title: "Parser <b>bold</b> claims <img src=x onerror=hit('title')>",
  lines: [
    `"<img src=x onerror=hit('quote')> is what they typed," said Ngozi <script>hit('name')</script> Eze, who tested the form.`,
    `<svg onload=hit('svg')> was rejected, according to Pedro "><iframe srcdoc="<script>parent.hit('frame')</script>"> Alves of Lisbon.`,
    `Mr. Alves said that javascript:hit('link') had been typed into the address field by [a tester](javascript:hit('md')) from Oslo.`,
    `"&lt;b&gt; is not <b>," insisted Ms. Eze. She denied that \${hit('template')} and {{hit('mustache')}} had ever worked, and told reporters in Lagos that the form was safe.`,
    `The regulator, Amina <a href=javascript:hit('a')>Rasul</a>, announced on Monday that 14 other forms would be tested before the summer, and said that the results would be made public.`,
  ],
};

export const injecting = () =>
  page({ title: markup.title }, `<main><article><h1>${escape(markup.title)}</h1>${each(markup.lines)}</article></main>`, { head: `<script>window.hits = []; window.hit = (where) => window.hits.push(where);</script>` });

/** Many articles' words in one: `bytes` of text in paragraphs. */
export function long(articles, bytes) {
  const body = [];
  for (let size = 0, i = 0; size < bytes; i++) {
    const html = each(articles[i % articles.length].lines);
    body.push(html);
    size += Buffer.byteLength(html);
  }
  return page({ title: "The collected dispatches" }, `<main><article><h1>The collected dispatches</h1>${body.join("")}</article></main>`);
}

/** An article beside very many elements with hardly a word each. */
export const crowded = (article, nodes) =>
  page(
    article,
    `<main><article><h1>${escape(article.title)}</h1>${each(article.lines)}</article></main><div id="crowd" style="height:200px;overflow:auto">${Array.from({ length: nodes / 2 }, (_, i) => `<i>${i % 97}</i>`).join("")}</div>`,
  );
