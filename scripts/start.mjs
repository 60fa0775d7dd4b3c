/** Builds the page, serves it on this machine, and opens it. `--no-open` and `--port NUMBER` do what they say. */

import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { serve } from "./serve.mjs";

const { values } = parseArgs({
  options: { "no-open": { type: "boolean" }, "no-build": { type: "boolean" }, port: { type: "string", default: "8317" } },
});

try {
  if (!values["no-build"]) await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// If the usual port is taken, any other will do.
const { url } = await serve({ port: Number(values.port) }).catch(() => serve());
console.log(`\nThe page is at ${url} (Ctrl+C ends it)`);

const screen = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
if (!values["no-open"] && screen) {
  const [command, ...args] = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] }[process.platform] ?? ["xdg-open"];
  // Without a browser the address above has to do.
  spawn(command, [...args, url], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
