// Runs newsmark beside others in one Chromium and prints a table: onnxruntime-web with the same graph, compromise and wink-nlp, and with
// --runtimes also the Rust runtimes of docs/runtimes.md.
//
//     npm run bench -- [--article FILE] [--rounds N] [--only NAME,NAME] [--runtimes [--no-build]]
//
// newsmark is taken from dist/, where `npm run build` puts it, and does all its work on the article; onnxruntime-web and the runtimes do their
// encoder's alone, on as many pieces a paragraph; compromise and wink-nlp find names. CHROMIUM names the browser. --runtimes builds them first
// (5 minutes): PYTHON names a Python with torch, onnx, onnxscript and onnxruntime, WASM_BINDGEN the command of the version in runtimes/Cargo.toml.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { graph, sizesOf } from "./graph.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const main = join(here, "..");
const { values: options } = parseArgs({
  options: {
    article: { type: "string" },
    only: { type: "string" },
    rounds: { type: "string", default: "15" },
    runtimes: { type: "boolean", default: false },
    "no-build": { type: "boolean", default: false },
  },
});


/** rten has code for relaxed SIMD; the others have none. */
const builds = [
  { crate: "rten", kind: "simd128", features: "+simd128" },
  { crate: "rten", kind: "relaxed", features: "+simd128,+relaxed-simd" },
  { crate: "candle", kind: "simd128", features: "+simd128" },
  { crate: "tract", kind: "simd128", features: "+simd128" },
];

function command(program, args, env = {}) {
  execFileSync(program, args, { cwd: here, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } });
}

function build({ crate, kind, features }) {
  const target = join(here, "dist/target", kind);
  const manifest = join(here, "runtimes/Cargo.toml");
  const triple = "wasm32-unknown-unknown";
  command("cargo", ["build", "--release", "--locked", "--target", triple, "--manifest-path", manifest, "-p", `bench-${crate}`], {
    CARGO_TARGET_DIR: target,
    // The second flag: candle's and tract's random numbers come from the browser.
    RUSTFLAGS: `-C target-feature=${features} --cfg getrandom_backend="wasm_js"`,
  });
  const folder = join(here, "dist/pkg", `${crate}-${kind}`);
  mkdirSync(folder, { recursive: true });
  const module = join(target, triple, "release", `bench_${crate}.wasm`);
  const bindgen = process.env.WASM_BINDGEN ?? "wasm-bindgen";
  command(bindgen, [module, "--target", "web", "--out-dir", folder, "--out-name", "bench", "--no-typescript"]);
  const wasm = join(folder, "bench_bg.wasm");
  const all = ["simd", "relaxed-simd", "bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
  const enabled = all.filter((f) => f !== "relaxed-simd" || kind === "relaxed").map((f) => `--enable-${f}`);
  command(join(here, "node_modules/.bin/wasm-opt"), [wasm, "-o", wasm, "-O3", "--enable-bulk-memory-opt", ...enabled]);
}

/** Brotli bytes. */
function size(file) {
  const raw = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  return brotliCompressSync(raw, { params }).length;
}

const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];

const installed = join(here, "node_modules", ".package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(here, "package-lock.json")).mtimeMs) command("npm", ["ci", "--no-audit", "--no-fund"]);
// Its packages are there only now.
const { withPage } = await import("./web/browser.mjs");
if (!existsSync(join(main, "dist/www/pkg/newsmark_relaxed_bg.wasm"))) throw new Error("build newsmark first: npm run build");
if (options.runtimes && !options["no-build"]) builds.forEach(build);
if (options.runtimes && !existsSync(join(here, "dist/models/config.json"))) command(process.env.PYTHON ?? "python3", [join(here, "export.py")]);
// wink-nlp and its model are CommonJS.
const library = join(here, "dist/wink.js");
const bundler = join(main, "node_modules/.bin/rolldown");
if (!existsSync(library)) command(bundler, [join(here, "web/wink.js"), "--file", library, "--format", "esm", "--log-level", "silent"]);

const sizes = sizesOf(readFileSync(join(main, "model/newsmark.bin")));
mkdirSync(join(here, "dist/models"), { recursive: true });
writeFileSync(join(here, "dist/models/graph.onnx"), graph(sizes));
const text = readFileSync(options.article ?? join(here, "web/article.txt"), "utf8");
/** Pieces of each window that newsmark cuts the article into. */
const lengths = JSON.parse(
  execFileSync("cargo", ["run", "--release", "--quiet", "--locked", "--bin", "newsmark", "--", "pieces"], {
    cwd: main,
    input: JSON.stringify({ id: 0, text }),
    maxBuffer: 2 ** 28,
  }),
).paragraphs.flatMap((windows) => windows.map(({ pieces }) => pieces.length));
const settings = {
  vocabulary: sizes.pieces,
  heads: sizes.heads,
  lengths,
  text,
  runtimes: options.runtimes,
  only: options.only?.split(","),
  rounds: Number(options.rounds),
};
const load = loadavg()[0];
const { result, version } = await withPage({ "/bench/": here, "/newsmark/": main }, async (page, version) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  /** Milliseconds that the page's one thread has run: waiting for a core that others hold is not in it. */
  const threadTime = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ThreadTime").value * 1000;
  };
  const result = await page.evaluate(async (settings) => (await import("/bench/web/bench.js")).prepare(settings), settings);
  result.times = Object.fromEntries(result.names.map((name) => [name, []]));
  result.clock = Object.fromEntries(result.names.map((name) => [name, []]));
  // In turns, so that whatever else the machine does falls on all alike. The first two rounds warm up.
  for (let round = -2; round < settings.rounds; round++) {
    for (const name of result.names) {
      const before = await threadTime();
      const clock = await page.evaluate(async (name) => (await import("/bench/web/bench.js")).run(name), name);
      const time = (await threadTime()) - before;
      if (process.env.VERBOSE) console.error(name, time.toFixed(0), clock.toFixed(0));
      if (round < 0) continue;
      result.times[name].push(time);
      result.clock[name].push(clock);
    }
  }
  result.own = await page.evaluate(async () => (await import("/bench/web/bench.js")).own());
  return { version, result };
});

