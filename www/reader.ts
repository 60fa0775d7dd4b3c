/** Reads one text at a time in the worker; the next one, or the reader, ends it. */

import { load, type Annotation, type Newsmark, type ParagraphAnnotation } from "../js/newsmark.js";

/** An annotation, and up to where the text was read. */
export interface Found {
  annotation: Annotation;
  end: number;
}

export class Reader {
  private newsmark: Newsmark | undefined;
  private reading: AbortController | undefined;
  /** Whether the reader said that it is enough. */
  private enough = false;

  async load(model: string, onProgress: (received: number) => void): Promise<void> {
    // The scripts of the page are one file; the worker's is where it always is.
    const worker = (): Worker => new Worker("js/worker.js", { type: "module" });
    this.newsmark ??= await load({ model, worker, onProgress });
  }

  get isReady(): boolean {
    return this.newsmark !== undefined;
  }

  /** Reads the text; `undefined` if another one came meanwhile. */
  async read(text: string, onParagraph: (paragraph: ParagraphAnnotation, progress: number) => void): Promise<Found | undefined> {
    this.giveUp();
    const own = (this.reading = new AbortController());
    this.enough = false;
    let end = 0;
    try {
      const annotation = await this.newsmark!.annotate(text, {
        signal: own.signal,
        onParagraph(paragraph, progress) {
          if (own.signal.aborted) return;
          end = paragraph.end;
          onParagraph(paragraph, progress);
        },
      });
      return own.signal.aborted ? undefined : { annotation, end: text.length };
    } catch (error) {
      if (!own.signal.aborted) throw error;
      if (!this.enough || this.reading !== own) return undefined;
    }
    // What was read up to here is remembered, so this takes no time.
    const head = (this.reading = new AbortController());
    const annotation = await this.newsmark!.annotate(text.slice(0, end), { signal: head.signal }).catch((error: unknown) => {
      if (head.signal.aborted) return undefined;
      throw error;
    });
    return annotation && !head.signal.aborted ? { annotation, end } : undefined;
  }

  /** Ends the reading; what was read so far counts. */
  stop(): void {
    this.enough = true;
    this.reading?.abort();
  }

  /** Ends the reading: it is of a text that is gone. */
  giveUp(): void {
    this.enough = false;
    const old = this.reading;
    this.reading = undefined;
    old?.abort();
  }
}
