/** Pages that want something of the extension get nothing, and very large ones stay usable. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { openChromium } from "./chromium.mjs";
import { openFirefox } from "./firefox.mjs";
import { markup } from "./markup/hostile.mjs";
import { assertPainted, names, reader } from "./painted.mjs";
import { pages } from "./pages.mjs";
import { serveSite } from "./site.mjs";
import { switchOff, switchOn, until } from "./tab.mjs";
import { seenByWatch, startWatch } from "./watch.mjs";

let server, newsmark;
before(async () => {
  [server, newsmark] = await Promise.all([serveSite(), reader()]);
});
after(async () => {
  newsmark?.dispose();
  await server?.close();
});

/** Measures how long the page's thread is held up, from now on. */
function startGaps() {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  globalThis.longest = 0;
  port1.onmessage = () => {
    const now = performance.now();
    globalThis.longest = Math.max(globalThis.longest, now - last);
    last = now;
    if (globalThis.longest >= 0) port2.postMessage(0);
  };
  port2.postMessage(0);
}

/** The longest time since the last call. */
function takeGap() {
  const { longest } = globalThis;
  globalThis.longest = 0;
  return longest;
}

/** Milliseconds that the browser itself takes, in one piece, to lay the page out and to say what it shows. */
function peer() {
  const start = performance.now();
  document.documentElement.style.fontSize = "17px";
  const { length } = document.body.innerText;
  document.documentElement.style.fontSize = "";
  void document.body.offsetHeight;
  return length > 0 ? performance.now() - start : 0;
}

for (const open of [openChromium, openFirefox]) {
  describe(open.name, () => {
    let browser, tab;
    before(async () => {
      browser = await open();
      tab = await browser.newTab();
    });
    after(() => browser?.close());
    const visit = (path) => tab.goto(`${server.url}${path}`);

    test("a page's scripts are not called, and what they replace changes nothing", async () => {
      await visit("spying/");
      await tab.evaluate(() => (window.armed = true));
      await switchOn(tab);
      await assertPainted(tab, pages.soup.text, await newsmark.annotate(pages.soup.text));
      await switchOff(tab);
      await tab.evaluate(() => (window.armed = false));
      const { seen, messages } = await tab.evaluate(() => ({ seen: window.seen, messages: window.messages }));
      // The tests' own evaluations are among the calls; they make no highlights and come from no extension.
      assert.deepEqual(seen.filter((call) => /^new |Highlight|extension:/.test(call)), []);
      assert.deepEqual(messages, [], "neither messages nor events come to the page");
    });

    test("the spies would have seen a careless script", async () => {
      await visit("spying/");
      const seen = await tab.evaluate(() => {
        window.armed = true;
        CSS.highlights.set("newsmark-x", new Highlight(new StaticRange({ startContainer: document.body, startOffset: 0, endContainer: document.body, endOffset: 1 })));
        const words = document.querySelector("p").textContent;
        window.armed = false;
        return [...window.seen.map((call) => call.trim()), words];
      });
      assert.deepEqual(seen.filter((call) => /^new |Registry|get |Owned/.test(call)), ["new StaticRange", "new Highlight", "HighlightRegistry.set", "get textContent", "Owned, said Eve Mallory of Evilcorp."]);
    });

    test("a page reaches neither the extension's messages nor its files", async () => {
      await visit("dark/");
      await switchOn(tab);
      const base = browser.inWindow ? `moz-extension://${await browser.inWindow((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, browser.id)}/` : `chrome-extension://${browser.id}/`;
      const reached = await tab.evaluate(
        async (base, id) => {
          const reached = [];
          for (const api of [window.chrome?.runtime, window.browser?.runtime]) {
            if (!api) continue;
            for (const message of [{ type: "wake" }, { type: "state?" }, { type: "toggle" }])
              await Promise.resolve()
                .then(() => api.sendMessage(id, message))
                .then(() => reached.push(message.type), () => {});
          }
          for (const file of ["manifest.json", "content.js", "panel.html", "model/newsmark.bin", "icon-48.png"]) {
            await fetch(base + file).then(() => reached.push(`fetch ${file}`), () => {});
            await new Promise((done) => {
              const image = new Image();
              image.onload = () => done(reached.push(`img ${file}`));
              image.onerror = done;
              image.src = base + file;
            });
          }
          for (const message of [{ type: "toggle" }, { type: "newsmark", on: false }]) window.postMessage(message, "*");
          for (const type of ["newsmark", "toggle", "newsmark-toggle"]) document.dispatchEvent(new CustomEvent(type, { detail: { type: "toggle" } }));
          await new Promise((go) => setTimeout(go, 300));
          return [...reached, ...Object.getOwnPropertyNames(window).filter((name) => /newsmark/i.test(name)), ...Object.keys(document.documentElement.dataset)];
        },
        base,
        browser.id,
      );
      assert.deepEqual(reached, []);
      await assertPainted(tab, pages.dark.text, await newsmark.annotate(pages.dark.text));
    });

    test("a form's fields do not lead the script in circles", async () => {
      await visit("fields/");
      await switchOn(tab);
      await assertPainted(tab, pages.soup.text, await newsmark.annotate(pages.soup.text));
      // Nor when it changes, of which the form's own change is told first.
      const more = "Ngozi Eze said that the form was none.";
      await tab.evaluate((more) => {
        Element.prototype.append.call(document.querySelector("form"), document.createElement("i"));
        document.querySelector("article").appendChild(document.createElement("p")).textContent = more;
      }, more);
      const text = `${pages.soup.text}\n${more}`;
      const annotation = await newsmark.annotate(text);
      await until(async () => (await tab.badge()).text === String(annotation.statements.length), "the new paragraph");
      await assertPainted(tab, text, annotation);
    });

    test("markup in words stays words: on the page, in the card and in the panel", async () => {
      await visit("injecting/");
      await tab.apart(startWatch);
      await switchOn(tab);
      const text = [markup.title, ...markup.lines].join("\n");
      await assertPainted(tab, text, await newsmark.annotate(text));
      const panel = await browser.openPanel(tab);
      await until(() => panel.evaluate(() => document.querySelectorAll(".voice").length), "voices");
      const { made, shown } = await panel.evaluate(() => ({
        made: Array.from(document.body.querySelectorAll("img, iframe, script, object, embed, b, i, [onerror], [onload], [srcdoc], a[href^=javascript]"), ({ outerHTML }) => outerHTML),
        shown: document.body.textContent,
      }));
      assert.deepEqual(made, []);
      assert.match(shown, /<img src=x onerror=hit/);
      // Over every source and every statement, for its card.
      const places = await tab.apart(() => {
        const places = [];
        for (const name of ["source", "direct", "PERSON"])
          CSS.highlights.get(`newsmark-${name}`)?.forEach(({ startContainer, startOffset, endOffset }) => {
            const range = document.createRange();
            range.setStart(startContainer, startOffset);
            range.setEnd(startContainer, endOffset);
            const { left, top, width, height } = range.getClientRects()[0];
            places.push([Math.round(left + width / 2), Math.round(top + height / 2)]);
          });
        return places;
      });
      assert.ok(places.length > 4);
      for (const [x, y] of places) {
        await tab.hover(x, y);
        await new Promise((go) => setTimeout(go, 250));
      }
      assert.deepEqual(await tab.evaluate(() => window.hits), []);
      await panel.detach();
      await tab.key("Escape");
      await switchOff(tab);
      assert.equal((await tab.apart(seenByWatch)).same, true);
    });

    for (const { what, path, text } of [
      { what: "a page of 5 MB", path: "long/" },
      { what: "a page of 100,000 elements", path: "crowded/", text: pages.csp.text },
    ])
      test(`${what} is never held up longer than by one call of its own innerText`, async (t) => {
        const ratios = [];
        // Other programs hold things up as well, but not every time.
        for (let attempt = 0; attempt < 3 && !(Math.min(...ratios) < 1); attempt++) {
          await visit(path);
          const own = await tab.evaluate(peer);
          await tab.evaluate(startGaps);
          await tab.evaluate(takeGap);
          await tab.evaluate(peer);
          const seen = await tab.evaluate(takeGap);
          assert.ok(seen > own / 3, `the measure sees what holds a page up: ${seen} of ${own}`);

          await tab.press();
          // To read all of the long page would take minutes: its beginning has to be there, and what takes time before it.
          if (text) await tab.settled();
          else await until(async () => (await names(tab)).length, "a beginning");
          await new Promise((go) => setTimeout(go, 1500));
          if (text) await assertPainted(tab, text, await newsmark.annotate(text));
          else assert.match((await tab.badge()).title, /only its first [\d,]+ characters/, "the limit is said");
          await tab.press();
          await until(async () => (await names(tab)).length === 0, "no highlights");
          ratios.push((await tab.evaluate(takeGap)) / own);
        }
        t.diagnostic(`${browser.name}: held up for ${ratios.map((ratio) => ratio.toFixed(2)).join(", ")} of an innerText at most`);
        assert.ok(Math.min(...ratios) < 1, `held up ${ratios} times as long`);
      });
  });
}

