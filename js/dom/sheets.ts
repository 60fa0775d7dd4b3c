/** Style sheets that a page adopts for as long as somebody needs them; its elements are not touched. */

/** The style sheets that are adopted, and how many calls need them. */
const sheets = new WeakMap<Node, Map<string, { sheet: CSSStyleSheet; users: number }>>();

/** Adopts a style sheet where it is not yet, and returns what takes it away again when nobody needs it. */
export function adopt(root: Node, css: string): () => void {
  const scope = root as Document | ShadowRoot;
  const view = (root.ownerDocument ?? (root as Document)).defaultView;
  // A tree that is in no page has no styles.
  if (!view || !("adoptedStyleSheets" in root)) return () => {};
  const own = sheets.get(root) ?? new Map<string, { sheet: CSSStyleSheet; users: number }>();
  sheets.set(root, own);
  let entry = own.get(css);
  // A page that sets its own list anew has thrown ours out.
  if (entry && !scope.adoptedStyleSheets.includes(entry.sheet)) scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, entry.sheet];
  if (!entry) {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    entry = { sheet, users: 0 };
    own.set(css, entry);
    scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
  }
  const { sheet } = entry;
  entry.users++;
  return () => {
    const entry = own.get(css);
    if (!entry || --entry.users > 0) return;
    own.delete(css);
    scope.adoptedStyleSheets = scope.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
