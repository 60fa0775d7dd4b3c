/** Text out of a page, and marks in it: exact, and gone without a trace. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { open, screenshots } from "./browser.mjs";

let browser, page;
before(async () => {
  browser = await open();
  page = await browser.page();
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><html lang=en><title>t</title><base href='/'><body>" }));
  await page.goto(`${browser.url}blank`);
  await page.evaluate(async () => Object.assign(globalThis, await import("/js/newsmark.js")));
});
beforeEach(() => page.evaluate(() => document.body.replaceChildren()));
after(() => browser.close());

/** What the page shows, and the text that is read out of it. */
const PAGES = [
  ["<p>One <b>two</b>\n   three</p>\n<p>Four<br>five</p>", "One two three\nFour\nfive"],
  ["<h1>A</h1>text<div>b <i> c</i> </div>\n\n<div><div>d</div></div>e", "A\ntext\nb c\nd\ne"],
  ["a<span> b </span> <em> c</em>d", "a b cd"],
  ["<p>Tom&nbsp;&amp; 👩🏽‍🚀 said\u200b <a href=#>“yes”</a>,<wbr> he</p>", "Tom\u00a0& 👩🏽‍🚀 said\u200b “yes”, he"],
  ["<pre>a\n  b</pre><p style='white-space:pre-line'>c  d\n e</p>", "a\n  b\nc d\ne"],
  ["x<script>1</script><style>p{}</style><noscript>n</noscript><template>t</template><textarea>f</textarea><button>Share</button>y", "xy"],
  ["a<span style=display:none>b</span><span hidden>c</span>d", "ad"],
  ["a <span style=visibility:hidden>b <i style=visibility:visible>c</i></span> d", "a c d"],
  ["a<span style='position:absolute;clip:rect(0,0,0,0)'>for ears</span><span style='position:absolute;clip-path:inset(50%)'>too</span>b", "ab"],
  ["<p>On<span style='position:absolute'></span>e<span style='float:right;display:block'><img alt=x></span> two</p>", "One two"],
  ["<p>before<span style='float:left'>a picture's caption</span>after</p>", "before\na picture's caption\nafter"],
  ["<p><span style='float:left;font-size:3em'>T</span>he port</p>", "The port"],
  ["<table><tr><td>a<td>b</tr><tr><td>c</table>", "a\nb\nc"],
  ["<ul><li>a<li>b</ul><div style=display:flex><span>c</span><span>d</span></div>", "a\nb\nc\nd"],
  ["He said <q>no</q>.", "He said “no”."],
  ["<details><summary>more</summary>hidden</details><details open><summary>s</summary>shown</details>", "more\ns\nshown"],
  ["a<br hidden>b<br style='display:none'>c<span style='visibility:hidden'><br></span>d", "abcd"],
  ["<select><option>o</select><svg><text>v</text></svg>a<br><br>\n<br>b<br>", "a\nb"],
  ["  \n <p> </p>\n", ""],
  ["<div style='content-visibility:hidden'>no</div>a", "a"],
];

const read = (html) =>
  page.evaluate((html) => {
    document.body.innerHTML = html;
    return textOf(document.body).text;
  }, html);

