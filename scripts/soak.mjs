/**
 * Reads many articles with one instance: memory has to stay flat, and answers have to be those of a fresh instance.
 *
 *     npm run soak              # 10,000 articles
 *     npm run soak -- 500
 */

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, site } from "./tools.mjs";

const NAMES = ["Ngozi Eze", "Carla Fuentes", "Musa Okoro", "Ingrid Aasen", "Leïla Haddad", "Tom O'Hara", "Amina Rasul", "Yusuf Demir", "Zoë Müller", "Wang Li"];
const BODIES = ["the Hive Trust", "Meridian Shipping", "the port of Valparaíso", "the Solvik Post", "Parliament", "the Ministry of Health", "Crestline Bank", "NATO"];
const CUES = ["said", "denied", "told reporters", "warned", "promised", "claimed", "wrote on Tuesday", "asked whether it was true"];
const CONTENTS = [
  "the bees came back in May", "that 20 percent of the money was lost", "the bridge would close on 3 March 2026", "“we were not asked”, and that nobody would be",
  "that it cost $1.5 million", "the vote was “a farce 👎🏽”", "that she had seen the memo", "the storm was the third since 2019",
];

/** The same numbers in every run. */
function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Article `index`: a few paragraphs of news, one in fifty long, one in fifty of odd characters. */
function article(index) {
  const next = random(index * 7_919 + 1);
  const pick = (list) => list[next(list.length)];
  const paragraph = () => {
    const [name, body, cue, content] = [pick(NAMES), pick(BODIES), pick(CUES), pick(CONTENTS)];
    return [`${name} of ${body} ${cue} ${content}.`, `“${content},” ${name} ${cue}.`, `${body} ${cue} ${content}. ${name.split(" ")[1]} did not answer.`, `He ${cue} ${content}.`][next(4)];
  };
  const odd = index % 50 === 7 ? ["\ud800", "\0", "“".repeat(next(200)), "x".repeat(next(20_000)), "e\u0301\u200d\u202e"] : [];
  return [`Article ${index}`, ...Array.from({ length: index % 50 === 3 ? 60 : 2 + next(4) }, paragraph), ...odd].join("\n\n");
}

/** Megabytes of the heap, of what lies outside of it, and of the process. */
function memory() {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed / 1e6, external: external / 1e6, rss: rss / 1e6 };
}

/**
 * Reads `count` articles; `told` is called from time to time with how far it is. Resolves to what was measured, after a tenth and at the end:
 * megabytes of wasm memory and of JavaScript's heap; and the articles that a fresh instance reads otherwise.
 */
export async function soak(count, told = () => {}) {
  const load = async (path) => import(pathToFileURL(join(site, path)).href);
  const { ownWasm } = await load("js/files.js");
  // The module that is chosen here.
  const bytes = { wasm: readFileSync(ownWasm()), model: readFileSync(join(root, "model", "newsmark.bin")) };
  const pkg = await load("pkg/newsmark.js");
  const { memory: wasm } = await pkg.default({ module_or_path: bytes.wasm });
  const { load: loadModel } = await load("js/newsmark.js");
  const newsmark = await loadModel({ ...bytes, worker: false });
  const now = () => ({ wasm: wasm.buffer.byteLength / 1e6, ...memory() });
  const warm = Math.ceil(count / 10);
  let before;
  const kept = [];
  for (let i = 0; i < count; i++) {
    const answer = await newsmark.annotate(article(i));
    // A hundred of many, every fifth of few.
    if (i % Math.max(5, Math.ceil(count / 100)) === 0) kept.push([i, answer]);
    if (i + 1 === warm) before = now();
    if ((i + 1) % 100 === 0) told(i + 1, now());
  }
  const after = now();
  newsmark.dispose();
  // In another instance, which has read nothing before each of them.
  const differing = [];
  for (const [i, answer] of kept) {
    const fresh = new pkg.Annotator(bytes.model);
    if (!isDeepStrictEqual(fresh.annotate(article(i)), answer)) differing.push(i);
    fresh.free();
  }
  return { before, after, compared: kept.length, differing };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const count = Number(process.argv[2] ?? 10_000);
  const figures = ({ wasm, heap, external, rss }) => `wasm ${wasm.toFixed(1)}, heap ${heap.toFixed(1)}, outside ${external.toFixed(1)}, process ${rss.toFixed(0)} MB`;
  const { before, after, compared, differing } = await soak(count, (done, now) => done % 1000 === 0 && console.log(`${done}: ${figures(now)}`));
  console.log(`after a tenth: ${figures(before)}\nat the end:    ${figures(after)}`);
  console.log(`${compared} articles read again by fresh instances: ${differing.length ? `${differing.length} otherwise (${differing.join(", ")})` : "all alike"}`);
  // A page of wasm memory has 64 KB; the largest article may come late.
  const grown = after.wasm > before.wasm * 1.05 || after.heap > before.heap + 10;
  if (grown) console.error("memory has grown");
  process.exit(grown || differing.length ? 1 : 0);
}
