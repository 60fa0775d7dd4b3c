/** The page for everyone: checked by axe, read as a screen reader hears it, used with the keyboard alone. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { open } from "./browser.mjs";
import { root } from "../../scripts/tools.mjs";

/** Short, so that a person can check the snapshot. */
const ARTICLE = `Ferry line to close

“Nobody asked us,” said Ingrid Aasen, who chairs the union.

Two officials denied that a date had been set. It was reported that the mayor of Bergen, Kari Vik, hopes for a delay.`;

let browser;
before(async () => (browser = await open()));
after(() => browser.close());

const opened = (options) => browser.opened(options);

/** What axe finds that is serious or critical; axe runs beside the page's own policy. */
async function serious(page) {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations", "passes"] }));
  assert.ok(passes.length > 20, "axe has looked");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("; ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries({ wide: { width: 1280, height: 900 }, phone: { width: 320, height: 640 } })) {
    test(`axe finds nothing serious: ${colorScheme}, ${size}`, async () => {
      const page = await opened({ colorScheme, viewport });
      const states = {
        sample: () => {},
        card: () => page.locator("#article mark.nm-PERSON").first().hover(),
        lit: () => page.locator("#article mark.nm-PERSON").first().click(),
        filtered: () => page.locator(".chip").first().click(),
        menu: () => page.locator("#take-open").click(),
        editing: async () => {
          await page.keyboard.press("Escape");
          await page.locator("#edit").click();
        },
        empty: () => page.locator("#text").fill(""),
        problem: () => page.locator("#file").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from([0xff, 0xfe, 0]) }),
      };
      for (const [name, enter] of Object.entries(states)) {
        await enter();
        assert.deepEqual(await serious(page), [], name);
      }
      await page.context().close();
    });
  }
}

test("axe would find something", async () => {
  const page = await opened();
  await page.evaluate(() => document.querySelector("#edit").replaceChildren());
  assert.match((await serious(page)).join(), /button-name/);
  await page.context().close();
});

test("a screen reader hears the article and who says what, as before", async () => {
  const page = await opened();
  await page.locator("#offline").waitFor();
  await page.locator("#edit").click();
  await page.locator("#text").fill(ARTICLE);
  await page.locator(".voice", { hasText: "Kari Vik" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator('#article mark[tabindex="0"]').focus();
  await page.locator("#card").waitFor();
  const tree = `${await page.locator("body").ariaSnapshot()}\n`.replace(/read in [\d.]+ s/, "read in … s");
  const file = join(root, "tests", "browser", "page.aria.yml");
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, tree);
  assert.equal(tree, readFileSync(file, "utf8"), "UPDATE_GOLDEN=1 writes the new state");
  await page.context().close();
});

describe("with the keyboard alone", () => {
  let page;
  before(async () => (page = await opened({ viewport: { width: 1280, height: 900 } })));
  after(async () => {
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  const focused = () => page.evaluate(() => {
    const { id, tagName, className, textContent } = document.activeElement;
    return { id, tag: tagName, className: String(className), text: textContent.trim().slice(0, 40) };
  });
  /** Presses the tab key until something has the focus; there is an end to it. */
  async function tabTo(wanted) {
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press("Tab");
      if (wanted(await focused())) return;
    }
    assert.fail("the tab key does not get there");
  }

  test("every stop of the tab key can be seen", async () => {
    const seen = new Set();
    for (let i = 0; i < 200; i++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return undefined;
        window.stops ??= new Map();
        if (!window.stops.has(element)) window.stops.set(element, window.stops.size);
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const { width, height } = element.getBoundingClientRect();
        return { number: window.stops.get(element), name: element.outerHTML.slice(0, 80), visible: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && width > 0 && height > 0 };
      });
      if (!stop || seen.has(stop.number)) break;
      seen.add(stop.number);
      assert.ok(stop.visible, stop.name);
    }
    assert.ok(seen.size > 40, `${seen.size} stops`);
  });

  test("skips to the article, walks its marks, lights and goes on", async () => {
    await page.evaluate(() => document.activeElement.blur());
    await tabTo(({ tag }) => tag === "MARK");
    const first = (await focused()).text;
    await page.locator("#card").waitFor();
    await page.keyboard.press("ArrowRight");
    assert.notEqual((await focused()).text, first);
    await page.keyboard.press("Home");
    assert.equal((await focused()).text, first);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    assert.equal((await focused()).text, first);
    await page.keyboard.press("Enter");
    assert.ok((await page.locator("mark.lit").count()) > 1);
    const place = () => page.locator("#spotlight-place").textContent();
    const before = await place();
    await page.keyboard.press("n");
    assert.notEqual(await place(), before);
    assert.match((await focused()).className, /lit/);
    await page.keyboard.press("p");
    assert.equal(await place(), before);
    // Caps Lock changes nothing.
    await page.keyboard.press("Shift+N");
    assert.notEqual(await place(), before);
    assert.match(await page.locator("#spotlight-status").textContent(), /: \d+ of \d+$/);
    // First the card goes, then the light.
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#card").isVisible(), false);
    assert.ok((await page.locator("mark.lit").count()) > 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("mark.lit, mark.here").count(), 0);
    assert.equal(await page.locator("#spotlight-status").textContent(), "");
    // Without a light: from statement to statement.
    const here = await page.evaluate(() => document.activeElement.outerHTML);
    await page.keyboard.press("n");
    assert.notEqual(await page.evaluate(() => document.activeElement.outerHTML), here);
    await page.keyboard.press("End");
    assert.equal(await page.evaluate(() => document.activeElement === [...document.querySelectorAll("#article mark")].at(-1)), true);
  });

  test("uses the legend, the filter, the voices and the menu", async () => {
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.activeElement.blur());
    await tabTo(({ text }) => /^Person/.test(text));
    await page.keyboard.press("Space");
    assert.equal(await page.locator("#article mark.nm-PERSON").count(), 0);
    assert.match((await focused()).text, /^Person/);
    await page.keyboard.press("Space");
    await tabTo(({ id }) => id === "least");
    await page.keyboard.press("End");
    assert.match(await page.locator("#least-value").textContent(), /95/);
    await page.keyboard.press("Home");
    await tabTo(({ text }) => /^says/.test(text));
    await page.keyboard.press("Enter");
    assert.match((await focused()).text, /^says/);
    assert.equal(await page.locator('.chip[data-key="says"]').getAttribute("aria-pressed"), "true");
    await page.keyboard.press("Enter");
    await tabTo(({ className }) => className === "speaker");
    await page.keyboard.press("Enter");
    assert.ok((await page.locator("mark.lit").count()) > 1);
    await tabTo(({ id }) => id === "take-open");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.match((await focused()).text, /^Copy/);
    // The menu's Escape is the menu's.
    await page.keyboard.press("Escape");
    assert.equal((await focused()).id, "take-open");
    assert.ok((await page.locator("mark.lit").count()) > 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("mark.lit").count(), 0);
  });

  test("edits and comes back", async () => {
    await tabTo(({ id }) => id === "edit");
    await page.keyboard.press("Enter");
    assert.equal((await focused()).id, "text");
    await page.keyboard.press("Escape");
    assert.equal((await focused()).id, "edit");
  });
});

