/** Pages as today's publishing systems and designers make them. */

import { around, byline, each, escape, footer, header, nav, page, pixel, related, share } from "./parts.mjs";

/** A CMS that wraps everything in components: spans in spans in divs. */
export function spans({ title, lines }) {
  const head = `<style>.paragraph { margin: 1em 0 } .inline { display: inline }</style>`;
  const inline = (html) => `<span class="inline"><span>${html}</span></span>`;
  const block = (html) => `<div data-component="text-block" class="paragraph">${html.split(/(?= (?:said|told|added|warned|disagreed)\b)/).map(inline).join("")}</div>`;
  return page({ title }, `${header}<div id="root"><div class="layout"><div class="layout-main"><div class="headline-block"><h1>${inline(escape(title))}</h1></div>${byline}<div class="article-body">${each(lines, block)}</div></div></div></div>${footer}`, { head });
}

/** AMP: its own elements, and a style sheet that hides until it has run. */
export function amp({ title, lines }) {
  const head = `<link rel="canonical" href="/amp"><style amp-custom>amp-img, amp-ad { display: block } amp-sidebar { display: none } .ampstart-caption { font-size: small }</style>`;
  const ad = `<amp-ad width="300" height="250" type="net"><div placeholder>Advertisement: chef Marco Bellini says eat here</div></amp-ad>`;
  const body = each(lines, (html, i) => `<p class="px3">${html}</p>${i === 2 ? ad : ""}`);
  const sidebar = `<amp-sidebar id="menu" layout="nodisplay"><ul><li><a href="/">Home</a></li><li>Editor Joan Petit said hello</li></ul></amp-sidebar>`;
  return page({ title }, `${sidebar}<header class="ampstart-headerbar">${nav}</header><main role="main"><article class="recipe-article"><h1 class="px3">${escape(title)}</h1><amp-img src="${pixel}" width="10" height="6" layout="responsive"></amp-img>${body}</article></main><amp-social-share type="email"></amp-social-share>${footer}`, { head, html: '⚡ lang="en"' });
}

/** Entries with times, an update bar, filters. */
export function live({ title, lines }) {
  const [standfirst, ...rest] = lines.map(escape);
  const entries = [];
  for (let i = 0; i < rest.length; i += 2)
    entries.push(`<article class="liveblog-entry" id="e${i}"><header><time datetime="2026-05-04T22:0${i}">22.0${i}</time><h2>${rest[i]}</h2></header><div class="entry-body"><p>${rest[i + 1]}</p></div><footer><button>Share this entry</button></footer></article>`);
  return page({ title }, `${header}<main><header><p class="kicker">Live</p><h1>${escape(title)}</h1><p class="standfirst">${standfirst}</p></header><div class="liveblog-filter"><button>Show key events only</button></div><div class="liveblog" role="feed">${entries.join("")}</div></main>${footer}`);
}

/** A teaser before a wall; the rest stands in the page, hidden. */
export function paywall({ title, lines }) {
  const rest = `<div class="article-rest" style="display:none"><p>“I knew nothing,” said the chairman, Gideon Marais.</p><p>Auditor Lerato Nkosi denied that she had signed.</p></div>`;
  const wall = `<div class="paywall" role="region" aria-label="Subscribe"><h2>Continue reading with a subscription</h2><p>“Worth every cent,” says reader Jane Modise of Cape Town.</p><button>Subscribe for R99 a month</button></div>`;
  return page({ title }, `${header}<main><article data-access="metered"><h1>${escape(title)}</h1>${byline}<div class="teaser">${each(lines)}</div>${rest}${wall}</article></main>${footer}`);
}

