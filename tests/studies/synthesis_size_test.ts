import assert from "node:assert/strict";
import { scripted } from "../../lib/models/scripted.ts";
import { synthesisPrompt } from "../../lib/studies/synthesis_prompt.ts";
import { batchesOf, estimateOf, lengthOf, roomOf } from "../../lib/studies/synthesis_size.ts";

/** A model of that id, which is all that sizes go by. */
function named(id: string) {
  return { name: id, model: { ...scripted({}), id } };
}

Deno.test("estimateOf() is the words, the data and 2,000 tokens more", () => {
  const { system, content } = synthesisPrompt("panel", [], "Be brief.");
  const around = Math.ceil((system.length + content.length) / 4);
  assert.equal(estimateOf("panel", "Be brief.")(400), around + 100 + 2000);
  assert.equal(estimateOf("panel", "Be brief, please!")(400), around + 102 + 2000);
});

Deno.test("estimateOf() does not depend on what the data are", () => {
  const [one, other] = [["a", "b"], ["c", "d"]].map((lines) => synthesisPrompt("panel", lines));
  assert.equal(one?.content.length, other?.content.length);
  assert.equal(one?.system.length, other?.system.length);
  assert.notEqual(one?.system, other?.system);
});

Deno.test("roomOf() is the window without 8,000 tokens", () => {
  const rooms = ["claude-haiku-4-5-20251001", "gpt-4o", "gemini-2.5-flash-lite", "unheard-of"]
    .map((id) => roomOf(named(id)));
  assert.deepEqual(rooms, [192_000, 120_000, 992_000, 120_000]);
});

Deno.test("batchesOf() fills one batch after the other up to the very last token", () => {
  const model = named("gpt-4o");
  const before = ["a question?"];
  const estimate = estimateOf("question");
  // As many characters as the room has beside the words and the line before.
  const free = 4 * (roomOf(model) - estimate(0)) - lengthOf(before);
  const half = "x".repeat(free / 2 - 1);
  const batches = (...lines: string[]) => batchesOf(lines, { task: "question", before, model });
  assert.deepEqual(batches(half, half), { batches: [[0, 1]] });
  assert.deepEqual(batches(half, `${half}x`), { batches: [[0], [1]] });
  assert.deepEqual(batches("x", half, half, "x", half), { batches: [[0, 1], [2, 3], [4]] });
  assert.deepEqual(batches("x".repeat(free - 1)), { batches: [[0]] });
  assert.deepEqual(batches("x", "x".repeat(free)), {
    tooLarge: 1,
    tokens: roomOf(model) + 1,
  });
  assert.deepEqual(batches(), { batches: [] });
});
