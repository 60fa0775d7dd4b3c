/** What readers do with the extension, and what pages do meanwhile, in both browsers. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { site } from "../../scripts/tools.mjs";
import { screenshots } from "../browser/browser.mjs";
import { openChromium } from "./chromium.mjs";
import { openFirefox } from "./firefox.mjs";
import { assertPainted, names, reader, waitPainted } from "./painted.mjs";
import { pages } from "./pages.mjs";
import { serveSite } from "./site.mjs";
import { switchOff, switchOn, until } from "./tab.mjs";
import { seenByWatch, startWatch } from "./watch.mjs";

const { RELAXED_SIMD } = await import(pathToFileURL(join(site, "js", "files.js")).href);

let server, newsmark;
before(async () => {
  [server, newsmark] = await Promise.all([serveSite(), reader()]);
});
after(async () => {
  newsmark?.dispose();
  await server?.close();
});

/** Fails unless a text is painted. */
const painted = async (tab, text) => assertPainted(tab, text, await newsmark.annotate(text));
const becomesPainted = async (tab, text) => waitPainted(tab, text, await newsmark.annotate(text));

/** Selects from a place in one paragraph to a place in another; gives back where its first line stands. */
function select([from, start], [to, end]) {
  const paragraphs = document.querySelectorAll("article p:not([class])");
  const range = document.createRange();
  range.setStart(paragraphs[from].firstChild, start);
  range.setEnd(paragraphs[to].firstChild, end);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  paragraphs[from].scrollIntoView({ block: "center" });
  const { left, top } = range.getClientRects()[0];
  return [Math.round(left + 30), Math.round(top + 8)];
}

