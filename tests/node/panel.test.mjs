/** "Who says what" without a page: shares, families, the sentence on top; and the link that carries a text. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { site } from "../../scripts/tools.mjs";

const fromSite = (path) => import(pathToFileURL(join(site, path)).href);
const { family } = await fromSite("www/panel/families.js");
const { outer, places, summary, survey } = await fromSite("www/panel/voices.js");

/** An annotation of `text`, with spans given by their words. */
function annotated(text, statements, referents = []) {
  const span = (words) => {
    const start = text.indexOf(words);
    assert.ok(start >= 0, words);
    return { start, end: start + words.length };
  };
  return {
    unit: "utf16",
    entities: [],
    referents: referents.map((name, id) => ({ id, name, label: "PERSON" })),
    statements: statements.map(({ source = null, cue, content, speaker = null, kind = "indirect" }) => ({
      source: source && span(source),
      cue: span(cue),
      content: content.map(span),
      kind,
      speaker,
      confidence: 1,
    })),
  };
}

test("cues have families", () => {
  const expected = {
    says: ["said", "according to", "According to", ":", "told", "added", "wrote", "has announced", "confirmed", "noted", "ruled that", "expressed", "ruling"],
    claims: ["claims", "was alleged", "accused", "Accusations", "strongly condemned", "argued", "insisted", "had promised", "called", "warned of", "suggested", "is estimated"],
    denies: ["denied", "has always denied", "rejected", "declined to say", "has refused to endorse", "would not confirm", "disputes", "ruled out", "dismissed", "denial"],
    asks: ["asked", "asks", "wondered aloud", "inquired", "questioned"],
    demands: ["demanded", "urged", "has called for", "called on", "ordered", "wants", "insisted on", "demanding", "appealed to"],
    feels: ["believes", "hopes", "fears", "is expected", "doubt", "thinks", "welcomed", "complained", "regretted", "feared", "thanked"],
  };
  for (const [name, cues] of Object.entries(expected)) {
    for (const cue of cues) assert.equal(family(cue), name, cue);
  }
  assert.equal(family("asked", "drivers to stay at home"), "demands");
  assert.equal(family("asked", "whether to stay at home"), "asks");
  assert.equal(family("asked", "“Do I have to stay at home?”"), "asks");
});

const TEXT = "Ada said that Ben denied the old plan. They said no. It was reported that it rained.";
const statements = [
  { source: "Ada", cue: "said", content: ["that Ben denied the old plan"], speaker: 0 },
  { source: "Ben", cue: "denied", content: ["the old plan"], speaker: 1 },
  { source: "They", cue: "They said".slice(5), content: ["no"] },
  { cue: "It was reported", content: ["that it rained"] },
];

describe("a survey", () => {
  const annotation = annotated(TEXT, statements, ["Ada", "Ben"]);

  test("gives every word to the innermost who says it", () => {
    const { voices, words, attributed } = survey(TEXT, annotation);
    assert.equal(words, 17);
    assert.deepEqual(voices.map(({ name, sort, words }) => [name, sort, words]), [
      ["Ada", "named", 3],
      ["Ben", "named", 3],
      ["They", "unnamed", 1],
      ["No source given", "none", 3],
    ]);
    assert.deepEqual(attributed, { named: 6, unnamed: 1, none: 3 });
    assert.equal(voices.reduce((sum, { share }) => sum + share, 0).toFixed(6), "1.000000");
  });

  test("is one sentence", () => {
    const of = (keep) => summary(survey(TEXT, annotation, keep));
    assert.equal(of(), "4 statements by 2 sources; 1 without a source; 59 % of the words are someone’s claims.");
    assert.equal(of((i) => i === 0), "1 statement by 1 source; 35 % of the words are someone’s claims.");
    assert.equal(of((i) => i === 2), "1 statement by 1 source, unnamed; 6 % of the words are someone’s claims.");
    assert.equal(of((i) => i === 3), "1 statement without a source; 18 % of the words are someone’s claims.");
    assert.equal(of(() => false), "Nobody says anything in this text.");
  });

  test("tells two people of one name apart, and joins those who are unnamed alike", () => {
    const text = "Kim said one. Kim said two. They said red. they said blue.";
    const twice = annotated(text, [], ["Kim", "Kim"]);
    const statement = (source, content, speaker) => ({ source, cue: source, content: [content], kind: "indirect", speaker, confidence: 1 });
    const at = (words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    twice.statements = [
      statement(at("Kim"), at("one"), 0),
      statement(at("Kim"), at("two"), 1),
      statement(at("They"), at("red"), null),
      statement(at("they"), at("blue"), null),
    ];
    const { voices } = survey(text, twice);
    assert.deepEqual(voices.map(({ name, statements }) => [name, statements]), [["Kim", [0]], ["Kim", [1]], ["They", [2, 3]]]);
  });

  test("says where a voice is heard, and what lies in what", () => {
    const { voices } = survey(TEXT, annotation);
    const [place] = places(TEXT, annotation, voices[0]);
    assert.equal(TEXT.slice(Math.round(place.start * TEXT.length), Math.round(place.end * TEXT.length)), "that Ben denied the old plan");
    assert.deepEqual(outer(annotation), [undefined, 0, undefined, undefined]);
  });
});

describe("a link", () => {
  globalThis.location ??= { href: "https://example.org/news/#old" };
  const load = () => fromSite("www/fragment.js");

  test("carries any text, exactly", async () => {
    const { linkTo, textOf } = await load();
    for (const text of ["", "a", "\ufeffGrüße 👩🏽‍🚀 ﷽\r\n\0", "half \ud83d of a pair \udc00", "said ".repeat(20_000)]) {
      const link = await linkTo(text);
      assert.match(link, /^https:\/\/example\.org\/news\/#text(16)?=[\w-]*$/);
      if (text) assert.equal(await textOf(new URL(link).hash), text);
    }
    assert.ok((await linkTo("said ".repeat(20_000))).length < 1_000);
  });

  test("refuses what is damaged or endless, and ignores what is none", async () => {
    const { linkTo, textOf } = await load();
    for (const none of ["", "#article"]) assert.equal(await textOf(none), undefined);
    for (const damaged of ["#text=", "#text=%3Cscript%3E"]) await assert.rejects(textOf(damaged), /damaged/);
    const { hash } = new URL(await linkTo("An article that is long enough to be damaged."));
    await assert.rejects(textOf(hash.slice(0, -6)));
    await assert.rejects(textOf("#text=AAAA"));
    const bomb = new URL(await linkTo("0".repeat(6_000_000))).hash;
    assert.ok(bomb.length < 20_000);
    await assert.rejects(textOf(bomb), /longer than 5 MB/);
  });
});
