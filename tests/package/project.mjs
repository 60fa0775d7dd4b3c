/** Empty projects with the packed tarball installed, as a newcomer has them. */

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tarball } from "../../scripts/package.mjs";

/** Makes a project outside of the repository, with the files of `template` in it; it is removed after the tests. */
export function project(template) {
  const folder = mkdtempSync(join(tmpdir(), "newsmark-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  if (template) cpSync(template, folder, { recursive: true });
  const manifest = template ? JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) : { private: true, type: "module" };
  // The tools of an example are those of the repository.
  delete manifest.devDependencies;
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  // The package depends on nothing, so no registry is asked.
  const { status, stderr } = spawnSync("npm", ["install", tarball, "--offline", "--no-audit", "--no-fund", "--no-save"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm install failed: ${stderr}`);
  return folder;
}

/** Runs a script with Node in a project; resolves to what it printed. */
export function node(folder, args, input) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", input });
  if (status !== 0) throw new Error(`node ${args.join(" ")} failed:\n${stderr}`);
  return stdout;
}
