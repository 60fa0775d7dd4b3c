/** Runs the fuzz targets: `npm run fuzz -- [SECONDS] [TARGET …]`. See fuzz/README.md. Exits with 1 if any of them finds something. */

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ask, root } from "./tools.mjs";

const TARGETS = ["annotate", "model", "ndjson", "mark", "shipped"];
/** Longer texts reach no more, and take longer. */
const LONGEST = { annotate: 400, model: 200, ndjson: 400, mark: 400, shipped: 200 };

const given = process.argv.slice(2);
const seconds = /^\d+$/.test(given[0] ?? "") ? Number(given.shift()) : 60;
const wanted = given.length ? given : [...TARGETS, "export"];
const unknown = wanted.filter((name) => name !== "export" && !TARGETS.includes(name));
if (unknown.length) stop(`No such target: ${unknown.join(", ")}. There are: ${TARGETS.join(", ")}, export`);

const env = { ...process.env, RUSTC_BOOTSTRAP: "1" };
if (wanted.some((name) => name !== "export") && ask("cargo", ["fuzz", "--version"]) === undefined) stop("cargo-fuzz is needed: cargo install cargo-fuzz --version 0.13.1");

const found = [];
let all = 0;
for (const name of wanted) {
  console.log(`\n== ${name}, ${seconds} s`);
  const { status, executions } = name === "export" ? exported() : fuzzed(name);
  console.log(`${executions.toLocaleString("en")} executions`);
  all += executions;
  if (status !== 0) found.push(name);
}
console.log(`\n${all.toLocaleString("en")} executions in all; ${found.length ? `something was found by: ${found.join(", ")}` : "nothing was found"}`);
process.exit(found.length ? 1 : 0);

function fuzzed(name) {
  const corpus = join("fuzz", "corpus", name);
  mkdirSync(join(root, corpus), { recursive: true });
  const seeds = join("fuzz", "seeds", name === "shipped" ? "annotate" : name);
  const dictionary = name === "model" ? [] : ["-dict=fuzz/text.dict"];
  const limits = [`-max_len=${LONGEST[name]}`, `-max_total_time=${seconds}`, "-timeout=30", "-rss_limit_mb=1024", "-malloc_limit_mb=256", "-print_final_stats=1", "-verbosity=0"];
  const args = ["fuzz", "run", "-s", "none", name, corpus, seeds, "--", ...dictionary, ...limits];
  const { status, stderr } = spawnSync("cargo", args, { cwd: root, env, encoding: "utf8", stdio: ["ignore", "inherit", "pipe"], maxBuffer: 2 ** 30 });
  if (status !== 0) console.error(stderr.slice(-8_000));
  return { status, executions: Number(/number_of_executed_units:\s*(\d+)/.exec(stderr)?.[1] ?? 0) };
}

/** What the exporters write is read back by readers of each format: the property tests, as often as there is time for. */
function exported() {
  const end = performance.now() + seconds * 1000;
  let executions = 0;
  do {
    const args = ["--test", "--test-reporter=tap", join("tests", "node", "export.test.mjs")];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, env: { ...process.env, NUM_RUNS: "5000" }, encoding: "utf8", maxBuffer: 2 ** 30 });
    executions += Number(/(\d+) executions/.exec(stdout)?.[1] ?? 0);
    if (status !== 0) {
      console.error(stdout.slice(-8_000));
      return { status, executions };
    }
  } while (performance.now() < end);
  return { status: 0, executions };
}

function stop(why) {
  console.error(why);
  process.exit(2);
}
