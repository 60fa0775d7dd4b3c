/** The wasm package and the JavaScript interface in Node, with the model that ships. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { root, site } from "../../scripts/tools.mjs";

const model = readFileSync(join(root, "model", "newsmark.bin"));
const wasm = readFileSync(join(site, "pkg", "newsmark_bg.wasm"));
const fromSite = (path) => import(pathToFileURL(join(site, path)).href);

const ARTICLE = `Port reopens

VALPARAÍSO — The port of Valparaíso will reopen on Monday, Mayor Carla Fuentes said. "We are ready," she told reporters.

The union denied that a deal had been reached with Meridian Shipping.`;

/** As `tests/golden.rs` writes an annotation down. */
function written(text, { entities, statements, referents }) {
  const slice = ({ start, end }) => text.slice(start, end);
  const name = (id) => (id === null ? "–" : referents[id].name);
  const lines = entities.map((e) => `${e.label.padEnd(12)} ${slice(e)}  = ${name(e.referent)}`);
  for (const { kind, source, speaker, cue, content } of statements) {
    const title = kind[0].toUpperCase() + kind.slice(1);
    lines.push("", `${title}: ${source ? slice(source) : "–"}  = ${name(speaker)}`, `  cue: ${slice(cue)}`);
    lines.push(...content.map((part) => `  content: ${slice(part)}`));
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** Every span of an annotation. */
const spans = ({ entities, statements }) => [
  ...entities,
  ...statements.flatMap(({ source, cue, content }) => [...(source ? [source] : []), cue, ...content]),
];

describe("the wasm package", () => {
  let pkg, annotator;
  before(async () => {
    pkg = await fromSite("pkg/newsmark.js");
    await pkg.default({ module_or_path: wasm });
    annotator = new pkg.Annotator(model);
  });

  test("finds names and statements, as plain objects", () => {
    const { unit, entities, statements, referents } = annotator.annotate(ARTICLE);
    assert.equal(unit, "utf16");
    const slice = ({ start, end }) => ARTICLE.slice(start, end);
    const mayor = entities.find((entity) => slice(entity) === "Carla Fuentes");
    assert.equal(mayor?.label, "PERSON");
    assert.equal(referents[mayor.referent].name, "Carla Fuentes");
    assert.ok(mayor.confidence > 0 && mayor.confidence <= 1);
    const direct = statements.find(({ kind }) => kind === "direct");
    assert.deepEqual(direct.content.map(slice), ['"We are ready,"']);
    assert.equal(Object.getPrototypeOf(direct), Object.prototype);
    assert.deepEqual(annotator.annotate(ARTICLE), structuredClone(annotator.annotate(ARTICLE)));
  });

  test("reads the articles of the golden files as the native build does", () => {
    const folder = join(root, "tests", "articles");
    const articles = readdirSync(folder).filter((name) => name.endsWith(".txt"));
    assert.ok(articles.length > 3);
    for (const name of articles) {
      const text = readFileSync(join(folder, name), "utf8");
      const golden = readFileSync(join(folder, name.replace(/txt$/, "golden")), "utf8");
      assert.equal(written(text, annotator.annotate(text)), golden, name);
    }
  });

  test("counts in UTF-16 code units", () => {
    const plain = annotator.annotate(ARTICLE);
    const shift = "🗞️👩🏽‍🚀\n\n";
    const moved = annotator.annotate(shift + ARTICLE);
    assert.deepEqual(
      spans(moved).map(({ start, end }) => (shift + ARTICLE).slice(start, end)),
      spans(plain).map(({ start, end }) => ARTICLE.slice(start, end)),
    );
  });

  test("reads by paragraphs what it reads at once", () => {
    const reading = annotator.read(ARTICLE);
    const paragraphs = [];
    let progress = 0;
    // No time at all is time for one window of the encoder, and each of these paragraphs is one.
    while (!reading.done) {
      const read = reading.readFor(0);
      assert.equal(read.length, reading.done ? 0 : 1);
      assert.ok(reading.progress >= progress);
      progress = reading.progress;
      paragraphs.push(...read.map(({ start, end }) => ARTICLE.slice(start, end)));
    }
    assert.equal(progress, 1);
    assert.deepEqual(paragraphs, ARTICLE.split("\n\n"));
    assert.deepEqual(reading.finish(), annotator.annotate(ARTICLE));
    assert.throws(() => reading.finish(), Error);
    reading.free();
    // And in one turn, if there is time; on another reader, which remembers nothing.
    const other = new pkg.Annotator(model);
    const atOnce = other.read(ARTICLE);
    assert.equal(atOnce.readFor(Infinity).length, paragraphs.length);
    atOnce.free();
    other.free();
  });

  test("reads a long paragraph in turns", () => {
    const long = "The mayor said the port was open again. ".repeat(200);
    const reading = annotator.read(long);
    const turns = [];
    while (!reading.done) turns.push([reading.readFor(0).length, reading.progress]);
    assert.ok(turns.filter(([read]) => read === 0).length > 5);
    assert.ok(turns.every(([, progress], i) => i === 0 || progress >= turns[i - 1][1]));
    assert.deepEqual(reading.finish(), annotator.annotate(long));
    reading.free();
  });

  test("reads any string", () => {
    for (const text of ["", " \n\n ", "\ud83d", "\udc00a\ud800 said", "“".repeat(100), "\0\u202e said \u2028\u2029", "a".repeat(20_000), "\r\n\r\n"]) {
      const annotation = annotator.annotate(text);
      for (const { start, end } of spans(annotation)) assert.ok(0 <= start && start < end && end <= text.length);
    }
  });

  test("says what is wrong with a model", () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(100), model.subarray(0, model.length / 2)]) {
      assert.throws(() => new pkg.Annotator(bytes), (error) => error instanceof Error && error.message.length > 10);
    }
    const damaged = Uint8Array.from(model);
    damaged[damaged.length >> 1] ^= 1;
    assert.throws(() => new pkg.Annotator(damaged), Error);
  });
});

