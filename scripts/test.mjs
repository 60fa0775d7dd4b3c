// All tests and checks: npm test

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { chromium, npmPackages, root, run, rust } from "./tools.mjs";

npmPackages();
rust();
process.env.CHROMIUM = chromium();
run("cargo", ["fmt", "--check"]);
run("cargo", ["clippy", "--locked", "--all-targets", "--", "-D", "warnings"]);
run("cargo", ["clippy", "--locked", "--lib", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"]);
run("cargo", ["test", "--locked"]);
build();
const tests = ["tests/node", "tests/browser"].flatMap((folder) =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith(".test.mjs")).map((name) => join(folder, name)),
);
run(process.execPath, ["--test", "--test-concurrency=1", ...tests]);