/** English with Arabic and Hebrew inside, in elements with their own direction. */
export function rtl({ title, lines }) {
  let body = each(lines);
  body = around(body, "الصابون لا يكذب", (words) => `<q-text lang="ar" dir="rtl">${words}</q-text>`);
  body = around(body, "שלום לכל הבונים", (words) => `<bdi lang="he">${words}</bdi>`);
  return page({ title }, `<div dir="rtl" class="lang-bar"><a href="/ar">العربية</a> <a href="/he">עברית</a></div>${header}<main dir="ltr"><article><h1>${escape(title)}</h1>${byline}<section class="text">${body}</section></article></main>${footer}`);
}

/** Soft hyphens, no-break and thin spaces, places for a break. */
export function soft({ title, lines }) {
  const head = `<style>p { hyphens: manual; text-align: justify; max-width: 22em }</style>`;
  const soften = (html) =>
    html
      .replace(/(\d) (metres|million|porters)/g, "$1&nbsp;$2")
      .replace(/\b(construct|infra|weav|engin|inspect)(?=[a-z])/gi, "$1&shy;")
      .replace(/(Switzerland|overslept)/, (word) => `${word.slice(0, 6)}<wbr>${word.slice(6)}`)
      .replace("Rabindra Shrestha", "Rabindra&nbsp;Shrestha");
  return page({ title }, `${header}<main><article><h1>${soften(escape(title))}</h1>${each(lines, (html) => `<p>${soften(html)}</p>`)}</article></main>${footer}`, { head });
}

/** Several columns, with sub-headings between. */
export function columns({ title, lines }) {
  const head = `<style>.cols { columns: 3 14em; column-gap: 2em } .cols h3 { break-after: avoid } .rail { float: right; width: 12em }</style>`;
  const body = each(lines, (html) => (html.length < 30 ? `<h3>${html}</h3>` : `<p>${html}</p>`));
  return page({ title }, `${header}<div class="rail">${related}</div><main><h1>${escape(title)}</h1><div class="cols">${body}</div></main>${footer}`, { head });
}

/** A dark page. */
export function dark({ title, lines }) {
  const head = `<style>:root { color-scheme: dark; background: #10151c; color: #d6dde6 } a { color: #8ab4f8 } article { max-width: 38em; margin: auto }</style>`;
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1>${around(each(lines), "University of Heidelberg", (words) => `<a href="/hd">${words}</a>`)}</article></main>${footer}`, { head });
}

/** A page with its own selection colours, and a highlight of its own. */
export function selection({ title, lines }) {
  const head = `<style>::selection { background: #222; color: #fc0 } ::highlight(search-hit) { background: #b7f5c0 }</style>`;
  const script = `<script>{ const node = document.querySelector("h1").firstChild; const hit = new Highlight(new Range()); [...hit][0].setStart(node, 0); [...hit][0].setEnd(node, 9); hit.priority = 9; CSS.highlights.set("search-hit", hit); window.theirs = hit; }</script>`;
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1>${byline}${each(lines)}</article></main>${footer}${script}`, { head });
}

/** Newsletter boxes in the text. */
export function newsletter({ title, lines }) {
  const box = `<div class="newsletter-signup"><h3>The Morning Meridian</h3><p>“I never miss it,” says Senator Claire Dubois. Get the news in your inbox.</p><form><input type="email" placeholder="Your email"><button>Sign up</button></form></div>`;
  const author = `<div class="author-bio"><p>Ilse Vandermeer is our correspondent. She said she loves lighthouses.</p></div>`;
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1>${byline}<div itemprop="articleBody">${each(lines, (html, i) => `<p>${html}</p>${i === 2 || i === 4 ? box : ""}`)}</div>${author}</article></main>${footer}`);
}

