/** What is taken along: segments, and each format read back by a reader of that format. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { parse as parseCsv } from "csv-parse/sync";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { parse, parseFragment } from "parse5";
import { site } from "../../scripts/tools.mjs";
import { PIECES } from "../texts.mjs";

const fromSite = (path) => import(pathToFileURL(join(site, "js", path)).href);
const { blocks, classes, paragraphs, segments } = await fromSite("segments.js");
const { toCsv } = await fromSite("export/csv.js");
const { toHtml } = await fromSite("export/html.js");
const { toJson } = await fromSite("export/json.js");
const { toMarkdown } = await fromSite("export/markdown.js");
const { toWebAnnotations } = await fromSite("export/annotations.js");

const LABELS = [
  "PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE", "DATE", "TIME", "MONEY", "PERCENT",
  "QUANTITY", "ORDINAL", "CARDINAL",
];

/** A text and an annotation that may be of it: entities without overlaps, statements with parts anywhere. */
const readings = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) }), { maxLength: 40 })
  .chain((pieces) => {
    const text = pieces.join("");
    // The core splits no character.
    const place = fc.nat({ max: text.length }).filter((at) => !/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1)));
    const span = fc.tuple(place, place).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })).filter(({ start, end }) => start < end);
    const confidence = fc.float({ min: 0, max: 1, noNaN: true });
    const spans = text ? fc.uniqueArray(place, { maxLength: 12 }) : fc.constant([]);
    const referent = fc.record({ name: fc.constantFrom("Ngozi Eze", "=A1", "<b>", "a*b", "x\ud800"), label: fc.constantFrom(...LABELS) });
    return fc.record({
      text: fc.constant(text),
      places: spans,
      labels: fc.array(fc.constantFrom(...LABELS), { minLength: 12, maxLength: 12 }),
      confidence,
      statements: text
        ? fc.array(
            fc.record({
              source: fc.option(span),
              cue: span,
              content: fc.array(span, { maxLength: 3 }),
              kind: fc.constantFrom("direct", "mixed", "indirect"),
              speaker: fc.option(fc.nat({ max: 1 })),
              confidence,
            }),
            { maxLength: 5 },
          )
        : fc.constant([]),
      referents: fc.tuple(referent, referent),
    });
  })
  .map(({ text, places, labels, confidence, statements, referents }) => {
    const cuts = places.sort((a, b) => a - b);
    const entities = cuts.slice(1).flatMap((end, i) => (i % 3 === 2 ? [] : [{ start: cuts[i], end, label: labels[i], referent: i % 2, confidence }]));
    return [text, { unit: "utf16", entities, statements, referents: referents.map((referent, id) => ({ id, ...referent })) }];
  });

/** `npm run fuzz -- 60 export` asks for more. */
const numRuns = Number(process.env.NUM_RUNS ?? 300);
let executions = 0;
after(() => process.env.NUM_RUNS && console.log(`${executions} executions`));

const check = (property) => fc.assert(fc.property(readings, ([text, annotation]) => (executions++, property(text, annotation))), { numRuns });

const TEXT = "“I count bees,” said Ngozi Eze of =SUM Ltd. 👩🏽‍🚀\n\nShe denied <b>that</b> they were lost.";
const span = (words, from = 0) => ({ start: TEXT.indexOf(words, from), end: TEXT.indexOf(words, from) + words.length });
const ANNOTATION = {
  unit: "utf16",
  entities: [
    { ...span("Ngozi Eze"), label: "PERSON", referent: 0, confidence: 0.75 },
    { ...span("=SUM Ltd."), label: "ORG", referent: 1, confidence: 0.5 },
  ],
  statements: [
    { source: span("Ngozi Eze of =SUM Ltd."), cue: span("said"), content: [span("“I count bees,”")], kind: "direct", speaker: 0, confidence: 0.9 },
    { source: span("She"), cue: span("denied"), content: [span("<b>that</b>"), span("they were lost")], kind: "indirect", speaker: null, confidence: 0.8 },
  ],
  referents: [{ id: 0, name: "Ngozi Eze", label: "PERSON" }, { id: 1, name: "=SUM Ltd.", label: "ORG" }],
};

/** The elements of a parsed tree, in order. */
function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}
const textOf = (node) => (node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(textOf).join(""));
const attribute = (element, name) => element.attrs.find((attr) => attr.name === name)?.value;
const held = (text) => text.replaceAll("\0", "\ufffd");

