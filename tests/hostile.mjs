/**
 * Texts that would run a script, make an element or break out of an attribute wherever text is taken for HTML. Every one of them calls
 * `hit()` if it runs. For the page, the exports and the extension.
 */

const CALL = "hit()";

/** Elements that run something by themselves, or when one touches them. */
const ELEMENTS = [
  `<script>${CALL}</script>`, `<SCRIPT>${CALL}</SCRIPT>`, `<script\n>${CALL}</script\n>`, `<scr<script>ipt>${CALL}</scr</script>ipt>`, `<script/x>${CALL}</script>`,
  `<script src=data:text/javascript,${CALL}></script>`, `<script type=module>${CALL}</script>`, `<script>/*`, `*/${CALL}</script>`, `<<script>${CALL};//<</script>`,
  `<img src=x onerror=${CALL}>`, `<img src=x onerror="${CALL}">`, `<img src=x onerror='${CALL}'>`, `<img src=x onerror=\`${CALL}\`>`, `<img/src=x/onerror=${CALL}>`,
  `<img src=x:x onerror\n=\n${CALL}>`, `<IMG SRC=x ONERROR=${CALL}>`, `<img src="x\`onerror=${CALL}">`, `<image src=x onerror=${CALL}>`, `<img srcset=x onerror=${CALL}>`,
  `<svg onload=${CALL}>`, `<svg/onload=${CALL}>`, `<svg><script>${CALL}</script></svg>`, `<svg><script>hit&#40;&#41;</script></svg>`, `<svg><animate onbegin=${CALL} attributeName=x dur=1s>`,
  `<svg><set onbegin=${CALL} attributename=x>`, `<svg><a xlink:href="javascript:${CALL}"><text>x</text></a></svg>`, `<svg><foreignObject><img src=x onerror=${CALL}></foreignObject></svg>`,
  `<svg><style><img src=x onerror=${CALL}></style></svg>`, `<svg><use href="data:image/svg+xml,<svg id=x onload=${CALL}>#x">`, `<math><mtext><table><mglyph><style><img src=x onerror=${CALL}>`,
  `<math href="javascript:${CALL}">x</math>`, `<math><annotation-xml encoding="text/html"><img src=x onerror=${CALL}></annotation-xml></math>`,
  `<iframe src="javascript:${CALL}"></iframe>`, `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`, `<iframe onload=${CALL}></iframe>`, `<frameset onload=${CALL}>`,
  `<object data="javascript:${CALL}"></object>`, `<object data="data:text/html,<script>${CALL}</script>">`, `<embed src="javascript:${CALL}">`, `<applet code=x onerror=${CALL}>`,
  `<video><source onerror=${CALL}></video>`, `<video src=x onerror=${CALL}></video>`, `<audio src=x onerror=${CALL}></audio>`, `<video poster=javascript:${CALL}></video>`,
  `<body onload=${CALL}>`, `<body onpageshow=${CALL}>`, `<input autofocus onfocus=${CALL}>`, `<select autofocus onfocus=${CALL}>`, `<textarea autofocus onfocus=${CALL}></textarea>`,
  `<button autofocus onfocus=${CALL}>`, `<keygen autofocus onfocus=${CALL}>`, `<details open ontoggle=${CALL}>`, `<marquee onstart=${CALL}>`, `<dialog open onclose=${CALL}>`,
  `<div style="animation:x 1s" onanimationstart=${CALL}>`, `<div onpointerenter=${CALL} style="position:fixed;inset:0">`, `<div tabindex=1 autofocus onfocus=${CALL}>`, `<p contenteditable autofocus onfocus=${CALL}>`,
  `<a href="javascript:${CALL}">x</a>`, `<a href="java\tscript:${CALL}">x</a>`, `<a href="&#106;avascript:${CALL}">x</a>`, `<a href=" javascript:${CALL}">x</a>`, `<a href="data:text/html,<script>${CALL}</script>">x</a>`,
  `<form action="javascript:${CALL}"><input type=submit>`, `<form><button formaction="javascript:${CALL}">x`, `<isindex action="javascript:${CALL}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${CALL}">`, `<link rel=stylesheet href="javascript:${CALL}">`, `<link rel=import href="data:text/html,<script>${CALL}</script>">`, `<base href="javascript:${CALL}//">`,
  `<style>@import "javascript:${CALL}";</style>`, `<style>*{background:url(javascript:${CALL})}</style>`, `<div style="background:url(javascript:${CALL})">`, `<div style=width:expression(${CALL})>`,
  `<template><script>${CALL}</script></template>`, `<noscript><p title="</noscript><img src=x onerror=${CALL}>">`, `<portal src="javascript:${CALL}">`, `<xss onclick=${CALL} id=x tabindex=1>x</xss>`,
  `<table background="javascript:${CALL}">`, `<bgsound src="javascript:${CALL}">`, `<slot onslotchange=${CALL}></slot>`, `<custom-element onclick=${CALL}>`,
];

