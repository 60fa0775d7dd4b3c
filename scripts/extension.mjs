/**
 * Builds the browser extension: `dist/extension/chrome` and `dist/extension/firefox` to load, `dist/newsmark-BROWSER-VERSION.zip` for the stores. The
 * wasm modules are the page's as they were built last (`npm run build`); if there are none they are built.
 */

import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { MODULES, build, licences } from "./build.mjs";
import { npmCommand, npmPackages, root, run, site } from "./tools.mjs";

export const BROWSERS = ["chrome", "firefox"];

const source = join(root, "extension");

/** What a browser loads. */
export const unpacked = (browser) => join(root, "dist", "extension", browser);

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** What a store takes. */
export const archive = (browser) => join(root, "dist", `newsmark-${browser}-${version}.zip`);

/** Chrome's store takes packages of 2 GB, Mozilla's of 200 MB. */
const LIMIT = 200e6;

/** The npm packages in the content script. */
const PACKAGES = ["@mozilla/readability"];

/** Scripts of the package, and where they come from. Content scripts are classic ones. */
const scripts = (browser) => [
  { name: "background", from: join(source, `background.${browser}.ts`) },
  ...(browser === "chrome" ? [{ name: "offscreen", from: join(source, "offscreen.ts") }] : []),
  { name: "panel", from: join(source, "panel.ts") },
  { name: "options", from: join(source, "options.ts") },
  { name: "worker", from: join(root, "js", "worker.ts") },
  { name: "content", from: join(source, "content", "index.ts"), format: "iife" },
];

export async function buildExtension() {
  npmPackages();
  if (!MODULES.every((name) => existsSync(join(site, "pkg", name)))) await build();
  run(npmCommand("tsc"), ["-p", "tsconfig.extension.json"]);
  for (const browser of BROWSERS) {
    rmSync(unpacked(browser), { recursive: true, force: true });
    mkdirSync(unpacked(browser), { recursive: true });
    await bundle(browser);
    copy(browser);
    await pack(browser);
  }
}

async function bundle(browser) {
  // Not before the packages are installed.
  const { rolldown } = await import("rolldown");
  for (const { name, from, format = "esm" } of scripts(browser)) {
    const bundled = await rolldown({
      input: from,
      platform: "browser",
      resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
      plugins: [wasmPackage, rewrite],
      onLog: (level, log) => console.warn(`${name}: ${log.message}`),
    });
    // Reviewers of the stores read what they get.
    await bundled.write({ file: join(unpacked(browser), `${name}.js`), format, minify: false, codeSplitting: false });
    await bundled.close();
  }
}

/** The wasm package lies where it was built, not beside the sources. */
const wasmPackage = {
  name: "wasm-package",
  resolveId: (id) => (id === "../pkg/newsmark.js" ? join(site, "pkg", "newsmark.js") : undefined),
};

/**
 * What Mozilla's linter rightly distrusts, said in another way. Node's modules are imported under a name that is not fixed, which no browser needs;
 * Readability puts its copy of the page back, and images out of `<noscript>`, as HTML, where nodes can be copied.
 */
const REWRITTEN = {
  [join("js", "files.ts")]: [[/import\((?:\s*\/\*[^*]*\*\/)*\s*name\)/u, 'Promise.reject(new Error("not in a browser"))']],
  [join("node_modules", "@mozilla", "readability", "Readability.js")]: [
    ["var pageCacheHtml = page.innerHTML;", "var pageCache = page.cloneNode(true);"],
    ["page.innerHTML = pageCacheHtml;", "page.replaceChildren(...pageCache.cloneNode(true).childNodes);"],
    ["tmp.innerHTML = noscript.innerHTML;", "tmp.append(...noscript.cloneNode(true).childNodes);"],
  ],
};

const rewrite = {
  name: "rewrite",
  transform(code, id) {
    return REWRITTEN[relative(root, id)]?.reduce((before, [what, by]) => {
      const after = before.replace(what, () => by);
      if (after === before) throw new Error(`${relative(root, id)} has changed: see scripts/extension.mjs`);
      return after;
    }, code);
  },
};

/** Copies what needs no compiling. */
function copy(browser) {
  const folder = unpacked(browser);
  const into = (from, name) => {
    const to = join(folder, name);
    mkdirSync(join(to, ".."), { recursive: true });
    copyFileSync(from, to);
  };
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest(browser), null, 2)}\n`);
  for (const file of readdirSync(source).filter((file) => /\.(html|css)$/.test(file))) {
    if (file !== "offscreen.html" || browser === "chrome") into(join(source, file), file);
  }
  for (const file of readdirSync(join(source, "icons"))) into(join(source, "icons", file), file);
  // The panel looks like the page's.
  for (const file of ["base.css", "panel.css"]) into(join(root, "www", file), file);
  for (const name of MODULES) into(join(site, "pkg", name), `pkg/${name}`);
  into(join(root, "model", "newsmark.bin"), "model/newsmark.bin");
  writeFileSync(join(folder, "licences.txt"), licences(PACKAGES));
}

function manifest(browser) {
  const [common, own] = ["manifest.json", `manifest.${browser}.json`].map((file) => JSON.parse(readFileSync(join(source, file), "utf8")));
  return { ...common, version, ...own, permissions: [...common.permissions, ...own.permissions] };
}

/** The same bytes for the same files, whenever and wherever they are packed. */
async function pack(browser) {
  const { zipSync } = await import("fflate");
  const folder = unpacked(browser);
  const files = readdirSync(folder, { recursive: true })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join("/"))
    .sort();
  // The earliest time that the format knows, in whatever zone this is.
  const mtime = new Date(1980, 0, 1);
  const zipped = zipSync(Object.fromEntries(files.map((name) => [name, [readFileSync(join(folder, name)), { mtime, level: 9, os: 3, attrs: 0o644 << 16 }]])));
  if (zipped.length > LIMIT) throw new Error(`${archive(browser)} has ${zipped.length} bytes, more than a store takes`);
  writeFileSync(archive(browser), zipped);
  console.log(`${relative(root, archive(browser))}: ${(zipped.length / 1e6).toFixed(1)} MB; load unpacked from ${relative(root, folder)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildExtension();
}
