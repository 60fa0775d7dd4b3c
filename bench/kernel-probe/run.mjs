// Builds the probe and prints G multiply-adds a second of every kernel in Chromium.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { withPage } from "../web/browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
execFileSync("cargo", ["build", "--release", "--target", "wasm32-unknown-unknown"], {
  cwd: here,
  stdio: "inherit",
  env: { ...process.env, RUSTFLAGS: "-C target-feature=+simd128,+relaxed-simd" },
});
const bytes = readFileSync(`${here}/target/wasm32-unknown-unknown/release/kernel_probe.wasm`).toString("base64");

// Both shapes of the feed-forward layer; 96 rows divide by every tile.
const shapes = [
  { n: 96, k: 384, m: 1536 },
  { n: 96, k: 1536, m: 384 },
];
const only = process.argv[2] ?? "";

const { rows, version } = await withPage({}, async (page, version) => ({
  version,
  rows: await page.evaluate(
    async ({ bytes, shapes, only }) => {
      const wasm = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
      const { exports: probe } = (await WebAssembly.instantiate(wasm)).instance;
      const name = (i) =>
        new TextDecoder().decode(new Uint8Array(probe.memory.buffer, probe.name_at(i), probe.name_length(i)));
      const rows = [];
      for (let i = 0; i < probe.count(); i++) {
        if (!only.split(",").some((part) => name(i).includes(part))) continue;
        const made = shapes.map(({ n, k, m }) => probe.make(i, n, k, m));
        rows.push({ name: name(i), made, best: shapes.map(() => Infinity), all: shapes.map(() => []) });
        made.forEach((p) => probe.run(p, 5));
      }
      // Interleaved, so that another program's load falls on all of them alike.
      for (let round = 0; round < 25; round++) {
        for (const row of rows) {
          row.made.forEach((p, s) => {
            const start = performance.now();
            probe.run(p, 4);
            row.all[s].push((performance.now() - start) / 4);
          });
        }
      }
      return rows.map(({ name, made, all }) => ({
        name,
        wrong: made.reduce((sum, p) => sum + probe.wrong(p), 0),
        speeds: all.map((times, s) => {
          times.sort((a, b) => a - b);
          const { n, k, m } = shapes[s];
          const g = (ms) => (n * k * m) / ms / 1e6;
          return { median: g(times[times.length >> 1]), best: g(times[0]) };
        }),
      }));
    },
    { bytes, shapes, only },
  ),
}));
console.log(`Chromium ${version}, load ${loadavg()[0].toFixed(1)}; G multiply-adds a second, median (best)`);
console.log(["kernel".padEnd(40), ...shapes.map(({ n, k, m }) => `${n}x${k}x${m}`.padEnd(18)), "wrong"].join(""));
for (const { name, speeds, wrong } of rows) {
  const cells = speeds.map(({ median, best }) => `${median.toFixed(1)} (${best.toFixed(1)})`.padEnd(18));
  console.log([name.padEnd(40), ...cells, wrong].join(""));
}
