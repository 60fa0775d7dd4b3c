/** Puts the colours and the rules that page and package share in front of the page's own style sheet of marks: `node marks.mjs FILE`. */

import { readFileSync, writeFileSync } from "node:fs";
import { markRules, palette } from "../dist/www/js/styles.js";

const [file] = process.argv.slice(2);
// Theme switches change the `color-scheme` of the root.
writeFileSync(file, `${palette(":root", "")}\n${markRules("")}\n${readFileSync(file, "utf8")}`);
