/** Pages that scripts build, change, or lay out in other trees. */

import { byline, each, escape, footer, header, page } from "./parts.mjs";

const json = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");

/** React's way: comments between the text nodes, and everything built anew soon after it was shown. */
export function hydrated({ title, lines }) {
  const split = (html) => html.replace(/ (said|told|added|admitted|argues|claimed) /, " <!-- -->$1<!-- --> ");
  const script = `<script type="application/json" id="data">${json({ title, lines })}</script><script>
addEventListener("load", () => setTimeout(() => {
  const { title, lines } = JSON.parse(document.getElementById("data").textContent);
  const make = (name, ...children) => { const element = document.createElement(name); element.append(...children); return element; };
  const words = (line) => line.split(/(?<= )(?=said|told|added|admitted|argues|claimed)/).flatMap((part, i) => (i ? [document.createComment(" "), part] : [part]));
  document.getElementById("root").replaceChildren(make("article", make("h1", title), ...lines.map((line) => make("p", ...words(line)))));
  document.documentElement.dataset.hydrated = "";
}, 200));</script>`;
  return page({ title }, `${header}<div id="root"><article><h1>${escape(title)}</h1>${each(lines, (html) => `<p>${split(html)}</p>`)}</article></div>${script}${footer}`);
}

/** Paragraphs that are fetched when they are scrolled to. */
export function lazy({ title, lines }) {
  const script = `<script type="application/json" id="data">${json(lines)}</script><script>
const lines = JSON.parse(document.getElementById("data").textContent);
const observer = new IntersectionObserver((seen) => seen.forEach(({ isIntersecting, target }) => {
  if (!isIntersecting || target.dataset.asked) return;
  target.dataset.asked = "1";
  setTimeout(() => { const p = document.createElement("p"); p.textContent = lines[target.dataset.line]; target.replaceWith(p); }, 60);
}), { rootMargin: "10px" });
document.querySelectorAll(".placeholder").forEach((element) => observer.observe(element));</script>`;
  const head = `<style>.placeholder { height: 420px; background: #f3f3f3 }</style>`;
  const body = each(lines, (html, i) => (i < 2 ? `<p>${html}</p>` : `<div class="placeholder" data-line="${i}"></div>`));
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1>${byline}${body}</article></main>${footer}${script}`, { head });
}

/** A web component: the body in an open shadow root, the headline in a slot. */
export function component({ title, lines }) {
  const script = `<script>
customElements.define("story-body", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = '<style>p { margin: 1em 0 } .tools { float: right }</style><slot name="headline"></slot><nav class="tools"><button>Larger text</button></nav><div class="text"></div><slot></slot>';
    for (const line of JSON.parse(this.getAttribute("lines"))) {
      const p = document.createElement("p");
      p.textContent = line;
      root.querySelector(".text").append(p);
    }
  }
});</script>`;
  const [first, ...rest] = [...lines].reverse();
  return page({ title }, `${header}<main><story-body lines="${escape(JSON.stringify(rest.reverse()))}"><h1 slot="headline">${escape(title)}</h1><p>${escape(first)}</p></story-body></main>${footer}${script}`);
}

/** The article in a frame of the same origin. */
export function frame({ title, lines }) {
  return page({ title }, `${header}<iframe id="story" src="inner.html" title="Story" style="width:100%;height:1400px;border:0"></iframe>${footer}`, { head: `<!-- ${lines.length} paragraphs -->` });
}
frame.files = { "inner.html": ({ title, lines }) => page({ title }, `<article><h1>${escape(title)}</h1>${each(lines)}</article>`) };

/** A strict policy: nothing inline, nothing from elsewhere (but the icon that browsers ask for), trusted types. */
export function csp({ title, lines }) {
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1>${byline}${each(lines)}</article></main>${footer}`);
}
csp.headers = { "content-security-policy": "default-src 'none'; script-src 'none'; style-src 'none'; connect-src 'none'; img-src 'self'; sandbox allow-same-origin allow-scripts; require-trusted-types-for 'script'; trusted-types 'none'" };

/** A grid, chunks that are laid out only when they are near, words only for screen readers. */
export function modern({ title, lines }) {
  const head = `<style>article { display: grid; grid-template-columns: 1fr min(38em, 100%) 1fr } article > * { grid-column: 2 } section.chunk { content-visibility: auto; contain-intrinsic-size: auto 300px } .sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }</style>`;
  const chunks = [lines.slice(0, 3), lines.slice(3)].map((part) => `<section class="chunk">${each(part)}</section>`).join("");
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1><span class="sr-only">Article written by robot Max Mustermann, who said so</span>${chunks}</article></main>${footer}`, { head });
}
