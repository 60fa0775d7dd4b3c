/** Pages as news sites have written them for long: from tables and `<br>` to tidy articles. */

import { around, byline, comments, each, escape, footer, header, nav, page, pixel, related, share } from "./parts.mjs";

/** A wire agency: one article, a byline, a time, a share bar. */
export function wire({ title, lines }) {
  const body = around(each(lines), "the county's transport officer", (words) => `<a href="/county">${words}</a>`);
  return page(
    { title },
    `${header}<main><article><header><p class="kicker"><a href="/africa">Africa</a></p><h1>${escape(title)}</h1>${byline}<time datetime="2026-05-04">May 4, 2026 7:12 PM</time>${share}</header>
${body}
<p class="reporting-credit">Reporting by Ilse Vandermeer; Editing by Tom Achebe</p></article>${related}</main>${footer}`,
  );
}

/** Wire copy as it came over the line: hard-wrapped in one `<pre>`. */
export function pre({ title, lines }) {
  const wrapped = lines.map((line) => line.match(/\S.{0,67}\S(?=\s|$)|\S+/g).map(escape).join("\n"));
  return page({ title }, `<h1>${escape(title)}</h1>\n<pre>\n${wrapped.join("\n\n")}\n</pre>\n<hr><a href="/">Back to the wire</a>`);
}

/** Layout by tables, with font tags and spacer images. */
export function table({ title, lines }) {
  const spacer = `<img src="${pixel}" width="1" height="12" alt="">`;
  return `<html><head><title>${escape(title)}</title></head><body bgcolor="#ffffff"><center>
<table width="780" border="0" cellpadding="0"><tr><td colspan="3" bgcolor="#003366"><font color="white" size="5"><b>THE MERIDIAN</b></font></td></tr>
<tr valign="top"><td width="120"><font size="1"><a href="/">Home</a><br><a href="/world">World</a><br><a href="/fish">Fisheries</a><br>${spacer}</font></td>
<td width="500"><table width="100%"><tr><td><font size="5"><b><h1>${escape(title)}</h1></b></font></td></tr>
<tr><td><font size="2" face="Verdana">${each(lines, (html) => `<p>${html}</p>`, spacer)}</font></td></tr></table></td>
<td width="160" bgcolor="#eeeeee"><font size="1"><b>MORE HEADLINES</b><br><a href="/1">Treasury chief Olga Petrenko says budget is safe</a><br><a href="/2">Ministers denied tax plan</a></font></td></tr>
<tr><td colspan="3" align="center"><font size="1">Copyright The Meridian</font></td></tr></table></center></body></html>`;
}

/** One block, paragraphs parted by two line breaks. */
export function brbr({ title, lines }) {
  const body = around(lines.map(escape).join("<br>\n<br>\n"), "Mayor Barbara Nowicka", (words) => `<b>${words}</b>`);
  return page({ title }, `${nav}<div id="content"><h2 class="headline">${escape(title)}</h2><div class="story">${body}<br><br></div></div><div id="foot"><a href="/">Home</a> · <a href="/contact">Contact</a></div>`);
}

/** The print view: hardly any mark-up, and a footer with the address. */
export function print({ title, lines }) {
  const head = `<style>body { font: 12pt serif; max-width: 40em } .no-print { display: block } @media print { .no-print { display: none } }</style>`;
  return page({ title }, `<div class="no-print"><button onclick="print()">Print this page</button></div><h1>${escape(title)}</h1><hr>${each(lines)}<hr><footer><small>Printed from meridian.example on 4 May 2026. Editor Paul Adeyemi said all rights are reserved.</small></footer>`, { head });
}

/** No doctype, capitals, paragraphs that nothing closes, entities by number. */
export function quirks({ title, lines }) {
  const text = (line) => escape(line).replace(/[^\x20-\x7e]/g, (letter) => `&#${letter.codePointAt(0)};`);
  return `<HTML><HEAD><META CHARSET=utf-8><TITLE>${text(title)}</TITLE></HEAD><BODY><H1>${text(title)}</H1>\n${lines.map((line) => `<P>${text(line).replace(/said/, "<I>said</I>")}`).join("\n")}\n<HR><A HREF="/">Home</A></BODY></HTML>`;
}

