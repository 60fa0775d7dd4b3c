/** Makes the npm package: `dist/npm` is its folder, `dist/newsmark-VERSION.tgz` the tarball. The wasm modules are the page's. */

import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MODULES, build } from "./build.mjs";
import { notices } from "./notices.mjs";
import { npmCommand, root, run, site } from "./tools.mjs";

/** The folder that is published. */
export const folder = join(root, "dist", "npm");

const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** What `npm pack` makes. */
export const tarball = join(root, "dist", `newsmark-${own.version}.tgz`);

/** What the published package says of itself; the repository's own `package.json` is for work on it. */
const manifest = {
  name: "newsmark",
  version: own.version,
  description: own.description,
  keywords: ["ner", "named-entity-recognition", "quotation", "attribution", "news", "wasm", "highlight"],
  // Code as you like, and the model.
  license: "(MIT OR Apache-2.0) AND CC-BY-SA-4.0",
  type: "module",
  // The worker's script does something when it is imported; nothing else does.
  sideEffects: ["./js/worker.js"],
  engines: own.engines,
  main: "./js/newsmark.js",
  types: "./js/newsmark.d.ts",
  exports: {
    ".": { types: "./js/newsmark.d.ts", default: "./js/newsmark.js" },
    "./worker.js": { types: "./js/worker.d.ts", default: "./js/worker.js" },
    "./newsmark.wasm": "./pkg/newsmark_bg.wasm",
    "./newsmark-relaxed.wasm": "./pkg/newsmark_relaxed_bg.wasm",
    "./newsmark.bin": "./model/newsmark.bin",
    "./package.json": "./package.json",
  },
  files: ["js", "pkg", "model", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md"],
};

export function makePackage() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "pkg"), { recursive: true });
  run(npmCommand("tsc"), ["-p", "tsconfig.npm.json"]);
  for (const file of ["newsmark.js", ...MODULES]) copyFileSync(join(site, "pkg", file), join(folder, "pkg", file));
  cpSync(join(root, "model"), join(folder, "model"), { recursive: true });
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(join(root, file), join(folder, file));
  copyFileSync(join(root, "js", "README.md"), join(folder, "README.md"));
  writeFileSync(join(folder, "THIRD-PARTY.md"), notices());
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Packs the folder; nothing is downloaded or published. */
export function pack() {
  rmSync(tarball, { force: true });
  run("npm", ["pack", folder, "--pack-destination", join(root, "dist"), "--loglevel", "error"]);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await build({ pageOnly: process.argv.includes("--page") });
  makePackage();
  if (process.argv.includes("--pack")) pack();
}
