// Builds the page, serves it and opens it: npm start [-- --no-open] [-- --port N]

import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.mjs";
import { serve } from "./serve.mjs";
import { root } from "./tools.mjs";

const at = process.argv.indexOf("--port");
build();
const { address } = await serve(join(root, "dist/www"), at > 0 ? Number(process.argv[at + 1]) : 8080).catch(() => serve(join(root, "dist/www")));
console.log(`\nnewsmark is at ${address}   (stop with Ctrl+C)`);
if (!process.argv.includes("--no-open")) {
  const opener = { darwin: "open", win32: "explorer" }[process.platform] ?? "xdg-open";
  spawn(opener, [address], { stdio: "ignore", detached: true }).on("error", () => {}).unref();
}
