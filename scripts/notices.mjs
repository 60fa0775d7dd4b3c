/** The licences of what others wrote: crates in the wasm module, npm packages in the page. */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { spawnSync } from "node:child_process";
import { root } from "./tools.mjs";

/** Names, versions, licences and their texts, as Markdown. */
export function notices() {
  const args = ["metadata", "--locked", "--format-version", "1", "--filter-platform", "wasm32-unknown-unknown"];
  const { status, stdout, stderr } = spawnSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr);
  const { packages, resolve } = JSON.parse(stdout);
  const byId = new Map(packages.map((found) => [found.id, found]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const seen = new Set();
  const visit = (id) => {
    if (seen.has(id)) return;
    seen.add(id);
    // Not what only runs while it is built.
    const linked = nodes.get(id).deps.filter(({ dep_kinds }) => dep_kinds.some(({ kind }) => kind === null));
    for (const { pkg } of linked) if (!byId.get(pkg).targets.some(({ kind }) => kind.includes("proc-macro"))) visit(pkg);
  };
  visit(resolve.root);
  seen.delete(resolve.root);
  const parts = [...seen].map((id) => byId.get(id)).sort((a, b) => (a.name < b.name ? -1 : 1)).map(notice);
  return `# Third-party notices

The wasm module holds these crates, and Rust's standard library (MIT OR Apache-2.0, © The Rust Project Developers).

${parts.join("\n")}`;
}

/** Names, versions, licences and texts of npm packages, as Markdown. */
export function npmNotices(names) {
  const parts = names.map((name) => {
    const folder = join(root, "node_modules", name);
    const { version, license, author, homepage } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return notice({ name, version, license, authors: [author?.name ?? author ?? name], manifest_path: join(folder, "package.json"), repository: homepage });
  });
  return `# npm packages\n\nThe page's scripts hold these.\n\n${parts.join("\n")}`;
}

function notice({ name, version, license, authors, manifest_path, repository }) {
  const folder = dirname(manifest_path);
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|unlicense)/i.test(file) && existsSync(join(folder, file)));
  // Where one may choose, MIT is chosen: it is the shorter.
  const chosen = texts.filter((file) => /mit/i.test(file));
  const kept = chosen.length && /MIT/.test(license) ? chosen : texts;
  const text = kept.map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r", "").trim()).join("\n\n");
  return `## ${name} ${version}\n\n${license}${repository ? ` · ${repository}` : ""}\n\n\`\`\`text\n${text || authors.join(", ")}\n\`\`\`\n`;
}
