/** The extension as a store gets it: the zip, unpacked where a browser can load it. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { archive } from "../../scripts/extension.mjs";

/** Unpacks a browser's package into a new folder, but for the file `without`; `change` may alter its manifest. */
export function unpack(browser, { change = (manifest) => manifest, without } = {}) {
  const folder = mkdtempSync(join(tmpdir(), `newsmark-${browser}-`));
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archive(browser))))) {
    if (name === without) continue;
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const manifest = join(folder, "manifest.json");
  const before = readFileSync(manifest, "utf8");
  const after = change(JSON.parse(before));
  if (JSON.stringify(after) !== JSON.stringify(JSON.parse(before))) writeFileSync(manifest, JSON.stringify(after));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
