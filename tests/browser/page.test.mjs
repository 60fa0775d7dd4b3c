/** The page as a reader uses it. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, describe, test } from "node:test";
import { isRead, open, screenshots } from "./browser.mjs";
import { site } from "../../scripts/tools.mjs";

const ARTICLE = `Ferry line to close

Managers of the Solvik ferry told staff on Tuesday that the line would close in June, according to Ingrid Aasen, who chairs the union.

"Nobody asked us," Aasen said. "Nobody."

Two officials at the ministry denied that a date had been set.`;

let browser;
before(async () => (browser = await open()));
after(() => browser.close());

const opened = (options) => browser.opened(options);

/** Pastes text in place of all that is there, by the clipboard. */
async function paste(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.locator("#write").click();
  await page.keyboard.press("Control+v");
}

const rendered = (page) => page.locator("#article").evaluate((article) => article.textContent);

describe("a reader", () => {
  let page;
  before(async () => (page = await opened()));
  after(async () => {
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test("sees the sample with its marks, whole", async () => {
    assert.ok((await page.locator("#article mark").count()) > 40);
    assert.ok((await page.locator(".voice").count()) > 5);
    assert.equal(await rendered(page), await page.locator("#text").inputValue());
    assert.match(await page.locator(".summary").textContent(), /^\d+ statements by \d+ sources, \d+ of them unnamed; \d+ without a source; \d+ % of the words are someone’s claims\.$/);
  });

  test("pastes an article and needs no click", async () => {
    await paste(page, ARTICLE);
    await page.locator("#article mark", { hasText: "Ingrid Aasen" }).waitFor();
    await isRead(page);
    assert.equal(await rendered(page), ARTICLE);
    assert.equal(await page.locator("#text").isVisible(), false);
    assert.ok((await page.locator('mark.nm-PERSON[data-statements]', { hasText: "Ingrid Aasen" }).count()) > 0, "an overlap is shown");
    assert.equal(await page.locator("#article p.headline").textContent(), "Ferry line to close");
  });

  test("clicks a speaker, and all mentions and statements light up", async () => {
    const speaker = page.locator("button.speaker", { hasText: "Aasen" }).first();
    await speaker.click();
    assert.equal(await speaker.getAttribute("aria-pressed"), "true");
    const lit = await page.locator("#article mark.lit").allTextContents();
    assert.ok(lit.includes("Ingrid Aasen") && lit.includes("Aasen") && lit.includes("“Nobody asked us,”".replace(/[“”]/g, '"')), lit.join("|"));
    assert.ok(!lit.some((words) => /officials/.test(words)));
    const dimmed = page.locator("#article p", { hasText: "officials" });
    assert.equal(await dimmed.locator("mark.lit").count(), 0);
    assert.deepEqual(await dimmed.locator("mark").first().evaluate((mark) => getComputedStyle(mark).textDecorationColor), "rgba(0, 0, 0, 0)");
    assert.match(await page.locator("#spotlight").textContent(), /Ingrid Aasen\s+2 mentions, \d statements/);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("mark.lit").count(), 0);
    assert.equal(await page.locator("#spotlight").isVisible(), false);
    assert.equal(await speaker.getAttribute("aria-pressed"), "false");
  });

  test("clicks a name: the same light, and the way from place to place", async () => {
    await page.locator("#article mark.nm-PERSON", { hasText: /^Aasen$/ }).click();
    assert.equal(await page.locator("button.speaker", { hasText: "Aasen" }).first().getAttribute("aria-pressed"), "true");
    const place = () => page.locator("#spotlight-place").textContent();
    const [, at, all] = /(\d) of (\d)/.exec(await place());
    assert.ok(Number(all) >= 2);
    await page.locator("#spotlight-next").click();
    assert.equal(await place(), `${(Number(at) % Number(all)) + 1} of ${all}`);
    assert.equal(await page.locator("mark.here").count(), 1);
    assert.ok(await page.locator("mark.here").evaluate((mark) => {
      const { top, bottom } = mark.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }));
    await page.locator("#spotlight-previous").click();
    assert.equal(await place(), `${at} of ${all}`);
    await page.locator("#spotlight-off").click();
    assert.equal(await page.locator("mark.lit").count(), 0);
  });

  test("tells unnamed sources from named ones", async () => {
    await page.locator(".voice.unnamed", { hasText: /officials/ }).waitFor();
    assert.equal(await page.locator(".voice.named", { hasText: "Aasen" }).count(), 1);
  });

  test("switches kinds off and on", async () => {
    await page.mouse.move(0, 0);
    const all = await page.locator("#article mark").count();
    for (const [kind, selector] of Object.entries({ PERSON: "mark.nm-PERSON", unnamed: "mark.nm-source.nm-unnamed", direct: "mark.nm-direct", cue: "mark.nm-cue" })) {
      const button = page.locator(`[data-kind="${kind}"]`);
      const before = await page.locator(`#article ${selector}`).count();
      assert.ok(before > 0, kind);
      await button.click();
      assert.equal(await button.getAttribute("aria-pressed"), "false");
      assert.equal(await page.locator(`#article ${selector}`).count(), 0, kind);
      assert.equal(await rendered(page), ARTICLE);
      await button.click();
      assert.equal(await page.locator(`#article ${selector}`).count(), before);
    }
    await page.locator('[data-kind="Names"]').click();
    assert.equal(await page.locator("#article mark.nm-entity").count(), 0);
    await page.locator('[data-kind="Names"]').click();
    assert.equal(await page.locator("#article mark").count(), all);
  });

  test("asks for what is sure: less is shown, everywhere", async () => {
    const counted = async () => [await page.locator("#article mark").count(), Number(/^\d+/.exec(await page.locator(".summary").textContent()))];
    const before = await counted();
    await page.locator("#least").fill("95");
    const after = await counted();
    assert.ok(after[0] < before[0], `${after} of ${before}`);
    assert.ok(!(after[1] > before[1]));
    assert.match(await page.locator("#least").getAttribute("aria-valuetext"), /95 %/);
    await page.locator("#least").fill("0");
    assert.deepEqual(await counted(), before);
  });

  test("filters who says what, in the list and in the article", async () => {
    const chip = page.locator('.chip[data-key="denies"]');
    await chip.click();
    assert.equal(await chip.getAttribute("aria-pressed"), "true");
    assert.deepEqual(await page.locator(".speaker .name").allTextContents(), ["Two officials at the ministry"]);
    assert.deepEqual(await page.locator("#article mark.nm-cue").allTextContents(), ["denied"]);
    const direct = page.locator('.chip[data-key="direct"]');
    assert.match(await direct.textContent(), / 0$/, "of those that deny");
    await direct.click();
    await page.locator(".speakers", { hasText: "No statement is of this kind." }).waitFor();
    await chip.click();
    assert.deepEqual(await page.locator(".speaker .name").allTextContents(), ["Ingrid Aasen"]);
    await page.getByRole("button", { name: "Clear the filter" }).click();
    assert.ok((await page.locator("#article mark.nm-cue").count()) >= 3);
    assert.match(await page.evaluate(() => document.activeElement.className), /chip/);
  });

  test("sees how much of the article is whose", async () => {
    const shares = (await page.locator(".composition-key li").allTextContents()).map((line) => Number(/(\d+) %/.exec(line)[1]));
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100) <= 2, shares.join());
    assert.ok((await page.locator(".voice .strip path").first().getAttribute("d")).length > 10);
  });

  test("gets a card by pointer and by keyboard", async () => {
    const mark = page.locator("mark.nm-PERSON", { hasText: "Ingrid Aasen" }).first();
    await mark.hover();
    await page.locator("#card", { hasText: "Person" }).filter({ hasText: "Ingrid Aasen" }).waitFor();
    const words = await page.locator("#card").textContent();
    assert.match(words, /also Aasen2 mentions · \d statements? · \d+ % sure/);
    assert.match(words, /Source.*Ingrid Aasen.*Paraphrase · says · \d+ % sure/);
    assert.equal(await mark.getAttribute("aria-describedby"), "card");
    // The pointer may go on to the card.
    await page.locator("#card").hover();
    assert.equal(await page.locator("#card").isVisible(), true);
    await page.mouse.move(0, 0);
    await page.locator("#card").waitFor({ state: "hidden" });
    await page.locator('mark[tabindex="0"]').focus();
    await page.keyboard.press("ArrowRight");
    await page.locator("#card").waitFor();
    assert.equal(await page.locator("mark:focus").count(), 1);
  });

  test("edits: the marks follow the typing, caret and undo stay", async () => {
    await page.locator("#edit").click();
    const field = page.locator("#text");
    await field.evaluate((element) => element.setSelectionRange(19, 19));
    await page.keyboard.type(" in Lima");
    assert.equal(await rendered(page), await field.inputValue());
    assert.equal(await field.evaluate((element) => element.selectionStart), 27);
    await page.locator("#article mark.nm-GPE", { hasText: /^Lima$/ }).waitFor();
    await page.keyboard.press("Control+z");
    assert.ok((await field.inputValue()).length < ARTICLE.length + 8);
    await page.keyboard.press("Escape");
    assert.equal(await field.isVisible(), false);
    await page.locator("#edit").click();
    assert.ok((await field.evaluate((element) => element.selectionStart)) >= 19);
    await page.keyboard.press("Escape");
  });

  test("filters while it is edited: other statements do not slip in", async () => {
    await page.locator('.chip[data-key="denies"]').click();
    await page.locator("#edit").click();
    // Nothing is read meanwhile.
    const cues = await page.locator("#text").evaluate((field) => {
      field.value = field.value.replace("told staff", "tld staff");
      field.dispatchEvent(new InputEvent("input"));
      return [...document.querySelectorAll("#article mark.nm-cue")].map((mark) => mark.textContent);
    });
    assert.deepEqual(cues, ["denied"]);
    // The list still shows what was read; a click lights the same words.
    const lit = await page.locator(".quote").first().evaluate((quote) => {
      quote.click();
      return [...document.querySelectorAll("#article mark.lit.nm-cue")].map((mark) => mark.textContent);
    });
    assert.deepEqual(lit, ["denied"]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Clear the filter" }).click();
  });

  test("types while a text is read: no mark stands on other words", async () => {
    await paste(page, ARTICLE);
    await isRead(page);
    await page.locator("#edit").click();
    const field = page.locator("#text");
    const before = await page.locator("#article mark.nm-PERSON").allTextContents();
    assert.ok(before.length > 1);
    await field.evaluate((element) => element.setSelectionRange(0, 0));
    // Slowly enough that readings begin, and fast enough that they are broken off or come too late.
    await page.keyboard.type("Now and then. ", { delay: 60 });
    await page.waitForFunction(() => /read in/.test(document.querySelector("#status").textContent));
    const seen = new Set();
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press(i % 2 ? "Backspace" : "x");
      for (const name of await page.locator("#article mark.nm-PERSON").allTextContents()) seen.add(name);
      await page.waitForTimeout(30 * i);
    }
    assert.deepEqual([...seen].filter((name) => !before.includes(name)), []);
    await page.keyboard.press("Escape");
    await paste(page, ARTICLE);
    await isRead(page);
  });

  test("drops a file, opens another, and hears what is no text", async () => {
    const drop = (bytes, name) =>
      page.evaluate(([content, title]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(content)], title));
        for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }, [[...bytes], name]);
    await drop(Buffer.from("Dropped: Amina Rasul said yes."), "a.txt");
    await page.locator("mark.nm-PERSON", { hasText: "Amina Rasul" }).waitFor();
    await page.locator("#file").setInputFiles({ name: "b.txt", mimeType: "text/plain", buffer: Buffer.from("Opened: Peter Kamau said no.") });
    await page.locator("mark.nm-PERSON", { hasText: "Peter Kamau" }).waitFor();
    await drop([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe], "c.png");
    await page.locator("#problem", { hasText: "c.png" }).waitFor();
    assert.equal(await rendered(page), "Opened: Peter Kamau said no.");
  });

  test("pastes text that wants to be HTML: it stays text", async () => {
    const hostile = `<img src=x onerror="window.hit=1"> said <script>window.hit=1</script> "</mark><b>Kofi Mensah</b>", Mayor Kofi Mensah said.`;
    await paste(page, hostile);
    await page.locator("#article mark").first().waitFor();
    await isRead(page);
    assert.equal(await rendered(page), hostile);
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.deepEqual(
      await page.locator("main, #card").evaluateAll((all) => all.flatMap((one) => [...one.querySelectorAll("img, script, b")]).length),
      0,
    );
  });

  test("gets back exactly what went in, whatever it is", async () => {
    const zoo = [
      "  two spaces\ttab\n\n\n\nblank lines  \n",
      "👩🏽‍🚀 Zoë said “ja” 🏳️‍🌈\u200b\u200d\ufeff e\u0301 ﷽",
      "قال محمود عباس إن الاتفاق قريب، “انتهى”.\nאמר יאיר לפיד",
      "lone \ud83d surrogate \udc00 said",
      "line\u2028separator\u2029paragraph\u0085next\u000bvertical\u000cform",
      "\u202eright to left\u202c said.",
      "Mayor Carla Fuentes said the port was open.",
    ].join("\n");
    // Not by the clipboard, which mends broken surrogates.
    await page.locator("#edit").click();
    await page.locator("#text").evaluate((field, value) => {
      field.value = value;
      field.dispatchEvent(new InputEvent("input"));
    }, zoo);
    await page.locator("#article mark", { hasText: "Carla Fuentes" }).waitFor();
    await page.keyboard.press("Escape");
    const [got, want] = await page.evaluate(() => [document.querySelector("#article").textContent, document.querySelector("#text").value]);
    assert.equal(got, want);
    assert.equal(want, zoo);
  });

  test("clears the text: no marks, no trouble", async () => {
    await page.locator("#edit").click();
    await page.locator("#text").fill("");
    await page.locator(".summary", { hasText: "Nothing to read yet." }).waitFor();
    assert.equal(await rendered(page), "");
  });
});

