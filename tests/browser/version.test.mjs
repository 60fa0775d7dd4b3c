/** A newer version of the page comes: the old one goes on undisturbed, the new one is used on request, with its own model. */

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isRead, open } from "./browser.mjs";
import { site } from "../../scripts/tools.mjs";

/** Changes a file of the site. */
function edit(folder, name, change) {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

test("a newer version waits until it is wanted, and brings its own model", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "newsmark-"));
  cpSync(site, folder, { recursive: true });
  const browser = await open(folder);
  t.after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  const page = await browser.page();
  await page.goto(browser.url);
  await isRead(page);
  await page.locator("#offline").waitFor();
  // From now on the service worker answers.
  await page.reload();
  await isRead(page);
  const model = await page.evaluate(() => document.body.dataset.model);

  const newModel = "model/newsmark-0123456789ab.bin";
  renameSync(join(folder, model), join(folder, newModel));
  edit(folder, "index.html", (html) => html.replace(model, newModel).replace("<title>newsmark", "<title>newer newsmark"));
  edit(folder, "service-worker.js", (script) => script.replace(/VERSION = "\w+"/, 'VERSION = "newer"').replace(model, newModel));
  edit(folder, "style.css", (css) => `${css}\n/* newer */`);

  await page.reload();
  await page.locator("#update").waitFor();
  await isRead(page);
  // The old version is whole: its page, its styles and its model, though the server has them no more.
  assert.match(await page.title(), /^newsmark/);
  assert.equal(await page.evaluate(() => document.body.dataset.model), model);
  assert.doesNotMatch(await page.evaluate(async () => (await fetch("style.css")).text()), /newer/);

  await page.locator("#update button").click();
  await page.waitForFunction(() => document.title.startsWith("newer"));
  await isRead(page);
  assert.equal(await page.evaluate(() => document.body.dataset.model), newModel);
  assert.match(await page.evaluate(async () => (await fetch("style.css")).text()), /newer/);
  const caches = await page.evaluate(async () => {
    const names = await caches.keys();
    return [names, (await (await caches.open(names[0])).keys()).map(({ url }) => url).filter((url) => url.endsWith(".bin"))];
  });
  assert.deepEqual(caches, [["newsmark-newer"], [new URL(newModel, browser.url).href]]);
  await browser.leaveAlone();
  await page.context().setOffline(true);
  await page.reload();
  await isRead(page);
  assert.match(await page.title(), /^newer/);
  assert.deepEqual(page.problems, []);
});

test("the page can be installed", async (t) => {
  const browser = await open();
  t.after(() => browser.close());
  const page = await browser.page();
  await page.goto(browser.url);
  await isRead(page);
  await page.locator("#offline").waitFor();
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A test's window leaves no traces, and nothing is installed from such a window.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
});
