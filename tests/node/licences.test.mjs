/** The built page carries the licences of what is inside. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { BUNDLED_PACKAGES } from "../../scripts/build.mjs";
import { root, site } from "../../scripts/tools.mjs";

test("licences of code, model, crates and npm packages are a link away", () => {
  const text = readFileSync(join(site, "licences.txt"), "utf8");
  for (const part of ["MIT License", "Apache License", "CC-BY-SA-4.0", "## wasm-bindgen ", "## serde ", ...BUNDLED_PACKAGES.map((name) => `## ${name} `)]) {
    assert.ok(text.includes(part), part);
  }
  assert.match(readFileSync(join(site, "index.html"), "utf8"), /<a href="licences\.txt">/);
  assert.match(readFileSync(join(site, "service-worker.js"), "utf8"), /"licences\.txt"/);
});

test("the list of npm packages in the page is whole", () => {
  const scripts = ["www", "js"].flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)));
  const imported = scripts
    .filter((path) => path.endsWith(".ts"))
    .flatMap((path) => [...readFileSync(path, "utf8").matchAll(/(?:^import .*from|import\()\s*"([^."/][^"]*)"/gmu)].map(([, name]) => name));
  assert.deepEqual([...new Set(imported)].sort(), [...BUNDLED_PACKAGES].sort());
});