test("without the model the text is shown and kept", async () => {
  const page = await browser.page();
  await page.route("**/model/*", (route) => route.abort());
  await page.goto(browser.url);
  await page.locator("#problem", { hasText: "could not be loaded" }).waitFor();
  assert.match(await rendered(page), /Kisumu/);
  // Another text, or a file that is none, does not make it forgotten.
  await page.getByRole("button", { name: "Sport" }).click();
  await page.locator("#problem", { hasText: "could not be loaded" }).waitFor();
  await page.locator("#file").setInputFiles({ name: "a.txt", mimeType: "", buffer: Buffer.from([0xff, 0xfe, 0]) });
  await page.locator("#problem", { hasText: "a.txt" }).filter({ hasText: "could not be loaded" }).waitFor();
  await page.getByRole("button", { name: "World news" }).click();
  await page.unroute("**/model/*");
  await page.locator("#problem button").click();
  await isRead(page);
  assert.equal(await page.locator("#problem").isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), "article");
  await page.context().close();
});

test("a finger gets a card, which stays until another place is tapped", async () => {
  const page = await opened({ hasTouch: true, viewport: { width: 390, height: 800 } });
  const mark = page.locator("#article mark.nm-PERSON").first();
  const card = page.locator("#card");
  await mark.tap();
  await card.waitFor();
  await page.waitForTimeout(500);
  assert.equal(await card.isVisible(), true);
  await page.screenshot({ path: join(screenshots, "touch-card.png") });
  await page.locator(".paper").tap({ position: { x: 5, y: 5 } });
  await card.waitFor({ state: "hidden" });
  // Out from under the bar of the light.
  await mark.evaluate((element) => element.scrollIntoView({ block: "center" }));
  await mark.tap();
  await card.waitFor();
  await page.waitForTimeout(500);
  await page.keyboard.press("Escape");
  assert.equal(await card.isVisible(), false);
  await page.context().close();
});