/** Pictures with captions and credits. */
export function captions({ title, lines }) {
  const figure = (caption, credit) => `<figure><img src="${pixel}" alt="A field" width="600" height="80"><figcaption><span class="caption-text">${caption}</span> <span class="credit">Photograph: ${credit}</span></figcaption></figure>`;
  const isCaption = (i) => i === 1 || i === 4;
  const body = each(lines, (html, i) => (isCaption(i) ? figure(html, i === 1 ? "Javier Ruiz said/Agencia Norte" : "Lotte Brand/The Meridian") : `<p>${html}</p>`));
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1>${byline}<figure class="lead"><img src="${pixel}" alt="" width="600" height="60"><figcaption class="credit">Photograph: Javier Ruiz/Agencia Norte</figcaption></figure>${body}</article></main>${footer}`);
}

/** Advertisements between the paragraphs, as words, frames and sponsored boxes. */
export function ads({ title, lines }) {
  const slots = [
    `<div class="ad-slot" data-ad="mpu"><div class="ad-label">Advertisement</div><iframe title="Advertisement" srcdoc="&lt;p&gt;Dr. Gomez said: buy two!&lt;/p&gt;" height="60"></iframe></div>`,
    `<aside class="advertisement" aria-label="Advertisement"><p>“Best shoes of my life,” says Anna Kowal of Berlin. <a href="/shop">Buy now</a></p></aside>`,
    `<div class="sponsored-content"><h4>Paid post</h4><p>Bank director Kurt Hauser said that saving is fun.</p></div>`,
  ];
  const body = each(lines, (html, i) => `<p>${html}</p>${i < 6 && i % 2 ? slots[(i - 1) / 2] : ""}`);
  return page({ title }, `${header}<div class="ad-slot leaderboard"><div class="ad-label">Advertisement</div></div><main><article class="article"><h1>${escape(title)}</h1>${byline}<div class="article-body">${body}</div></article></main>${footer}`);
}

/** A drop cap in an element of its own that floats, and small capitals after it. */
export function dropcap({ title, lines }) {
  const [first, ...rest] = lines.map(escape);
  const head = `<style>.drop { float: left; font: 4em/0.8 serif } .lead-in { font-variant: small-caps } article { max-width: 36em; margin: auto }</style>`;
  const opening = `<p class="first"><span class="drop">${first[0]}</span><span class="lead-in">${first.slice(1, 14)}</span>${first.slice(14)}</p>`;
  return page({ title }, `${nav}<main><article><h1>${escape(title)}</h1>${opening}${rest.map((html) => `<p>${html}</p>`).join("")}</article></main>${footer}`, { head });
}

/** A pull quote that repeats what the text says. */
export function pull({ title, lines }) {
  const [standfirst, ...rest] = lines;
  const quote = `<aside class="pullquote" aria-hidden="true"><blockquote>“My father would have had me committed”</blockquote><cite>Dermot Keaveney</cite></aside>`;
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1><p class="standfirst">${escape(standfirst)}</p>${byline}${share}<div class="body">${each(rest, (html, i) => (i === 2 ? `${quote}<p>${html}</p>` : `<p>${html}</p>`))}</div></article></main>${footer}`);
}

/** A list of points, sub-headings, a table of contents. */
export function points({ title, lines }) {
  const [lead, heading, one, two, three, said, ...rest] = lines.map(escape);
  const body = rest.map((html, i) => (html.length < 40 ? `<h2 id="s${i}">${html}</h2>` : `<p>${html}</p>`)).join("");
  return page({ title }, `${header}<main id="main"><article><h1>${escape(title)}</h1>${byline}<p><strong>${lead}</strong></p><h2>${heading}</h2><ul class="points"><li>${one}</li><li>${two}</li><li>${three}</li></ul><h2>${said}</h2>${body}</article>${share}${related}</main>${footer}`);
}

/** Comments below, longer than they should be. */
export function withComments({ title, lines }) {
  return page({ title }, `${header}<main><article><h1>${escape(title)}</h1>${byline}${each(lines)}</article>${comments}${comments.replace('id="comments"', 'id="more-comments"')}</main>${footer}`);
}
