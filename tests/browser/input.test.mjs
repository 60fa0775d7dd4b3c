/** Ways in: web pages, Markdown, what is dropped; long texts that can be stopped; typing that re-reads only what changed. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isRead, open } from "./browser.mjs";

const PARAGRAPHS = [
  "The harbour of Solvik will close for three weeks in June, its director, Ingrid Aasen, announced on Tuesday, because the quay has to be repaired before the winter storms.",
  "“Nobody likes it, and everybody knows that it must be done,” Aasen told reporters at the town hall.",
  "Two skippers, who asked not to be named, said that they had not been asked and would lose a month of work.",
  "The ministry in Oslo denied that the money for the repairs had been cut, and promised a decision by Friday.",
];

const PAGE = `<!doctype html><html><head><title>Harbour to close | The Solvik Post</title>
<script>window.hit = 1; document.title = "hit"</script><style>p { color: red }</style></head>
<body onload="window.hit = 1"><nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li></ul></nav>
<div role="dialog" aria-modal="true">We use cookies. <button>Accept</button></div>
<article><h1>Harbour to close</h1>${PARAGRAPHS.map((words, i) => `<p>${words.replace("Solvik", "<span><b>Sol</b>vik</span>").replace(", who", ",\n   who")}${i === 1 ? '<img src="https://example.org/a.png" onerror="window.hit = 1"><br>She smiled.' : ""}</p>`).join("\n")}
<script>window.hit = 1</script><noscript>Turn scripts on.</noscript></article>
<aside><h2>Read more</h2><ul><li><a href="/c">Ten recipes</a></li></ul></aside><footer>© The Solvik Post</footer></body></html>`;

let browser;
before(async () => (browser = await open()));
after(() => browser.close());

const opened = (options) => browser.opened(options);

const rendered = (page) => page.locator("#article").evaluate((article) => article.textContent);
const give = (page, name, content) => page.locator("#file").setInputFiles({ name, mimeType: "", buffer: Buffer.from(content) });

describe("a file", () => {
  let page;
  const asked = [];
  before(async () => {
    page = await opened();
    page.on("request", (request) => asked.push(request.url()));
  });
  after(async () => {
    assert.deepEqual(asked, []);
    assert.equal(await page.evaluate(() => window.hit), undefined);
    // The page's policy refuses what opened pages would like to do, and says so; nothing else may go wrong.
    assert.deepEqual(page.problems.filter((problem) => !/violates the following Content Security Policy/.test(problem)), []);
    await page.context().close();
  });

  test("of HTML: the article, without scripts, navigation and pictures", async () => {
    await give(page, "harbour.html", PAGE);
    await isRead(page);
    const [first, second, ...rest] = PARAGRAPHS;
    assert.equal(await rendered(page), ["Harbour to close | The Solvik Post", first, `${second}\nShe smiled.`, ...rest].join("\n\n"));
    assert.doesNotMatch(await rendered(page), /cookies|Ten recipes|Turn scripts|window\.hit/);
    await page.locator("mark.nm-PERSON", { hasText: "Ingrid Aasen" }).first().waitFor();
  });

  test("of HTML without an article, in another encoding, and deeply nested", async () => {
    const latin = Buffer.from('<meta charset="iso-8859-1"><p>J\xf6rg M\xfcller sagte: ja</p>', "latin1");
    await give(page, "a.htm", latin);
    await page.locator("#article", { hasText: "Jörg Müller sagte: ja" }).waitFor();
    await give(page, "b.html", `${"<div>".repeat(3000)}Amina Rasul said yes.`);
    await page.locator("#article", { hasText: "Amina Rasul said yes." }).waitFor();
    await give(page, "c.html", "<script>1</script>");
    await page.locator("#problem", { hasText: "There is no text in “c.html”." }).waitFor();
  });

  test("of HTML that shows markup: it stays text", async () => {
    await give(page, "d.html", "<p>&lt;script&gt;window.hit=1&lt;/script&gt; said Kofi Mensah.</p>");
    await page.locator("#article", { hasText: "<script>window.hit=1</script> said Kofi Mensah." }).waitFor();
    assert.equal(await page.locator("#article script").count(), 0);
  });

  test("of Markdown: without its signs", async () => {
    await give(page, "note.md", `---\ntitle: x\n---\n# Port *reopens*\n\nMayor **Carla Fuentes** said:\n\n> We are [ready](javascript:hit), she said.\n\n- one\n- two <img src=x onerror="window.hit=1">\n`);
    await page.locator("#article", { hasText: "Carla Fuentes" }).waitFor();
    assert.equal(await rendered(page), "Port reopens\n\nMayor Carla Fuentes said:\n\nWe are ready, she said.\n\none\n\ntwo");
  });

  test("in UTF-16, as some editors save it", async () => {
    await give(page, "wide.txt", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("Zoë Ayton said no. 🚢", "utf16le")]));
    await page.locator("#article", { hasText: "Zoë Ayton said no. 🚢" }).waitFor();
  });

  test("or a piece of text that is dropped", async () => {
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "Dragged: Noa Lavi said yes.");
      for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.locator("mark.nm-PERSON", { hasText: "Noa Lavi" }).waitFor();
    assert.equal(await page.locator("#drop").isVisible(), false);
  });

  test("but not words of the article that are dragged about", async () => {
    const before = await rendered(page);
    await page.locator("#article mark.nm-PERSON").first().dblclick();
    await page.locator("#article mark.nm-PERSON").first().dragTo(page.locator("h1"));
    assert.equal(await rendered(page), before);
    assert.equal(await page.locator("#drop").isVisible(), false);
  });
});

/** Paragraphs that differ, so that none is known already. */
const long = (paragraphs) =>
  Array.from({ length: paragraphs }, (_, i) => `In case ${i}, ${PARAGRAPHS[i % 4]} Case ${i} was reported by Mayor Carla Fuentes, who said that it was number ${i}.`).join("\n\n");

