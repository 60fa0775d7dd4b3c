/**
 * Builds the page into `dist/www`: the wasm package, the scripts, the model, and the service worker's list of them all.
 * With `--page` the wasm package stays as it was built before.
 */

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { npmCommand, npmPackages, root, run, site, wasmBindgen, wasmTarget } from "./tools.mjs";

const PACKAGE = "pkg";

/** A trap is answered by a new instance (`js/engine.ts`), and files are named in one place (`js/files.ts`). */
const WEB = ["--experimental-reset-state-function", "--omit-default-module-path"];

export function build({ pageOnly = false } = {}) {
  npmPackages();
  mkdirSync(site, { recursive: true });
  // What an earlier build left would end up in the list of files.
  for (const name of readdirSync(site)) {
    if (name !== PACKAGE) rmSync(join(site, name), { recursive: true });
  }
  if (!pageOnly) wasm();
  run(npmCommand("tsc"), ["-p", "tsconfig.json"]);
  run(npmCommand("tsc"), ["-p", "tsconfig.worker.json"]);
  page();
  serviceWorker();
}

function wasm() {
  wasmTarget();
  const bindgen = wasmBindgen();
  run("cargo", ["build", "--lib", "--locked", "--profile", "wasm", "--target", "wasm32-unknown-unknown", "--config", namelessPaths()]);
  const built = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "wasm32-unknown-unknown", "wasm", "newsmark.wasm");
  const pkg = join(site, PACKAGE);
  run(bindgen, [built, "--target", "web", "--out-dir", pkg, "--remove-name-section", "--remove-producers-section", ...WEB]);
  const module = join(pkg, "newsmark_bg.wasm");
  // wasm-opt reads from the module which features it may use.
  run(npmCommand("wasm-opt"), ["-O3", "--strip-debug", module, "-o", module]);
}

/** A panic would say where its source file lies; whose machine that was is nobody's business, and the module is the same on every machine. */
function namelessPaths() {
  const home = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
  const flags = [`--remap-path-prefix=${home}=cargo`, `--remap-path-prefix=${root}=newsmark`];
  return `target.wasm32-unknown-unknown.rustflags=${JSON.stringify(flags)}`;
}

/** Copies what needs no compiling. The model's name says its content, so that a cached one is never stale. */
function page() {
  const model = readFileSync(join(root, "model", "newsmark.bin"));
  const name = `model/newsmark-${hash(model)}.bin`;
  mkdirSync(join(site, "model"), { recursive: true });
  writeFileSync(join(site, name), model);
  const html = readFileSync(join(root, "www", "index.html"), "utf8");
  writeFileSync(join(site, "index.html"), html.replace('data-model="model/newsmark.bin"', `data-model="${name}" data-model-size="${model.length}"`));
  for (const file of ["style.css", "icon.svg", "manifest.webmanifest"]) {
    copyFileSync(join(root, "www", file), join(site, file));
  }
}

/** Tells the service worker which files there are, and a version that changes with any of them. */
function serviceWorker() {
  const path = join(site, "service-worker.js");
  const files = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(html|css|js|wasm|bin|svg|webmanifest)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => file !== path)
    .sort();
  const version = hash(...files.map((file) => readFileSync(file)), readFileSync(path));
  const names = files.map((file) => relative(site, file).split(sep).join("/"));
  const head = `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(names)};\n`;
  writeFileSync(path, head + readFileSync(path, "utf8"));
}

/** Twelve hexadecimal digits are enough to tell builds apart. */
function hash(...contents) {
  const sum = createHash("sha256");
  contents.forEach((content) => sum.update(content));
  return sum.digest("hex").slice(0, 12);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  build({ pageOnly: process.argv.includes("--page") });
}