describe("textOf", () => {
  test("reads what is shown", async () => {
    for (const [html, text] of PAGES) assert.equal(await read(html), text, html);
  });

  test("agrees with the browser's own text, but for blank lines", async () => {
    // The browser's text has what is only for ears, floats without breaks, and no generated quotation marks.
    const own = PAGES.filter(([html]) => !/clip|float|<q>|<button|textarea|<select/.test(html));
    assert.ok(own.length > 8);
    for (const [html] of own) {
      const [ours, theirs] = await page.evaluate((html) => {
        document.body.innerHTML = html;
        return [textOf(document.body).text, document.body.innerText];
      }, html);
      assert.equal(ours, theirs.replace(/[\t\n]+/g, "\n").trim(), html);
    }
  });

  test("leads back to the nodes, character by character", async () => {
    for (const [html] of PAGES) {
      const wrong = await page.evaluate((html) => {
        document.body.innerHTML = html;
        const { text, map } = textOf(document.body);
        const wrong = [];
        for (let i = 0; i < text.length; i++) {
          const [part, ...more] = map.parts({ start: i, end: i + 1 });
          if (more.length) wrong.push(`${i}: several`);
          if (!part) {
            if (!"\n“”".includes(text[i])) wrong.push(`${i}: ${text[i]} stands nowhere`);
            continue;
          }
          const there = part.node.data.slice(part.start, part.end);
          if (there !== text[i] && !(text[i] === " " && /^[ \t\n]$/.test(there))) wrong.push(`${i}: ${text[i]} is ${there}`);
          if (map.offsetOf(part.node, part.start) !== i) wrong.push(`${i}: not found again`);
        }
        if (map.offsetOf(new Text("else"), 0) !== undefined) wrong.push("a node of nowhere");
        return wrong;
      }, html);
      assert.deepEqual(wrong, [], html);
    }
  });

  test("reads shadow roots as they are shown, and leaves out what it is told to", async () => {
    const found = await page.evaluate(() => {
      document.body.innerHTML = "<x-quote>said <i>she</i><b slot=who>Eze</b></x-quote><nav>Home</nav>";
      const root = document.querySelector("x-quote").attachShadow({ mode: "open" });
      root.innerHTML = "<p><slot name=who></slot>: “<slot></slot>”</p><p><slot name=none>nobody</slot></p>";
      return textOf(document.body, { skip: ({ localName }) => localName === "nav" }).text;
    });
    assert.equal(found, "Eze: “said she”\nnobody");
  });

  test("reads elements of no page by their tags, however deep", async () => {
    const found = await page.evaluate(() => {
      const parsed = new DOMParser().parseFromString("<p>a <b>b</b></p><div hidden>c</div><pre>d\n e</pre><td>f", "text/html");
      let deep = document.createTextNode("deep");
      for (let i = 0; i < 50_000; i++) {
        const around = document.createElement("span");
        around.append(deep);
        deep = around;
      }
      return [textOf(parsed.body).text, textOf(deep).text];
    });
    assert.deepEqual(found, ["a b\nd\n e\nf", "deep"]);
  });

  test("takes text exactly when it is told to", async () => {
    const exact = await page.evaluate(() => {
      const text = " a\r\n\r\n b\0\ud83d  c ";
      document.body.append(text.slice(0, 6), document.createElement("p"));
      document.querySelector("p").append(text.slice(6));
      const found = textOf(document.body, { exact: true });
      const [first, second] = found.map.parts({ start: 5, end: 8 });
      return [found.text === text, document.body.textContent === text, first.start, second.end];
    });
    assert.deepEqual(exact, [true, true, 5, 2]);
  });
});

const ARTICLE = `<article><h1>Hives   come
  back</h1><p>“I <i>count</i> bees,” said <b>Ngozi</b>
  Eze <img alt="">of &lt;b&gt;Enugu.<br>She denied “that” they 👩🏽‍🚀 were lost.</p></article>`;

/** Puts the article into the page, with an annotation whose spans are these words, and a way to see whether anything has changed. */
const setUp = () =>
  page.evaluate((html) => {
    document.body.innerHTML = html;
    const element = document.querySelector("article");
    const { text, map } = textOf(element);
    const span = (words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    const annotation = {
      unit: "utf16",
      entities: [
        { ...span("Ngozi Eze"), label: "PERSON", referent: 0, confidence: 0.9 },
        { ...span("Enugu"), label: "GPE", referent: 1, confidence: 0.4 },
      ],
      statements: [
        { source: span("Ngozi Eze of <b>Enugu"), cue: span("said"), content: [span("“I count bees,”")], kind: "direct", speaker: 0, confidence: 0.8 },
        { source: span("She"), cue: span("denied"), content: [span("“that” they 👩🏽‍🚀 were lost")], kind: "mixed", speaker: 0, confidence: 0.3 },
        { source: null, cue: span("they"), content: [span("lost")], kind: "indirect", speaker: null, confidence: 0.8 },
      ],
      referents: [],
    };
    const nodes = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const state = { html: document.body.innerHTML, sheets: document.adoptedStyleSheets.length };
    Object.assign(globalThis, { element, text, map, annotation, span, nodes, state });
    globalThis.unchanged = () => {
      const now = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) now.push(walker.currentNode);
      return document.body.innerHTML === state.html && now.length === nodes.length && now.every((node, i) => node === nodes[i]);
    };
  }, ARTICLE);