test("in every width the marks lie on the words that are edited", async () => {
  const page = await opened();
  const off = [];
  const samples = await page.locator("#samples button").count();
  const texts = [];
  for (let i = 0; i < samples; i++) {
    await page.locator("#samples button").nth(i).click();
    await isRead(page);
    texts.push(await page.locator("#text").inputValue());
  }
  texts.push("Ferry line\n\nقال محمود عباس في Lima إن الاتفاق قريب، وقال Peter Kamau نعم.\n\nMayor Carla Fuentes said: “السلام عليكم”, AVAW Taylor Tovar.");
  for (const text of texts) {
    await page.locator("#file").setInputFiles({ name: "a.txt", mimeType: "", buffer: Buffer.from(text) });
    await page.waitForFunction((value) => document.querySelector("#article").textContent === value, text);
    await isRead(page);
    await page.locator("#edit").click();
    for (const width of [320, 360, 480, 640, 820, 1000, 1280, 1700]) {
      await page.setViewportSize({ width, height: 900 });
      off.push(...(await page.evaluate((at) => {
        const [field, article] = ["text", "article"].map((id) => document.getElementById(id));
        // What the field shows, in an element whose letters can be asked for their place.
        const mirror = document.createElement("div");
        mirror.dir = "auto";
        const style = getComputedStyle(field);
        for (const name of ["fontFamily", "fontSize", "fontWeight", "fontStyle", "fontKerning", "fontVariantLigatures", "lineHeight", "letterSpacing", "whiteSpace", "overflowWrap", "wordBreak", "hyphens", "unicodeBidi", "width", "tabSize"]) mirror.style[name] = style[name];
        mirror.append(`${field.value}\u200b`);
        const box = field.getBoundingClientRect();
        Object.assign(mirror.style, { position: "absolute", left: `${box.left + scrollX}px`, top: `${box.top + scrollY}px` });
        document.body.append(mirror);
        const found = [];
        const range = document.createRange();
        let start = 0;
        for (const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT); walker.nextNode(); ) {
          const node = walker.currentNode;
          if (node.parentElement.closest("mark")) {
            range.setStart(mirror.firstChild, start);
            range.setEnd(mirror.firstChild, start + 1);
            const want = range.getBoundingClientRect();
            range.setStart(node, 0);
            range.setEnd(node, 1);
            const got = range.getBoundingClientRect();
            // Heights of lines are rounded, by less than a pixel each; a wrong line is 25 away.
            if (Math.abs(want.top - got.top) > 5 || Math.abs(want.left - got.left) > 1) found.push(`${at}: “${node.data}” ${got.left - want.left} ${got.top - want.top}`);
          }
          start += node.data.length;
        }
        mirror.remove();
        return found.slice(0, 3);
      }, `${width} ${text.slice(0, 20)}`)));
    }
    // The words are seen once: in the field.
    const colours = await page.locator("#article .nm").evaluateAll((marks) => [...new Set(marks.map((mark) => getComputedStyle(mark).color))]);
    assert.deepEqual(colours, ["rgba(0, 0, 0, 0)"]);
    await page.screenshot({ path: join(screenshots, "editing.png"), fullPage: true });
    await page.keyboard.press("Escape");
  }
  assert.deepEqual(off, []);
  await page.context().close();
});

