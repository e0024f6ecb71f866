import assert from "node:assert/strict";
import { choice, instrument, text } from "../../mod.ts";

Deno.test("instrument() asks its questions in one round, in the order given", () => {
  const questions = { why: text("Why?"), tier: choice("Which?", ["a", "b"]), so: text("So?") };
  assert.deepEqual(instrument("checkout", questions), {
    name: "checkout",
    version: "1",
    description: undefined,
    questions,
    rounds: [{ name: "default", questions: ["why", "tier", "so"] }],
  });
  const dated = instrument("checkout", questions, { version: "2", description: "Plans." });
  assert.deepEqual([dated.version, dated.description], ["2", "Plans."]);
});

Deno.test("instrument() refuses to ask nothing", () => {
  assert.throws(() => instrument("empty", {}), {
    name: "TypeError",
    message: 'Cannot make the instrument "empty": it has no questions',
  });
  assert.throws(() => instrument("mute", { why: text(" ") }), {
    message: 'Cannot make the instrument "mute": the question "why" has no text',
  });
});
