import assert from "node:assert/strict";
import { IdIndex } from "../../lib/rows/id_index.ts";

Deno.test("IdIndex knows every id and its first line, through all its growth", () => {
  const ids = new IdIndex();
  for (let at = 1; at <= 50_000; at++) assert.equal(ids.add(`id ${at}`, at), 0);
  for (let at = 1; at <= 50_000; at += 7) {
    assert.equal(ids.lineOf(`id ${at}`), at);
    assert.equal(ids.add(`id ${at}`, 60_000), at);
  }
  assert.equal(ids.lineOf("id 0"), 0);
});