describe("highlight with marks", () => {
  beforeEach(setUp);

  test("marks the words, changes no letter, and puts every node back", async () => {
    const seen = await page.evaluate(() => {
      const before = element.textContent;
      const handle = highlight(element, annotation, { using: "marks", map });
      const marks = [...element.querySelectorAll("mark")];
      const words = (test) => marks.filter(test).map((mark) => mark.textContent.replace(/\s+/g, " ")).join("|");
      const seen = {
        using: handle.using,
        same: element.textContent === before && textOf(element).text === text,
        person: words((mark) => mark.classList.contains("nm-PERSON")),
        source: words((mark) => mark.classList.contains("nm-source") && mark.dataset.statements === "0"),
        direct: words((mark) => mark.classList.contains("nm-direct")),
        nested: words((mark) => mark.classList.contains("nm-depth-2")),
        tint: getComputedStyle(marks.find((mark) => mark.dataset.entity === "0")).backgroundColor,
        bad: [...element.querySelectorAll("*")].map(({ localName }) => localName).filter((name) => !["mark", "h1", "p", "i", "b", "img", "br"].includes(name)),
      };
      handle.restore();
      handle.restore();
      return { ...seen, restored: unchanged(), sheets: document.adoptedStyleSheets.length };
    });
    assert.deepEqual(seen, {
      using: "marks",
      same: true,
      person: "Ngozi| Eze",
      source: "Ngozi| Eze| |of <b>|Enugu",
      direct: "“I |count| bees,”",
      nested: "lost",
      tint: "rgb(207, 225, 251)",
      bad: [],
      restored: true,
      sheets: 0,
    });
  });

  test("keeps what was changed meanwhile", async () => {
    const after = await page.evaluate(() => {
      const handle = highlight(element, annotation, { using: "marks", map });
      element.querySelector(".nm-cue").firstChild.data = "whispered";
      element.querySelector(".nm-GPE").remove();
      handle.restore();
      return [textOf(element).text, element.querySelectorAll("mark").length];
    });
    assert.deepEqual(after, ["Hives come back\n“I count bees,” whispered Ngozi Eze of <b>.\nShe denied “that” they 👩🏽‍🚀 were lost.", 0]);
  });

  test("unwraps marks and leaves the text alone where the page is no longer as it was", async () => {
    const seen = await page.evaluate(() => {
      const { html } = state;
      const before = element.textContent;
      const done = (change) => {
        const handle = highlight(element, annotation, { using: "marks" });
        change();
        handle.restore();
        const same = element.textContent === before && textOf(element).text === text;
        const marks = element.querySelectorAll("mark").length;
        element.querySelectorAll("u").forEach((wrapper) => wrapper.replaceWith(...wrapper.childNodes));
        element.normalize();
        return [same, marks, document.body.innerHTML === html];
      };
      const unwrap = (mark) => mark.replaceWith(...mark.childNodes);
      const wrap = (...nodes) => {
        const wrapper = document.createElement("u");
        nodes[0].before(wrapper);
        wrapper.append(...nodes);
      };
      const first = (selector) => element.querySelector(selector);
      return [
        done(() => unwrap(first(".nm-cue"))),
        done(() => wrap(first(".nm-cue"))),
        done(() => wrap(first(".nm-cue").firstChild)),
        done(() => wrap(first(".nm-cue").previousSibling, first(".nm-cue"))),
        done(() => element.normalize()),
        done(() => first(".nm-cue").firstChild.splitText(2)),
        done(() => first(".nm-cue").after(document.createElement("u"))),
      ];
    });
    assert.deepEqual(seen, Array(7).fill([true, 0, true]));
  });

  test("two calls may be taken back in the order in which they were made", async () => {
    const seen = await page.evaluate(() => {
      const handles = [
        highlight(element, { entities: annotation.entities, statements: [] }, { using: "marks", map }),
        highlight(element, { entities: [], statements: annotation.statements }, { using: "marks" }),
        highlight(element, annotation, { using: "marks" }),
      ];
      const seen = handles.map((handle) => {
        handle.restore();
        return textOf(element).text === text;
      });
      element.normalize();
      return [...seen, document.body.innerHTML === state.html, document.adoptedStyleSheets.length];
    });
    assert.deepEqual(seen, [true, true, true, true, 0]);
  });

  test("shows who is not named and what has no source, as the page does, and nesting three deep", async () => {
    const seen = await page.evaluate(() => {
      const [first, second, third] = annotation.statements;
      const inner = { ...third, content: [span("lost")] };
      const statements = [first, { ...second, speaker: null }, inner, { ...inner, cue: span("were") }];
      const handle = highlight(element, { ...annotation, entities: [], statements }, { using: "marks", map });
      const look = (words) => {
        const mark = [...element.querySelectorAll("mark")].find((mark) => mark.textContent === words);
        const { textDecorationStyle, textDecorationColor, outlineStyle, backgroundImage } = getComputedStyle(mark);
        const lines = backgroundImage.split("gradient(").slice(1).filter((line) => !/^rgba\(0, 0, 0, 0\)/.test(line) && !/^90deg, rgba\(0, 0, 0, 0\) 0/.test(line)).length;
        return `${textDecorationStyle} ${textDecorationColor} ${outlineStyle} ${lines}`;
      };
      const looks = { named: look("Ngozi"), unnamed: look("She"), cue: look("said"), sourceless: look("they"), deep: look("lost") };
      handle.restore();
      return looks;
    });
    assert.deepEqual(seen, {
      named: "solid rgb(0, 99, 168) none 0",
      unnamed: "dashed rgb(112, 106, 96) none 0",
      cue: "dotted rgb(176, 74, 0) none 0",
      sourceless: "dotted rgb(112, 106, 96) dashed 1",
      deep: "solid rgba(0, 0, 0, 0) none 3",
    });
  });

  test("takes a paragraph's sources for named, and refuses other offsets", async () => {
    const seen = await page.evaluate(() => {
      const statements = annotation.statements.map((statement) => ({ ...statement, speaker: null }));
      const handle = highlight(element, { entities: [], statements }, { using: "marks", map });
      const seen = [element.querySelectorAll(".nm-unnamed").length, element.querySelectorAll(".nm-none").length > 0];
      handle.restore();
      for (const using of ["marks", "highlights"]) {
        try {
          highlight(element, { ...annotation, unit: "codepoint" }, { using, map });
        } catch (error) {
          seen.push(error.name);
        }
      }
      return [...seen, unchanged()];
    });
    assert.deepEqual(seen, [0, true, "TypeError", "TypeError", true]);
  });

  test("marks only what is wanted, under the same indices", async () => {
    const seen = await page.evaluate(() => {
      const seen = (options) => {
        const handle = highlight(element, annotation, { using: "marks", ...options });
        const seen = [...element.querySelectorAll("mark")].map((mark) => `${mark.textContent.trim()} ${mark.dataset.entity ?? ""} ${mark.dataset.statements ?? ""}`);
        handle.restore();
        return seen;
      };
      return [seen({ kinds: ["GPE", "indirect"] }), seen({ kinds: ["cue"], confidence: 0.5 }), seen({ kinds: [] }), unchanged()];
    });
    assert.deepEqual(seen, [["Enugu 1 ", "lost  2"], ["said  0", "they  2"], [], true]);
  });

  test("paints paragraphs as they come", async () => {
    const seen = await page.evaluate(() => {
      const first = highlight(element, { entities: annotation.entities, statements: [] }, { using: "marks", map });
      const second = highlight(element, { entities: [], statements: annotation.statements.slice(2) }, { using: "marks" });
      const marks = element.querySelectorAll("mark").length;
      second.restore();
      first.restore();
      return [marks, unchanged(), document.adoptedStyleSheets.length];
    });
    assert.deepEqual(seen, [5, true, 0]);
  });

  test("brings its style sheet into shadow roots", async () => {
    const seen = await page.evaluate(() => {
      const host = document.createElement("div");
      document.body.append(host);
      const root = host.attachShadow({ mode: "open" });
      root.innerHTML = "<p>Ngozi Eze</p>";
      const handle = highlight(host, { entities: [{ start: 0, end: 9, label: "PERSON", referent: 0, confidence: 1 }], statements: [] }, { using: "marks" });
      const tint = getComputedStyle(root.querySelector("mark")).backgroundColor;
      handle.restore();
      return [tint, root.innerHTML, root.adoptedStyleSheets.length];
    });
    assert.deepEqual(seen, ["rgb(207, 225, 251)", "<p>Ngozi Eze</p>", 0]);
  });
});

