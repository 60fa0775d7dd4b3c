/** What is painted, read back from `CSS.highlights`, and what an annotation says has to be. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/tools.mjs";
import { until } from "./tab.mjs";

/** Reads texts as the users of the npm package do, in Node; each once. */
export async function reader() {
  const { load } = await import(pathToFileURL(join(root, "dist", "npm", "js", "newsmark.js")).href);
  const newsmark = await load();
  const read = new Map();
  return {
    annotate(text) {
      if (!read.has(text)) read.set(text, newsmark.annotate(text));
      return read.get(text);
    },
    dispose: () => newsmark.dispose(),
  };
}

/** What no reader sees or says: white space, soft hyphens, and characters without width. */
const SILENT = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/u;

/** Characters with nothing between, and where there was something between. */
class Stream {
  text = "";
  breaks = new Set();
  add(data, covered) {
    for (let i = 0; i < data.length; i++) {
      if (SILENT.test(data[i])) continue;
      if (covered[i]) this.text += data[i];
      else this.breaks.add(this.text.length);
    }
  }
  /** The words in one piece each, parted where `breaks` says. */
  pieces(breaks) {
    const at = [0, ...[...breaks].filter((place) => place > 0 && place < this.text.length).sort((a, b) => a - b), this.text.length];
    return at.slice(1).map((end, i) => this.text.slice(at[i], end)).filter(Boolean);
  }
}

/** What is painted in a tab: by the name of the highlight, the text nodes with the stretches of it. Runs in a world of its own. */
export function readPainted() {
  const nodes = [];
  const order = new Map();
  const registries = new Set();
  // A form's fields may hide its own.
  const childrenOf = Object.getOwnPropertyDescriptor(Node.prototype, "childNodes").get;
  const walk = (node) => {
    if (node.nodeType === 3) {
      order.set(node, nodes.length);
      nodes.push(node);
      return;
    }
    if (node.localName === "iframe" && node.contentDocument) return enter(node.contentDocument);
    const assigned = node.localName === "slot" ? node.assignedNodes() : [];
    Array.from(assigned.length ? assigned : childrenOf.call(node.shadowRoot ?? node)).forEach(walk);
  };
  const enter = (document) => {
    registries.add(document.defaultView);
    walk(document.documentElement);
  };
  enter(document);
  const painted = {};
  const lost = [];
  // Firefox gives no iterators across worlds.
  registries.forEach(({ CSS }) =>
    CSS.highlights.forEach((highlight, name) => {
      if (!name.startsWith("newsmark-")) return;
      const own = (painted[name.slice("newsmark-".length)] ??= []);
      highlight.forEach(({ startContainer, startOffset, endContainer, endOffset }) => {
        const [from, to] = [order.get(startContainer), order.get(endContainer)];
        if (from === undefined || to === undefined) return lost.push(`${name}: ${startContainer.data?.slice(startOffset, endOffset)}`);
        for (let i = from; i <= to; i++) own.push([i, i === from ? startOffset : 0, i === to ? endOffset : nodes[i].length]);
      });
    }),
  );
  const texts = {};
  for (const parts of Object.values(painted)) for (const [node] of parts) texts[node] = nodes[node].data;
  return { painted, texts, lost };
}

/** The streams of what was read back, by name. */
function streamsOf({ painted, texts }) {
  return Object.fromEntries(
    Object.entries(painted).map(([name, parts]) => {
      const covered = new Map();
      for (const [node, start, end] of parts) {
        if (!covered.has(node)) covered.set(node, new Uint8Array(texts[node].length));
        covered.get(node).fill(1, start, end);
      }
      const stream = new Stream();
      for (const node of [...covered.keys()].sort((a, b) => a - b)) stream.add(texts[node], covered.get(node));
      return [name, stream];
    }),
  );
}

/** The spans that an annotation wants painted, by the name of the highlight. */
function wantedSpans({ entities, statements }) {
  const spans = {};
  const add = (name, span) => (spans[name] ??= []).push(span);
  for (const entity of entities) add(entity.label, entity);
  for (const { source, cue, content, kind, speaker } of statements) {
    const named = speaker !== null;
    if (source) add(named ? "source" : "source-unnamed", source);
    add(source || named ? "cue" : "cue-sourceless", cue);
    for (const part of content) add(named ? kind : `${kind}-unnamed`, part);
  }
  return spans;
}

/** The same as streams; `nested` is what lies in the content of several statements. Quotations of `generated` have marks that stand in no node. */
export function wanted(text, annotation, generated = []) {
  let paintable = text;
  for (const quotation of generated) paintable = paintable.replace(quotation, ` ${quotation.slice(1, -1)} `);
  const cover = (spans, least = 1) => {
    const depth = new Uint8Array(text.length);
    for (const { start, end } of spans) for (let i = start; i < end; i++) depth[i]++;
    const stream = new Stream();
    stream.add(paintable, depth.map((times) => Number(times >= least)));
    return stream;
  };
  const streams = Object.fromEntries(Object.entries(wantedSpans(annotation)).map(([name, spans]) => [name, cover(spans)]));
  const nested = cover(annotation.statements.flatMap(({ content }) => content), 2);
  return nested.text ? { ...streams, nested } : streams;
}

/** What marks words for a moment, and is not part of the reading. */
const PASSING = /^(?:lit|pick|hover|current|focus)/;

/** Two lists that are equal if, and only if, exactly the right words are painted. */
export function compare(found, streams) {
  const painted = streamsOf(found);
  const names = [...new Set([...Object.keys(painted).filter((name) => !PASSING.test(name)), ...Object.keys(streams)])].sort();
  const list = (of) =>
    names.flatMap((name) => {
      const [own, other] = [of[name], (of === painted ? streams : painted)[name]];
      // A span over several text nodes shows no gaps between them: the same words are parted where they are to be.
      const same = own?.text === other?.text;
      const wrong = same && of === painted ? [...own.breaks].filter((at) => at > 0 && at < own.text.length && !other.breaks.has(at)) : [];
      return [`== ${name}`, ...(own?.pieces(same ? streams[name].breaks : own.breaks) ?? []), ...wrong.map((at) => `a gap after ${own.text.slice(Math.max(0, at - 20), at)}`)];
    });
  return [list(painted), list(streams)];
}

/** Fails unless exactly what an annotation of the text says is painted, in nodes that stand in the page. */
export async function assertPainted(tab, text, annotation, generated) {
  const found = await tab.apart(readPainted);
  assert.deepEqual(found.lost, [], "every range stands in the page");
  const [painted, expected] = compare(found, wanted(text, annotation, generated));
  assert.deepEqual(painted, expected);
}

/** The same, for a page that is being read again. */
export async function waitPainted(tab, text, annotation) {
  const isEqual = async () => {
    const found = await tab.apart(readPainted);
    const [painted, expected] = compare(found, wanted(text, annotation));
    return found.lost.length === 0 && painted.join("\n") === expected.join("\n");
  };
  // If it never is, this says what differs.
  await until(isEqual).catch(() => {});
  await assertPainted(tab, text, annotation);
}

/** Which highlights have something painted. */
export const names = (tab) =>
  tab.apart(() => {
    const names = [];
    CSS.highlights.forEach(({ size }, name) => size && names.push(name));
    return names;
  });
