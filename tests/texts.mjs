/** Texts that are hard for somebody: parsers, spreadsheets, those who count, those who draw. For property tests. */

import fc from "fast-check";

/** Words of news, marks, and every class of characters that goes wrong somewhere. */
export const PIECES = [
  "Ngozi Eze", "said", " ", " ", ", ", ".", "“", "”", "\n", "\n\n", "\r\n", "\r", "\0", "\t", "👩🏽‍🚀", "𝔘", "\ud83d", "\udc00", "e\u0301", "\u00a0",
  "\u200b", "\ufeff", "\u2028", "\u0085", "\f", "\u202e", "<script>alert(1)</script>", "<!--", "-->", "</p>", "</title>", "]]>", "&amp;", "&#0;",
  "&", "<b onclick='x'>", '"', "'", "=1+1", "-2", "+3", "@SUM(A1)", "# h", "* li", "1. li", "> q", "```", "~~~", "---", "===", "[x](y)", "![i](s)",
  "<https://x.y>", "**", "__", "_", "*", "\\", "|", "$x$", "^1", "[^1]", "العربية", "中文",
];

/** Besides those, what makes statements, and more that has no width, no pair or no end. */
const MORE = [
  " said ", "He denied that ", "according to ", "President Musa Okoro", "the Hive Trust", " told ", ": ", "Q: ", "A: ", "on Monday", "$3 million", "20 percent",
  "‘", "’", "«", "»", "\u00ad", "\u200c", "\u200d", "\u200e", "\u2060", "\u2066", "\u2069", "\u061c", "\u0301\u0302", "ﬁ", "İ", "ẞ", "ǆ", "K", "①", "🇳🇬",
  "\ud800", "\udfff", "\udc00\ud800", "\u{10ffff}", "\uffff", "\ufffd", "\v", "\u2029", "ＦＵＬＬ",
];

/** Any string that JavaScript can hold, also with halves of surrogate pairs. */
export const texts = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES, ...MORE) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
      { weight: 1, arbitrary: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) },
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

/** Every span of an annotation. */
export const spansOf = ({ entities, statements }) => [
  ...entities,
  ...statements.flatMap(({ source, cue, content }) => [...(source ? [source] : []), cue, ...content]),
];

/** Whether an offset stands between the halves of a surrogate pair. */
export const splits = (text, at) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1)) && at > 0;

/** The same text with half pairs as the replacement character, which is as long. */
export const wellFormed = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
