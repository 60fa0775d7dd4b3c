/** Why a page cannot be marked, in words for the reader. */

const STORES = /^https:\/\/(?:chromewebstore\.google\.com|chrome\.google\.com\/webstore|addons\.mozilla\.org|microsoftedge\.microsoft\.com\/addons)(?:\/|$)/u;
const INTERNAL = /^(?:chrome|chrome-search|chrome-untrusted|devtools|edge|brave|opera|vivaldi|about|resource|view-source|data|blob|javascript):/u;

/** `url` is unknown where the browser does not even tell it. */
export function whyNot(url: string | undefined, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (reason === "PDF" || /\.pdf(?:[?#]|$)/iu.test(url ?? "")) return "This is a PDF. The browser’s PDF viewer does not let extensions read its text.";
  if (/^(?:chrome|moz|ms-browser)-extension:/u.test(url ?? "")) return "This page belongs to an extension, which others may not read.";
  if (STORES.test(url ?? "") || /gallery/iu.test(reason)) return "The browser does not let extensions read pages of its store.";
  if (INTERNAL.test(url ?? "") || /chrome:\/\/|about:|edge:\/\//iu.test(reason)) return "This is a page of the browser itself, which extensions may not read.";
  if (/^file:/u.test(url ?? "")) return "This is a file on your device. The browser lets extensions read files only if you allow it in its list of extensions.";
  if (/error page/iu.test(reason)) return "The page could not be loaded, so there is nothing to read.";
  // Firefox says neither of a PDF nor of a site that it protects what it is.
  return "The browser does not let extensions read this page. It may be a PDF, or a site that the browser protects.";
}
