/** Watches a page from a world of its own: whether anything of it changes, and what is left behind. */

/** Begins to watch. Runs in the page, in a world of its own. */
export function startWatch() {
  const roots = [];
  const enter = (root) => {
    roots.push(root);
    for (const element of Array.from(root.querySelectorAll("*"))) {
      if (element.shadowRoot) enter(element.shadowRoot);
      if (element.localName === "iframe" && element.contentDocument) enter(element.contentDocument);
    }
  };
  enter(document);
  const records = [];
  const observer = new MutationObserver((seen) => seen.forEach((record) => records.push(record)));
  for (const root of roots) observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  const html = () => roots.map((root) => (root.documentElement ? root.documentElement.outerHTML : root.innerHTML)).join("\n--\n");
  const before = html();
  const sheets = () => roots.map(({ adoptedStyleSheets }) => adoptedStyleSheets.length);
  const sheetsBefore = sheets();
  globalThis.watched = () => {
    for (const record of observer.takeRecords()) records.push(record);
    const names = [];
    for (const root of roots) if (root.defaultView) root.defaultView.CSS.highlights.forEach((_, name) => names.push(name));
    return {
      changes: records.map(({ type, target, attributeName }) => `${type} ${target.nodeName} ${attributeName ?? ""}`),
      same: html() === before,
      names,
      sheets: sheets().map((count, i) => count - sheetsBefore[i]),
    };
  };
}

/** What has changed since. */
export const seenByWatch = () => globalThis.watched();