/** Questions and answers as a definition list. */
export function interview({ title, lines }) {
  const [intro, ...rest] = lines.map(escape);
  const last = rest.pop();
  const pairs = rest.map((html, i) => (i % 2 ? `<dd>${html}</dd>` : `<dt><em>${html}</em></dt>`)).join("");
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1><p class="intro">${intro}</p><dl class="qa">${pairs}</dl><p>${last}</p></article></main>${footer}`);
}

/** A gallery: an ordered list of figures, nearly all of the words in captions. */
export function gallery({ title, lines }) {
  const [intro, ...rest] = lines.map(escape);
  const slides = rest.map((html, i) => `<li class="slide"><figure><img src="${pixel}" alt="Slide ${i + 1}" width="600" height="50"><figcaption><p>${html}</p><p class="credit">Photo: Amara Diallo/Fleuve Images</p></figcaption></figure></li>`).join("");
  return page({ title }, `${header}<main><article class="gallery"><h1>${escape(title)}</h1><p>${intro}</p><ol class="slides" style="list-style:none">${slides}</ol></article></main>${footer}`);
}

/** Bars that stick, a video that floats, a cookie dialog. */
export function sticky({ title, lines }) {
  const head = `<style>.bar { position: sticky; top: 0; background: #fff } .float { position: fixed; right: 0; bottom: 3em; width: 9em } .cookies { position: fixed; bottom: 0; left: 0; right: 0; background: #eee }</style>`;
  const cookies = `<div class="cookies" role="dialog" aria-label="Cookies"><p>We and our 812 partners, said to care, value your privacy. Ombudsman Lars Holm said so.</p><button>Accept</button></div>`;
  return page({ title }, `<div class="bar">${nav}<span class="breaking">Breaking: Chancellor Weber says no</span></div><main><article><h1>${escape(title)}</h1>${share}${each(lines)}</article></main><div class="float"><video controls></video><p>Watch: Pilot Nina Roth says goodbye</p></div>${cookies}${footer}`, { head });
}

/** No article, no main, no paragraph: class names that a build step made. */
export function soup({ title, lines }) {
  const head = `<style>.x1a { font-size: 2em } .q9z { margin: 1em 0 }</style>`;
  return page({ title }, `<div class="k3_ab"><div class="m1_top"><div><a href="/">Home</a></div><div><a href="/sea">Sea</a></div></div><div class="t7"><div class="x1a" role="heading" aria-level="1">${escape(title)}</div><div class="z0">${each(lines, (html) => `<div class="q9z"><div>${html}</div></div>`)}</div></div><div class="side_k"><div><a href="/1">Treasury chief Olga Petrenko says budget is safe</a></div></div></div>`, { head });
}

/** A rail beside the article that is longer than the article. */
export function noisy({ title, lines }) {
  const teaser = (i) => `<li class="teaser"><a href="/t${i}"><h4>Governor Mbeki ${i} said that the plan number ${i} would fail in Oslo</h4></a><p class="teaser-text">“We will see,” Ms. Larsen told The Meridian on Friday.</p></li>`;
  const rail = `<aside class="most-read"><h2>Most read</h2><ol>${Array.from({ length: 40 }, (_, i) => teaser(i)).join("")}</ol></aside>`;
  return page({ title }, `${header}<div class="grid">${rail}<main><article><h1>${escape(title)}</h1>${byline}${each(lines)}</article>${related}</main></div>${footer}`);
}

/** Microdata, times, abbreviations, quotations as elements. */
export function schema({ title, lines }) {
  let body = each(lines);
  body = around(body, "6 a.m. on Thursday", (words) => `<time datetime="2026-05-07T06:00">${words}</time>`);
  body = around(body, "Asian Development Bank", (words) => `<abbr title="ADB">${words}</abbr>`);
  body = around(body, "“the price of a house with the house left out”", (words) => `<q>${words.slice(1, -1)}</q>`);
  body = around(body, "Divina Macaraeg", (words) => `<span itemprop="mentions"><b>${words.split(" ")[0]}</b> <i>${words.split(" ")[1]}</i></span>`);
  return page({ title }, `${header}<main><div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="2026-05-07"><h1 itemprop="headline">${escape(title)}</h1><div itemprop="author">Ilse Vandermeer</div><div itemprop="articleBody">${body}</div></div></main>${footer}`);
}
/** Quotation marks that the browser makes: they are read, and stand in no node that could be painted. */
schema.generated = ["“the price of a house with the house left out”"];
