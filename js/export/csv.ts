/** CSV of the statements, for spreadsheets and data frames. */

import { checkUnit, speakerOf } from "../segments.js";
import type { Annotation, Span } from "../types.js";

/** How a table is written. */
export interface CsvOptions {
  /**
   * Whether cells are written exactly as the text has them. By default an apostrophe goes before a cell that a spreadsheet could take for
   * a formula and run. Ask for exact cells only where a program reads them.
   */
  exact?: boolean;
}

const COLUMNS = [
  "source", "speaker", "cue", "content", "kind", "confidence", "source_start", "source_end", "cue_start", "cue_end", "content_spans",
];

/** What spreadsheets take for the beginning of a formula, also after white space, and in the wide forms of East Asian fonts. */
const FORMULA = /^[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * The statements as CSV (RFC 4180): a header, then one row each. `speaker` is the name of whom the source means, empty where nobody is
 * named; content in several parts is joined by ` … `, and `content_spans` has the offsets of each part, as `12..30 45..60`.
 *
 * Excel takes a file for UTF-8 only if `"\ufeff"` stands before it.
 *
 * @param text - The text that was annotated.
 * @param annotation - What `annotate` said of it; offsets are UTF-16 code units.
 * @param options - Whether cells are exact.
 * @returns Rows that end in CRLF.
 */
export function toCsv(text: string, annotation: Annotation, { exact = false }: CsvOptions = {}): string {
  checkUnit(annotation);
  const words = ({ start, end }: Span): string => text.slice(start, end);
  const rows = annotation.statements.map((statement) => {
    const { source, speaker, cue, content, kind, confidence } = statement;
    return [
      source ? words(source) : "",
      speaker === null ? "" : (speakerOf(text, annotation, statement) ?? ""),
      words(cue),
      content.map(words).join(" … "),
      kind,
      confidence.toFixed(4),
      String(source?.start ?? ""),
      String(source?.end ?? ""),
      String(cue.start),
      String(cue.end),
      content.map(({ start, end }) => `${start}..${end}`).join(" "),
    ];
  });
  const cell = (value: string): string => {
    const safe = !exact && FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
