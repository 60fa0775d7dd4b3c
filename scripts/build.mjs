// Builds the page into dist/www: the wasm module, the scripts, the model.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npmPackages, root, run, rust, wasmBindgen } from "./tools.mjs";

const page = join(root, "dist/www");

export function build() {
  npmPackages();
  rust();
  const bindgen = wasmBindgen();
  run("cargo", ["build", "--locked", "--lib", "--profile", "wasm", "--target", "wasm32-unknown-unknown"]);
  run(bindgen, ["--target", "web", "--out-dir", "pkg", "target/wasm32-unknown-unknown/wasm/newsmark.wasm"]);
  const wasm = "pkg/newsmark_bg.wasm";
  run(process.execPath, ["node_modules/binaryen/bin/wasm-opt", "-O3", "--enable-simd", wasm, "-o", wasm]);
  rmSync(page, { recursive: true, force: true });
  mkdirSync(page, { recursive: true });
  run(process.execPath, ["node_modules/typescript/bin/tsc"]);
  for (const file of ["index.html", "style.css", "icon.svg"]) cpSync(join(root, "www", file), join(page, file));
  cpSync(join(root, "pkg"), join(page, "pkg"), { recursive: true, filter: (path) => !path.endsWith(".ts") });
  mkdirSync(join(page, "model"));
  cpSync(join(root, "model/newsmark.bin"), join(page, "model/newsmark.bin"));
  const files = readdirSync(page, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  const list = ["./", ...files.map((file) => file.slice(page.length + 1).replaceAll("\\", "/"))];
  const worker = readFileSync(join(root, "www/sw.js"), "utf8")
    .replace("__VERSION__", `newsmark-${hash.digest("hex").slice(0, 16)}`)
    .replace("__FILES__", JSON.stringify(list));
  writeFileSync(join(page, "sw.js"), worker);
  console.log(`\nbuilt ${page}`);
}

if (process.argv[1] === import.meta.filename) build();
