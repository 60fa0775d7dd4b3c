/** The short form of `npm run soak`. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { soak } from "../../scripts/soak.mjs";

test("a hundred articles through one instance: memory is flat, and answers are those of a fresh one", async () => {
  const { before, after, compared, differing } = await soak(100);
  assert.ok(after.wasm <= before.wasm * 1.05, `from ${before.wasm} to ${after.wasm} MB`);
  assert.ok(compared === 20 && differing.length === 0, `articles ${differing}`);
});