const onnxruntime = "node_modules/onnxruntime-web/dist/";
const own = (module) => ["pkg/newsmark.js", `pkg/${module}`].map((name) => join(main, "dist/www", name));
/** The files that each contender's program consists of, without its model. */
function filesOf(name) {
  if (name.startsWith("newsmark")) return own(name.includes("relaxed") ? "newsmark_relaxed_bg.wasm" : "newsmark_bg.wasm");
  if (name.startsWith("onnxruntime")) return ["ort.wasm.min.mjs", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"].map((file) => join(here, onnxruntime, file));
  if (name === "compromise") return [join(here, "node_modules/compromise/builds/three/compromise-three.mjs")];
  if (name === "wink-nlp") return [library];
  const [program] = name.split(/[-, ]/);
  return ["bench.js", "bench_bg.wasm"].map((file) => join(here, "dist/pkg", `${program}-${name.includes("relaxed") ? "relaxed" : "simd128"}`, file));
}

const pieces = lengths.reduce((sum, n) => sum + n, 0);
console.log(`${text.length} characters, ${lengths.length} windows, ${pieces} pieces (${lengths.join(", ")}); Chromium ${version}, one thread, ${cpus()[0].model}`);
console.log(`${settings.rounds} rounds in turns, two to warm up; load before ${load.toFixed(1)}, after ${loadavg()[0].toFixed(1)} on ${cpus().length} cores\n`);
console.log("| | ms of one core an article, median (best) | KB of text a second | time against onnxruntime-web f32 | throughput against compromise | program, brotli KB |");
console.log("|---|---|---|---|---|---|");
/** Median of the ratios round by round: what slows a round slows both. */
const against = (times, other) => other && quantile(times.map((time, i) => time / other[i]), 0.5);
for (const [name, times] of Object.entries(result.times)) {
  const ratio = against(times, result.times["onnxruntime-web f32"])?.toFixed(2) ?? "";
  const faster = against(result.times.compromise ?? [], result.times.compromise && times)?.toFixed(2) ?? "";
  const ms = `${quantile(times, 0.5).toFixed(1)} (${quantile(times, 0).toFixed(1)})`;
  const speed = text.length / quantile(times, 0.5);
  const brotli = filesOf(name).reduce((sum, file) => sum + size(file), 0);
  console.log(`| ${name} | ${ms} | ${speed.toFixed(1)} | ${ratio} | ${faster} | ${(brotli / 1000).toFixed(0)} |`);
}
for (const [name, { load, first, memory }] of Object.entries(result.own)) {
  const share = (quantile(first, 0.5) / quantile(result.clock[name], 0.5)) * 100;
  console.log(`\n${name}: loads in ${load.toFixed(0)} ms; first paragraph after ${share.toFixed(0)} % of the whole time; ${(memory / 1e6).toFixed(1)} MB of WebAssembly memory at most`);
}
for (const [name, error] of Object.entries(result.errors)) console.log(`${name}: logits at most ${error.toPrecision(1)} from PyTorch's`);
for (const [name, reason] of Object.entries(result.failures)) console.log(`${name} failed: ${reason}`);