/** What ends the place where the text is written, and goes on with an element. */
const ENDS = [
  `"><img src=x onerror=${CALL}>`, `'><img src=x onerror=${CALL}>`, `\`><img src=x onerror=${CALL}>`, `--><img src=x onerror=${CALL}>`, `--!><img src=x onerror=${CALL}>`, `]]><img src=x onerror=${CALL}>`,
  `</title><script>${CALL}</script>`, `</style><script>${CALL}</script>`, `</script><script>${CALL}</script>`, `</textarea><script>${CALL}</script>`, `</mark></p></article><script>${CALL}</script>`,
  `</template><img src=x onerror=${CALL}>`, `</noscript><img src=x onerror=${CALL}>`, `</svg><img src=x onerror=${CALL}>`, `</xmp><img src=x onerror=${CALL}>`, `<!--><img src=x onerror=${CALL}>-->`,
  `" onmouseover="${CALL}`, `' onmouseover='${CALL}`, `" autofocus onfocus="${CALL}" x="`, `x onpointerover=${CALL} `, `" style="animation-name:x" onanimationend="${CALL}`, `\n onfocus=${CALL} autofocus `,
  `<plaintext>`, `<!doctype html><script>${CALL}</script>`, `<?xml version="1.0"?><x onload=${CALL}>`, `<![CDATA[<script>${CALL}</script>]]>`, `<!ENTITY x "${CALL}">`, `<img src=x onerror=${CALL}//`, `<img src=x onerror=${CALL} `,
];

/** The same in other clothes: entities, escapes, widths, what some filters drop. */
const DISGUISED = [
  `&lt;script&gt;${CALL}&lt;/script&gt;`, `&#60;img src=x onerror=${CALL}&#62;`, `&#x3c;img src=x onerror=${CALL}&#x3e;`, `&amp;lt;script&amp;gt;${CALL}`, `%3Cscript%3E${CALL}%3C/script%3E`, `\\u003cscript\\u003e${CALL}\\u003c/script\\u003e`,
  `\\x3cimg src=x onerror=${CALL}\\x3e`, `＜script＞${CALL}＜/script＞`, `‹script›${CALL}‹/script›`, `<\u0000script>${CALL}</script>`, `<scr\u0000ipt>${CALL}</script>`, `<img src=x one\u0000rror=${CALL}>`, `<\u200bscript>${CALL}</script>`,
  `<script\u2028>${CALL}</script>`, `<img\u000bsrc=x\u000conerror=${CALL}>`, `<img src=x onerror\u00a0=${CALL}>`, `\ufeff<script>${CALL}</script>`, `\u202e>tpircs<${CALL}>tpircs/<`, `<img src=x onerror=h\u0069t()>`, `<İmg src=x onerror=${CALL}>`,
  `<ſcript>${CALL}</ſcript>`, `\ud83d<script>${CALL}</script>`, `<script>${CALL}</script>\udc00`, `+ADw-script+AD4-${CALL}+ADw-/script+AD4-`, `\u001b$B<script>${CALL}</script>`, `<a href="javascript&colon;${CALL}">x</a>`, `<a href="jav&Tab;ascript:${CALL}">x</a>`,
  `<<<<<<<img src=x onerror=${CALL}>>>>>>>`, `<img src=x onerror=${CALL}`.repeat(5), `<b>`.repeat(200) + `<img src=x onerror=${CALL}>`,
];

