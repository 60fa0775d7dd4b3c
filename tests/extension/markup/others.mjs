/** More of today's styles, written after the extension could read the rest. */

import { around, each, escape, page, pixel } from "./parts.mjs";

/** A weblog as the most common publishing system makes it: meta lines, tags, links to the neighbours, a form for comments. */
export function weblog({ title, lines }) {
  const meta = `<div class="entry-meta"><span class="posted-on">Posted on <a href="/2026/05"><time datetime="2026-05-04">May 4, 2026</time></a></span> <span class="author vcard">by <a href="/author/tashi">Tashi Wangmo</a></span></div>`;
  const sharing = `<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="?share=a">Chirp</a></li><li><a href="?share=b">Print</a></li></ul></div>`;
  const tags = `<footer class="entry-footer"><span class="cat-links">Posted in <a href="/category/books">Books</a></span> <span class="tags-links">Tagged <a href="/tag/leh">Leh</a>, <a href="/tag/winter">Winter</a></span></footer>`;
  const neighbours = `<nav class="navigation post-navigation"><div class="nav-previous"><a href="/a">Dzo breeder Sonam Angmo says milk is up</a></div><div class="nav-next"><a href="/b">Why the minister denied the road</a></div></nav>`;
  const respond = `<div id="comments" class="comments-area"><h2>2 thoughts on “${escape(title)}”</h2><ol class="comment-list"><li><article class="comment-body"><footer><b class="fn">Deepak</b> says:</footer><div class="comment-content"><p>My aunt in Kargil said the same in 1988.</p></div></article></li></ol><div id="respond"><h3>Leave a reply</h3><p>Your email address will not be published.</p><form><textarea></textarea></form></div></div>`;
  const latest = `<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent posts</h2><ul class="wp-block-latest-posts"><li><a href="/c">Abbot Lobsang said to be better</a></li></ul></section></aside>`;
  return page({ title }, `<div id="page" class="site"><header id="masthead"><p class="site-title"><a href="/">Notes from Upper Ladakh</a></p><p class="site-description">Said and done above three thousand metres</p></header><div id="content"><div id="primary"><main id="main"><article id="post-77" class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">${escape(title)}</h1>${meta}</header><div class="entry-content">${each(lines)}${sharing}</div>${tags}</article>${neighbours}${respond}</main></div>${latest}</div></div>`);
}

/** A broadcaster's blocks: each paragraph, picture and list of links in a block of its own, classes without meaning. */
export function blocks({ title, lines }) {
  const block = (kind, inner) => `<div data-component="${kind}-block" class="ssrcss-${kind.length}x1-Block">${inner}</div>`;
  const body = each(lines, (html, i) => {
    if (i === 1) return block("image", `<figure><img src="${pixel}" alt="A boy with a bucket"><span class="ssrcss-y7-Source">Source: Coral Coast Press</span><figcaption><span class="visually-hidden" style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)">Image caption, </span>${html}</figcaption></figure>`);
    if (html.length < 40) return block("subheadline", `<h2>${html}</h2>`);
    return block("text", `<p class="ssrcss-k1-Paragraph">${i === 0 ? `<b>${html}</b>` : html}</p>`);
  });
  const links = block("links", `<ul role="list"><li><a href="/n1">Premier Dawn Ellis says reef is fine</a></li><li><a href="/n2">Minister denied toad tax, Bob Tran claims</a></li></ul>`);
  const topics = block("topic-list", `<h2>Related topics</h2><ul role="list"><li><a href="/q">Queensland</a></li><li><a href="/a">Agriculture</a></li></ul>`);
  const more = `<section data-component="related"><h2>More on this story</h2><div><a href="/m1">Professor Ada Hume said no</a><span>Published 2 March</span></div></section>`;
  return page({ title }, `<div id="__next"><header role="banner"><nav><a href="/">News</a><a href="/sport">Sport</a></nav></header><main id="main-content"><article class="ssrcss-p0-Article"><header>${block("headline", `<h1 id="main-heading">${escape(title)}</h1>`)}${block("byline", `<div><span>Wendy Okoro</span><span>North Queensland correspondent</span></div><time datetime="2026-05-04">4 May 2026</time>`)}</header>${body}${links}${topics}</article>${more}</main></div>`);
}

/** A tabloid: links in capitals between the paragraphs, a video that cannot be shown, a poll, captions in capitals. */
export function tabloid({ title, lines }) {
  const readMore = (words) => `<p class="inline-link"><strong>READ MORE: <a href="/x">${words}</a></strong></p>`;
  const video = `<div class="video-player" data-id="9"><p class="vjs-no-js">To view this video please enable JavaScript, said Kim Stone.</p></div>`;
  const poll = `<div class="poll-widget"><h4>Should bread fly?</h4><label><input type="radio" name="p"> Yes, says Tom</label><label><input type="radio" name="p"> No, says Eva</label><button>Vote</button></div>`;
  const between = { 1: readMore("Butcher Jan Claes denied sausage catapult"), 2: video, 3: poll, 4: readMore("Mayor Peeters says no to drones") };
  let body = each(lines, (html, i) => `<p>${html}</p>${between[i] ?? ""}`);
  body = around(body, "Lieven Coppens", (words) => `<a href="/topic/coppens" class="topic">${words}</a>`);
  return page({ title }, `<div class="mast"><a href="/">THE DAILY GULL</a></div><div class="col-8"><h1 class="hl">${escape(title)}</h1><ul class="meta"><li class="author">Kaat Willems</li><li class="pub">14:02, 4 May 2026</li></ul><div class="art-body">${body}</div><div class="tags"><a href="/t/bruges">Bruges</a><a href="/t/bread">Bread</a></div></div><div class="col-4"><h3>DON'T MISS</h3><a href="/z">Princess Lea “never said that”</a></div>`);
}
