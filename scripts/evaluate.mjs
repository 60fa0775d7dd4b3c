/**
 * What a browser downloads, the accuracy of the shipped model on the dev sets, and whether both wasm modules read them like the native build.
 *
 *     npm run evaluate -- ../shared
 *
 * The folder holds `data/` and `eval/score.py`; neither belongs to this repository. Build the page first (`npm run build`).
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { RELAXED_SIMD } from "../dist/www/js/files.js";
import { MODULES } from "./build.mjs";
import { sizes } from "./sizes.mjs";
import { root, run } from "./tools.mjs";

const shared = resolve(process.argv[2] ?? stop());
const out = join(root, "target/evaluation");
mkdirSync(out, { recursive: true });

const SETS = [
  ["statements", "data/attribution/polnear-dev.jsonl"],
  ["entities", "data/ner/dev-worldwide.jsonl"],
  ["entities", "data/ner/dev-gum_news.jsonl"],
];

run("cargo", ["build", "--locked", "--release"]);
// Node 20 has relaxed SIMD, but not switched on.
if (!WebAssembly.validate(new Uint8Array(RELAXED_SIMD))) setFlagsFromString("--experimental-wasm-relaxed-simd");
const annotators = await Promise.all(MODULES.map(async (name) => [name, await load(name)]));
console.log(`\nmodel: ${annotators[0][1].model}`);
await sizes();

let differing = 0;
for (const [task, file] of SETS) {
  const gold = join(shared, file);
  const articles = readFileSync(gold, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const input = articles.map(({ id, text }) => JSON.stringify({ id, text })).join("\n");
  const native = annotate(input, "codepoint");
  const predictions = join(out, `${file.split("/").at(-1)}.ndjson`);
  writeFileSync(predictions, native);

  const utf16 = annotate(input, "utf16").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  console.log(`\n${file}: ${articles.length} articles`);
  for (const [name, annotator] of annotators) {
    const wrong = articles.filter(({ text }, i) => {
      const { id, ...expected } = utf16[i];
      return JSON.stringify(rounded(annotator.annotate(text))) !== JSON.stringify(rounded(expected));
    });
    differing += wrong.length;
    console.log(`${name} differs from native in ${wrong.length}`);
  }
  const { status, stdout, stderr } = spawnSync("python3", [join(shared, "eval/score.py"), task, gold, predictions], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  process.stdout.write(stdout);
}
process.exit(differing ? 1 : 0);

async function load(name) {
  // Another query makes another instance of the script.
  const { default: init, Annotator } = await import(`../dist/www/pkg/newsmark.js?${name}`);
  await init({ module_or_path: readFileSync(join(root, "dist/www/pkg", name)) });
  return new Annotator(readFileSync(join(root, "model/newsmark.bin")));
}

function annotate(input, offsets) {
  const { status, stdout, stderr } = spawnSync(join(root, "target/release/newsmark"), ["annotate", "--offsets", offsets], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** With keys in one order, and confidences as 32-bit floats, which the two writers print differently. */
function rounded(value) {
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value === "number") return Math.fround(value);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, rounded(part)]));
}

function stop() {
  console.error("usage: npm run evaluate -- FOLDER (with data/ and eval/score.py)");
  process.exit(2);
}