describe("segments", () => {
  test("follow one another without gaps and know all that covers them", () =>
    check((text, annotation) => {
      const cut = segments({ start: 0, end: text.length }, annotation);
      assert.equal(cut.map(({ start, end }) => text.slice(start, end)).join(""), text);
      for (const { start, end, entity, roles } of cut) {
        const covers = (span) => span.start <= start && end <= span.end;
        assert.equal(entity, annotation.entities.findIndex(covers) >= 0 ? annotation.entities.findIndex(covers) : undefined);
        const expected = annotation.statements.flatMap(({ source, cue, content }, statement) => [
          ...(source && covers(source) ? [[statement, "source"]] : []),
          ...(covers(cue) ? [[statement, "cue"]] : []),
          ...(content.some(covers) ? [[statement, "content"]] : []),
        ]);
        assert.deepEqual(roles.map(({ statement, part }) => [statement, part]), expected);
      }
    }));

  test("of a part lie in it", () => {
    const whole = { start: 5, end: 30 };
    const cut = segments(whole, ANNOTATION);
    assert.deepEqual([cut[0].start, cut.at(-1).end], [5, 30]);
    assert.deepEqual(segments({ start: 3, end: 3 }, ANNOTATION), []);
  });

  test("have the classes of what they are", () => {
    const inner = { ...ANNOTATION.statements[1], content: [span("count")] };
    const annotation = { ...ANNOTATION, statements: [ANNOTATION.statements[0], inner] };
    const at = (words) => {
      const { start } = span(words);
      return classes(segments({ start: 0, end: TEXT.length }, annotation).find((segment) => segment.start <= start && start < segment.end), annotation);
    };
    assert.equal(at("Ngozi"), "nm nm-entity nm-PERSON nm-source");
    assert.equal(at("count"), "nm nm-content nm-depth-2 nm-indirect nm-unnamed");
    assert.equal(at("bees"), "nm nm-content nm-direct");
    assert.equal(at("said"), "nm nm-cue");
  });

  test("say whether the text names the source, or gives one", () => {
    const [first] = ANNOTATION.statements;
    const classesOf = (statement) => {
      const annotation = { ...ANNOTATION, entities: [], statements: [statement] };
      return segments({ start: 0, end: TEXT.length }, annotation).filter(({ roles }) => roles.length).map((segment) => classes(segment, annotation));
    };
    assert.deepEqual(classesOf({ ...first, speaker: null }), ["nm nm-content nm-direct nm-unnamed", "nm nm-cue nm-unnamed", "nm nm-source nm-unnamed"]);
    assert.deepEqual(classesOf({ ...first, speaker: null, source: null }), ["nm nm-content nm-direct nm-none", "nm nm-cue nm-none"]);
    const page = toHtml(TEXT, { ...ANNOTATION, statements: [{ ...first, speaker: null }, { ...first, speaker: null, source: null }] });
    assert.match(page, /data-name="Unnamed source"/);
    assert.match(page, /data-name="Cue without a source"/);
    assert.doesNotMatch(page, /data-name="Source"/);
  });

  test("make blocks that are the text", () =>
    check((text, annotation) => {
      const all = blocks(text, annotation);
      assert.equal(all.flatMap((block) => block.segments).map(({ start, end }) => text.slice(start, end)).join(""), text);
      assert.deepEqual(all.filter(({ paragraph }) => paragraph).map(({ start, end }) => ({ start, end })), paragraphs(text));
      for (const { start, end } of paragraphs(text)) assert.match(text.slice(start, end), /^\S(.*\S)?$/su);
    }));
});

