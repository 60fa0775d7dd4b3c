// Time and memory by the length of the text, in Chromium with the built module: prints a table and draws docs/growth.svg.
//
//     npm run growth -- [--to KB]      (10 KB to 1,000 KB; 10,000 take ten minutes on an idle core)

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { withPage } from "./web/browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const main = join(here, "..");
const { values: options } = parseArgs({ options: { to: { type: "string", default: "1000" } } });
if (!existsSync(join(main, "dist/www/pkg/newsmark_relaxed_bg.wasm"))) throw new Error("build newsmark first: npm run build");

const article = readFileSync(join(here, "web/article.txt"), "utf8").trim().split(/\n+/);
/** Paragraphs that differ, for one that was read before is not read again. */
function text(length) {
  const out = [];
  for (let size = 0, i = 0; size < length; i++) {
    const paragraph = `${article[i % article.length]} (${i})`;
    out.push(paragraph);
    size += paragraph.length + 2;
  }
  return out.join("\n\n").slice(0, length);
}

const steps = [10, 30, 100, 300, 1000, 3000, 10_000].filter((size) => size <= Number(options.to));
const rows = await withPage({ "/newsmark/": main }, async (page) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const threadTime = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ThreadTime").value * 1000;
  };
  await page.evaluate(async () => {
    const { default: init, Annotator } = await import("/newsmark/dist/www/pkg/newsmark.js");
    const { memory } = await init({ module_or_path: "/newsmark/dist/www/pkg/newsmark_relaxed_bg.wasm" });
    const model = new Uint8Array(await (await fetch("/newsmark/model/newsmark.bin")).arrayBuffer());
    const annotator = new Annotator(model);
    window.read = (text) => {
      const start = performance.now();
      const reading = annotator.read(text);
      let [longest, before] = [0, start];
      while (!reading.done) {
        reading.readFor(0);
        const now = performance.now();
        [longest, before] = [Math.max(longest, now - before), now];
      }
      reading.finish();
      reading.free();
      return { memory: memory.buffer.byteLength, longest, finish: performance.now() - before, all: performance.now() - start };
    };
    window.read("Ana Ruiz said yes. ".repeat(100));
  });
  const rows = [];
  // The first size again at the end: what is left of the longest text.
  for (const size of [...steps, steps[0]]) {
    const before = await threadTime();
    const told = await page.evaluate((text) => window.read(text), text(size * 1000));
    rows.push({ size, time: (await threadTime()) - before, ...told });
  }
  return rows;
});

console.log("| KB | s of one core | ms a KB | longest turn, % of all | last turn, % of all | WebAssembly memory, MB |\n|---|---|---|---|---|---|");
const share = (part, row) => ((100 * part) / row.all).toFixed(1);
for (const row of rows) {
  console.log(`| ${row.size} | ${(row.time / 1000).toFixed(2)} | ${(row.time / row.size).toFixed(1)} | ${share(row.longest, row)} | ${share(row.finish, row)} | ${(row.memory / 1e6).toFixed(1)} |`);
}

// Both axes logarithmic: what is linear is a straight line at 45 degrees.
const measured = rows.slice(0, -1);
const [left, bottom, decade] = [60, 340, 90];
const x = (size) => left + decade * Math.log10(size / 10);
const y = (ms) => bottom - decade * Math.log10(ms / 100);
const label = (at, up, text, anchor) => `<text x="${at}" y="${up}" text-anchor="${anchor}">${text}</text>`;
const line = `M${measured.map(({ size, time }) => `${x(size).toFixed(1)} ${y(time).toFixed(1)}`).join("L")}`;
const grid = [10, 100, 1000, 10_000].map((size) => `<path class="grid" d="M${x(size)} 60V${bottom}"/>${label(x(size), bottom + 18, size, "middle")}`);
const seconds = [0.1, 1, 10, 100].map((s) => `<path class="grid" d="M${left} ${y(s * 1000)}H${left + 3 * decade}"/>${label(left - 8, y(s * 1000) + 4, s, "end")}`);
writeFileSync(
  join(main, "docs/growth.svg"),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 390" width="360" height="390" font-family="sans-serif" font-size="12">
<style>.grid{stroke:#ccc}.line{stroke:#0072b2;stroke-width:2;fill:none}</style><rect width="360" height="390" fill="#fff"/>
${label(left - 40, 40, "seconds of one core by KB of text", "start")}
${[...grid, ...seconds].join("\n")}
<path class="line" d="${line}"/>
${measured.map(({ size, time }) => `<circle cx="${x(size).toFixed(1)}" cy="${y(time).toFixed(1)}" r="4" fill="#0072b2"/>`).join("")}
</svg>
`,
);