/** Where text is taken for something else than HTML: links, scripts, templates, styles, Markdown, spreadsheets, prototypes. */
const OTHERS = [
  `javascript:${CALL}`, `JaVaScRiPt:${CALL}`, `javascript://%0a${CALL}`, `data:text/html,<script>${CALL}</script>`, `vbscript:${CALL}`, `blob:${CALL}`,
  `';${CALL};//`, `";${CALL};//`, `\`;${CALL};//`, `\${${CALL}}`, `{{${CALL}}}`, `{{constructor.constructor('${CALL}')()}}`, `#{${CALL}}`, `<%= ${CALL} %>`, `\\";${CALL};//`, `</script><!--`, `*/;${CALL};/*`, `\u2028${CALL}`,
  `[x](javascript:${CALL})`, `![x](x"onerror="${CALL})`, `[x]: javascript:${CALL}`, `[x](data:text/html,<script>${CALL}</script>)`, `<javascript:${CALL}>`, `[a](j\navascript:${CALL})`, `![<img src=x onerror=${CALL}>](x)`, `\`\`\`<img src=x onerror=${CALL}>`,
  `[x](<javascript:${CALL}>)`, `[x]( "onclick=${CALL}")`, `# <img src=x onerror=${CALL}>`, `- <script>${CALL}</script>`, `> <iframe onload=${CALL}>`, `| <img src=x onerror=${CALL}> |`, `~~~\n</pre><img src=x onerror=${CALL}>`,
  `}*{background:url(//x.invalid/${CALL})}`, `</style><img src=x onerror=${CALL}>{}`, `expression(${CALL})`, `url("javascript:${CALL}")`, `@import 'javascript:${CALL}';`,
  `=HYPERLINK("javascript:${CALL}")`, `=cmd|' /C calc'!A0`, `+SUM(1)*${CALL}`, `-1+${CALL}`, `@SUM(${CALL})`,
  `__proto__`, `constructor`, `toString`, `hasOwnProperty`, `{"__proto__":{"x":"${CALL}"}}`, `$& $1 $\` $' $$ <img src=x onerror=${CALL}>`,
];

/** What breaks out, before every fourth of the elements. */
const GENERATED = ELEMENTS.filter((_, i) => i % 4 === 0).flatMap((element) => [`">${element}`, `</mark>${element}<mark title="`]);

/** All of them, each once. */
export const HOSTILE = [...new Set([...ELEMENTS, ...ENDS, ...DISGUISED, ...OTHERS, ...GENERATED])];

/** They as an article: each by itself, in a quotation and as somebody's name. */
export const hostileArticle = (texts = HOSTILE) =>
  texts.map((text, i) => [text, `“${text}” said Ngozi ${text} Eze.`, `The ${text} ministry denied that ${text}.`][i % 3]).join("\n\n");

/** Runs in a page before all else: remembers what ran, and what the page's policy had to refuse. */
export function watch() {
  globalThis.hits = [];
  globalThis.refused = [];
  globalThis.hit = () => void globalThis.hits.push(new Error("a script ran").stack);
  for (const name of ["alert", "confirm", "prompt", "open"]) globalThis[name] = () => globalThis.hit();
  globalThis.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => globalThis.refused.push(`${violatedDirective} ${blockedURI}`));
}

/** In a page: names of all elements, of attributes that run scripts, and of addresses that are none of the web. */
export function census() {
  const found = new Set();
  for (const element of document.querySelectorAll("*")) {
    found.add(element.localName);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.add(`${element.localName}[${name}]`);
      if (/^(?:href|src|action|formaction|data|xlink:href)$/i.test(name) && /^\s*(?:java|vb)\s*script|^data:/i.test(value)) found.add(`${element.localName}[${name}=${value}]`);
    }
  }
  return [...found].sort();
}