describe("toHtml", () => {
  test("holds the text, unit by unit, and no other element than its own", () =>
    check((text, annotation) => {
      const tree = parse(toHtml(text, annotation));
      const all = [...elements(tree)];
      const article = all.find((element) => attribute(element, "class") === "newsmark");
      assert.equal(textOf(article), held(text));
      const body = all.find(({ tagName }) => tagName === "body");
      assert.equal(textOf(body), held(text));
      const known = ["html", "head", "meta", "title", "style", "body", "article", "p", "mark", "footer", "span"];
      assert.deepEqual(all.map(({ tagName }) => tagName).filter((name) => !known.includes(name)), []);
      const attributes = ["class", "data-entity", "data-statements", "title"];
      for (const element of elements(article)) assert.deepEqual(element.attrs.map(({ name }) => name).filter((name) => !attributes.includes(name)), []);

      const fragment = parseFragment(toHtml(text, annotation, { fragment: true }));
      assert.deepEqual(fragment.childNodes.map(({ tagName }) => tagName), ["style", "div"]);
      assert.equal(textOf(fragment.childNodes[1]), held(text));
    }));

  test("marks what is marked", () => {
    const marks = [...elements(parse(toHtml(TEXT, ANNOTATION)))].filter(({ tagName }) => tagName === "mark");
    const eze = marks.find((mark) => textOf(mark) === "Ngozi Eze");
    assert.equal(attribute(eze, "class"), "nm nm-entity nm-PERSON nm-source");
    assert.equal(attribute(eze, "data-entity"), "0");
    assert.equal(attribute(eze, "data-statements"), "0");
    assert.equal(attribute(eze, "title"), "Person: Ngozi Eze\nSource (direct quote, Ngozi Eze)");
  });

  test("has a title, a language, and no way out", () => {
    const page = toHtml(TEXT, ANNOTATION, { title: "</title><script>", lang: '"><script>' });
    const all = [...elements(parse(page))];
    assert.equal(textOf(all.find(({ tagName }) => tagName === "title")), "</title><script>");
    assert.equal(attribute(all.find(({ tagName }) => tagName === "html"), "lang"), '"><script>');
    assert.ok(all.every(({ tagName }) => tagName !== "script"));
    assert.match(page, /default-src 'none'/);
    assert.doesNotMatch(page, /url\(|https?:/);
  });
});

describe("toMarkdown", () => {
  const render = (markdown) => parseFragment(new MarkdownIt("commonmark").render(markdown));

  test("is the paragraphs again, whatever they hold", () =>
    check((text, annotation) => {
      const tree = render(toMarkdown(text, { ...annotation, statements: [] }));
      const found = tree.childNodes.filter(({ tagName }) => tagName);
      assert.ok([...elements(tree)].every(({ tagName }) => ["p", "strong"].includes(tagName)));
      // A parser trims lines, and HTML makes a line feed of a carriage return.
      const plain = (words) => held(words).replace(/\s+/gu, " ").trim();
      assert.deepEqual(found.map((p) => plain(textOf(p))), paragraphs(text).map(({ start, end }) => plain(text.slice(start, end))));
    }));

  test("adds nothing but a list of who says what", () =>
    check((text, annotation) => {
      const tree = render(toMarkdown(text, annotation, { article: false }));
      assert.ok([...elements(tree)].every(({ tagName }) => ["h2", "h3", "ul", "li", "em"].includes(tagName)));
      assert.equal([...elements(tree)].filter(({ tagName }) => tagName === "li").length, annotation.statements.length);
    }));

  test("says a colon once", () => {
    const colon = (words) => ({ ...ANNOTATION, statements: [{ ...ANNOTATION.statements[0], source: null, speaker: null, cue: span(words) }] });
    const text = TEXT.replace("said", "say:").replace("Ngozi", ": goz");
    const list = (words) => toMarkdown(text, colon(words), { article: false }).split("\n").at(-2);
    assert.equal(list("said"), "- *direct quote,* say: “I count bees,”");
    assert.equal(list("N"), "- *direct quote*: “I count bees,”");
  });

  test("sets names in bold where it can", () => {
    assert.equal(
      toMarkdown(TEXT, ANNOTATION),
      `“I count bees,” said **Ngozi Eze** of **=SUM Ltd.** 👩🏽‍🚀

She denied \\<b\\>that\\</b\\> they were lost.

## Who says what

### Ngozi Eze

- *direct quote,* said: “I count bees,”

### She

- *paraphrase,* denied: \\<b\\>that\\</b\\> … they were lost
`,
    );
    const text = "The U.S.s of it";
    const entities = [{ start: 4, end: 8, label: "GPE", referent: 0, confidence: 1 }];
    assert.equal(toMarkdown(text, { ...ANNOTATION, entities, statements: [] }), "The U.S.s of it\n");
  });
});

describe("toCsv", () => {
  test("is read back exactly when it is exact", () =>
    check((text, annotation) => {
      const rows = parseCsv(toCsv(text, annotation, { exact: true }), { columns: true });
      assert.equal(rows.length, annotation.statements.length);
      rows.forEach((row, i) => {
        const { source, speaker, cue, content, kind } = annotation.statements[i];
        // The reader of the test goes through UTF-8.
        const words = ({ start, end }) => text.slice(start, end).toWellFormed();
        assert.equal(row.source, source ? words(source) : "");
        assert.equal(row.speaker, speaker === null ? "" : annotation.referents[speaker].name.toWellFormed());
        assert.equal(row.cue, words(cue));
        assert.equal(row.content, content.map(words).join(" … "));
        assert.equal(row.kind, kind);
        assert.deepEqual([Number(row.cue_start), Number(row.cue_end)], [cue.start, cue.end]);
        const spans = row.content_spans.split(" ").filter(Boolean).map((part) => part.split("..").map(Number));
        assert.deepEqual(spans, content.map(({ start, end }) => [start, end]));
      });
    }));

  test("gives a spreadsheet no formula", () =>
    check((text, annotation) => {
      for (const row of parseCsv(toCsv(text, annotation))) {
        for (const cell of row) assert.doesNotMatch(cell, /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u);
      }
    }));

  test("looks like this", () => {
    const statements = [{ ...ANNOTATION.statements[0], source: span("=SUM Ltd."), speaker: 1 }, ANNOTATION.statements[1]];
    assert.equal(
      toCsv(TEXT, { ...ANNOTATION, statements }),
      "source,speaker,cue,content,kind,confidence,source_start,source_end,cue_start,cue_end,content_spans\r\n" +
        "'=SUM Ltd.,'=SUM Ltd.,said,\"“I count bees,”\",direct,0.9000,34,43,16,20,0..15\r\n" +
        "She,,denied,<b>that</b> … they were lost,indirect,0.8000,53,56,57,63,64..75 76..90\r\n",
    );
  });
});

describe("toJson", () => {
  test("holds everything", () =>
    check((text, annotation) => {
      const read = JSON.parse(toJson(text, annotation));
      assert.equal(read.text, text);
      const bare = ({ text: words, ...span }) => {
        assert.equal(words, text.slice(span.start, span.end));
        return span;
      };
      assert.deepEqual(
        {
          unit: read.unit,
          entities: read.entities.map(bare),
          statements: read.statements.map((s) => ({ ...s, source: s.source && bare(s.source), cue: bare(s.cue), content: s.content.map(bare) })),
          referents: read.referents,
        },
        JSON.parse(JSON.stringify(annotation)),
      );
    }));
});

describe("toWebAnnotations", () => {
  test("select what is marked, in code points, by position and by quotation", () =>
    check((text, annotation) => {
      const { items } = JSON.parse(toWebAnnotations(text, annotation));
      const points = [...text];
      const expected = [
        ...annotation.entities.map((entity) => [entity]),
        ...annotation.statements.map(({ source, cue, content }) => [...(source ? [source] : []), cue, ...content]),
      ];
      assert.equal(items.length, expected.length);
      items.forEach((item, i) => {
        [item.target].flat().forEach(({ selector: [position, quote] }, k) => {
          const { start, end } = expected[i][k];
          assert.equal(quote.exact, text.slice(start, end));
          assert.equal(points.slice(position.start, position.end).join(""), quote.exact);
          assert.equal(points.slice(Math.max(0, position.start - 32), position.start).join(""), quote.prefix);
          assert.equal(points.slice(position.end, position.end + 32).join(""), quote.suffix);
        });
      });
    }));

  test("say what they are", () => {
    const page = JSON.parse(toWebAnnotations(TEXT, ANNOTATION, { source: "https://example.org/bees#top" }));
    assert.equal(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert.equal(page.type, "AnnotationPage");
    const [eze, , said] = page.items;
    assert.equal(eze.id, "https://example.org/bees#newsmark-entity-0");
    assert.deepEqual(eze.body.map(({ purpose, value }) => [purpose, value]), [["classifying", "PERSON"], ["identifying", "Ngozi Eze"], ["assessing", "0.7500"]]);
    assert.deepEqual(said.target.map(({ styleClass }) => styleClass), ["source", "cue", "content"]);
    assert.equal(new Set(page.items.map(({ id }) => id)).size, page.items.length);
  });

  test("of two texts have different ids, of one the same", () => {
    const id = (text) => JSON.parse(toWebAnnotations(text, { ...ANNOTATION, entities: [], statements: [] })).id;
    assert.match(id(TEXT), /^urn:newsmark:[0-9a-f]{16}#newsmark-annotations$/);
    assert.equal(id(TEXT), id(TEXT));
    assert.notEqual(id(TEXT), id(`${TEXT} `));
  });
});

test("offsets that are not JavaScript's are refused", () => {
  for (const write of [toCsv, toHtml, toJson, toMarkdown, toWebAnnotations]) {
    assert.throws(() => write(TEXT, { ...ANNOTATION, unit: "codepoint" }), TypeError);
  }
});