describe("highlight with custom highlights", () => {
  beforeEach(setUp);

  test("leaves the DOM alone, and other people's highlights", async () => {
    const seen = await page.evaluate(async () => {
      const theirs = new Highlight(new StaticRange({ startContainer: nodes[0], startOffset: 0, endContainer: nodes[0], endOffset: 2 }));
      CSS.highlights.set("theirs", theirs);
      const changes = [];
      const observer = new MutationObserver((records) => changes.push(...records));
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      const handle = highlight(element, annotation, { map });
      const during = [...CSS.highlights.keys()];
      const order = ["direct", "nested", "source", "cue", "PERSON"].map((kind) => CSS.highlights.get(`newsmark-${kind}`)?.priority);
      handle.restore();
      changes.push(...observer.takeRecords());
      const after = [...CSS.highlights.keys()];
      const kept = CSS.highlights.get("theirs") === theirs && theirs.size === 1;
      CSS.highlights.delete("theirs");
      return { using: handle.using, during, order, after, kept, changes: changes.length, same: unchanged(), sheets: document.adoptedStyleSheets.length };
    });
    assert.deepEqual(seen, {
      using: "highlights",
      during: ["theirs", "newsmark-PERSON", "newsmark-GPE", "newsmark-source", "newsmark-cue", "newsmark-direct", "newsmark-mixed", "newsmark-cue-sourceless", "newsmark-indirect-unnamed", "newsmark-nested"],
      order: [0, 1, 2, 3, 4],
      after: ["theirs"],
      kept: true,
      changes: 0,
      same: true,
      sheets: 0,
    });
  });

  test("paints what the annotation says", async () => {
    const painted = await page.evaluate(() => {
      const handle = highlight(element, annotation, { map });
      const words = (kind) =>
        [...CSS.highlights.get(`newsmark-${kind}`)]
          .map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset).replace(/\s+/g, " "))
          .join("|");
      const out = Object.fromEntries(["PERSON", "GPE", "source", "cue", "cue-sourceless", "direct", "mixed", "indirect-unnamed", "nested"].map((kind) => [kind, words(kind)]));
      handle.restore();
      return out;
    });
    assert.deepEqual(painted, {
      PERSON: "Ngozi| Eze",
      GPE: "Enugu",
      source: "Ngozi| Eze |of <b>Enugu|She",
      cue: "said|denied",
      "cue-sourceless": "they",
      direct: "“I |count| bees,”",
      mixed: "“that” they 👩🏽‍🚀 were lost",
      "indirect-unnamed": "lost",
      nested: "lost",
    });
  });

  test("shares highlights between calls, and takes away only its own", async () => {
    const seen = await page.evaluate(() => {
      const first = highlight(element, annotation, { map, kinds: ["PERSON"] });
      const ranges = CSS.highlights.get("newsmark-PERSON").size;
      const second = highlight(element, annotation, { map });
      const both = CSS.highlights.get("newsmark-PERSON").size;
      second.restore();
      const left = [[...CSS.highlights.keys()], CSS.highlights.get("newsmark-PERSON").size, document.adoptedStyleSheets.length];
      first.restore();
      return [both === 2 * ranges, ...left, CSS.highlights.size, document.adoptedStyleSheets.length];
    });
    assert.deepEqual(seen, [true, ["newsmark-PERSON"], 2, 1, 0, 0]);
  });

  test("is seen", async () => {
    const plain = await page.screenshot();
    await page.evaluate(() => void (globalThis.handle = highlight(element, annotation, { map })));
    const painted = await page.screenshot({ path: join(screenshots, "highlights.png"), clip: { x: 0, y: 0, width: 600, height: 200 } });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.evaluate(() => (document.documentElement.style.colorScheme = "dark"));
    await page.screenshot({ path: join(screenshots, "highlights-dark.png"), clip: { x: 0, y: 0, width: 600, height: 200 } });
    await page.evaluate(() => {
      handle.restore();
      document.documentElement.removeAttribute("style");
    });
    await page.emulateMedia({ colorScheme: null });
    assert.notDeepEqual(painted, plain);
    assert.deepEqual(await page.screenshot(), plain);
  });

  test("says so where a browser has none, and falls back to marks", async () => {
    const seen = await page.evaluate(() => {
      const there = Object.getOwnPropertyDescriptor(globalThis, "Highlight");
      delete globalThis.Highlight;
      try {
        let message;
        try {
          highlight(element, annotation, { using: "highlights" });
        } catch (error) {
          message = error.message;
        }
        const handle = highlight(element, annotation);
        handle.restore();
        return [message, handle.using, unchanged()];
      } finally {
        Object.defineProperty(globalThis, "Highlight", there);
      }
    });
    assert.deepEqual(seen, ["this browser has no custom highlights: use marks", "marks", true]);
  });
});
