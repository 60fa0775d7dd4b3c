/** The examples, with the packed tarball. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/tools.mjs";
import { open } from "../browser/browser.mjs";
import { node, project } from "./project.mjs";

const example = (name) => project(join(root, "examples", name));

test("Node: prints who says what, from a file and from standard input", () => {
  const folder = example("node");
  const text = "“I count bees,” said Ngozi Eze. She denied that the hives were lost.";
  const expected = "Ngozi Eze [said, direct] “I count bees,”\nNgozi Eze [denied, indirect] that the hives were lost\n";
  assert.equal(node(folder, ["index.js"], text), expected);
  assert.match(node(folder, ["index.js", join(root, "tests", "articles", "bees.txt")]), /\[.+, direct\] /);
});

describe("in a browser", () => {
  const vite = join(root, "node_modules", "vite");
  let plain, bundled, browsers;
  before(async () => {
    [plain, bundled] = [example("browser"), example("vite")];
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(vite, "bin", "vite.js"), "build", "--logLevel", "warn"], { cwd: bundled, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    assert.equal(stdout + stderr, "", "Vite warns");
    browsers = { plain: await open(plain), bundled: await open(join(bundled, "dist")) };
  });
  after(() => Promise.all(Object.values(browsers ?? {}).map((browser) => browser.close())));

  test("without a bundler", async () => {
    const page = await browsers.plain.page();
    await page.goto(browsers.plain.url);
    await page.locator("#status").filter({ hasText: "3 statements" }).waitFor();
    assert.deepEqual(await page.locator("#voices li").allTextContents(), ["Ngozi Eze: said", "Ngozi Eze: denied", "the city council: According to"]);
    const names = await page.evaluate(() => [...CSS.highlights.keys()]);
    for (const name of ["newsmark-PERSON", "newsmark-cue", "newsmark-direct"]) assert.ok(names.includes(name), `${name} in ${names}`);
    assert.equal(await page.locator("mark").count(), 0);
    assert.deepEqual(page.problems, []);
  });

  /** The same page, built or served while it is written. */
  async function marks(page, url) {
    await page.goto(url);
    await page.locator("#status").filter({ hasText: "2 statements" }).waitFor();
    assert.equal(await page.locator("mark.nm-PERSON").first().textContent(), "Ngozi Eze");
    await page.locator("textarea").fill("Nobody here.");
    await page.locator("button").click();
    await page.locator("#status").filter({ hasText: "0 statements" }).waitFor();
    // In a worker, without a copy of the model inside the script.
    assert.equal(page.workers().length, 1);
    assert.deepEqual(page.problems, []);
  }

  test("with Vite, built", async () => marks(await browsers.bundled.page(), browsers.bundled.url));

  test("with Vite, while it is developed", async () => {
    const { createServer } = await import(pathToFileURL(join(vite, "dist", "node", "index.js")).href);
    const server = await createServer({ root: bundled, configFile: join(bundled, "vite.config.js"), logLevel: "error", server: { port: 0, host: "127.0.0.1" } });
    await server.listen();
    try {
      await marks(await browsers.bundled.page(), server.resolvedUrls.local[0]);
    } finally {
      await server.close();
    }
  });
});
