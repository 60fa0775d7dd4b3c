/** Words of an article, and whose they are. */

import type { Annotation } from "../../js/newsmark.js";

/** Where the words begin: runs of characters without white space that hold a letter or a digit. */
export function wordStarts(text: string): number[] {
  const starts: number[] = [];
  for (const { 0: run, index } of text.matchAll(/\S+/gu)) if (/[\p{L}\p{N}]/u.test(run)) starts.push(index);
  return starts;
}

/** For each word the innermost statement whose content it begins in, or -1: the words of the article itself. */
export function owners(starts: readonly number[], { statements }: Pick<Annotation, "statements">, keep: (index: number) => boolean): Int32Array {
  const length = (index: number): number => statements[index]!.content.reduce((sum, { start, end }) => sum + end - start, 0);
  const owner = new Int32Array(starts.length).fill(-1);
  // The longest first, so that what lies inside of it is written over it.
  const order = statements.map((_, index) => ({ index, length: length(index) })).filter(({ index }) => keep(index));
  order.sort((a, b) => b.length - a.length);
  for (const { index } of order) {
    for (const { start, end } of statements[index]!.content) owner.fill(index, from(starts, start), from(starts, end));
  }
  return owner;
}

/** The first word at or after an offset. A word that a quotation mark begins is where the mark is. */
function from(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
