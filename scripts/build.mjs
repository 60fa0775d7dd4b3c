/**
 * Builds the page into `dist/www`: the wasm package, the scripts, the model, and the service worker's list of them all.
 * With `--page` the wasm package stays as it was built before, with `--wasm` there is nothing else.
 */

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { notices, npmNotices } from "./notices.mjs";
import { npmCommand, npmPackages, root, run, site, wasmBindgen, wasmTarget } from "./tools.mjs";

const PACKAGE = "pkg";

/** Modules that the page has in its bundle; tests import them one by one. */
const BUNDLED = /^(?:www\/|js\/(?:export|dom)\/)/;

/** The npm packages that the bundle holds. A test compares the list with what the page imports. */
export const BUNDLED_PACKAGES = ["@mozilla/readability", "marked"];

/** A trap is answered by a new instance (`js/engine.ts`), and files are named in one place (`js/files.ts`). */
const WEB = ["--experimental-reset-state-function", "--omit-default-module-path"];

export async function build({ pageOnly = false } = {}) {
  npmPackages();
  mkdirSync(site, { recursive: true });
  // What an earlier build left would end up in the list of files.
  for (const name of readdirSync(site)) {
    if (name !== PACKAGE) rmSync(join(site, name), { recursive: true });
  }
  if (!pageOnly) wasm();
  run(npmCommand("tsc"), ["-p", "tsconfig.json"]);
  run(npmCommand("tsc"), ["-p", "tsconfig.worker.json"]);
  bundle();
  page();
  await serviceWorker();
}

/** The wasm modules: one for every browser, and a faster one for those with relaxed SIMD, which gives the same answers: `js/files.ts` chooses. */
const FEATURES = { "newsmark_bg.wasm": [], "newsmark_relaxed_bg.wasm": ["--features", "relaxed"] };

/** Their names in `pkg/`: whatever ships one ships all. */
export const MODULES = Object.keys(FEATURES);

function wasm() {
  wasmTarget();
  const bindgen = wasmBindgen();
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const pkg = join(site, PACKAGE);
  const made = MODULES.map((name) => {
    run("cargo", ["build", "--lib", "--locked", "--profile", "wasm", "--target", "wasm32-unknown-unknown", "--config", namelessPaths(), ...FEATURES[name]]);
    const built = join(target, "wasm32-unknown-unknown", "wasm", "newsmark.wasm");
    const out = join(target, "bindgen", name);
    run(bindgen, [built, "--target", "web", "--out-dir", out, "--remove-name-section", "--remove-producers-section", ...WEB]);
    mkdirSync(pkg, { recursive: true });
    // wasm-opt reads from the module which features it may use.
    run(npmCommand("wasm-opt"), ["-O3", "--strip-debug", join(out, "newsmark_bg.wasm"), "-o", join(pkg, name)]);
    return out;
  });
  // One script serves both modules.
  const [script, other] = made.map((folder) => readFileSync(join(folder, "newsmark.js"), "utf8"));
  if (script !== other) throw new Error("the two wasm modules need different scripts");
  for (const name of ["newsmark.js", "newsmark.d.ts"]) copyFileSync(join(made[0], name), join(pkg, name));
}

/** Puts the page's scripts together: one request and a half of the bytes instead of forty; what opens files comes later, by itself. */
function bundle() {
  const options = ["--format", "esm", "--minify", "--entry-file-names", "[name].js", "--chunk-file-names", "[name].js", "--external", "node:url,node:process,node:fs/promises"];
  run(npmCommand("rolldown"), [join(site, "www", "main.js"), "--dir", join(site, "page"), ...options, "--log-level", "warn"]);
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
  writeFileSync(
    join(site, "index.html"),
    html
      .replace('data-model="model/newsmark.bin"', `data-model="${name}" data-model-size="${model.length}"`)
      .replace('src="www/main.js"', 'src="page/main.js"'),
  );
  for (const file of readdirSync(join(root, "www")).filter((file) => /\.(css|svg|png|webmanifest)$/.test(file))) {
    copyFileSync(join(root, "www", file), join(site, file));
  }
  // The page's marks look like those of the package.
  run(process.execPath, [join(root, "scripts", "marks.mjs"), join(site, "marks.css")]);
  writeFileSync(join(site, "licences.txt"), licences());
}

/** The licence texts of all that the page holds, or another bundle with other npm packages. */
export function licences(packages = BUNDLED_PACKAGES) {
  const text = (...path) => readFileSync(join(root, ...path), "utf8").replaceAll("\r", "").trim();
  return `# newsmark

Code: MIT or Apache-2.0, as you like. The model: CC BY-SA 4.0.

${["LICENSE-MIT", "LICENSE-APACHE"].map((file) => text(file)).join("\n\n")}

${text("model", "LICENSE")}

${npmNotices(packages)}
${notices()}`;
}

/** Tells the service worker which files there are, and a version that changes with any of them. */
async function serviceWorker() {
  const path = join(site, "service-worker.js");
  const names = files([site], /\.(html|css|js|wasm|bin|svg|png|webmanifest|txt)$/).filter((name) => name !== "service-worker.js" && !BUNDLED.test(name));
  const version = hash(...names.map((name) => readFileSync(join(site, name))), readFileSync(path));
  const { RELAXED_SIMD } = await import(pathToFileURL(join(site, "js", "files.js")).href);
  const constants = Object.entries({ VERSION: version, FILES: names, RELAXED_SIMD });
  const head = constants.map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`).join("");
  writeFileSync(path, head + readFileSync(path, "utf8"));
}

/** The files in folders of the site whose names match, as a browser asks for them. */
function files(folders, pattern) {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

/** Twelve hexadecimal digits are enough to tell builds apart. */
function hash(...contents) {
  const sum = createHash("sha256");
  contents.forEach((content) => sum.update(content));
  return sum.digest("hex").slice(0, 12);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv.includes("--wasm")) wasm();
  else await build({ pageOnly: process.argv.includes("--page") });
}
