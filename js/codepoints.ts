/** From UTF-16 code units to Unicode code points, in which other languages and the W3C count. */

/** Built in one pass, then a look-up each. An unpaired surrogate counts as one code point. */
export class CodePoints {
  /** Where the second halves of surrogate pairs stand. */
  private readonly second: number[] = [];

  constructor(private readonly text: string) {
    for (let i = 1; i < text.length; i++) {
      if (isSecond(text, i)) this.second.push(i++);
    }
  }

  /** The number of code points before `offset`. */
  at(offset: number): number {
    let [low, high] = [0, this.second.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.second[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  }

  /** At most `count` code points that end at `offset`. */
  before(offset: number, count: number): string {
    let start = offset;
    for (; count > 0 && start > 0; count--) start -= isSecond(this.text, start - 1) ? 2 : 1;
    return this.text.slice(start, offset);
  }

  /** At most `count` code points that begin at `offset`. */
  after(offset: number, count: number): string {
    let end = offset;
    for (; count > 0 && end < this.text.length; count--) end += isSecond(this.text, end + 1) ? 2 : 1;
    return this.text.slice(offset, end);
  }
}

/** Whether the code unit at `i` is the second half of a pair. */
function isSecond(text: string, i: number): boolean {
  const [first, second] = [text.charCodeAt(i - 1), text.charCodeAt(i)];
  return first >= 0xd800 && first < 0xdc00 && second >= 0xdc00 && second < 0xe000;
}