test("a long text is painted from its top, can be stopped, and read on", async () => {
  const page = await opened();
  const text = long(400);
  await give(page, "long.txt", text);
  await page.locator("#stop").waitFor();
  await page.locator("#article p mark").nth(30).waitFor();
  const marked = () => page.locator("#article p").evaluateAll((all) => all.map((paragraph) => paragraph.querySelector("mark") !== null));
  const sofar = await marked();
  assert.ok(sofar.indexOf(false) > 2 && sofar.lastIndexOf(true) < sofar.length / 2, "the top first");
  assert.equal(await page.locator("#progress").isVisible(), true);
  // What is known so far is shown anew, less of it where more certainty is asked for.
  const marks = () => page.locator("#article p:nth-child(-n+5) mark").count();
  const all = await marks();
  await page.locator("#least").fill("95");
  const sure = await marks();
  assert.ok(sure > 0 && sure < all, `${sure} of ${all}`);
  await page.locator("#least").fill("0");
  assert.equal(await marks(), all);
  assert.equal(await rendered(page), text);
  await page.locator("#stop").click();
  await page.locator("#status", { hasText: /Stopped: the first \d+ % are read/ }).waitFor();
  assert.ok((await page.locator(".voice").count()) > 0);
  assert.equal(await page.locator("#progress").isVisible(), false);
  assert.ok((await marked()).includes(false));
  const statements = Number(/^\d+/.exec(await page.locator(".summary").textContent()));
  await page.locator("#on").click();
  await isRead(page);
  assert.ok(!(await marked()).includes(false));
  assert.ok(Number(/^\d+/.exec(await page.locator(".summary").textContent())) > statements);
  assert.equal(await rendered(page), text);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("typing in a long text paints only what changed, and moves nothing", async () => {
  const page = await opened();
  await give(page, "long.txt", long(40));
  await page.locator(".summary", { hasText: /^\d{2,}/ }).waitFor();
  await isRead(page);
  await page.locator("#edit").click();
  const field = page.locator("#text");
  await page.locator("#article p").evaluateAll((all) => all.forEach((paragraph, i) => (paragraph.dataset.was = String(i))));
  const at = await field.evaluate((element) => {
    const place = element.value.indexOf("In case 20,");
    element.setSelectionRange(place, place);
    return place;
  });
  await page.evaluate(() => scrollTo(0, 1500));
  await page.keyboard.type("Y");
  // The browser follows the caret at the first key; from then on nothing moves.
  const scrolled = await page.evaluate(() => scrollY);
  await page.keyboard.type("usuf Demir said so. ");
  await page.locator("#article mark.nm-PERSON", { hasText: "Yusuf Demir" }).waitFor();
  await isRead(page);
  const kept = await page.locator("#article p").evaluateAll((all) => all.map((paragraph) => paragraph.dataset.was));
  assert.deepEqual(kept.flatMap((was, i) => (was === String(i) ? [] : [i])), [20]);
  assert.equal(await field.evaluate((element) => element.selectionStart), at + 21);
  assert.equal(await page.evaluate(() => scrollY), scrolled);
  for (let i = 0; i < 30; i++) await page.keyboard.press("Control+z");
  assert.equal(await field.inputValue(), long(40));
  await page.context().close();
});

test("text from right to left is laid out from right to left, in the article and in the list", async () => {
  const page = await opened();
  await page.getByRole("button", { name: "Fact check" }).click();
  await isRead(page);
  await page.locator("#edit").click();
  await page.locator("#text").fill("قال محمود عباس إن الاتفاق قريب.\n\nMayor Carla Fuentes said: “السلام عليكم”.");
  await page.locator(".voice", { hasText: "Carla Fuentes" }).waitFor();
  await page.keyboard.press("Escape");
  const [arabic, english] = await page.locator("#article p").evaluateAll((all) =>
    all.map((paragraph) => {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      const box = paragraph.getBoundingClientRect();
      const words = range.getBoundingClientRect();
      return { left: words.left - box.left, right: box.right - words.right };
    }),
  );
  assert.ok(arabic.left > 50 && arabic.right < 5, JSON.stringify(arabic));
  assert.ok(english.left < 5, JSON.stringify(english));
  // The arrow keys go with the writing.
  const marks = page.locator("#article p").first().locator("mark");
  if ((await marks.count()) > 1) {
    await marks.first().evaluate((mark) => {
      mark.tabIndex = 0;
      mark.focus();
    });
    await page.keyboard.press("ArrowLeft");
    assert.ok(await marks.nth(1).evaluate((mark) => mark === document.activeElement));
  }
  assert.equal(await page.locator("#article p").first().evaluate((paragraph) => getComputedStyle(paragraph).direction), "rtl");
  await page.context().close();
});