test("another extension is not listened to", async () => {
  const folder = mkdtempSync(join(tmpdir(), "newsmark-other-"));
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ manifest_version: 3, name: "other", version: "1", background: { service_worker: "other.js" } }));
  writeFileSync(join(folder, "other.js"), "");
  const browser = await openChromium({ beside: folder });
  try {
    const tab = await browser.newTab();
    await tab.goto(`${server.url}dark/`);
    await switchOn(tab);
    const said = await browser.other().evaluate(
      async ([id, tabId]) => {
        const answer = (message) => chrome.runtime.sendMessage(id, message).then(() => `${message.type} is answered`, ({ message }) => message);
        const talk = (port) =>
          new Promise((done) => {
            port.onMessage.addListener(() => done("a port answers"));
            port.onDisconnect.addListener(() => done(chrome.runtime.lastError?.message ?? "closed"));
            port.postMessage({ type: "read", id: 1, text: "Yes, said Ana Silva of Porto." });
          });
        return [
          ...(await Promise.all([{ type: "wake" }, { type: "ready" }, { type: "state", state: "on", statements: 7 }].map(answer))),
          ...(await Promise.all(["read", "panel"].map((name) => talk(chrome.runtime.connect(id, { name }))))),
          ...(await Promise.all(["panel"].map((name) => talk(chrome.tabs.connect(tabId, { name, frameId: 0 }))))),
        ];
      },
      [browser.id, tab.tabId],
    );
    assert.deepEqual(said, Array(6).fill("Could not establish connection. Receiving end does not exist."));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
});
