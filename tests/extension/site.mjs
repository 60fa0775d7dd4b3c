/** Serves the pages on this machine, with those that move, those that are hostile, and a PDF. */

import { createServer } from "node:http";
import { crowded, fields, injecting, long, spying } from "./markup/hostile.mjs";
import { empty, infinite, spa, ticking } from "./markup/moving.mjs";
import { pages } from "./pages.mjs";

/** A PDF with one line. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 62>>stream
BT /F 12 Tf 20 50 Td (The mayor, Ana Silva, said yes.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
`;

const MEGABYTES = 1_000_000;

const special = {
  "spa/": () => spa(pages.wire, pages.dark),
  "infinite/": () => infinite(pages.table, pages.print),
  "ticking/": () => ticking(pages.sticky),
  "empty/": () => empty(),
  "fields/": () => fields(pages.soup),
  "spying/": () => spying(pages.soup),
  "injecting/": () => injecting(),
  "long/": () => long(Object.values(pages), 5 * MEGABYTES),
  "crowded/": () => crowded(pages.csp, 100_000),
};

function answer(path) {
  if (path === "paper.pdf") return { body: PDF, type: "application/pdf" };
  if (path in special) return { body: special[path]() };
  const [, name, file] = /^(\w+)\/(.*)$/.exec(path) ?? [];
  // Numbered copies of a page, for many different addresses.
  const page = pages[name?.replace(/_\d+$/, "")];
  const body = page && (file ? page.files[file] : page.html);
  return body && { body, headers: page.headers };
}

/** Resolves to the server's address and a way to stop it. */
export function serveSite() {
  const server = createServer((request, response) => {
    const found = answer(new URL(request.url, "http://localhost").pathname.slice(1));
    if (!found) return response.writeHead(404, { "content-type": "text/plain" }).end("404");
    response.writeHead(200, { "content-type": found.type ?? "text/html; charset=utf-8", "cache-control": "no-store", ...found.headers }).end(found.body);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const close = () => new Promise((done) => (server.close(done), server.closeAllConnections()));
      resolve({ url: `http://localhost:${server.address().port}/`, close });
    });
  });
}
