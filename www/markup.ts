/** The article in HTML or Markdown, as text. Markup is parsed into a document that runs no script and loads nothing. */

/** Elements that begin and end a line. */
const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "),
);

/** Characters that make an article: a short report is one too. */
const SHORTEST = 250;

/** Elements whose text is not for readers. */
const UNSEEN = new Set("BUTTON CANVAS DATALIST HEAD IFRAME INPUT NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA".split(" "));

const parse = (html: string): Document => new DOMParser().parseFromString(html, "text/html");

/** The article of a web page: its title, and its text without navigation, or all its text where no article is found. */
export async function fromHtml(html: string): Promise<string> {
  const { Readability } = await import("@mozilla/readability");
  const article = new Readability<Node>(parse(html), { serializer: (node) => node, charThreshold: SHORTEST }).parse();
  const body = article?.content ? textOf(article.content) : textOf(parse(html).body);
  const title = article?.title?.trim() ?? "";
  return !title || body.startsWith(title) ? body : `${title}\n\n${body}`;
}

/** The text of Markdown: without the signs of its markup, and without what stands before it about it. */
export async function fromMarkdown(markdown: string): Promise<string> {
  const { marked } = await import("marked");
  const html = await marked.parse(markdown.replace(/^\ufeff?---\r?\n[\s\S]*?\r?\n---\r?\n/, ""));
  return textOf(parse(html).body);
}

/** The text of an element as a reader sees it: a blank line between blocks, a line break for `<br>`. */
export function textOf(element: Node): string {
  const lines: string[] = [];
  let line = "";
  const end = (): void => {
    const whole = line.trim();
    if (whole) lines.push(whole);
    line = "";
  };
  // Without recursion: no page is too deep.
  const stack: (Node | "end")[] = [element];
  for (let node; (node = stack.pop()); ) {
    if (node === "end") end();
    else if (node.nodeType === Node.TEXT_NODE) {
      const words = node.textContent ?? "";
      line += node.parentElement?.closest("pre") ? words : words.replace(/[ \t\n\r\f]+/g, (_, at: number) => (at === 0 && /(?:^|\s)$/.test(line.slice(-1)) ? "" : " "));
    } else if (node.nodeType === Node.ELEMENT_NODE || node.nodeType === Node.DOCUMENT_FRAGMENT_NODE) {
      const name = node.nodeName.toUpperCase();
      if (UNSEEN.has(name) || (node instanceof HTMLElement && (node.hidden || node.ariaHidden === "true"))) continue;
      if (name === "BR") line = `${line.trimEnd()}\n`;
      const block = BLOCKS.has(name);
      if (block) {
        end();
        stack.push("end");
      }
      for (let child = node.lastChild; child; child = child.previousSibling) stack.push(child);
    }
  }
  end();
  return lines.join("\n\n");
}
