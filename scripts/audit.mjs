/** What is known against the packages of the lock files: `npm run audit`. Both tools ask the network for their lists, so no test runs them. */

import { spawnSync } from "node:child_process";
import { ask, root } from "./tools.mjs";

const checks = [
  ["npm", ["audit", "--audit-level=low"]],
  ["cargo", ["deny", "--all-features", "check", "advisories", "licenses", "bans", "sources"]],
];
let failed = 0;
for (const [command, args] of checks) {
  console.log(`\n== ${command} ${args[0]}`);
  if (args[0] === "deny" && ask("cargo", ["deny", "--version"]) === undefined) {
    console.error("cargo-deny is needed: cargo install cargo-deny --locked");
    failed++;
    continue;
  }
  if (spawnSync(command, args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" }).status !== 0) failed++;
}
process.exit(failed ? 1 : 0);
