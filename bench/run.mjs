// Builds every runtime for the browser, runs them in one Chromium and prints a table.
//
//     npm ci && node run.mjs [--article FILE] [--newsmark FOLDER] [--only NAME,NAME] [--rounds N] [--no-build]
//
// PYTHON names a Python with torch, onnx, onnxscript and onnxruntime (for the graph, once); WASM_BINDGEN the wasm-bindgen command of
// the version in runtimes/Cargo.toml; CHROMIUM the browser. newsmark itself takes part from FOLDER (..), where `npm run build` was run:
// its whole pipeline on the article, beside the bare encoder of the others on as many pieces a paragraph.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { withPage } from "./web/browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    article: { type: "string" },
    newsmark: { type: "string", default: join(here, "..") },
    only: { type: "string" },
    rounds: { type: "string", default: "15" },
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

function size(file) {
  const raw = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  return { raw: raw.length, brotli: brotliCompressSync(raw, { params }).length };
}

const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];

if (!options["no-build"]) builds.forEach(build);
if (!existsSync(join(here, "dist/models/config.json"))) command(process.env.PYTHON ?? "python3", [join(here, "export.py")]);

const main = resolve(options.newsmark);
const text = readFileSync(options.article ?? join(here, "web/article.txt"), "utf8");
/** Pieces of each window that newsmark cuts the article into. */
const lengths = JSON.parse(
  execFileSync("cargo", ["run", "--release", "--quiet", "--locked", "--bin", "newsmark", "--", "pieces"], {
    cwd: main,
    input: JSON.stringify({ id: 0, text }),
    maxBuffer: 2 ** 28,
  }),
).paragraphs.flatMap((windows) => windows.map(({ pieces }) => pieces.length));
const withOwn = existsSync(join(main, "dist/www/pkg/newsmark_bg.wasm")) && existsSync(join(main, "model/newsmark.bin"));
const settings = {
  config: JSON.parse(readFileSync(join(here, "dist/models/config.json"), "utf8")),
  lengths,
  text,
  withOwn,
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
  return { version, result };
});

const files = {
  onnxruntime: "node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm",
  newsmark: join(main, "dist/www/pkg/newsmark_bg.wasm"),
};
const sizes = {};
function bytesOf(name) {
  const [program] = name.split(/[-, ]/);
  const kind = name.includes("relaxed") ? "relaxed" : "simd128";
  const file = files[program] ?? `dist/pkg/${program}-${kind}/bench_bg.wasm`;
  return (sizes[file] ??= size(resolve(here, file)));
}

const reference = result.times["onnxruntime-web f32"];
const pieces = lengths.reduce((sum, n) => sum + n, 0);
console.log(`${lengths.length} windows, ${pieces} pieces (${lengths.join(", ")}); Chromium ${version}, one thread, ${cpus()[0].model}`);
console.log(`${settings.rounds} rounds in turns, two to warm up; load before ${load.toFixed(1)}, after ${loadavg()[0].toFixed(1)} on ${cpus().length} cores\n`);
console.log("| runtime | ms of one core an article, median (best) | ms by the clock, median | times onnxruntime-web f32 | largest error | .wasm KB | brotli KB |");
console.log("|---|---|---|---|---|---|---|");
for (const [name, times] of Object.entries(result.times)) {
  // Paired by round: what slows a round slows both.
  const ratio = reference ? quantile(times.map((t, i) => t / reference[i]), 0.5).toFixed(2) : "";
  const { raw, brotli } = bytesOf(name);
  const error = result.errors[name]?.toPrecision(1) ?? "";
  const ms = `${quantile(times, 0.5).toFixed(0)} (${quantile(times, 0).toFixed(0)})`;
  console.log(`| ${name} | ${ms} | ${quantile(result.clock[name], 0.5).toFixed(0)} | ${ratio} | ${error} | ${(raw / 1000).toFixed(0)} | ${(brotli / 1000).toFixed(0)} |`);
}
for (const [name, reason] of Object.entries(result.failures)) console.log(`${name} failed: ${reason}`);
if (!withOwn) console.log("newsmark did not take part: build its package first.");
