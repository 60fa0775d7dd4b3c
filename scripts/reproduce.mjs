/**
 * Builds both wasm modules twice, in two copies of the repository with other paths and target folders, and compares the bytes:
 * `npm run reproduce`. Takes four builds; exits with 1 if they differ.
 */

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ask, npmPackages, root, run, wasmBindgen } from "./tools.mjs";

npmPackages();
const tools = dirname(wasmBindgen());
const env = { ...process.env, ...(tools !== "." && { PATH: `${tools}${delimiter}${process.env.PATH}` }) };
// What git knows or would take in, as it lies here.
const files = ask("git", ["ls-files", "--cached", "--others", "--exclude-standard"]).split("\n").filter((file) => existsSync(join(root, file)));

const top = mkdtempSync(join(tmpdir(), "newsmark-"));
try {
  const builds = ["one", "another/place with a longer name"].map((place, i) => {
    const copy = join(top, place);
    for (const file of files) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      cpSync(join(root, file), join(copy, file));
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    run(process.execPath, [join(copy, "scripts", "build.mjs"), "--wasm"], { cwd: copy, env: { ...env, CARGO_TARGET_DIR: join(top, `target-${i}`) } });
    return sums(join(copy, "dist", "www", "pkg"));
  });
  for (const [name, sum] of Object.entries(builds[0])) console.log(`${sum === builds[1][name] ? "same  " : "DIFFER"}  ${sum}  ${name}`);
  process.exitCode = JSON.stringify(builds[0]) === JSON.stringify(builds[1]) ? 0 : 1;
} finally {
  rmSync(top, { recursive: true, force: true });
}

/** The SHA-256 of every file. */
function sums(folder) {
  return Object.fromEntries(readdirSync(folder).sort().map((name) => [name, createHash("sha256").update(readFileSync(join(folder, name))).digest("hex")]));
}
