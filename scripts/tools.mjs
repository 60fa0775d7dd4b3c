// What the build needs, found or installed; what cannot be installed is named precisely.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a command and ends the script with its status if it fails. */
export function run(command, args, options = {}) {
  console.log(`\n$ ${[command, ...args].join(" ")}`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) stop(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

export function stop(message) {
  console.error(`\nnewsmark: ${message}`);
  process.exit(1);
}

/** What a command prints, or undefined if it cannot be run. */
export function output(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** The npm packages of package-lock.json. */
export function npmPackages() {
  const installed = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, "package-lock.json")).mtimeMs) run("npm", ["ci", "--no-audit", "--no-fund"]);
}

/** Rust with the wasm target. */
export function rust() {
  if (!output("cargo", ["--version"])) stop("Rust is missing: install it from https://rustup.rs (1.91 or newer)");
  const sysroot = output("rustc", ["--print", "sysroot"]) ?? "";
  if (existsSync(join(sysroot, "lib/rustlib/wasm32-unknown-unknown"))) return;
  if (!output("rustup", ["--version"])) stop("the Rust target wasm32-unknown-unknown is missing: install it with your Rust, or use rustup");
  run("rustup", ["target", "add", "wasm32-unknown-unknown"]);
}

/** The wasm-bindgen command line of exactly the crate's version. */
export function wasmBindgen() {
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  const version = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(lock)?.[1];
  const own = join(root, "target/tools/bin", process.platform === "win32" ? "wasm-bindgen.exe" : "wasm-bindgen");
  for (const command of ["wasm-bindgen", own]) if (output(command, ["--version"]) === `wasm-bindgen ${version}`) return command;
  run("cargo", ["install", "wasm-bindgen-cli", "--version", version, "--root", join(root, "target/tools")]);
  return own;
}

/** A Chromium for the browser tests: $CHROMIUM, one of the usual names, or Debian's package. */
export function chromium() {
  const named = [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].filter(Boolean);
  const find = () => named.map((name) => output("which", [name])).find(Boolean);
  let found = find();
  if (!found && output("which", ["apt-get"]) && process.getuid?.() === 0) {
    run("apt-get", ["update"]);
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
    found = find();
  }
  return found ?? stop("no Chromium was found for the browser tests: install Chromium or Chrome (Debian: apt-get install chromium), or set CHROMIUM to its path");
}