/** The words of a highlight's first range and where they stand, scrolled into view. */
function place(name) {
  let first;
  CSS.highlights.get(`newsmark-${name}`).forEach((range) => (first ??= range));
  const range = document.createRange();
  range.setStart(first.startContainer, first.startOffset);
  range.setEnd(first.endContainer, first.endOffset);
  first.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = range.getClientRects()[0];
  return { words: range.toString(), x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
}

/** Elements that are in the document beside its head and body. */
const guests = () => Array.from(document.documentElement.children, ({ localName }) => localName).filter((name) => !["head", "body"].includes(name)).length;

const { lines } = pages.table;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

for (const open of [openChromium, openFirefox]) {
  describe(open.name, () => {
    let browser, tab;
    before(async () => {
      browser = await open();
      tab = await browser.newTab();
    });
    after(() => browser?.close());
    const visit = (path) => tab.goto(`${server.url}${path}`);

    test("the badge counts the statements and says what a click does; gone with the page", async () => {
      await visit("dark/");
      assert.equal((await tab.badge()).text, "");
      const { text, title } = await switchOn(tab);
      const { statements } = await newsmark.annotate(pages.dark.text);
      assert.equal(text, String(statements.length));
      assert.match(title, new RegExp(`${statements.length} statements`));
      await visit("wire/");
      await until(async () => (await tab.badge()).text === "", "no badge");
      assert.deepEqual(await names(tab), []);
    });

    test("a selection wins over the guess, even from the midst of a paragraph", async () => {
      await visit("table/");
      const from = lines[3].indexOf("Its author");
      const to = lines[5].indexOf("Mr. Petersen");
      await tab.apart(
        (from, to) => {
          const paragraphs = document.querySelectorAll("p");
          getSelection().setBaseAndExtent(paragraphs[3].firstChild, from, paragraphs[5].firstChild, to);
        },
        from,
        to,
      );
      await switchOn(tab);
      await painted(tab, [lines[3].slice(from), lines[4], lines[5].slice(0, to)].join("\n"));
      await switchOff(tab);
    });

    test("the context menu highlights a selection", async () => {
      await visit("csp/");
      const [x, y] = await tab.apart(select, [1, 0], [2, pages.csp.lines[2].length]);
      if (tab.menu) {
        const offered = await tab.menu(x, y, "Highlight selection");
        assert.ok(offered.some((label) => label.startsWith("Highlight selection")), String(offered));
      } else {
        // No test reaches Chromium's own menu: this is what a click in it calls. The button gives the tab's permission, as the menu would.
        await switchOn(tab);
        await switchOff(tab);
        await browser.background(async (tabId) => {
          const tab = await chrome.tabs.get(tabId);
          chrome.contextMenus.onClicked.dispatch({ menuItemId: "selection", editable: false, pageUrl: tab.url, selectionText: "x" }, tab);
        }, tab.tabId);
      }
      await tab.settled();
      await painted(tab, pages.csp.lines.slice(1, 3).join("\n"));
    });

    test("the keyboard's shortcut marks the page and takes the marks away", async () => {
      if (!browser.shortcut) {
        // Keys from CDP end in the page: here only that Chromium has given the extension its keys.
        const commands = await browser.background(() => chrome.commands.getAll());
        assert.ok(commands.some(({ name, shortcut }) => name === "_execute_action" && shortcut), JSON.stringify(commands));
        return;
      }
      await visit("dark/");
      const keys = [["Alt", "AltLeft", 18], ["Shift", "ShiftLeft", 16], ["M", "KeyM", 77]];
      await browser.shortcut(...keys);
      await tab.settled();
      await painted(tab, pages.dark.text);
      await browser.shortcut(...keys);
      await until(async () => (await names(tab)).length === 0, "no highlights");
    });

    test("the page's other highlights stay, and so does their priority", async () => {
      await visit("selection/");
      await switchOn(tab);
      const theirs = () => tab.evaluate(() => [CSS.highlights.get("search-hit") === window.theirs, window.theirs.size, window.theirs.priority]);
      assert.deepEqual(await theirs(), [true, 1, 9]);
      await switchOff(tab);
      assert.deepEqual(await theirs(), [true, 1, 9]);
    });

    test("switched off, nothing paints any more", async () => {
      await visit("wire/");
      await switchOn(tab);
      await switchOff(tab);
      const { x, y } = await tab.apart(() => {
        const p = document.querySelectorAll("article p")[3];
        p.parentNode.append(p.cloneNode(true));
        history.pushState({}, "", "?other");
        dispatchEvent(new Event("scroll"));
        const { left, top } = p.getBoundingClientRect();
        return { x: Math.round(left + 20), y: Math.round(top + 10) };
      });
      await tab.hover(x, y);
      await pause(1500);
      assert.deepEqual([await names(tab), await tab.apart(guests), (await tab.badge()).text], [[], 0, ""]);
    });

    test("single-page navigation: the next article is read, and the first again on the way back", async () => {
      await visit("spa/");
      await switchOn(tab);
      await painted(tab, pages.wire.text);
      await tab.evaluate(() => document.getElementById("next").click());
      await becomesPainted(tab, pages.dark.text);
      await tab.evaluate(() => history.back());
      await becomesPainted(tab, pages.wire.text);
    });

    test("infinite scroll: what comes below is read too", async () => {
      await visit("infinite/");
      await switchOn(tab);
      await painted(tab, pages.table.text);
      await tab.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await until(() => tab.evaluate(() => document.querySelectorAll("article").length === 2));
      await becomesPainted(tab, `${pages.table.text}\n${pages.print.text}`);
    });

    test("a text that changes is read anew; marks of what is gone are gone", async () => {
      await visit("wire/");
      await switchOn(tab);
      await tab.evaluate(() => {
        const paragraphs = document.querySelectorAll("article p:not([class])");
        paragraphs[1].remove();
        paragraphs[3].firstChild.data = "Nobody was asked, Mayor Lupita Robles of Toluca said on Tuesday.";
      });
      const changed = pages.wire.lines.with(3, "Nobody was asked, Mayor Lupita Robles of Toluca said on Tuesday.").toSpliced(1, 1);
      await becomesPainted(tab, [pages.wire.title, ...changed].join("\n"));
    });

    test("a page that ticks is read once", async () => {
      await visit("ticking/");
      await switchOn(tab);
      for (let i = 0; i < 20; i++) {
        assert.match((await tab.badge()).text, /^\d+$/);
        await pause(80);
      }
      await painted(tab, pages.sticky.text);
    });

    test("a card says who says it, and leaves the page as it was", async () => {
      await visit("dark/");
      await switchOn(tab);
      await tab.apart(startWatch);
      const { x, y } = await tab.apart(place, "source");
      await tab.hover(x - 3, y);
      await tab.hover(x, y);
      await until(() => tab.apart(guests), "a card");
      await tab.screenshot(join(screenshots, `extension-${browser.name}-card.png`));
      // Its shadow root is closed: the page's scripts see an element and nothing in it.
      assert.equal(await tab.evaluate(() => document.documentElement.lastElementChild.shadowRoot), null);
      assert.equal(await tab.evaluate(() => document.documentElement.lastElementChild.textContent), "");
      await tab.key("Escape");
      await until(async () => !(await tab.apart(guests)), "no card");
      assert.equal((await tab.apart(seenByWatch)).same, true);
    });

    test("the panel shows every source; a click scrolls to a statement and lights it", async () => {
      await visit("columns/");
      await visit("dark/");
      await tab.evaluate(() => (document.querySelector("article").style.lineHeight = "4"));
      await switchOn(tab);
      const panel = await browser.openPanel(tab);
      const voices = () => panel.evaluate(() => Array.from(document.querySelectorAll(".voice .name"), ({ textContent }) => textContent.trim()));
      await until(async () => (await voices()).length, "voices");
      const shown = await voices();
      const { statements, referents } = await newsmark.annotate(pages.dark.text);
      const speakers = new Set(statements.flatMap(({ speaker }) => (speaker === null ? [] : [referents[speaker].name])));
      for (const name of speakers) assert.ok(shown.some((voice) => voice.includes(name)), `${name} is not in ${shown}`);
      assert.match(await panel.evaluate(() => document.querySelector(".summary").textContent), new RegExp(`^${statements.length} statements`));

      // The last statement of a named source, which is out of sight.
      assert.equal(await tab.evaluate(() => scrollY), 0);
      const said = await panel.evaluate(() => {
        document.querySelectorAll("details.voice, .voice details").forEach((details) => (details.open = true));
        const statement = [...document.querySelectorAll(".voice button")].find(({ textContent }) => textContent.includes("where everything else is"));
        statement.click();
        return statement.textContent;
      });
      assert.ok(said.includes("everything else"));
      await until(() => tab.evaluate(() => scrollY > 0), "a scrolled page");
      await until(async () => (await names(tab)).some((name) => /lit|pick/.test(name)), "a light");
      await tab.screenshot(join(screenshots, `extension-${browser.name}-lit.png`));
      await switchOff(tab);
      await until(async () => (await voices()).length === 0, "an empty panel");
      assert.deepEqual(await names(tab), []);
      await panel.detach();
    });

    test("a filter in the panel changes the marks, and then there is quiet", async () => {
      await visit("dark/");
      const { text: all } = await switchOn(tab);
      const panel = await browser.openPanel(tab);
      await until(() => panel.evaluate(() => document.querySelector(".filter .chip:not([hidden])") !== null), "a filter");
      await panel.evaluate(() => {
        for (const id of ["overview", "status"]) {
          const element = document.getElementById(id);
          element.dataset.written = "0";
          new MutationObserver(() => element.dataset.written++).observe(element, { subtree: true, childList: true, characterData: true });
        }
        document.querySelector(".filter .chip:not([hidden])").click();
      });
      const badge = async () => (await tab.badge()).text;
      await until(async () => (await badge()) !== all, "fewer statements");
      await pause(1500);
      // The overview is written with each article that comes, the status with each state.
      const [overview, status] = await panel.evaluate(() => ["overview", "status"].map((id) => Number(document.getElementById(id).dataset.written)));
      assert.equal(overview, 0, "the article was sent again");
      assert.ok(status >= 1 && status <= 3, `the status was written ${status} times`);
      await panel.evaluate(() => document.querySelector(".filter .clear").click());
      await until(async () => (await badge()) === all, "all statements");
      await painted(tab, pages.dark.text);
      await switchOff(tab);
      await panel.detach();
    });

    test("what the reader's settings leave out is not painted, at once", async () => {
      await visit("dark/");
      await switchOn(tab);
      const panel = await browser.openPanel(tab);
      const set = (settings) => panel.evaluate((json) => (window.wrappedJSObject ?? window).chrome.storage.local.set((window.wrappedJSObject ?? window).JSON.parse(json)).then(() => true), JSON.stringify({ settings }));
      await set({ off: ["PERSON", "cue"] });
      await until(async () => !(await names(tab)).some((name) => /-(?:PERSON|cue)$/.test(name)), "no names");
      assert.ok((await names(tab)).includes("newsmark-source"));
      await set({ off: [], least: 0 });
      await becomesPainted(tab, pages.dark.text);
      await panel.detach();
    });

    test("of the two wasm modules it takes the faster one that the browser knows", async () => {
      await visit("wire/");
      const isRelaxed = await tab.apart((bytes) => WebAssembly.validate(new Uint8Array(bytes)), RELAXED_SIMD);
      // The other one is not even there.
      const own = await open({ without: isRelaxed ? "pkg/newsmark_bg.wasm" : "pkg/newsmark_relaxed_bg.wasm" });
      try {
        const first = await own.newTab();
        await first.goto(`${server.url}wire/`);
        await switchOn(first);
        await painted(first, pages.wire.text);
      } finally {
        await own.close();
      }
    });

    test("two tabs share one engine", async () => {
      await visit("wire/");
      await switchOn(tab);
      const other = await browser.newTab();
      await other.goto(`${server.url}rtl/`);
      await switchOn(other);
      await painted(other, pages.rtl.text);
      await painted(tab, pages.wire.text);
      if (browser.targets) {
        const documents = (await browser.targets()).filter(({ url, type }) => url.endsWith("/offscreen.html") && type !== "tab");
        assert.equal(documents.length, 1);
      }
      await other.close();
    });

    for (const [what, path, words] of [
      ["a page without an article", "empty/", /./],
      ["a PDF", "paper.pdf", /PDF/],
    ])
      test(`${what} is answered with words`, async () => {
        await tab.gotoClosed(`${server.url}${path}`);
        await tab.press();
        const { text, title } = await tab.settled();
        assert.equal(text, "!");
        assert.match(title, words);
        assert.doesNotMatch(title, /Show who says what|undefined|Error/);
      });

    test("a page of the browser is answered with words", async () => {
      await tab.gotoClosed(browser.name === "chromium" ? "chrome://version/" : "about:buildconfig");
      await tab.press();
      const { text, title } = await tab.settled();
      assert.equal(text, "!");
      assert.match(title, /page of the browser/);
    });
  });
}

describe("in Chromium alone", () => {
  test("an engine that was closed is started again, and so is the service worker", async () => {
    const browser = await openChromium();
    try {
      const tab = await browser.newTab();
      await tab.goto(`${server.url}wire/`);
      await switchOn(tab);
      await browser.background(() => chrome.offscreen.closeDocument());
      await tab.evaluate(() => document.querySelectorAll("article p:not([class])")[1].remove());
      await becomesPainted(tab, [pages.wire.title, ...pages.wire.lines.toSpliced(1, 1)].join("\n"));
      await switchOff(tab);
      await browser.stopBackground();
      await tab.goto(`${server.url}dark/`);
      await tab.press();
      await becomesPainted(tab, pages.dark.text);
    } finally {
      await browser.close();
    }
  });

  test("marks do not outlive the extension", async () => {
    const browser = await openChromium();
    try {
      const tab = await browser.newTab();
      await tab.goto(`${server.url}wire/`);
      await switchOn(tab);
      assert.notDeepEqual(await names(tab), []);
      // What takes the extension away takes the answer with it.
      browser.background(() => void chrome.management.uninstallSelf()).catch(() => {});
      await until(async () => (await names(tab)).length === 0, "no highlights");
    } finally {
      await browser.close();
    }
  });

  test("a selection in a shadow root is read; one of a word is answered with words; once it is gone nothing else is read", async () => {
    const browser = await openChromium();
    try {
      const tab = await browser.newTab();
      await tab.goto(`${server.url}csp/`);
      const select = (end) =>
        tab.evaluate((end) => {
          const host = document.getElementById("shadowed") ?? document.body.appendChild(Object.assign(document.createElement("div"), { id: "shadowed" }));
          const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
          const p = document.createElement("p");
          p.textContent = "The bridge is safe, Mayor Lupita Robles of Toluca said on Tuesday.";
          shadow.replaceChildren(p);
          getSelection().setBaseAndExtent(p.firstChild, 0, p.firstChild, end ?? p.firstChild.length);
        }, end);
      const pick = () => browser.background(async (tabId) => chrome.contextMenus.onClicked.dispatch({ menuItemId: "selection" }, await chrome.tabs.get(tabId)), tab.tabId);
      await switchOn(tab);
      await select(3);
      await pick();
      await until(async () => /Select a sentence/.test((await tab.badge()).title), "words");
      assert.deepEqual(await names(tab), []);
      await select();
      await pick();
      await until(async () => /^\d/.test((await tab.badge()).text), "a reading");
      await until(async () => (await names(tab)).length > 0, "marks");
      await tab.evaluate(() => document.getElementById("shadowed").shadowRoot.replaceChildren());
      await until(async () => (await tab.badge()).text === "!", "nothing to read");
      assert.deepEqual(await names(tab), []);
    } finally {
      await browser.close();
    }
  });

  test("on a site that the reader has chosen pages are marked by themselves", async () => {
    const browser = await openChromium({ hosts: ["*://localhost/*"] });
    try {
      await until(() => browser.background(async () => (await chrome.scripting.getRegisteredContentScripts()).length), "a site on the list");
      const tab = await browser.newTab();
      await tab.goto(`${server.url}wire/`);
      await tab.settled();
      await painted(tab, pages.wire.text);
      await switchOff(tab);
      await tab.goto(`${server.url}dark/`);
      await pause(1500);
      assert.deepEqual(await names(tab), [], "a tab that was switched off stays off");
    } finally {
      await browser.close();
    }
  });
});
