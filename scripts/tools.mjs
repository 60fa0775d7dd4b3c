/** What the other scripts need: running commands, and making sure that the tools are there. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** What the page is served from. */
export const site = join(root, "dist", "www");

const windows = process.platform === "win32";

/** Runs a command in the repository, shows what it prints, and throws unless it succeeds. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", shell: windows, ...options });
  if (error) throw new Error(`${command} could not be run: ${error.message}`);
  if (status !== 0) throw new Error(`${[command, ...args].join(" ")} failed`);
}

/** What a command prints, or `undefined` if it is not there or fails. */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8", shell: windows });
  return status === 0 ? stdout.trim() : undefined;
}

/** Installs the npm packages of the lock file, unless they are there. */
export function npmPackages() {
  const [lock, installed] = ["package-lock.json", join("node_modules", ".package-lock.json")].map((file) => join(root, file));
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  run("npm", ["ci", "--no-audit", "--no-fund"]);
}

/** The path of a command that an npm package brings. */
export function npmCommand(name) {
  return join(root, "node_modules", ".bin", windows ? `${name}.cmd` : name);
}

/** Makes sure that Rust can compile for the web. */
export function wasmTarget() {
  const target = "wasm32-unknown-unknown";
  const libraries = ask("rustc", ["--print", "target-libdir", "--target", target]);
  if (libraries === undefined) throw new Error("Rust is needed: install it with rustup");
  if (!existsSync(libraries)) run("rustup", ["target", "add", target]);
}

/** Makes sure that Rust's formatter and linter are there, which a minimal toolchain lacks. */
export function rustTools() {
  const missing = ["fmt", "clippy"].filter((tool) => ask("cargo", [tool, "--version"]) === undefined);
  if (missing.length) run("rustup", ["component", "add", ...missing.map((tool) => ({ fmt: "rustfmt", clippy: "clippy" })[tool])]);
}

/** The wasm-bindgen command of exactly the version that the crate is built with; installs it into `target/` if it is missing. */
export function wasmBindgen() {
  const version = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(readFileSync(join(root, "Cargo.lock"), "utf8").replaceAll("\r", ""))[1];
  const tools = join(root, "target", "tools");
  const own = join(tools, "bin", windows ? "wasm-bindgen.exe" : "wasm-bindgen");
  const found = ["wasm-bindgen", own].find((command) => ask(command, ["--version"]) === `wasm-bindgen ${version}`);
  if (found) return found;
  console.log(`Installing wasm-bindgen ${version} into target/tools (once; takes minutes)`);
  const install = ["install", "wasm-bindgen-cli", "--version", version, "--bin", "wasm-bindgen", "--no-default-features", "--root", tools, "--force"];
  // The tool is for this machine, and needs none of the crate's own flags.
  const env = { ...process.env, CARGO_TARGET_DIR: join(tools, "build") };
  try {
    run("cargo", [...install, "--locked"], { env });
  } catch {
    // A mirror of crates.io may lag behind the lock file that the tool was published with.
    console.log("Again, with such dependencies as this registry has");
    run("cargo", install, { env });
  }
  return own;
}

/** A browser for the tests: where it may be, and what to do if it is not there. */
const BROWSERS = {
  chromium: {
    title: "Chromium or Chrome",
    variable: "CHROMIUM",
    debian: "chromium",
    commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"],
    mac: "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    windows: ["Google", "Chrome", "Application", "chrome.exe"],
  },
  firefox: {
    title: "Firefox",
    variable: "FIREFOX",
    debian: "firefox-esr",
    commands: ["firefox-esr", "firefox"],
    mac: "/Applications/Firefox.app/Contents/MacOS/firefox",
    windows: ["Mozilla Firefox", "firefox.exe"],
  },
};

/** A browser that is installed here: its variable in the environment, or one on the path or in the usual places. */
function find({ variable, commands, mac, windows }) {
  const programs = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((place) => process.env[place] ?? []);
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => commands.map((name) => join(folder, name)));
  const usual = [mac, ...programs.map((folder) => join(folder, ...windows))];
  return [process.env[variable], ...onPath, ...usual].find((path) => path && existsSync(path));
}

/** The same, installed with apt if this is root on a Debian; throws with what to do otherwise. */
function need(browser) {
  const { title, variable, debian } = browser;
  const found = find(browser);
  if (found) return found;
  if (process.getuid?.() === 0 && ask("apt-get", ["--version"]) !== undefined) {
    console.log(`Installing ${title} for the browser tests`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    run("apt-get", ["update", "-q"], { env });
    run("apt-get", ["install", "-y", "-q", "--no-install-recommends", debian], { env });
    const installed = find(browser);
    if (installed) return installed;
  }
  throw new Error(
    `The browser tests need ${title}: install it (on Debian: sudo apt-get install ${debian}), or set ${variable} to its path.`,
  );
}

export const chromium = () => find(BROWSERS.chromium);
export const needChromium = () => need(BROWSERS.chromium);
export const needFirefox = () => need(BROWSERS.firefox);
