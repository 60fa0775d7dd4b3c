/** From a file to its text. */

import { messageOf } from "./element.js";
import { fromHtml, fromMarkdown } from "./markup.js";

/** A file beyond this is hardly an article; the page would take minutes. */
const LARGEST = 5_000_000;

/** Reads a file; throws an `Error` that says what is wrong with it. */
export async function textOfFile(file: File): Promise<string> {
  if (file.size > LARGEST) throw new Error(`“${file.name}” is larger than ${LARGEST / 1e6} MB: too long for an article.`);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new Error(`“${file.name}” could not be read (${messageOf(error)}).`);
  }
  const isHtml = /\.x?html?$/i.test(file.name) || file.type === "text/html";
  const isMarkdown = /\.(?:md|markdown)$/i.test(file.name);
  const content = decode(bytes, isHtml);
  if (content === undefined) throw new Error(`“${file.name}” is no text in UTF-8; save it as plain text first.`);
  const text = isHtml ? await fromHtml(content) : isMarkdown ? await fromMarkdown(content) : content;
  if (!text.trim()) throw new Error(`There is no text in “${file.name}”.`);
  return text;
}

/** As UTF-8, or what the file itself says it is: by its first bytes or, in HTML, in its head. */
function decode(bytes: Uint8Array, isHtml: boolean): string | undefined {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  const bom = start.startsWith("\xff\xfe") ? "utf-16le" : start.startsWith("\xfe\xff") ? "utf-16be" : undefined;
  const said = isHtml ? /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(start)?.[1] : undefined;
  for (const encoding of [bom ?? "utf-8", said ?? "utf-8"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes("\0")) return text;
    } catch {
      // Not in this encoding, or none that there is.
    }
  }
  return undefined;
}