test("the focus stays near when its button goes", async () => {
  const page = await opened();
  const inArticle = () => page.evaluate(() => document.querySelector("#article").contains(document.activeElement));
  await page.locator("button.speaker").first().click();
  await page.locator("#spotlight-off").focus();
  await page.keyboard.press("Enter");
  assert.ok(await inArticle(), "after the light");
  assert.equal(await page.locator("mark:focus").count(), 1);
  const text = Array.from({ length: 300 }, (_, i) => `In case ${i}, Mayor Carla Fuentes said that number ${i} was lost, and ${i + 7} officials denied that it was.`).join("\n\n");
  await page.locator("#file").setInputFiles({ name: "long.txt", mimeType: "", buffer: Buffer.from(text) });
  await page.locator("#stop").waitFor();
  await page.locator("#stop").focus();
  await page.keyboard.press("Enter");
  await page.locator("#status", { hasText: "Stopped" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "on");
  await page.keyboard.press("Enter");
  assert.ok(await inArticle(), "after reading on");
  await page.context().close();
});

test("a mark says what it is", async () => {
  const page = await opened();
  assert.match(await page.locator("#article mark.nm-PERSON.nm-source").first().getAttribute("aria-description"), /^person, source/);
  assert.match(await page.locator("#article").getAttribute("aria-description"), /Arrow keys/);
  await page.context().close();
});

test("lines can be told from the paper, in both themes, and by their form alone", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await opened({ colorScheme });
    const contrasts = await page.evaluate(() => {
      const canvas = new OffscreenCanvas(1, 1).getContext("2d");
      const luminance = (name) => {
        const probe = document.querySelector(".paper");
        canvas.fillStyle = getComputedStyle(Object.assign(probe.appendChild(document.createElement("i")), { className: "probe" })).color;
        probe.lastChild.style.color = `var(--${name})`;
        canvas.fillStyle = getComputedStyle(probe.lastChild).color;
        probe.lastChild.remove();
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (a, b) => {
        const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
        return (light + 0.05) / (dark + 0.05);
      };
      const names = ["source", "cue", "content", "nobody", "voice", "accent"];
      const tints = ["person", "org", "norp", "place", "thing", "date", "number", "light"];
      return [
        ...names.map((name) => [name, contrast(name, "sheet"), 3]),
        ...tints.flatMap((tint) => [[`ink on ${tint}`, contrast("ink", tint), 4.5], [`label on ${tint}`, contrast("label", tint), 4.5]]),
        ["dim", contrast("dim", "sheet"), 4.5],
      ];
    });
    for (const [name, found, needed] of contrasts) assert.ok(found >= needed, `${colorScheme}: ${name} ${found.toFixed(2)} < ${needed}`);
    // Source, unnamed source, cue, cue without a source; direct, partly quoted, paraphrase.
    const forms = await page.locator(".legend .nm:not(.nm-entity)").evaluateAll((all) =>
      all.map((element) => {
        const { textDecorationStyle, backgroundImage, outlineStyle, textDecorationColor } = getComputedStyle(element);
        const pattern = backgroundImage.replaceAll(/(rgba?|color|oklab|oklch)\([^)]*\)/g, (colour) => (colour === "rgba(0, 0, 0, 0)" ? "-" : "#"));
        return `${textDecorationColor === "rgba(0, 0, 0, 0)" ? "no line" : textDecorationStyle} ${outlineStyle} ${pattern}`;
      }),
    );
    assert.equal(forms.length, 7);
    assert.equal(new Set(forms).size, 7, forms.join("\n"));
    await page.context().close();
  }
});

test("who wants less motion gets none", async () => {
  const page = await opened({ reducedMotion: "reduce" });
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => parseFloat(getComputedStyle(element).transitionDuration) > 0).length);
  assert.equal(moving, 0);
  await page.locator("button.speaker").last().click();
  const [a, b] = [await page.evaluate(() => scrollY), await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY)))))];
  assert.equal(a, b);
  await page.context().close();
});