describe("load() without a worker", () => {
  let load, newsmark;
  before(async () => {
    ({ load } = await fromSite("js/newsmark.js"));
    newsmark = await load({ wasm, model, worker: false });
  });

  test("annotates, and tells every paragraph", async () => {
    const told = [];
    const { entities } = await newsmark.annotate(ARTICLE, {
      onParagraph: (paragraph, progress) => told.push([ARTICLE.slice(paragraph.start, paragraph.end), progress]),
    });
    assert.ok(entities.length > 2);
    assert.deepEqual(told.map(([text]) => text), ARTICLE.split("\n\n"));
    assert.equal(told.at(-1)[1], 1);
  });

  test("stops when it is told to, before and in between", async () => {
    await assert.rejects(newsmark.annotate(ARTICLE, { signal: AbortSignal.abort() }), { name: "AbortError" });
    const stop = new AbortController();
    const long = Array.from({ length: 200 }, (_, i) => `Speaker ${i} said that port ${i} was open.`).join("\n");
    let paragraphs = 0;
    const call = newsmark.annotate(long, {
      signal: stop.signal,
      onParagraph: () => ++paragraphs === 3 && stop.abort(new Error("enough")),
    });
    await assert.rejects(call, { message: "enough" });
    assert.ok(paragraphs < 200, `${paragraphs} paragraphs were read`);
    assert.ok((await newsmark.annotate(ARTICLE)).statements.length);
  });

  test("reads several texts at once", async () => {
    const texts = Array.from({ length: 4 }, (_, i) => `${ARTICLE}\n\nNumber ${i}.`);
    const [together, alone] = [await Promise.all(texts.map((text) => newsmark.annotate(text))), []];
    for (const text of texts) alone.push(await newsmark.annotate(text));
    assert.deepEqual(together, alone);
  });

  test("rejects a bad model with an Error", async () => {
    await assert.rejects(load({ wasm, model: new Uint8Array(10), worker: false }), Error);
  });
});
