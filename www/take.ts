/** What the reader takes along: the annotated article in five formats, a link, or on paper. */

import { toCsv } from "../js/export/csv.js";
import { toHtml } from "../js/export/html.js";
import { toJson } from "../js/export/json.js";
import { toMarkdown } from "../js/export/markdown.js";
import { toWebAnnotations } from "../js/export/annotations.js";
import type { Annotation } from "../js/newsmark.js";
import { byId, messageOf } from "./element.js";
import { linkTo } from "./fragment.js";
import { button, make, unseen } from "./panel/dom.js";

interface Format {
  name: string;
  what: string;
  extension: string;
  type: string;
  write: (text: string, annotation: Annotation) => string;
  /** Whether it shows marks rather than telling statements. */
  painted?: true;
}

const FORMATS: readonly Format[] = [
  { name: "Web page", what: "the article with its marks, colours included", extension: "html", type: "text/html", write: toHtml, painted: true },
  { name: "Markdown", what: "for notes: the article, then who says what", extension: "md", type: "text/markdown", write: toMarkdown },
  { name: "Table", what: "one row a statement, as CSV", extension: "csv", type: "text/csv", write: toCsv },
  { name: "JSON", what: "everything that was read, for programs", extension: "json", type: "application/json", write: toJson },
  { name: "Web Annotations", what: "the W3C’s JSON-LD, for annotation tools", extension: "jsonld", type: "application/ld+json", write: toWebAnnotations },
];

/** Links longer than this are cut off by some mail and chat programs. */
const LONG_LINK = 8_000;

/** Without it Excel takes a file for something else than UTF-8. */
const BOM = "\ufeff";

/** Characters of a file's name. */
const NAME = 60;

/** What there is to take, once it is read. */
export interface Taken {
  text: string;
  /** Statements whole. */
  annotation: Annotation | undefined;
  /** Of statements what is marked. */
  painted: Annotation | undefined;
}

export class TakeAlong {
  private readonly status = byId("take-status");

  constructor(private readonly current: () => Taken) {
    const rows = FORMATS.map((format) => {
      const does = (verb: string, act: (content: string, format: Format) => Promise<void> | void): HTMLElement =>
        button("small", () => void this.take(format, act), verb, unseen(` as ${format.name}`));
      return make("li", "", make("span", "format", make("strong", "", format.name), make("span", "what", format.what)),
        does("Copy", (content) => this.copy(content, format.name)), does("Save", (content) => this.save(content, format)));
    });
    byId("formats").append(...rows);
    byId("copy-link").addEventListener("click", () => void this.link());
    byId("print").addEventListener("click", () => {
      byId("take").hidePopover();
      print();
    });
    byId("take").addEventListener("toggle", () => (this.status.textContent = ""));
  }

  private async take(format: Format, act: (content: string, format: Format) => Promise<void> | void): Promise<void> {
    const { text, ...taken } = this.current();
    const annotation = format.painted ? taken.painted : taken.annotation;
    if (!annotation) return this.say("The article is still being read.");
    try {
      await act(format.write(text, annotation), format);
    } catch (error) {
      this.say(`That did not work: ${messageOf(error)}`);
    }
  }

  private async link(): Promise<void> {
    try {
      const link = await linkTo(this.current().text);
      await navigator.clipboard.writeText(link);
      const long = link.length > LONG_LINK ? ` It has ${link.length.toLocaleString("en")} characters, too many for some programs.` : "";
      this.say(`The link is copied. Whoever has it has the whole text.${long}`);
    } catch (error) {
      this.say(`The link could not be copied: ${messageOf(error)}`);
    }
  }

  private async copy(content: string, name: string): Promise<void> {
    await navigator.clipboard.writeText(content);
    this.say(`Copied: ${name}.`);
  }

  private save(content: string, { extension, type }: Format): void {
    const url = URL.createObjectURL(new Blob([extension === "csv" ? BOM : "", content], { type: `${type};charset=utf-8` }));
    const link = make("a", "");
    link.href = url;
    link.download = `${fileName(this.current().text)}.${extension}`;
    link.click();
    // The browser has taken hold of it by then.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.say(`Saved: ${link.download}`);
  }

  private say(message: string): void {
    this.status.textContent = message;
  }
}

/** A file's name from the article's first line: letters and digits only. */
function fileName(text: string): string {
  const first = /\S.*/u.exec(text)?.[0] ?? "";
  const words = first.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return Array.from(words.join("-")).slice(0, NAME).join("").replace(/-$/, "") || "article";
}
