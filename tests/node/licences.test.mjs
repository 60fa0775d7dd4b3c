/** The built page carries the licences of what is inside. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { BUNDLED_PACKAGES } from "../../scripts/build.mjs";
import { root, site } from "../../scripts/tools.mjs";

/** Every crate of the lock file. */
const crates = () => JSON.parse(spawnSync("cargo", ["metadata", "--locked", "--format-version", "1"], { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 }).stdout).packages;

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

test("every crate has a licence that deny.toml allows, and comes from crates.io", () => {
  const allowed = new Set(JSON.parse(/^allow = (\[.*\])$/m.exec(readFileSync(join(root, "deny.toml"), "utf8"))[1]));
  const isAllowed = (expression) =>
    expression.replace(/[()]/g, "").split(" AND ").every((part) => part.split(/ OR |\//).some((licence) => allowed.has(licence.trim())));
  const found = crates();
  assert.ok(found.length > 20);
  for (const { name, license, source } of found) {
    assert.ok(license && isAllowed(license), `${name}: ${license}`);
    assert.ok(source === null ? name === "newsmark" : source.startsWith("registry+https://github.com/rust-lang/crates.io-index"), `${name}: ${source}`);
  }
  assert.ok(!isAllowed("GPL-3.0-only") && !isAllowed("MIT AND GPL-3.0-only") && isAllowed("(MIT OR GPL-3.0-only) AND Unicode-3.0"));
});

test("every npm package is locked to a content, and what the page bundles may be bundled", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const [path, { integrity, version, link }] of Object.entries(packages)) {
    if (path && !link) assert.ok(/^sha512-/.test(integrity ?? ""), `${path} ${version} has no checksum`);
  }
  for (const [name, version] of Object.entries(devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/, `${name} is not pinned`);
  for (const name of BUNDLED_PACKAGES) assert.match(packages[`node_modules/${name}`].license, /^(?:MIT|Apache-2\.0)$/);
});
