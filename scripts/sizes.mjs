/**
 * What a browser downloads to show the page, in kilobytes, and whether that is within the limits: `npm run sizes`. Run `npm run build` before.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { site } from "./tools.mjs";

/** Brotli bytes at most: the goal for the module; for the whole what is shipped and a hundredth more, for its goal of 6 MB is not reached. */
const LIMITS = { wasm: 400_000, all: 9_250_000 };

const KINDS = { bin: "model", wasm: "wasm" };

/** Prints the table and throws if anything is too large. */
export async function sizes() {
  const kept = JSON.parse(/FILES = (\[.*?\]);/.exec(readFileSync(join(site, "service-worker.js"), "utf8"))[1]);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const files = await Promise.all(
    [...kept, "service-worker.js"].map(async (name) => {
      const bytes = readFileSync(join(site, name));
      return { name, raw: bytes.length, small: (await promisify(brotliCompress)(bytes, { params })).length };
    }),
  );
  // A browser takes one of the modules.
  const modules = files.filter(({ name }) => name.endsWith(".wasm")).sort((a, b) => b.small - a.small);
  const taken = files.filter((file) => !modules.slice(1).includes(file));
  const sums = { model: [0, 0], wasm: [0, 0], "everything else": [0, 0], all: [0, 0] };
  for (const { name, raw, small } of taken) {
    for (const kind of [KINDS[name.split(".").at(-1)] ?? "everything else", "all"]) {
      sums[kind][0] += raw;
      sums[kind][1] += small;
    }
  }
  console.log("\ndownload, KB raw / brotli");
  for (const [kind, [raw, small]] of Object.entries(sums)) {
    const limit = LIMITS[kind] ? `, at most ${LIMITS[kind] / 1000}` : "";
    console.log(`${kind.padEnd(24)} ${(raw / 1000).toFixed(0)} / ${(small / 1000).toFixed(0)}${limit}`);
  }
  const over = Object.keys(LIMITS).filter((kind) => sums[kind][1] > LIMITS[kind]);
  if (over.length) throw new Error(`larger than its limit: ${over.join(", ")}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await sizes();
