/** Every string that JavaScript can hold, through the WebAssembly module: what holds for all of them. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { root, site } from "../../scripts/tools.mjs";
import { spansOf, splits, texts, wellFormed } from "../texts.mjs";

const fromSite = (path) => import(pathToFileURL(join(site, path)).href);

let Annotator, fresh, paragraphs, blocks;
before(async () => {
  const pkg = await fromSite("pkg/newsmark.js");
  await pkg.default({ module_or_path: readFileSync(join(site, "pkg", "newsmark_bg.wasm")) });
  ({ Annotator } = pkg);
  ({ paragraphs, blocks } = await fromSite("js/segments.js"));
  const model = readFileSync(join(root, "model", "newsmark.bin"));
  /** One that remembers nothing of what it read. */
  fresh = () => new Annotator(model);
});

/** Reads a text by itself, and lets go. */
function alone(text) {
  const annotator = fresh();
  try {
    return annotator.annotate(text);
  } finally {
    annotator.free();
  }
}

const check = (numRuns, property) => fc.assert(property, { numRuns, endOnFailure: true });

describe("any string", () => {
  test("has spans that lie in it, hold words, and cut no character", () => {
    const annotator = fresh();
    check(40, fc.property(texts, (text) => {
      const annotation = annotator.annotate(text);
      for (const { start, end } of spansOf(annotation)) {
        assert.ok(0 <= start && start < end && end <= text.length);
        assert.ok(!splits(text, start) && !splits(text, end), "half a character");
        assert.equal(text.slice(start, end).trim(), text.slice(start, end));
      }
      for (const [i, { start }] of annotation.entities.entries()) assert.ok(i === 0 || annotation.entities[i - 1].end <= start);
      // What is shown is what came in.
      const shown = blocks(text, annotation).flatMap(({ segments }) => segments.map(({ start, end }) => text.slice(start, end)));
      assert.equal(shown.join(""), text);
    }));
    annotator.free();
  });

  test("is read as if half pairs were the replacement character", () => {
    const annotator = fresh();
    const odd = fc.tuple(texts, fc.constantFrom("\ud800", "\udc00", "\udc00\ud800", "\udbff\udbff\udfff"), texts).map((parts) => parts.join(""));
    check(20, fc.property(odd, (text) => assert.deepEqual(annotator.annotate(text), annotator.annotate(wellFormed(text)))));
    annotator.free();
  });

  test("is read alike at once, by paragraphs, and after another text that it shares paragraphs with", () => {
    const model = fresh();
    check(8, fc.property(texts, texts, texts, (one, two, three) => {
      const [before, text] = [`${one}\n${two}\n${three}`, `${one}\n${three} ${two}\n${two}`];
      model.annotate(before);
      const reading = model.read(text);
      const told = [];
      while (!reading.done) told.push(...reading.readFor(0));
      const expected = alone(text);
      assert.deepEqual(reading.finish(), expected);
      reading.free();
      // The page and the module agree on what a paragraph is (but for lines that are longer than any).
      assert.deepEqual(told.map(({ start, end }) => ({ start, end })), paragraphs(text));
    }));
    model.free();
  });

  test("is read alike in windows, also after a reading that was broken off in the midst of a paragraph that it shares", () => {
    // Without ends of lines, and longer than a window of the encoder.
    const long = (text) => `${text.replace(/[\n\v\f\r\u0085\u2028\u2029]/g, " ")} He said so. `.repeat(60);
    const most = 8;
    // More windows than a reading has turns before it is broken off (a sentence is four pieces, a window 224): what is broken off has to be read again.
    const longer = (text) => "He said so. ".repeat(600) + long(text);
    check(4, fc.property(texts, texts, fc.nat({ max: most }), (one, two, turns) => {
      // What an earlier text left in its memory would not be read again.
      const model = fresh();
      const broken = model.read(`${long(one)}\n${longer(two)}`);
      for (let i = 0; i < turns; i++) broken.readFor(0);
      assert.ok(!broken.done);
      broken.free();
      const text = `${longer(two)}\n${long(one)}`;
      const reading = model.read(text);
      let parts = 0;
      while (!reading.done) if (!reading.readFor(0).length) parts++;
      assert.ok(parts > most);
      assert.deepEqual(reading.finish(), alone(text));
      reading.free();
      model.free();
    }));
  });
});

test("every code unit of the classes that go wrong somewhere, in a statement", () => {
  const classes = [[0, 0xa0], [0xad, 0xad], [0x300, 0x30f], [0x600, 0x61c], [0x2000, 0x206f], [0xd800, 0xd804], [0xdbfc, 0xdc04], [0xdffc, 0xdfff],
    [0xfb00, 0xfb06], [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xfff0, 0xffff]];
  const units = classes.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCharCode(first + i)));
  const annotator = fresh();
  for (const joint of ["", "x", " “"]) {
    const text = `“${units.join(joint)}”, said Eze${units.join("” Eze")}.`.slice(0, 3_000);
    for (const { start, end } of spansOf(annotator.annotate(text))) {
      assert.ok(0 <= start && start < end && end <= text.length && !splits(text, start) && !splits(text, end));
    }
  }
  annotator.free();
});
