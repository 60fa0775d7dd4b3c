/** What the tarball holds, and what linters and TypeScript say of it. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { folder, tarball } from "../../scripts/package.mjs";
import { npmCommand, root } from "../../scripts/tools.mjs";
import { node, project } from "./project.mjs";

const installed = project();
const inside = join(installed, "node_modules", "newsmark");
const manifest = JSON.parse(readFileSync(join(inside, "package.json"), "utf8"));

const passes = (command, args) => {
  const { status, stdout, stderr } = spawnSync(npmCommand(command), args, { cwd: root, encoding: "utf8", shell: process.platform === "win32" });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
};

test("publint finds nothing", () => passes("publint", ["--strict", folder]));

// Its settings are in `.attw.json`: ES modules only, and the wasm module and the model have no types.
test("arethetypeswrong finds nothing", () => passes("attw", [tarball]));

test("holds wasm, model, licences and nothing of the page", () => {
  const files = readdirSync(inside, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(inside.length + 1).replaceAll("\\", "/"));
  for (const name of [
    "README.md", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md", "model/LICENSE", "model/README.md", "model/newsmark.bin", "pkg/newsmark_bg.wasm", "pkg/newsmark_relaxed_bg.wasm", "js/newsmark.js",
  ]) {
    assert.ok(names.includes(name), name);
  }
  assert.deepEqual(names.filter((name) => !/^(js|pkg|model)\/|^[A-Z-]+(\.md)?$|^package\.json$/.test(name)), []);
  assert.match(readFileSync(join(inside, "model", "LICENSE"), "utf8"), /CC-BY-SA-4\.0/);
});

test("every entry point is there, types first", () => {
  for (const [name, entry] of Object.entries(manifest.exports)) {
    const targets = typeof entry === "string" ? [entry] : Object.values(entry);
    for (const target of targets) assert.ok(existsSync(join(inside, target)), `${name}: ${target}`);
    if (typeof entry === "object") assert.equal(Object.keys(entry)[0], "types", name);
  }
});

test("names no path of this machine", () => {
  for (const entry of readdirSync(inside, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith(".bin")) continue;
    const content = readFileSync(join(entry.parentPath ?? entry.path, entry.name), "latin1");
    for (const path of [root, `${homedir()}/`, "node_modules/.bin"]) assert.ok(!content.includes(path), `${entry.name} names ${path}`);
  }
});

test("importing it does nothing, and it can be asked where its files are", () => {
  const script = `
    const before = Object.keys(globalThis).length;
    const names = Object.keys(await import("newsmark")).sort();
    if (Object.keys(globalThis).length !== before) throw new Error("something became global");
    console.log(names.join(" "));
    for (const file of ["newsmark.wasm", "newsmark-relaxed.wasm", "newsmark.bin", "worker.js", "package.json"]) import.meta.resolve("newsmark/" + file);`;
  assert.equal(node(installed, ["--input-type=module", "-e", script]), "highlight load textOf toCsv toHtml toJson toMarkdown toWebAnnotations\n");
});

test("its types hold for a strict user, with a browser's library or Node's", () => {
  const source = join(installed, "user.ts");
  writeFileSync(
    source,
    `import { load, toCsv, type Annotation, type Newsmark, type Statement } from "newsmark";
const newsmark: Newsmark = await load({ onProgress: (received: number, total: number | undefined) => void [received, total] });
const annotation: Annotation = await newsmark.annotate("text", { signal: new AbortController().signal, statements: true });
const kinds: Statement["kind"][] = annotation.statements.map(({ kind }) => kind);
// @ts-expect-error: a speaker may be missing.
const speaker: number = annotation.statements[0]!.speaker;
// @ts-expect-error: offsets are no option of this one.
toCsv("text", annotation, { unit: "utf16" });
export { kinds, speaker };
`,
  );
  const check = (options) => {
    const program = ts.createProgram([source], { strict: true, noEmit: true, skipLibCheck: false, target: ts.ScriptTarget.ES2022, types: [], ...options });
    const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    assert.deepEqual(problems, []);
  };
  const browser = { lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"] };
  check({ ...browser, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext });
  check({ ...browser, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler });
});

test("every public item has documentation", () => {
  const entry = join(inside, "js", "newsmark.d.ts");
  const program = ts.createProgram([entry], { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] });
  const checker = program.getTypeChecker();
  const bare = [];
  let seen = 0;
  const look = (symbol, name) => {
    seen++;
    if (!symbol.getDocumentationComment(checker).length) bare.push(name);
  };
  for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    look(symbol, symbol.name);
    for (const member of symbol.members?.values() ?? []) {
      const declared = member.declarations?.[0];
      const hidden = !declared || ts.getCombinedModifierFlags(declared) & ts.ModifierFlags.Private || member.name.startsWith("__");
      if (!hidden) look(member, `${symbol.name}.${member.name}`);
    }
    // A function says what it takes and gives.
    if (symbol.flags & ts.SymbolFlags.Function) {
      const tags = symbol.getJsDocTags(checker).map(({ name }) => name);
      if (!tags.includes("param")) bare.push(`${symbol.name}: parameters`);
    }
  }
  assert.ok(seen > 60, `${seen} items`);
  assert.deepEqual(bare, []);
});