test("asks nobody for anything after loading, and works offline", async (t) => {
  const alone = await open();
  t.after(() => alone.close());
  const page = await alone.page();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(alone.url);
  await isRead(page);
  await page.locator("#offline").waitFor();
  assert.deepEqual(asked.filter((url) => !url.startsWith(alone.url)), []);
  asked.length = 0;
  await paste(page, ARTICLE);
  await page.locator("#article mark", { hasText: "Ingrid Aasen" }).waitFor();
  await isRead(page);
  assert.deepEqual(asked, []);
  const kept = await page.evaluate(async () => (await (await caches.open((await caches.keys())[0])).keys()).map(({ url }) => url));
  const needed = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.d\.ts$|^service-worker|\.json$/.test(entry.name))
    .map((entry) => relative(site, join(entry.parentPath, entry.name)))
    // These are in the page's bundle.
    .filter((name) => !/^(www|js.export|js.dom)\b/.test(name))
    // Chromium has relaxed SIMD.
    .filter((name) => name !== join("pkg", "newsmark_bg.wasm"))
    .map((name) => new URL(name, alone.url).href);
  assert.deepEqual(kept.sort(), needed.sort());
  await alone.leaveAlone();
  await page.context().setOffline(true);
  await page.reload();
  await isRead(page);
  assert.ok((await page.locator("#article mark").count()) > 40);
  assert.deepEqual(page.problems, []);
});

for (const [name, options] of Object.entries({
  wide: { viewport: { width: 1280, height: 900 } },
  "wide-dark": { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 780 } },
  tablet: { viewport: { width: 820, height: 1180 } },
  widest: { viewport: { width: 2200, height: 1200 } },
  "phone-dark": { viewport: { width: 360, height: 780 }, colorScheme: "dark" },
  smallest: { viewport: { width: 320, height: 640 } },
})) {
  test(`looks as it should: ${name}`, async () => {
    const page = await opened(options);
    await page.screenshot({ path: join(screenshots, `${name}.png`) });
    await page.screenshot({ path: join(screenshots, `${name}-whole.png`), fullPage: true });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    await page.locator("button.speaker").first().click();
    await page.locator("mark.nm-PERSON").first().hover();
    await page.screenshot({ path: join(screenshots, `${name}-lit.png`) });
    await page.locator("#edit").click();
    await page.screenshot({ path: join(screenshots, `${name}-edit.png`) });
    await page.context().close();
  });
}
