/**
 * Runs every test and check. With names (`npm test rust node`) only those steps; `sizes`, `node`, `browser`, `extension` and `package` then test what was built last
 * by `npm test build`, and build if there is nothing.
 */

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { MODULES, build } from "./build.mjs";
import { buildExtension, unpacked } from "./extension.mjs";
import { makePackage, pack, tarball } from "./package.mjs";
import { sizes } from "./sizes.mjs";
import { needChromium, needFirefox, npmPackages, root, run, rustTools, site, wasmTarget } from "./tools.mjs";

const tests = (folder) =>
  readdirSync(join(root, "tests", folder))
    .filter((name) => name.endsWith(".test.mjs"))
    .map((name) => join("tests", folder, name));

const clippy = (...where) => run("cargo", ["clippy", "--locked", ...where, "--", "-D", "warnings"]);

const inBrowser = (folder) =>
  run(process.execPath, ["--test", "--test-concurrency=1", ...tests(folder)], { env: { ...process.env, CHROMIUM: needChromium(), FIREFOX: needFirefox() } });

const steps = {
  format: () => run("cargo", ["fmt", "--check"]),
  clippy: () => clippy("--all-targets"),
  "clippy-wasm": () => {
    for (const features of [[], ["--features", "relaxed"]]) clippy("--lib", "--target", "wasm32-unknown-unknown", ...features);
  },
  rust: () => run("cargo", ["test", "--locked"]),
  "rust-docs": () => {
    const flags = [process.env.RUSTDOCFLAGS, "-D warnings"].filter(Boolean).join(" ");
    run("cargo", ["doc", "--locked", "--no-deps", "--lib"], { env: { ...process.env, RUSTDOCFLAGS: flags } });
  },
  // Compiles the TypeScript too, strictly.
  build: async () => {
    await build();
    makePackage();
    pack();
  },
  sizes,
  node: () => run(process.execPath, ["--test", ...tests("node")]),
  browser: () => inBrowser("browser"),
  // The stores' packages, in real browsers.
  extension: async () => {
    await buildExtension();
    inBrowser("extension");
  },
  // What Mozilla's store checks first. It is not among the packages: it brings 328 others, 86 MB.
  "extension-lint": async () => {
    await buildExtension();
    run("npx", ["--yes", "web-ext@10.7.0", "lint", "--warnings-as-errors", "--source-dir", unpacked("firefox")]);
  },
  // The tarball as others get it.
  package: () => inBrowser("package"),
};

/** Steps that test what `build` makes, whose last file is the tarball. */
const ON_BUILD = ["sizes", "node", "browser", "extension", "package"];
const isBuilt = () => [tarball, join(site, "service-worker.js"), ...MODULES.map((name) => join(site, "pkg", name))].every((path) => existsSync(path));

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length) {
  console.error(`No such step: ${unknown.join(", ")}. There are: ${Object.keys(steps).join(", ")}`);
  process.exit(2);
}

if (asked.some((name) => ON_BUILD.includes(name)) && !asked.includes("build") && !isBuilt()) {
  console.log("Nothing is built yet: that comes first");
  asked.push("build");
}

const results = [];
try {
  npmPackages();
  wasmTarget();
  rustTools();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
for (const [name, step] of Object.entries(steps)) {
  if (asked.length && !asked.includes(name)) continue;
  console.log(`\n== ${name}`);
  const start = performance.now();
  let failure;
  try {
    await step();
  } catch (error) {
    failure = error;
    console.error(error.message);
  }
  results.push({ name, failure, seconds: (performance.now() - start) / 1000 });
}

console.log("\nSummary");
for (const { name, failure, seconds } of results) {
  console.log(`  ${failure ? "FAILED" : "ok    "}  ${name} (${seconds.toFixed(1)} s)`);
}
const failed = results.filter(({ failure }) => failure).length;
console.log(failed ? `${failed} of ${results.length} steps failed` : `all ${results.length} steps passed`);
process.exit(failed ? 1 : 0);
